/** Partners, licenses, keys and items that the load is about, made over the admin API; what callers and the desk share. */
import type { Client, Operators } from '../../scripts/gateway.ts';
import { call, tokenOf } from '../support/embedded.ts';
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
  began: number;
  ended: number;
}

export interface World {
  url: string;
  admin: { client: Client; token: string; tokenAt: number };
  sites: Site[];
  /** Newest last; some of them stopped. */
  articles: string[];
  withdrawals: Withdrawals;
  answers: Answer[];
  receipts: Set<string>;
  /** Requests that nothing came back for. */
  unanswered: number;
  /** 503: nothing was delivered. */
  unavailable: number;
  /** Requests for something withdrawn, and refused. */
  refusedInTime: number;
  changes: number;
  faults: string[];
}

const ARTICLES = 24;
/** Items and keys that callers choose among: the newest, stopped ones included. */
export const CHOSEN_ARTICLES = 30;
export const CHOSEN_KEYS = 4;

const TITLES = ['morning', 'evening'].map((id) => ({
  id,
  name: id,
  domains: [`${id}.example`],
  market: 'DE',
}));

const SITES: Pick<Site, 'quota' | 'titles'>[] = [
  { titles: ['morning'] },
  { titles: ['morning', 'evening'], quota: { limit: 20, onExceed: 'refuse' } },
  { titles: ['morning', 'evening'], quota: { limit: 10, onExceed: 'overage' } },
];

export async function openWorld(url: string, operators: Operators): Promise<World> {
  const token = await tokenOf(url, operators.admin);
  const world: World = {
    url,
    admin: { client: operators.admin, token, tokenAt: performance.now() },
    sites: [],
    articles: [],
    withdrawals: new Withdrawals(),
    answers: [],
    receipts: new Set(),
    unanswered: 0,
    unavailable: 0,
    refusedInTime: 0,
    changes: 0,
    faults: [],
  };
  const product = await post(world, 'products', { name: 'All', sections: ['news'] });
  for (const site of SITES) {
    const partner = await post(world, 'partners', {
      name: 'Load',
      titles: TITLES.filter(({ id }) => site.titles.includes(id)),
    });
    const { id } = await post(world, 'licenses', {
      partner: partner.id,
      products: [product.id],
      uses: ['display'],
      components: ['dispatch'],
      territories: ['DE'],
      channels: ['web'],
      starts: '2026-01-01T00:00:00Z',
      ends: '2036-01-01T00:00:00Z',
      ...(site.quota && { quota: { ...site.quota, per: 'term' } }),
      consent: { reference: 'L-1', signedBy: 'A. Signatory', signedOn: '2026-01-01' },
    });
    const keys = [await newKey(world, id), await newKey(world, id), await newKey(world, id, 'test')];
    world.sites.push({ ...site, license: id, keys });
  }
  for (let n = 0; n < ARTICLES; n++) world.articles.push(await newArticle(world, n));
  return world;
}

function post(world: World, path: string, json: unknown): Promise<{ id: string }> {
  return call(`${world.url}/v1/admin/${path}`, world.admin.token, 'POST', json);
}

export async function newKey(world: World, license: string, env = 'live'): Promise<Key> {
  const made = await call<{ id: string } & Client>(`${world.url}/v1/admin/keys`, world.admin.token, 'POST', {
    license,
    name: 'load',
    env,
  });
  const client = { client_id: made.client_id, client_secret: made.client_secret };
  const token = await tokenOf(world.url, client);
  return { id: made.id, client, token, tokenAt: performance.now(), revokedAt: Number.POSITIVE_INFINITY };
}

export async function newArticle(world: World, n: number): Promise<string> {
  const item = {
    uri: `urn:test:crash:${n}`,
    version: '1',
    type: 'text',
    versionCreated: '2026-11-01T00:00:00Z',
    language: 'en',
    headlines: [{ value: `Item ${n}` }],
    bodies: [{ contentType: 'text/plain', value: `Body of item ${n}.` }],
  };
  const path = `${world.url}/v1/admin/articles?section=news`;
  return (await call<{ id: string }>(path, world.admin.token, 'PUT', item)).id;
}
