/** Bodies that the desk would send, for tests. */
import { create } from '../support/gateway.ts';

export interface Resource {
  id: string;
  version: number;
  status: string;
  [member: string]: unknown;
}

export const kansai = { id: 'kansai-web', name: 'Kansai Web', domains: ['kansai.example'], market: 'JP' };
export const wien = { id: 'wien', name: 'Wiener Tag', domains: ['wien.example'], market: 'AT' };

export function termsFor(partner: string, product: string, more: object = {}) {
  return {
    partner,
    products: [product],
    uses: ['display', 'distribute'],
    components: ['dispatch', 'photograph'],
    territories: ['world'],
    channels: ['web'],
    starts: '2026-01-01T00:00:00Z',
    ends: '2099-01-01T00:00:00Z',
    consent: { reference: 'TMA-2026-0117', signedBy: 'M. Example', signedOn: '2025-12-12' },
    ...more,
  };
}

/** A partner with two titles, a product and a license on both. */
export async function licensed(admin: string, more: object = {}) {
  const partner = await create<Resource>('/v1/admin/partners', admin, {
    name: 'Kansai Group',
    titles: [kansai, wien],
  });
  const product = await create<Resource>('/v1/admin/products', admin, { name: 'Sport', sections: ['sport'] });
  const license = await create<Resource>('/v1/admin/licenses', admin, termsFor(partner.id, product.id, more));
  return { partner, product, license };
}
