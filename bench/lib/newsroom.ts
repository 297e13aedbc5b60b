/** The newsroom that the delivery bench sells from, made through the admin API of a running gateway. */

import type { Miniflare } from 'miniflare';
import { atOnce } from '../../scripts/lib/at-once.ts';
import { readMedia } from '../../scripts/newsroom/sample.ts';
import { type Client, call, tokenOf } from '../../test/support/embedded.ts';
import { type Desk, openSmallSite, post, type SmallSite } from '../../test/support/small-site.ts';
import { copyArticles, copyLicenses } from './copies.ts';

export const SECTION = 'news';
/** Calls to the desk under way at the same time. */
export const AT_ONCE = 8;
/** Made through the admin API; more are copies of the first one. */
const MADE_MAX = 100;
/** Tokens live for 15 minutes. */
const TOKEN_MS = 8 * 60_000;

export interface Newsroom {
  url: string;
  licenses: SmallSite[];
  /** Ids of text items. */
  articles: string[];
  /** Path of a photograph's own route. */
  picture: string;
  /**
   * New tokens, when the ones at hand are getting old. `nowMs`: by a clock of the caller's, always the same
   * one.
   */
  refresh(nowMs?: number): Promise<void>;
}

export interface Size {
  licenses: number;
  articles: number;
  /** Characters of an article's text. */
  textChars: number;
}

export async function openNewsroom(
  { url, admin, runtime }: { url: string; admin: Client; runtime: Miniflare },
  size: Size,
): Promise<Newsroom> {
  const token = await tokenOf(url, admin);
  const desk = { url, token };

  const product = await post(desk, 'products', { name: 'Everything', sections: [SECTION] });
  const numbers = (count: number) => Array.from({ length: Math.min(count, MADE_MAX) }, (_, n) => n);
  const createdLicenses = await atOnce(numbers(size.licenses), AT_ONCE, (n) => {
    const titles = [{ id: 'site', name: `Site ${n}`, domains: [`site-${n}.example`], market: 'DE' }];
    return openSmallSite(desk, CONTRACT, { product: product.id, name: `Partner ${n}`, titles });
  });
  const createdArticles = await atOnce(numbers(size.articles), AT_ONCE, (n) =>
    ingest(desk, textItem(n, size.textChars)),
  );
  const [license] = createdLicenses;
  const [article] = createdArticles;
  if (!license || !article) throw new Error('a newsroom without licenses or articles');
  const picture = await pictureAt(desk);
  const moreLicenses = await copyLicenses(runtime, license, size.licenses - createdLicenses.length);
  const moreArticles = await copyArticles(runtime, article, size.articles - createdArticles.length);
  const licenses = [...createdLicenses, ...moreLicenses];
  const articles = [...createdArticles, ...moreArticles];

  let refreshedAt = Number.NEGATIVE_INFINITY;
  const refresh = async (nowMs = performance.now()) => {
    if (nowMs - refreshedAt < TOKEN_MS) return;
    await atOnce(licenses, AT_ONCE, async (license) => {
      license.token = await tokenOf(url, license.key);
    });
    refreshedAt = nowMs;
  };
  await refresh();
  return { url, licenses, articles, picture, refresh };
}

/** What a regional paper's contract says: four uses, three kinds of content, a credit. */
const CONTRACT = {
  uses: ['display', 'distribute', 'index', 'archive'],
  components: ['dispatch', 'photograph', 'graphic'],
  territories: ['DACH'],
  channels: ['web', 'app', 'newsletter'],
  purposes: ['editorial'],
  onlineDays: 3_650,
  alterations: ['headline', 'shorten'],
  credit: { line: 'Courier Agency', byline: true },
};

const SENTENCE =
  'The harbor authority said on Tuesday that the night ferry would run again once the pier had been inspected. ';
const PARAGRAPH_CHARS = 500;

function textItem(n: number, chars: number) {
  const text = SENTENCE.repeat(Math.ceil(chars / SENTENCE.length)).slice(0, chars);
  const paragraphs = text.match(new RegExp(`.{1,${PARAGRAPH_CHARS}}`, 'g')) ?? [text];
  return {
    uri: `urn:bench:text:${n}`,
    version: '1',
    type: 'text',
    versionCreated: new Date(Date.now() - 3_600_000).toISOString(),
    language: 'en',
    headlines: [{ value: `Night ferry to sail again, item ${n}` }],
    by: 'Marit van Oosten',
    bodies: [
      {
        contentType: 'application/xhtml+xml',
        value: paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join(''),
      },
    ],
  };
}

async function ingest({ url, token }: Desk, item: unknown): Promise<string> {
  const path = `${url}/v1/admin/articles?section=${SECTION}`;
  return (await call<{ id: string }>(path, token, 'PUT', item)).id;
}

/** An article with a photograph of the sample; the path of the photograph's own route. */
async function pictureAt(desk: Desk): Promise<string> {
  const { url, token } = desk;
  const item = {
    ...textItem(-1, 500),
    associations: [
      { name: 'photo', uri: 'urn:bench:picture', type: 'picture', headlines: [{ value: 'The pier' }] },
    ],
  };
  const id = await ingest(desk, item);
  const { components } = await call<{ components: { id: string; type: string }[] }>(
    `${url}/v1/admin/articles/${id}`,
    token,
    'GET',
  );
  const photograph = components.find(({ type }) => type === 'photograph');
  const { bytes, contentType } = await readMedia('dresden-depot.jpg');
  const response = await fetch(`${url}/v1/admin/articles/${id}/components/${photograph?.id}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': contentType },
    body: new Uint8Array(bytes),
  });
  if (!response.ok) throw new Error(`the photograph: ${response.status} ${await response.text()}`);
  return `/v1/articles/${id}/components/${photograph?.id}`;
}
