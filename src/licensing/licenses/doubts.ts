/** Probable mistakes in a license. */
import { dateIn } from '../../ledger/time-zone.ts';
import type { Doubt } from '../../platform/confirmation.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import { findProducts } from '../products/store.ts';
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
  if (reference === undefined || !license || isSame(license.terms.consent.reference, reference)) return [];
  return doubtsAboutReference(db, license.terms.partner, reference);
}

const isSame = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

/** Licenses of a partner with one reference can hardly be told apart. */
async function doubtsAboutReference(db: D1Database, partner: string, reference: string): Promise<Doubt[]> {
  const licenses = await licensesOfPartner(db, partner);
  const [other] = licenses.filter(({ terms }) => isSame(terms.consent.reference, reference));
  if (!other) return [];
  const products = await findProducts(db, other.terms.products);
  const text = [...products.map(({ name }) => name), termOf(other.terms)].join(', ');
  const message = `Another license of this partner has this reference: ${text}`;
  const parameters = { other: text };
  return [{ path: '/consent/reference', key: 'same_reference', message, confirms: reference, parameters }];
}

function termOf({ starts, ends, timeZone = 'UTC' }: LicenseTerms): string {
  return `${dateIn(timeZone, Date.parse(starts))} – ${dateIn(timeZone, Date.parse(ends) - 1)}`;
}
