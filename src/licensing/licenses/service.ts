/** What the desk does with licenses: each change is a version that its ledger object knows before the desk has its answer. */
import { commitChange, type Told } from '../../ledger/outbox.ts';
import type { By } from '../../platform/desk.ts';
import type { Env } from '../../platform/env.ts';
import {
  type Attempt,
  conflicting,
  done,
  type Fault,
  failed,
  faulty,
  missing,
  unlessChanged,
} from '../../platform/failure.ts';
import { newId, opaqueId } from '../../platform/ids.ts';
import { compileLicense } from '../../rights/index.ts';
import type { OdrlJson } from '../../rights/types.ts';
import type { Finding, Party } from '../exclusivity/clashes.ts';
import { findingsOf, storeBeside } from '../exclusivity/service.ts';
import { merged } from '../merge.ts';
import { findPartner, type PartnerRow } from '../partners/store.ts';
import { knownProducts } from '../products/store.ts';
import { type LicensePatch, type LicenseResource, type NewLicense, termsSchema } from './schemas.ts';
import { licenseState } from './state.ts';
import { findLicense, insertLicense, type LicenseRow, updateLicense } from './store.ts';

export async function createLicense(env: Env, terms: NewLicense, by: By): Promise<Attempt<LicenseResource>> {
  const partner = await findPartner(env.DB, terms.partner);
  if (!partner) return faulty('/partner', 'There is no partner with this id');
  const at = new Date(by.now).toISOString();
  const row: LicenseRow = {
    id: newId('lic'),
    version: 1,
    status: 'active',
    terms,
    exclusivity: terms.exclusivity ? opaqueId('exc') : null,
    created: at,
    updated: at,
  };
  const faults = await faultsOfTerms(env.DB, row, partner);
  if (faults.length > 0) return failed({ reason: 'malformed', faults });
  return stored(env, row, by, insertLicense(env.DB, row, by.operator), toldOf(row, partner));
}

export async function changeLicense(
  env: Env,
  id: string,
  { status, ...patch }: LicensePatch,
  by: By,
): Promise<Attempt<LicenseResource>> {
  const row = await findLicense(env.DB, id);
  if (!row) return missing('license');
  if (row.status === 'terminated')
    return conflicting('A terminated license cannot be changed any more; make a new one.');
  // Its ledger object is the partner's: moving it would leave its entries behind.
  if (patch.partner !== undefined && patch.partner !== row.terms.partner)
    return faulty('/partner', 'A license cannot pass to another partner; make a new one');
  const partner = await findPartner(env.DB, row.terms.partner);
  if (!partner) throw new Error(`the partner of license ${id} is gone`);
  const changesTerms = Object.keys(patch).length > 0;
  const terms = changesTerms ? termsSchema.parse(merged(row.terms, patch)) : row.terms;
  const next: LicenseRow = {
    ...row,
    version: row.version + 1,
    status: status ?? row.status,
    terms,
    exclusivity: row.exclusivity ?? (terms.exclusivity ? opaqueId('exc') : null),
    updated: new Date(by.now).toISOString(),
  };
  // To stop a license must be possible whatever has become of its terms.
  const faults = changesTerms ? await faultsOfTerms(env.DB, next, partner) : [];
  if (faults.length > 0) return failed({ reason: 'malformed', faults });
  const statements = updateLicense(env.DB, next, by.operator);
  const told = toldOf(next, partner, row);
  if (next.status === 'active' || (changesTerms && next.status === 'suspended'))
    return stored(env, next, by, statements, told);
  const committed = await unlessChanged(commitChange(env, statements, told));
  return committed.ok ? done(licenseResource(next)) : committed;
}

/** Unless it clashes with what another partner's license has alone. */
async function stored(
  env: Env,
  row: LicenseRow,
  { now }: By,
  statements: D1PreparedStatement[],
  told: Told[],
): Promise<Attempt<LicenseResource>> {
  const committed = await storeBeside(env.DB, partyOf(row), now, (guards) =>
    unlessChanged(commitChange(env, [...statements, ...guards], told)),
  );
  return committed.ok ? done(licenseResource(row, committed.value)) : committed;
}

/** What the desk should know of a license beside those of other partners, as they are now. */
export async function warningsOf(db: D1Database, row: LicenseRow, now: number): Promise<Finding[]> {
  if (row.status === 'terminated') return [];
  const { clashes, warnings } = await findingsOf(db, partyOf(row), now);
  return [...clashes, ...warnings];
}

function partyOf({ id, terms }: LicenseRow): Party {
  return { id, partner: terms.partner, terms };
}

/** Products that do not exist, and what the compiler finds. */
async function faultsOfTerms(db: D1Database, row: LicenseRow, partner: PartnerRow): Promise<Fault[]> {
  const known = await knownProducts(db, row.terms.products);
  const unknown = row.terms.products.flatMap((product, index) =>
    known.has(product) ? [] : [{ path: `/products/${index}`, message: 'There is no product with this id' }],
  );
  const compiled = compileLicense({ ...row, titles: partner.titles });
  return compiled.ok ? unknown : [...unknown, ...compiled.reason];
}

/** What a license has alone, or had before, is part of what other partners' licenses are decided by. */
function toldOf(row: LicenseRow, partner: PartnerRow, before?: LicenseRow): Told[] {
  const exclusive = row.terms.exclusivity !== undefined || before?.terms.exclusivity !== undefined;
  return [
    { object: partner.ledger, change: { kind: 'license', license: licenseState(row) } },
    ...(exclusive ? [{ epoch: 'next' as const }] : []),
  ];
}

export function licenseResource(row: LicenseRow, warnings: Finding[] = []): LicenseResource {
  const { id, version, status, terms, exclusivity, created, updated } = row;
  return {
    id,
    version,
    status,
    ...terms,
    ...(exclusivity !== null && { exclusivityId: exclusivity }),
    ...(warnings.length > 0 && { warnings }),
    created,
    updated,
  };
}

/** The agreement as ODRL; null when the terms do not compile with the partner's titles of today. */
export async function agreementOf(
  db: D1Database,
  { id, version, terms }: LicenseRow,
): Promise<OdrlJson | null> {
  const partner = await findPartner(db, terms.partner);
  const compiled = partner && compileLicense({ id, version, terms, titles: partner.titles });
  return compiled?.ok ? compiled.value.agreement : null;
}
