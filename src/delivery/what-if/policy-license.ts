/** An ODRL policy standing for a license: what it permits, of anything, at any time that it names, to whom it names. */
import { allProducts } from '../../licensing/products/store.ts';
import { NO_PARTNER, openBundle } from '../../licensing/proposed.ts';
import { assigneeOf, checkLicense } from '../../rights/index.ts';
import type { PolicyTerms, Title } from '../../rights/terms.ts';
import type { OdrlJson, Result, RightsFault } from '../../rights/types.ts';
import { type LicenseContext, toLicenseContext } from '../decision-context.ts';

const ID = 'proposed-policy';
const PARTNER_IRI = /^urn:imprimatur:partner:/;

export interface PolicyLicense {
  world: LicenseContext;
  warnings: RightsFault[];
}

/**
 * Faults: the policy is void; they and the warnings point into it from above (`/policy/…`). `title`: the one that the use
 * states; any is as good as another.
 */
export async function policyLicense(
  db: D1Database,
  policy: OdrlJson,
  { title, now }: { title: string | undefined; now: number },
): Promise<Result<PolicyLicense, RightsFault[]>> {
  const [bundle, products] = await Promise.all([openBundle(db, ID, openTerms(policy)), allProducts(db)]);
  const license = { ...bundle.license, titles: title === undefined ? [] : [anyTitle(title)] };
  // A rule may name a product for its target, so an item must be known to be part of it.
  const world = toLicenseContext({ ...bundle, license, products: [...bundle.products, ...products] });
  if (!world.ok) return world;
  const { warnings } = checkLicense(license, now);
  return { ok: true, value: { world: world.value, warnings } };
}

/** Everything that a license says besides, left open: the policy alone says what is permitted. */
function openTerms(policy: OdrlJson): PolicyTerms {
  return {
    partner: assigneeOf(policy)?.replace(PARTNER_IRI, '') ?? NO_PARTNER,
    products: ['everything'],
    policy,
    // Nobody knows where it is published.
    territoryBasis: 'audience',
    advance: true,
    starts: '1970-01-01T00:00:00Z',
    ends: '9999-01-01T00:00:00Z',
    consent: { reference: 'none', signedBy: 'nobody', signedOn: '1970-01-01' },
  };
}

/** On the basis of the audience, its market counts for nothing; a title has to have one all the same. */
function anyTitle(id: string): Title {
  return { id, name: id, domains: [], market: 'DE' };
}
