/** The newsroom that the delivery bench sells from, made through the admin API of a running gateway. */
import { readMedia } from '../../scripts/sample/newsroom.ts';
import { type Client, call, tokenOf } from '../../test/support/embedded.ts';

export const SECTION = 'news';
/** Calls to the desk under way at the same time. */
const AT_ONCE = 8;
/** Tokens live for 15 minutes. */
const TOKEN_MS = 8 * 60_000;

export interface BenchLicense {
  license: string;
  partner: string;
  key: Client;
  token: string;
}

export interface Newsroom {
  url: string;
  licenses: BenchLicense[];
  /** Ids of text items. */
  articles: string[];
  /** Path of a photograph's own route. */
  picture: string;
  /** New tokens, when the ones at hand are getting old. */
  refresh(): Promise<void>;
}

export interface Size {
  licenses: number;
  articles: number;
  /** Characters of an article's text. */
  textChars: number;
}

export async function openNewsroom(url: string, admin: Client, size: Size): Promise<Newsroom> {
  const token = await tokenOf(url, admin);
  const desk = <T>(method: string, path: string, json: unknown) =>
    call<T>(`${url}/v1/admin/${path}`, token, method, json);
  const post = <T = { id: string }>(path: string, json: unknown) => desk<T>('POST', path, json);

  const product = await post('products', { name: 'Everything', sections: [SECTION] });
  const licenses = await atOnce(size.licenses, async (n) => {
    const titles = [{ id: 'site', name: `Site ${n}`, domains: [`site-${n}.example`], market: 'DE' }];
    const partner = await post('partners', { name: `Partner ${n}`, titles });
    const license = await post('licenses', termsFor(partner.id, product.id));
    const key = await post<Client>('keys', { license: license.id, name: 'site' });
    return { license: license.id, partner: partner.id, key, token: '' };
  });
  const articles = await atOnce(size.articles, async (n) => {
    const item = textItem(n, size.textChars);
    return (await desk<{ id: string }>('PUT', `articles?section=${SECTION}`, item)).id;
  });

  let refreshedAt = Number.NEGATIVE_INFINITY;
  const refresh = async () => {
    if (performance.now() - refreshedAt < TOKEN_MS) return;
    await atOnce(licenses.length, async (n) => {
      const license = licenses[n];
      if (license) license.token = await tokenOf(url, license.key);
    });
    refreshedAt = performance.now();
  };
  await refresh();
  return { url, licenses, articles, picture: await pictureAt(url, token), refresh };
}

/** What a regional paper's contract says: four uses, three kinds of content, a credit. */
function termsFor(partner: string, product: string) {
  return {
    partner,
    products: [product],
    uses: ['display', 'distribute', 'index', 'archive'],
    components: ['dispatch', 'photograph', 'graphic'],
    territories: ['DACH'],
    channels: ['web', 'app', 'newsletter'],
    purposes: ['editorial'],
    starts: '2026-01-01T00:00:00Z',
    ends: '2036-01-01T00:00:00Z',
    onlineDays: 3_650,
    alterations: ['headline', 'shorten'],
    credit: { line: 'Courier Agency', byline: true },
    consent: { reference: 'B-1', signedBy: 'A. Signatory', signedOn: '2026-01-01' },
  };
}

const SENTENCE =
  'The harbor authority said on Tuesday that the night ferry would run again once the pier had been inspected. ';
const PARAGRAPH_CHARS = 500;

function textItem(n: number, chars: number) {
  const text = SENTENCE.repeat(Math.ceil(chars / SENTENCE.length)).slice(0, chars);
  const paragraphs = text.match(new RegExp(`.{1,${PARAGRAPH_CHARS}}`, 'g')) ?? [text];
  return {
    ...itemHead(`urn:bench:text:${n}`, 'text', `Night ferry to sail again, item ${n}`),
    by: 'Marit van Oosten',
    bodies: [
      {
        contentType: 'application/xhtml+xml',
        value: paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join(''),
      },
    ],
  };
}

function itemHead(uri: string, type: string, headline: string) {
  return {
    uri,
    version: '1',
    type,
    versionCreated: new Date(Date.now() - 3_600_000).toISOString(),
    language: 'en',
    headlines: [{ value: headline }],
  };
}

/** An article with a photograph of the sample; the path of the photograph's own route. */
async function pictureAt(url: string, token: string): Promise<string> {
  const item = {
    ...textItem(-1, 500),
    associations: [
      { name: 'photo', uri: 'urn:bench:picture', type: 'picture', headlines: [{ value: 'The pier' }] },
    ],
  };
  const { id } = await call<{ id: string }>(
    `${url}/v1/admin/articles?section=${SECTION}`,
    token,
    'PUT',
    item,
  );
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

/** `one` for 0 … count-1, a few under way at a time; what they answer, in order. */
export async function atOnce<T>(count: number, one: (n: number) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < count; n = next++) answers[n] = await one(n);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}
