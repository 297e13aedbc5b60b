/** A licensee's site: asks for articles and pictures, again for what it has, and looks into its feeds. */
import { associatedComponent } from '../../../src/articles/ninjs/components.ts';
import { type Address, Party } from '../party.ts';
import { TEST_KEY_OF } from '../plan/licenses.ts';
import type { Random } from '../plan/random.ts';
import { AGAIN_SHARE, FORMATS, stateUse, TEST_SHARE } from '../plan/uses.ts';
import type { Licensed } from './licensing.ts';
import type { Article } from './publish.ts';
import type { Shelf } from './shelf.ts';

/** `entries`: how many the request has left in the log. */
export interface ReaderAnswer {
  status: number;
  headers: Headers;
  entries: number;
}

/** Of all turns: those that begin with a look into a list, and those that ask for what does not exist. */
const LIST_SHARE = 0.08;
const UNKNOWN_SHARE = 0.004;
const HEAD_SHARE = 0.01;
/** Texts of one page, for licenses that have them in feeds. */
export const FEED_TEXTS = 10;
/** Answers that a site remembers the validators of. */
const REMEMBERED_MAX = 300;

const ACCEPT: Record<string, string> = {
  ninjs: 'application/json',
  html: 'text/html',
  fragment: 'text/html;profile=fragment',
  newsml: 'application/vnd.iptc.g2.newsmessage+xml',
  text: 'text/plain',
  nitf: 'application/nitf+xml',
};
const LISTS = [
  '/v1/articles?limit=20',
  '/v1/articles.atom?content=summary',
  '/v1/articles.rss?content=summary',
  '/v1/articles.jsonfeed?content=summary',
  '/v1/changes?limit=50',
  '/v1/articles?section=politics&limit=10',
];

export class Reader {
  readonly licensed: Licensed;
  /** Null: there is nothing to choose from yet. */
  shelf: Shelf | null = null;
  readonly #live: Party;
  readonly #test: Party | null;
  readonly #etags = new Map<string, string>();

  constructor(at: Address, licensed: Licensed) {
    this.licensed = licensed;
    this.#live = new Party(at, licensed.live);
    this.#test = licensed.test ? new Party(at, licensed.test) : null;
  }

  get hasFullTexts(): boolean {
    return this.licensed.plan.terms.fullTextFeed === true;
  }

  /** A page of whole texts: each is an entry, `FEED_TEXTS` of them at most. */
  async readFeed(): Promise<ReaderAnswer> {
    const { status, headers } = await get(this.#live, `/v1/articles.atom?content=full&limit=${FEED_TEXTS}`);
    return { status, headers, entries: status === 200 ? FEED_TEXTS : 0 };
  }

  /** One article or picture, after a look into a list now and then. Throws when nothing comes. */
  async turn(random: Random): Promise<ReaderAnswer> {
    const { plan } = this.licensed;
    if (random.chance(LIST_SHARE)) await get(this.#live, random.pick(LISTS));
    if (random.chance(UNKNOWN_SHARE)) await get(this.#live, `/v1/articles/itm_${random.hex(32)}`);
    const article = this.shelf?.draw(random);
    if (!article) return { status: 404, headers: new Headers(), entries: 0 };
    const stated = Object.entries(stateUse(random, plan)).flatMap(([name, value]): [string, string][] =>
      value === null ? [] : [[name, value]],
    );
    const { path, accept } = addressOf(random, article);
    const query = new URLSearchParams(stated).toString();
    const address = query === '' ? path : `${path}?${query}`;
    const key = `${accept} ${address}`;
    const etag = random.chance(AGAIN_SHARE) ? this.#etags.get(key) : undefined;
    const by = this.#test && random.chance(TEST_SHARE * TEST_KEY_OF) ? this.#test : this.#live;
    const { status, headers } = await get(by, address, {
      method: etag === undefined && random.chance(HEAD_SHARE) ? 'HEAD' : 'GET',
      headers: { Accept: accept, ...(etag !== undefined && { 'If-None-Match': etag }) },
    });
    this.#remember(key, headers.get('ETag'));
    return { status, headers, entries: headers.has('Rights-Entry') ? 1 : 0 };
  }

  #remember(key: string, etag: string | null): void {
    if (etag === null) return;
    this.#etags.set(key, etag);
    const [oldest] = this.#etags.keys();
    if (this.#etags.size > REMEMBERED_MAX && oldest !== undefined) this.#etags.delete(oldest);
  }
}

/** Reads the whole answer, and drops its body. */
async function get(party: Party, ...request: Parameters<Party['send']>): Promise<Response> {
  const response = await party.send(...request);
  await response.arrayBuffer();
  return response;
}

/** A picture is requested as a component of its article. */
function addressOf(random: Random, { id, plan }: Article): { path: string; accept: string } {
  const format = FORMATS.draw(random);
  const accept = ACCEPT[format];
  if (accept !== undefined) return { path: `/v1/articles/${id}`, accept };
  if (plan.pictures.length === 0) return { path: `/v1/articles/${id}`, accept: 'application/json' };
  const component = associatedComponent(id, random.pick(plan.pictures).uri);
  return { path: `/v1/articles/${id}/components/${component}`, accept: 'image/*' };
}
