/**
 * License administration. Each change is a version, which its ledger shard knows before the desk gets the
 * response.
 */
import { idempotencyStatements, rejectDuplicate } from '../../access/idempotency.ts';
import { actionMessage, statusChange } from '../../ledger/actions.ts';
import { callLedger } from '../../ledger/call.ts';
import { commitChange, confirmStored, type OutboxMessage } from '../../ledger/outbox.ts';
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
import { findingsOf, storeUnlessClashing } from '../exclusivity/service.ts';
import { POLICY_CHARS_MAX } from '../limits.ts';
import { findPartner, type PartnerRow } from '../partners/store.ts';
import { existingProducts } from '../products/store.ts';
import { changedTerms } from './change.ts';
import { type LicensePatch, type LicenseResource, type NewLicense, termsOf } from './schemas.ts';
import { licenseState } from './state.ts';
import { findLicense, insertLicense, type LicenseRow, resyncStatement, updateLicense } from './store.ts';

/** Creates a license. See access/idempotency.ts for `idempotencyKey`. */
export async function createLicense(
  env: Env,
  body: NewLicense,
  actor: Actor,
  idempotencyKey?: string,
): Promise<Attempt<LicenseResource>> {
  const terms = termsOf(body);
  const partner = await findPartner(env.DB, terms.partner);
  if (!partner) {
    const unknown = { path: '/partner', message: 'There is no partner with this id', key: 'no_partner' };
    const others = terms.policy === undefined ? [] : faultsOfPolicy(terms.policy);
    return failed({ reason: 'malformed', faults: [unknown, ...others] });
  }
  const at = new Date(actor.now).toISOString();
  const row: LicenseRow = {
    id: newId('lic'),
    version: 1,
    status: 'active',
    terms,
    exclusivity: terms.exclusivity ? opaqueId('exc') : null,
    created: at,
    updated: at,
  };
  const faults = await faultsOfTerms(env.DB, row, partner, actor.now);
  if (faults.length > 0) return failed({ reason: 'malformed', faults });
  const statements = [
    ...idempotencyStatements(env.DB, idempotencyKey, actor),
    ...insertLicense(env.DB, row, actor.operator),
  ];
  const action = actionMessage(actor, 'license.create', row.id, { after: licenseResource(row) });
  return rejectDuplicate(
    env,
    storeLicense(env, row, partner, actor, statements, [...licenseMessages(row, partner), action]),
  );
}

/** Changes terms or status. A terminated license cannot change; the partner of a license is fixed. */
export async function changeLicense(
  env: Env,
  id: string,
  { status, ...patch }: LicensePatch,
  actor: Actor,
): Promise<Attempt<LicenseResource>> {
  const row = await findLicense(env.DB, id);
  if (!row) return missing('license');
  if (row.status === 'terminated') {
    // The request may repeat one that ended in a 503, so the conflict is only reported when all objects have
    // the change.
    if (status === 'terminated') await confirmStored(env);
    return conflicting(problemMessage('conflict.license_terminated'));
  }
  // The license's entries are in the partner's ledger shard, and would stay behind.
  if (patch.partner !== undefined && patch.partner !== row.terms.partner)
    return faulty('/partner', 'A license cannot move to another partner. Create a new one', 'partner_fixed');
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
    updated: new Date(actor.now).toISOString(),
  };
  // A license can be stopped even if its terms have become invalid.
  const faults = changesTerms ? await faultsOfTerms(env.DB, next, partner, actor.now) : [];
  if (faults.length > 0) return failed({ reason: 'malformed', faults });
  const statements = [
    ...updateLicense(env.DB, next, actor.operator),
    resyncStatement(env.DB, { license: id, version: next.version, at: next.updated }),
  ];
  const messages = [
    ...licenseMessages(next, partner, row),
    actionMessage(actor, 'license.change', id, {
      change: statusChange(row, next) ?? (isRenewal(row, next) ? 'renew' : undefined),
      before: licenseResource(row),
      after: licenseResource(next),
    }),
  ];
  if (next.status === 'active' || (changesTerms && next.status === 'suspended'))
    return storeLicense(env, next, partner, actor, statements, messages);
  const result = await unlessChanged(commitChange(env, statements, messages));
  return result.ok ? done(licenseResource(next, currentWarnings(next, partner, actor.now))) : result;
}

