/** The licenses of a plan, with the ids that a gateway would have given to them. Pure. */
import type { NamedTerms } from '../../../src/rights/terms.ts';
import { type LicensePlan, planLicense } from '../plan/licenses.ts';
import type { Newsroom } from '../plan/newsroom.ts';
import { PRODUCTS, type ProductPlan } from '../plan/products.ts';
import type { Random } from '../plan/random.ts';

export interface FilledLicense {
  id: string;
  plan: LicensePlan;
  /** Id of the partner. */
  partner: string;
  product: ProductPlan & { id: string };
  terms: NamedTerms;
  keys: { live: string; test: string };
}

/** `createdMs`: when all of them were created. */
export function licensesOf(
  newsroom: Newsroom,
  count: number,
  random: Random,
  createdMs: number,
): FilledLicense[] {
  const products = new Map(
    PRODUCTS.map((product) => [product.name, { ...product, id: random.id('prd', createdMs) }]),
  );
  const partners = new Map<string, string>();
  return Array.from({ length: count }, (_, place) => {
    const plan = planLicense(newsroom, place);
    const product = products.get(plan.product);
    if (!product) throw new Error(`there is no product ${plan.product}`);
    const partner = partners.get(plan.partner.contact) ?? random.id('par', createdMs);
    partners.set(plan.partner.contact, partner);
    return {
      id: random.id('lic', createdMs),
      plan,
      partner,
      product,
      terms: { ...plan.terms, partner, products: [product.id] },
      keys: { live: random.id('key', createdMs), test: random.id('key', createdMs) },
    };
  });
}
