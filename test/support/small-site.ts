/**
 * The smallest newsroom that sells anything, over the admin API of a running gateway: for loads, where the
 * terms do not matter.
 */
import { type Client, call, tokenOf } from './calls.ts';

/** Whoever makes things: a gateway and an admin's token. */
export interface Desk {
  url: string;
  token: string;
}

export const SITE = { id: 'site', name: 'Site', domains: ['site.example'], market: 'DE' };

/** Terms of a license that shows text on the web. */
export function webTerms(partner: string, product: string, change: Record<string, unknown> = {}) {
  return {
    partner,
    products: [product],
    uses: ['display'],
    components: ['dispatch'],
    territories: ['DE'],
    channels: ['web'],
    starts: '2026-01-01T00:00:00Z',
    ends: '2036-01-01T00:00:00Z',
    consent: { reference: 'L-1', signedBy: 'A. Signatory', signedOn: '2026-01-01' },
    ...change,
  };
}

export function post<T = { id: string }>({ url, token }: Desk, path: string, json: unknown): Promise<T> {
  return call<T>(`${url}/v1/admin/${path}`, token, 'POST', json);
}

export interface SmallSite {
  partner: string;
  license: string;
  key: Client;
  token: string;
}

/**
 * A partner with a license and a key. `change` changes the terms. Without `product` the license is of a new
 * product of the section, `news` unless stated; other members are of the partner.
 */
export async function openSmallSite(
  desk: Desk,
  change: Record<string, unknown> = {},
  {
    product,
    section = 'news',
    ...more
  }: { product?: string; section?: string; [member: string]: unknown } = {},
): Promise<SmallSite> {
  const ofSection = { name: 'All', sections: [section] };
  const sold = product ?? (await post(desk, 'products', ofSection)).id;
  const { id: partner } = await post(desk, 'partners', { name: 'Site', titles: [SITE], ...more });
  const { id: license } = await post(desk, 'licenses', webTerms(partner, sold, change));
  const key = await post<Client>(desk, 'keys', { license, name: 'site' });
  return { partner, license, key, token: await tokenOf(desk.url, key) };
}

/** A short text in the section `news`; the id of its article. */
export async function ingestText({ url, token }: Desk, uri: string, headline = 'Item'): Promise<string> {
  const item = {
    uri,
    version: '1',
    type: 'text',
    versionCreated: '2026-11-01T00:00:00Z',
    language: 'en',
    headlines: [{ value: headline }],
    bodies: [{ contentType: 'text/plain', value: `Body of ${uri}.` }],
  };
  const path = `${url}/v1/admin/articles?section=news`;
  return (await call<{ id: string }>(path, token, 'PUT', item)).id;
}
