/** A small newsroom inside the test runtime: made through the admin API, as an agency would. */

import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { leafText } from '../../src/ledger/merkle.ts';
import { entryKeeperStub } from '../../src/ledger/outbox.ts';
import { eventually } from './eventually.ts';
import { create, operatorToken, partnerToken, request } from './gateway.ts';

export interface Client {
  id: string;
  client_id: string;
  client_secret: string;
}

export interface PartnerSite {
  partner: string;
  license: string;
  key: Client;
  token: string;
}

export interface Newsroom {
  admin: string;
  product: string;
  /**
   * Section that the product covers; unique to this newsroom, so that tests do not see each other's items.
   */
  section: string;
}

let createdCount = 0;
const unique = () => `${Date.now().toString(36)}${(createdCount++).toString(36)}`;

export async function openNewsroom(): Promise<Newsroom> {
  const admin = await operatorToken('admin');
  const section = `section-${unique()}`;
  const { id } = await create('/v1/admin/products', admin, { name: 'Everything', sections: [section] });
  return { admin, product: id, section };
}

const YEAR_MS = 365 * 86_400_000;

/** Terms that permit much; `change` narrows or widens. */
export function terms(newsroom: Newsroom, partner: string, change: Record<string, unknown> = {}) {
  return {
    partner,
    products: [newsroom.product],
    uses: ['display', 'distribute', 'print', 'archive'],
    components: ['dispatch', 'photograph', 'graphic', 'logo'],
    territories: ['DACH'],
    channels: ['web', 'app', 'newsletter', 'print'],
    starts: new Date(Date.now() - YEAR_MS).toISOString(),
    ends: new Date(Date.now() + YEAR_MS).toISOString(),
    consent: { reference: 'C-2026-1', signedBy: 'A. Signatory', signedOn: '2026-01-02' },
    ...change,
  };
}

/** A partner and its license. */
export async function openLicense(
  newsroom: Newsroom,
  change: Record<string, unknown> = {},
): Promise<Pick<PartnerSite, 'partner' | 'license'>> {
  const name = `Partner ${unique()}`;
  const titles = [
    { id: 'morgen', name: 'Der Morgen', domains: ['morgen.example'], market: 'DE' },
    { id: 'abend', name: 'Abendpost', domains: ['abend.example'], market: 'AT' },
  ];
  const partner = await create('/v1/admin/partners', newsroom.admin, { name, titles });
  const license = await create('/v1/admin/licenses', newsroom.admin, terms(newsroom, partner.id, change));
  return { partner: partner.id, license: license.id };
}

/** A license with its key. */
export async function openSite(
  newsroom: Newsroom,
  change: Record<string, unknown> = {},
  key: Record<string, unknown> = {},
): Promise<PartnerSite> {
  const opened = await openLicense(newsroom, change);
  const client = await create<Client>('/v1/admin/keys', newsroom.admin, {
    license: opened.license,
    name: 'site',
    ...key,
  });
  return { ...opened, key: client, token: await partnerToken(client) };
}

/**
 * What most files begin with: a newsroom and a partner's site. Await it at the top of a file. `change` and
 * `key` as in `openSite`.
 */
export async function scenario(
  change: Record<string, unknown> = {},
  key: Record<string, unknown> = {},
): Promise<{ newsroom: Newsroom; site: PartnerSite }> {
  const newsroom = await openNewsroom();
  return { newsroom, site: await openSite(newsroom, change, key) };
}

/** A ninjs 3.1 text item with a few blocks; unique uri. */
export function wireItem(change: Record<string, unknown> = {}) {
  const id = unique();
  return {
    standard: { name: 'ninjs', version: '3.1' },
    uri: `urn:test:item:${id}`,
    version: '1',
    type: 'text',
    pubStatus: 'usable',
    versionCreated: new Date(Date.now() - 60_000).toISOString(),
    language: 'en',
    headlines: [{ value: `Harbor pilots end strike ${id}`, contentType: 'text/plain' }],
    bodies: [
      {
        contentType: 'application/xhtml+xml',
        value: `<p>LIMWICK (Tidemark) — Secret-body-${id} pilots went back to work.</p><h2>Deal</h2><p>The deal runs two years.</p>`,
      },
    ],
    ...change,
  };
}

export interface Ingested {
  id: string;
  uri: string;
  version: string;
  components: { id: string; type: string }[];
  unreviewed: string[];
}

export async function ingest(newsroom: Newsroom, item: unknown, expected = 201): Promise<Ingested> {
  const response = await request(`/v1/admin/articles?section=${newsroom.section}`, {
    method: 'PUT',
    token: newsroom.admin,
    json: item,
  });
  if (response.status !== expected) throw new Error(`ingest: ${response.status} ${await response.text()}`);
  return (await response.json()) as Ingested;
}

/** The smallest PNG there is: one pixel. */
export const PNG = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (char) => char.charCodeAt(0),
);

/** An item with one photograph whose bytes have been delivered. */
export async function ingestWithPhotograph(
  newsroom: Newsroom,
  photograph: Record<string, unknown> = {},
  bytes: Uint8Array = PNG,
): Promise<Ingested & { photograph: string }> {
  const item = wireItem();
  const associations = [
    {
      name: 'main',
      uri: `${item.uri}:photo`,
      type: 'picture',
      headlines: [{ value: `Caption-secret-${item.uri}` }],
      ...photograph,
    },
  ];
  const article = await ingest(newsroom, { ...item, associations });
  const id = article.components.find(({ type }) => type === 'photograph')?.id ?? '';
  const stored = await request(`/v1/admin/articles/${article.id}/components/${id}`, {
    method: 'PUT',
    token: newsroom.admin,
    body: bytes as Uint8Array<ArrayBuffer>,
    headers: { 'Content-Type': 'image/png' },
  });
  if (!stored.ok) throw new Error(`bytes: ${stored.status} ${await stored.text()}`);
  return { ...article, photograph: id };
}

/** Months (YYYY-MM) that are over in every time zone, the latest first. */
export function pastMonths(count = 1): string[] {
  const today = new Date(Date.now() - 2 * 86_400_000);
  return Array.from({ length: count }, (_, place) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1 - place)).toISOString().slice(0, 7),
  );
}

/** The month (YYYY-MM) that is over in no time zone: the first to end a month is 14 hours ahead. */
export const runningMonth = (): string => new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 7);

/**
 * Runs an object's alarm: what its logs have by then is in D1. No alarm is set while the object runs one
 * itself.
 */
export async function drain(object = 'ledger-0'): Promise<void> {
  const stub = entryKeeperStub(env, object);
  await eventually(async () => {
    if (!(await runDurableObjectAlarm(stub))) throw new Error(`${object} is running its alarm`);
  });
}

export interface LogRow {
  idx: number;
  id: string;
  kind: string;
  outcome: string;
  code: string | null;
  billable: number;
  leaf: string;
  body: string;
}

/** Entries of a license. Notices only if they are asked for: those of quotas come with an alarm. */
export async function logOf(license: string, { notices = false } = {}): Promise<LogRow[]> {
  await drain();
  const { results } = await env.DB.prepare(
    `SELECT idx, id, kind, outcome, code, billable, body FROM entries
     WHERE license = ? AND (kind <> 'notice' OR ?) ORDER BY idx`,
  )
    .bind(license, Number(notices))
    .all<Omit<LogRow, 'leaf'>>();
  return results.map((row) => ({ ...row, leaf: leafText(row.body) }));
}
