/** What the desk does with licenses: each change is a version that its ledger object knows before the desk has its answer. */
import { idempotencyStatements, rejectDuplicate } from '../../access/idempotency.ts';
import { actionTold } from '../../ledger/actions.ts';
import { callLedger } from '../../ledger/call.ts';
import { commitChange, confirmStored, type Told } from '../../ledger/outbox.ts';
import type { UsedUnits } from '../../ledger/types.ts';
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
import { log } from '../../platform/log.ts';
import type { Actor } from '../../platform/openapi.ts';
import { problemMessage } from '../../platform/templates.ts';
import { checkLicense, compileLicense, faultsOfPolicy } from '../../rights/index.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import type { OdrlJson } from '../../rights/types.ts';
import type { Party } from '../exclusivity/clashes.ts';
import { findingsOf, storeBeside } from '../exclusivity/service.ts';
import { POLICY_CHARS_MAX } from '../limits.ts';
import { findPartner, type PartnerRow } from '../partners/store.ts';
import { knownProducts } from '../products/store.ts';
import { changedTerms } from './change.ts';
import { type LicensePatch, type LicenseResource, type NewLicense, termsOf } from './schemas.ts';
import { licenseState } from './state.ts';
import { findLicense, insertLicense, type LicenseRow, resyncStatement, updateLicense } from './store.ts';

/** `once`: what only one request may be done with (access/once.ts). */
export async function createLicense(
  env: Env,
  body: NewLicense,
  by: Actor,
  once?: string,
): Promise<Attempt<LicenseResource>> {
  const terms = termsOf(body);
  const partner = await findPartner(env.DB, terms.partner);
  if (!partner) {
    const unknown = { path: '/partner', message: 'There is no partner with this id', key: 'no_partner' };
    const others = terms.policy === undefined ? [] : faultsOfPolicy(terms.policy);
    return failed({ reason: 'malformed', faults: [unknown, ...others] });
  }
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
  const faults = await faultsOfTerms(env.DB, row, partner, by.now);
  if (faults.length > 0) return failed({ reason: 'malformed', faults });
  const statements = [...idempotencyStatements(env.DB, once, by), ...insertLicense(env.DB, row, by.operator)];
  const action = actionTold(by, 'license.create', row.id, { after: licenseResource(row) });
  return rejectDuplicate(env, stored(env, row, partner, by, statements, [...toldOf(row, partner), action]));
}

export async function changeLicense(
  env: Env,
  id: string,
  { status, ...patch }: LicensePatch,
  by: Actor,
): Promise<Attempt<LicenseResource>> {
  const row = await findLicense(env.DB, id);
  if (!row) return missing('license');
  if (row.status === 'terminated') {
    // A repeated request, perhaps after a 503: that it is over is said only when every object knows.
    if (status === 'terminated') await confirmStored(env);
    return conflicting(problemMessage('conflict.license_terminated'));
  }
  // Its ledger object is the partner's: moving it would leave its entries behind.
  if (patch.partner !== undefined && patch.partner !== row.terms.partner)
    return faulty('/partner', 'A license cannot pass to another partner; make a new one', 'partner_fixed');
  const partner = await findPartner(env.DB, row.terms.partner);
  if (!partner) throw new Error(`the partner of license ${id} is gone`);
  const changesTerms = Object.keys(patch).length > 0;
  const terms = changesTerms ? changedTerms(row.terms, patch) : done(row.terms);
  if (!terms.ok) return terms;
  const next: LicenseRow = {
    ...row,
    version: row.version + 1,
    status: status ?? row.status,
    terms: terms.value,
    exclusivity: row.exclusivity ?? (terms.value.exclusivity ? opaqueId('exc') : null),
    updated: new Date(by.now).toISOString(),
  };
  // To stop a license must be possible whatever has become of its terms.
  const faults = changesTerms ? await faultsOfTerms(env.DB, next, partner, by.now) : [];
  if (faults.length > 0) return failed({ reason: 'malformed', faults });
  const statements = [
    ...updateLicense(env.DB, next, by.operator),
    resyncStatement(env.DB, { license: id, version: next.version, at: next.updated }),
  ];
  const told = [
    ...toldOf(next, partner, row),
    actionTold(by, 'license.change', id, { before: licenseResource(row), after: licenseResource(next) }),
  ];
  if (next.status === 'active' || (changesTerms && next.status === 'suspended'))
    return stored(env, next, partner, by, statements, told);
  const committed = await unlessChanged(commitChange(env, statements, told));
  return committed.ok ? done(licenseResource(next, checked(next, partner, by.now))) : committed;
}

