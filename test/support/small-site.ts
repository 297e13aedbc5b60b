/** The smallest newsroom that sells anything, over the admin API of a running gateway: for loads, where the terms do not matter. */
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

/** A product of the section `news`, a partner with one title, a license and a key of it: the license and a token. */
export async function openSmallSite(
  desk: Desk,
  change: Record<string, unknown> = {},
): Promise<{ license: string; token: string }> {
  const product = await post(desk, 'products', { name: 'All', sections: ['news'] });
  const partner = await post(desk, 'partners', { name: 'Site', titles: [SITE] });
  const license = await post(desk, 'licenses', webTerms(partner.id, product.id, change));
  const key = await post<Client>(desk, 'keys', { license: license.id, name: 'site' });
  return { license: license.id, token: await tokenOf(desk.url, key) };
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
