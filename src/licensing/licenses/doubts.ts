/** Probable mistakes in a license. */
import { dateIn } from '../../ledger/time-zone.ts';
import type { Doubt } from '../../platform/confirmation.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import { findProducts } from '../products/store.ts';
import { isSameText } from '../same-text.ts';
import type { NewLicense } from './schemas.ts';
import { findLicense, licensesOfPartner } from './store.ts';

export function doubtsAboutLicense(db: D1Database, { partner, consent }: NewLicense): Promise<Doubt[]> {
  return doubtsAboutReference(db, partner, consent.reference);
}

/** A change that keeps the reference is not asked about again. */
export async function doubtsAboutChange(
  db: D1Database,
  id: string,
  reference: string | undefined,
): Promise<Doubt[]> {
  const license = reference === undefined ? null : await findLicense(db, id);
  if (reference === undefined || !license || isSameText(license.terms.consent.reference, reference))
    return [];
  return doubtsAboutReference(db, license.terms.partner, reference);
}

/** Licenses of a partner with one reference can hardly be told apart. */
async function doubtsAboutReference(db: D1Database, partner: string, reference: string): Promise<Doubt[]> {
  const licenses = await licensesOfPartner(db, partner);
  const [other] = licenses.filter(({ terms }) => isSameText(terms.consent.reference, reference));
  if (!other) return [];
  const products = await findProducts(db, other.terms.products);
  const names = products.map(({ name }) => name).join(', ');
  const [from, until] = termOf(other.terms);
  const message = `Another license of this partner has this reference: ${names}, ${from.shown} – ${until.shown}`;
  const parameters = { products: names, from, until };
  return [{ path: '/consent/reference', key: 'same_reference', message, confirms: reference, parameters }];
}

/** First and last day, which a page shows in its own form. */
const termOf = ({ starts, ends, timeZone: zone = 'UTC' }: LicenseTerms) =>
  [
    { instant: starts, shown: dateIn(zone, Date.parse(starts)), term: { edge: 'first', zone } },
    { instant: ends, shown: dateIn(zone, Date.parse(ends) - 1), term: { edge: 'last', zone } },
  ] as const;
