/** What stands behind the ids of a license: its partner, products and titles, by their names. */
import type { components } from '../../../client/src/api.ts';
import { allOf } from '../frame/all.ts';
import { type Api, unwrap } from '../frame/api.ts';
import type { Names } from './sentence.ts';

export type Partner = components['schemas']['Partner'];
export type Product = components['schemas']['Product'];

export const productsOf = (api: Api): Promise<Product[]> =>
  allOf((query) => api.GET('/v1/admin/products', { params: { query } }));

export const partnerOf = (api: Api, id: string): Promise<Partner> =>
  unwrap(api.GET('/v1/admin/partners/{id}', { params: { path: { id } } }));

export function namesIn(partner: Partner, products: Product[]): Names {
  return {
    partner: partner.name,
    titles: new Map(partner.titles.map(({ id, name }) => [id, name])),
    products: new Map(products.map(({ id, name }) => [id, name])),
  };
}
