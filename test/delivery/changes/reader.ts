/**
 * Following changes as a partner's program does: from page to page, each time from the cursor of the page
 * before.
 */
import { request } from '../../support/gateway.ts';
import type { Newsroom, wireItem } from '../../support/newsroom.ts';

export interface Change {
  id: string;
  uri: string;
  version: string;
  changeType: string;
  type: string;
  headline?: string;
  sections: string[];
  versionCreated: string;
  components: { id: string; type: string; allowed: boolean }[];
  href: string;
  notice?: string;
  withdrawn?: { id: string; type: string; code: string }[];
  substitute?: { id: string; href: string };
}

export interface Page {
  items: Change[];
  next: string;
}

export function askChanges(
  token: string,
  query: Record<string, string | number | undefined> = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const set = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
  return request(`/v1/changes${text && `?${text}`}`, { token, headers });
}

export async function page(
  token: string,
  query: Record<string, string | number | undefined> = {},
  headers: Record<string, string> = {},
): Promise<Page> {
  const response = await askChanges(token, query, headers);
  if (response.status !== 200) throw new Error(`changes: ${response.status} ${await response.text()}`);
  return (await response.json()) as Page;
}

export class Reader {
  readonly #token: string;
  cursor: string | undefined;

  constructor(token: string, cursor?: string) {
    this.#token = token;
    this.cursor = cursor;
  }

  /** Everything since the last time: `Link` says when there is more. */
  async news(limit = 100): Promise<Change[]> {
    const all: Change[] = [];
    for (;;) {
      const response = await askChanges(this.#token, { after: this.cursor, limit });
      if (response.status !== 200) throw new Error(`changes: ${response.status} ${await response.text()}`);
      const { items, next } = (await response.json()) as Page;
      this.cursor = next;
      all.push(...items);
      if (!response.headers.has('Link')) return all;
    }
  }
}

/** `new 1`, `update 2`… */
export const inShort = (changes: Change[]) =>
  changes.map(({ changeType, version }) => `${changeType} ${version}`);

export async function patchArticle(
  newsroom: Newsroom,
  id: string,
  json: Record<string, unknown>,
): Promise<void> {
  const response = await request(`/v1/admin/articles/${id}`, {
    method: 'PATCH',
    token: newsroom.admin,
    json,
  });
  if (response.status !== 200) throw new Error(`patch: ${response.status} ${await response.text()}`);
}

/** Another version of an item, with another headline. */
export const later = (
  item: ReturnType<typeof wireItem>,
  version: number,
  change: Record<string, unknown> = {},
) => ({
  ...item,
  version: String(version),
  versionCreated: new Date(Date.parse(item.versionCreated) + version * 1_000).toISOString(),
  headlines: [{ value: `Version ${version}` }],
  ...change,
});
