/** Licenses are stored through here: none may grant what another partner's license has alone, nor have alone what one grants. */
import { type Attempt, clashing, conflicting, done, type Failure } from '../../platform/failure.ts';
import { problemMessage } from '../../platform/templates.ts';
import { Message } from '../../rights/index.ts';
import { FINDINGS_MAX, RIVALS_AT_ONCE, STORE_ATTEMPTS_MAX } from '../limits.ts';
import { beside, type Finding, type Findings, type Party } from './clashes.ts';
import { selectionsMeetBy } from './selections.ts';
import {
  allSelections,
  exclusiveLicenses,
  guardStatements,
  licensesOnProducts,
  type Seen,
  wasOvertaken,
} from './store.ts';
import { EXCLUSIVITY_TEMPLATES } from './templates.ts';

/**
 * Commits a license that clashes with none; answers what the desk should know of it. `commit` is given the statements
 * that fail its batch when another license came in between; then all is looked at again.
 */
export async function storeBeside(
  db: D1Database,
  license: Party,
  now: number,
  commit: (guards: D1PreparedStatement[]) => Promise<Attempt<void>>,
): Promise<Attempt<Finding[]>> {
  for (let tries = 0; tries < STORE_ATTEMPTS_MAX; tries++) {
    const { seen, clashes, warnings } = await findingsOf(db, license, now);
    if (clashes.length > 0) return { ok: false, reason: clashOf(clashes) };
    try {
      const committed = await commit(guardStatements(db, seen, license.terms.exclusivity !== undefined));
      return committed.ok ? done(warnings) : committed;
    } catch (error) {
      if (!wasOvertaken(error)) throw error;
    }
  }
  return conflicting(problemMessage('conflict.changing_licenses'));
}

function clashOf(clashes: Finding[]): Failure {
  const [{ key = '', parameters = {} } = {}] = clashes;
  const why = new Message(EXCLUSIVITY_TEMPLATES, key, parameters);
  return clashing(problemMessage('conflict.exclusivity', { why }), clashes);
}

/** How a license stands beside those of other partners. */
export async function findingsOf(
  db: D1Database,
  license: Party,
  now: number,
): Promise<Findings & { seen: Seen }> {
  const { seen, parties } = await exclusiveLicenses(db, license.partner);
  const exclusive = license.terms.exclusivity !== undefined;
  const found: Findings = { clashes: [], warnings: [] };
  // The usual case costs one read: nothing is exclusive anywhere.
  if (!exclusive && parties.length === 0) return { ...found, seen };
  const selections = await allSelections(db);
  const look = (others: Party[]) => {
    for (const other of others) {
      const { clashes, warnings } = beside(license, other, selections, now);
      found.clashes.push(...clashes);
      found.warnings.push(...warnings);
    }
  };
  if (exclusive) {
    const near = selectionsMeetBy([...selections.keys()], license.terms.products, selections);
    const products = [...new Set([...license.terms.products, ...near])];
    for (let after = ''; found.clashes.length < FINDINGS_MAX; ) {
      const page = await licensesOnProducts(db, {
        partner: license.partner,
        products,
        after,
        limit: RIVALS_AT_ONCE,
      });
      look(page);
      after = page.at(-1)?.id ?? '';
      if (page.length < RIVALS_AT_ONCE) break;
    }
  } else look(parties);
  return {
    clashes: found.clashes.slice(0, FINDINGS_MAX),
    warnings: found.warnings.slice(0, FINDINGS_MAX),
    seen,
  };
}
