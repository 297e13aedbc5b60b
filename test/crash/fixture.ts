/**
 * Partners, licenses, keys and items that the load is about, made over the admin API; what callers and the
 * desk share.
 */
import type { Client, Operators } from '../../scripts/gateway.ts';
import { tokenOf } from '../support/embedded.ts';
import { type Desk, ingestText, post, SITE, webTerms } from '../support/small-site.ts';
import { Withdrawals } from './withdrawals.ts';

export interface Key {
  id: string;
  client: Client;
  token: string;
  /** `performance.now()` */
  tokenAt: number;
  /** When the desk first asked to revoke it. */
  revokedAt: number;
}

export interface Site {
  partner: string;
  license: string;
  titles: string[];
  quota?: { limit: number; onExceed: 'refuse' | 'overage' };
  keys: Key[];
}

/** An answer that came with `Rights-Entry`, or was a success without. */
export interface Answer {
  status: number;
  entry: string;
  license: string;
  key: Key;
  article: string;
  /** Whether content came with it: of a HEAD, none. */
  hasContent: boolean;
  began: number;
  ended: number;
}

export interface Fixture {
  url: string;
  admin: { client: Client; token: string; tokenAt: number };
  sites: Site[];
  /** Newest last; some of them stopped. */
  articles: string[];
  withdrawals: Withdrawals;
  answers: Answer[];
  receipts: Set<string>;
  /** When the desk first requested a kill that was acknowledged (`performance.now()`), by article. */
  killedAt: Map<string, number>;
  /** Requests that nothing came back for. */
  unanswered: number;
  /** 503: nothing was delivered. */
  unavailable: number;
  /** When each of both was known (`performance.now()`). */
  missed: number[];
  /** Requests for something withdrawn, and refused. */
  refusedInTime: number;
  changes: number;
  /** Partners that were set out for the other ledger object. */
  moves: number;
  faults: string[];
}

const ARTICLES = 24;
/** Items and keys that callers choose among: the newest, stopped ones included. */
export const CHOSEN_ARTICLES = 30;
export const CHOSEN_KEYS = 4;

const TITLES = ['morning', 'evening'].map((id) => ({ ...SITE, id }));

const SITES: Pick<Site, 'quota' | 'titles'>[] = [
  { titles: ['morning'] },
  { titles: ['morning', 'evening'], quota: { limit: 20, onExceed: 'refuse' } },
  { titles: ['morning', 'evening'], quota: { limit: 10, onExceed: 'overage' } },
];

/** `sites`: what each license is to have. `articles`: how many are ingested. */
export async function openFixture(
  url: string,
  operators: Operators,
  { sites = SITES, articles = ARTICLES }: { sites?: typeof SITES; articles?: number } = {},
): Promise<Fixture> {
  const token = await tokenOf(url, operators.admin);
  const fixture: Fixture = {
    url,
    admin: { client: operators.admin, token, tokenAt: performance.now() },
    sites: [],
    articles: [],
    withdrawals: new Withdrawals(),
    answers: [],
    receipts: new Set(),
    killedAt: new Map(),
    unanswered: 0,
    unavailable: 0,
    missed: [],
    refusedInTime: 0,
    changes: 0,
    moves: 0,
    faults: [],
  };
  const desk = deskOf(fixture);
  const product = await post(desk, 'products', { name: 'All', sections: ['news'] });
  for (const site of sites) {
    const partner = await post(desk, 'partners', {
      name: 'Load',
      titles: TITLES.filter(({ id }) => site.titles.includes(id)),
    });
    const quota = site.quota && { quota: { ...site.quota, per: 'term' } };
    const { id } = await post(desk, 'licenses', webTerms(partner.id, product.id, quota));
    const keys = [await newKey(fixture, id), await newKey(fixture, id), await newKey(fixture, id, 'test')];
    fixture.sites.push({ ...site, partner: partner.id, license: id, keys });
  }
  for (let n = 0; n < articles; n++) fixture.articles.push(await newArticle(fixture, n));
  return fixture;
}

const deskOf = ({ url, admin }: Fixture): Desk => ({ url, token: admin.token });

export async function newKey(fixture: Fixture, license: string, env = 'live'): Promise<Key> {
  const created = await post<Client>(deskOf(fixture), 'keys', { license, name: 'load', env });
  const client = { client_id: created.client_id, client_secret: created.client_secret };
  const token = await tokenOf(fixture.url, client);
  return {
    id: created.client_id,
    client,
    token,
    tokenAt: performance.now(),
    revokedAt: Number.POSITIVE_INFINITY,
  };
}

export function newArticle(fixture: Fixture, n: number): Promise<string> {
  return ingestText(deskOf(fixture), `urn:test:crash:${n}`);
}