/** A later end: the term is longer, or a new one begins. */
const isRenewal = (row: LicenseRow, next: LicenseRow) =>
  Date.parse(next.terms.ends) > Date.parse(row.terms.ends);

async function storeLicense(
  env: Env,
  row: LicenseRow,
  partner: PartnerRow,
  { now }: Actor,
  statements: D1PreparedStatement[],
  messages: OutboxMessage[],
): Promise<Attempt<LicenseResource>> {
  const result = await storeUnlessClashing(env.DB, partyOf(row), now, (guards) =>
    unlessChanged(commitChange(env, [...statements, ...guards], messages)),
  );
  if (!result.ok) return result;
  return done(licenseResource(row, [...currentWarnings(row, partner, now), ...result.value]));
}

/** Current findings about a license and those of other partners. */
async function exclusivityWarnings(db: D1Database, row: LicenseRow, now: number): Promise<Warning[]> {
  if (row.status === 'terminated') return [];
  const { clashes, warnings } = await findingsOf(db, partyOf(row), now);
  return [...clashes, ...warnings];
}

function partyOf({ id, terms }: LicenseRow): Party {
  return { id, partner: terms.partner, terms };
}

/** Faults of the terms: missing products, compiler errors and terms that can never take effect. */
async function faultsOfTerms(
  db: D1Database,
  { id, version, terms }: LicenseRow,
  { titles }: PartnerRow,
  now: number,
): Promise<Fault[]> {
  const existing = await existingProducts(db, terms.products);
  const unknown = terms.products.flatMap((product, index) =>
    existing.has(product)
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

/** Current warnings about the terms. They change with time and with the partner's titles. */
function currentWarnings({ id, version, terms }: LicenseRow, { titles }: PartnerRow, now: number): Warning[] {
  return checkLicense({ id, version, terms, titles }, now).warnings;
}

/**
 * Messages of a change. A present or past exclusivity affects the decisions of other partners, so it begins a
 * new epoch.
 */
function licenseMessages(row: LicenseRow, partner: PartnerRow, before?: LicenseRow): OutboxMessage[] {
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

/**
 * Units used, according to the ledger shard. Null if the shard is unavailable or does not know the license.
 */
export async function loadUsedUnits(env: Env, row: LicenseRow, now: number): Promise<UsedUnits | null> {
  try {
    const partner = await findPartner(env.DB, row.terms.partner);
    const loadUsed = () =>
      callLedger<UsedUnits | null>(env, partner?.ledger ?? '', (object) => object.used(row.id, now), {
        repeats: true,
      });
    return partner && (await loadUsed());
  } catch (error) {
    log('error', 'used_unread', { error: String(error) });
    return null;
  }
}

/** The ODRL agreement with warnings. Null if the terms do not compile with the partner's current titles. */
export async function loadAgreement(
  db: D1Database,
  row: LicenseRow,
  now: number,
): Promise<{ agreement: OdrlJson | null; warnings: Warning[] }> {
  const [partner, others] = await Promise.all([
    findPartner(db, row.terms.partner),
    exclusivityWarnings(db, row, now),
  ]);
  const { id, version, terms } = row;
  const compiled = partner && compileLicense({ id, version, terms, titles: partner.titles });
  if (!partner || !compiled?.ok) return { agreement: null, warnings: others };
  return {
    agreement: compiled.value.agreement,
    warnings: [...currentWarnings(row, partner, now), ...others],
  };
}