/** Unless it clashes with what another partner's license has alone. */
async function stored(
  env: Env,
  row: LicenseRow,
  partner: PartnerRow,
  { now }: Actor,
  statements: D1PreparedStatement[],
  told: Told[],
): Promise<Attempt<LicenseResource>> {
  const committed = await storeBeside(env.DB, partyOf(row), now, (guards) =>
    unlessChanged(commitChange(env, [...statements, ...guards], told)),
  );
  if (!committed.ok) return committed;
  return done(licenseResource(row, [...checked(row, partner, now), ...committed.value]));
}

/** What the desk should know of a license beside those of other partners, as they are now. */
async function besideOthers(db: D1Database, row: LicenseRow, now: number): Promise<Warning[]> {
  if (row.status === 'terminated') return [];
  const { clashes, warnings } = await findingsOf(db, partyOf(row), now);
  return [...clashes, ...warnings];
}

function partyOf({ id, terms }: LicenseRow): Party {
  return { id, partner: terms.partner, terms };
}

/** Products that do not exist, what the compiler finds, and what can never work. */
async function faultsOfTerms(
  db: D1Database,
  { id, version, terms }: LicenseRow,
  { titles }: PartnerRow,
  now: number,
): Promise<Fault[]> {
  const known = await knownProducts(db, terms.products);
  const unknown = terms.products.flatMap((product, index) =>
    known.has(product)
      ? []
      : [{ path: `/products/${index}`, message: 'There is no product with this id', key: 'no_product' }],
  );
  const source = { id, version, terms, titles };
  const compiled = compileLicense(source);
  if (!compiled.ok) return [...unknown, ...compiled.reason];
  return [...unknown, ...faultsOfSize(terms), ...checkLicense(source, now).faults];
}

function faultsOfSize({ policy }: LicenseTerms): Fault[] {
  if (policy === undefined || JSON.stringify(policy).length <= POLICY_CHARS_MAX) return [];
  const message = `The policy is longer than ${POLICY_CHARS_MAX} characters`;
  return [{ path: '/policy', message, key: 'policy_too_long', parameters: { count: POLICY_CHARS_MAX } }];
}

type Warning = NonNullable<LicenseResource['warnings']>[number];

/** What the checks say of the terms today: with time, or with the partner's titles, it changes. */
function checked({ id, version, terms }: LicenseRow, { titles }: PartnerRow, now: number): Warning[] {
  return checkLicense({ id, version, terms, titles }, now).warnings;
}

/** What a license has alone, or had before, is part of what other partners' licenses are decided by. */
function toldOf(row: LicenseRow, partner: PartnerRow, before?: LicenseRow): Told[] {
  const exclusive = row.terms.exclusivity !== undefined || before?.terms.exclusivity !== undefined;
  return [
    { object: partner.ledger, change: { kind: 'license', license: licenseState(row) } },
    ...(exclusive ? [{ epoch: 'next' as const }] : []),
  ];
}

export function licenseResource(row: LicenseRow, warnings: Warning[] = []): LicenseResource {
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

/** What has been used of it, as its ledger object counts. Null: the object is out of reach, or has not been told of the license. */
export async function usedOf(env: Env, row: LicenseRow, now: number): Promise<UsedUnits | null> {
  try {
    const partner = await findPartner(env.DB, row.terms.partner);
    const used = () =>
      callLedger<UsedUnits | null>(env, partner?.ledger ?? '', (object) => object.used(row.id, now), {
        repeats: true,
      });
    return partner && (await used());
  } catch (error) {
    log('error', 'used_unread', { error: String(error) });
    return null;
  }
}

/** The agreement as ODRL, null when the terms do not compile with the partner's titles of today; and what is odd about it. */
export async function readingOf(
  db: D1Database,
  row: LicenseRow,
  now: number,
): Promise<{ agreement: OdrlJson | null; warnings: Warning[] }> {
  const [partner, others] = await Promise.all([
    findPartner(db, row.terms.partner),
    besideOthers(db, row, now),
  ]);
  const { id, version, terms } = row;
  const compiled = partner && compileLicense({ id, version, terms, titles: partner.titles });
  if (!partner || !compiled?.ok) return { agreement: null, warnings: others };
  return { agreement: compiled.value.agreement, warnings: [...checked(row, partner, now), ...others] };
}
