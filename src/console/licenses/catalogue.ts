import { type Api, byId, type Schema, unwrap } from '../frame/api.ts';
import { loadAll } from '../frame/load-all.ts';
import type { Names } from './sentence.ts';
import type { Draft } from './terms.ts';

export type Partner = Schema<'Partner'>;
export type Product = Schema<'Product'>;

export const productsOf = (api: Api): Promise<Product[]> =>
  loadAll((query) => api.GET('/v1/admin/products', { params: { query } }));

export const partnerOf = (api: Api, id: string): Promise<Partner> =>
  unwrap(api.GET('/v1/admin/partners/{id}', byId(id)));

export function namesIn(partner: Partner, products: Product[]): Names {
  return {
    partner: partner.name,
    titles: new Map(partner.titles.map(({ id, name }) => [id, name])),
    products: new Map(products.map(({ id, name }) => [id, name])),
  };
}

export type CopiedLicense = Draft & { id: string };

/** Undefined for other values than the id of a license. */
export async function licenseNamed(api: Api, id: unknown): Promise<CopiedLicense | undefined> {
  if (typeof id !== 'string' || id === '') return undefined;
  const { data } = await api.GET('/v1/admin/licenses/{id}', byId(id));
  return data as CopiedLicense | undefined;
}
