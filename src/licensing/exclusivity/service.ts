/**
 * Stores licenses. No license may grant what another partner's license has exclusively, nor be exclusive for
 * what another grants.
 */
import { type Attempt, clashing, conflicting, done, type Failure } from '../../platform/failure.ts';
import { problemMessage } from '../../platform/templates.ts';
import { Message } from '../../rights/index.ts';
import { COMPARED_AT_ONCE, FINDINGS_MAX, STORE_ATTEMPTS_MAX } from '../limits.ts';
import { compareLicenses, type Finding, type Findings, type Party } from './clashes.ts';
import { overlappingProducts } from './selections.ts';
import {
  allSelections,
  exclusiveLicenses,
  guardStatements,
  isGuardFailure,
  licensesOnProducts,
  type StoreCounters,
} from './store.ts';
import { EXCLUSIVITY_TEMPLATES } from './templates.ts';

/**
 * Commits a license if it clashes with none, and returns warnings for the desk. `commit` gets guard
 * statements, which fail its batch if another license was stored meanwhile; the comparison is then repeated.
 */
export async function storeUnlessClashing(
  db: D1Database,
  license: Party,
  now: number,
  commit: (guards: D1PreparedStatement[]) => Promise<Attempt<void>>,
): Promise<Attempt<Finding[]>> {
  for (let tries = 0; tries < STORE_ATTEMPTS_MAX; tries++) {
    const { counters, clashes, warnings } = await findingsOf(db, license, now);
    if (clashes.length > 0) return { ok: false, reason: toFailure(clashes) };
    try {
      const result = await commit(guardStatements(db, counters, license.terms.exclusivity !== undefined));
      return result.ok ? done(warnings) : result;
    } catch (error) {
      if (!isGuardFailure(error)) throw error;
    }
  }
  return conflicting(problemMessage('conflict.changing_licenses'));
}

function toFailure(clashes: Finding[]): Failure {
  const [{ key = '', parameters = {} } = {}] = clashes;
  const why = new Message(EXCLUSIVITY_TEMPLATES, key, parameters);
  return clashing(problemMessage('conflict.exclusivity', { why }), clashes);
}

/** Compares a license with those of other partners. */
export async function findingsOf(
  db: D1Database,
  license: Party,
  now: number,
): Promise<Findings & { counters: StoreCounters }> {
  const { counters, parties } = await exclusiveLicenses(db, license.partner);
  const exclusive = license.terms.exclusivity !== undefined;
  const findings: Findings = { clashes: [], warnings: [] };
  // The usual case costs one read, because there are no exclusivities.
  if (!exclusive && parties.length === 0) return { ...findings, counters };
  const selections = await allSelections(db);
  const compare = (others: Party[]) => {
    for (const other of others) {
      const { clashes, warnings } = compareLicenses(license, other, selections, now);
      findings.clashes.push(...clashes);
      findings.warnings.push(...warnings);
    }
  };
  if (exclusive) {
    const overlapping = overlappingProducts([...selections.keys()], license.terms.products, selections);
    const products = [...new Set([...license.terms.products, ...overlapping])];
    for (let after = ''; findings.clashes.length < FINDINGS_MAX; ) {
      const page = await licensesOnProducts(db, {
        partner: license.partner,
        products,
        after,
        limit: COMPARED_AT_ONCE,
      });
      compare(page);
      after = page.at(-1)?.id ?? '';
      if (page.length < COMPARED_AT_ONCE) break;
    }
  } else compare(parties);
  return {
    clashes: findings.clashes.slice(0, FINDINGS_MAX),
    warnings: findings.warnings.slice(0, FINDINGS_MAX),
    counters,
  };
}
