/**
 * An ODRL policy in place of a license: what it permits for any item, at any time and for any party that it
 * names.
 */
import { allProducts } from '../../licensing/products/store.ts';
import { NO_PARTNER, openBundle } from '../../licensing/proposed.ts';
import { assigneeOf, checkLicense } from '../../rights/index.ts';
import type { PolicyTerms, Title } from '../../rights/terms.ts';
import type { OdrlJson, Result, RightsFault } from '../../rights/types.ts';
import { toLicenseContext } from '../decision-context.ts';
import type { LicenseContext } from '../types.ts';

const ID = 'proposed-policy';
const PARTNER_IRI = /^urn:imprimatur:partner:/;

export interface PolicyLicense {
  context: LicenseContext;
  warnings: RightsFault[];
}

/**
 * Fails if the policy is void; faults and warnings have paths below `/policy`. `title`: the stated title,
 * which may be any.
 */
export async function policyLicense(
  db: D1Database,
  policy: OdrlJson,
  { title, now }: { title: string | undefined; now: number },
): Promise<Result<PolicyLicense, RightsFault[]>> {
  const [bundle, products] = await Promise.all([openBundle(db, ID, openTerms(policy)), allProducts(db)]);
  const license = { ...bundle.license, titles: title === undefined ? [] : [anyTitle(title)] };
  // A rule may target a product, so the item's products must be known.
  const context = toLicenseContext({ ...bundle, license, products: [...bundle.products, ...products] });
  if (!context.ok) return context;
  const { warnings } = checkLicense(license, now);
  return { ok: true, value: { context: context.value, warnings } };
}

/** Terms that restrict nothing, so that only the policy decides. */
function openTerms(policy: OdrlJson): PolicyTerms {
  return {
    partner: assigneeOf(policy)?.replace(PARTNER_IRI, '') ?? NO_PARTNER,
    products: ['everything'],
    policy,
    // The place of publication is unknown.
    territoryBasis: 'audience',
    advance: true,
    starts: '1970-01-01T00:00:00Z',
    ends: '9999-01-01T00:00:00Z',
    consent: { reference: 'none', signedBy: 'nobody', signedOn: '1970-01-01' },
  };
}

/** A title must have a market, which has no effect on the basis of the audience. */
function anyTitle(id: string): Title {
  return { id, name: id, domains: [], market: 'DE' };
}
