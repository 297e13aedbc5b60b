/** What remains for a component after every restriction, as the permitted cells say. */

import { alterationOf } from '../license/alterations.ts';
import { BOUNDARIES_MAX } from '../limits.ts';
import { heldByEmbargo } from '../odrl/actions.ts';
import type { Atomic, Rule } from '../odrl/model.ts';
import { addDuration } from '../odrl/time.ts';
import { ALTERATIONS, type Alteration } from '../terms.ts';
import type { EffectiveRights, RightsDuty, StatedUse } from '../types.ts';
import type { Bench } from './bench.ts';
import { grantsOf } from './boxes.ts';
import { type Cell, judgeCells } from './cells.ts';
import { joinDuties } from './common.ts';
import type { Dimensions } from './dimensions.ts';
import { isDischarged } from './duties.ts';
import { atomicsOf } from './index-rules.ts';
import { judge } from './judge.ts';

/**
 * The rights of the permitted cells. `expires` is the first instant at which any of them is not permitted any more, so
 * that the whole statement is true until then. Undefined when nothing of it can be written down.
 */
export function effectiveRights(
  bench: Bench,
  dimensions: Dimensions,
  permitted: readonly Cell[],
  stated: StatedUse,
): EffectiveRights | undefined {
  const grants = grantsOf(permitted, dimensions);
  if (grants.length === 0) return undefined;
  const altered = judgeAlterations(bench, dimensions, permitted, stated);
  const held = permitted.some(({ use }) => heldByEmbargo(use.action));
  return {
    grants,
    ...(altered.names.length > 0 && { alterations: altered.names }),
    duties: dutiesOf(bench, permitted),
    ...(bench.embargoedUntil !== undefined && held && { notBefore: bench.embargoedUntil }),
    expires: firstLoss(bench, [...permitted, ...altered.cells]),
  };
}

/** An alteration is named only when it is permitted in every case in which anything is. */
function judgeAlterations(
  bench: Bench,
  dimensions: Dimensions,
  permitted: readonly Cell[],
  stated: StatedUse,
): { names: Alteration[]; cells: Cell[] } {
  const where = ({ title, territory, channel, purpose }: Cell) =>
    `${title} ${territory} ${channel} ${purpose}`;
  const needed = new Set(permitted.map(where));
  const judged = judgeCells(bench, dimensions, dimensions.alteration, stated) ?? [];
  const cells = judged.filter((cell) => cell.verdict.outcome === 'permit' && needed.has(where(cell)));
  const everywhere = dimensions.alteration.filter(
    (_, position) => cells.filter(({ action }) => action === position).length === needed.size,
  );
  const actions = new Set(everywhere.flatMap(({ values }) => values));
  const names = new Set([...actions].map(alterationOf));
  return {
    names: ALTERATIONS.filter((name) => names.has(name)),
    cells: cells.filter(({ use }) => actions.has(use.action)),
  };
}

/** Duties that travel with the content: all in play, whether or not this use would trigger them. */
function dutiesOf(bench: Bench, permitted: readonly Cell[]): RightsDuty[] {
  const granting = new Set(
    permitted.flatMap(({ verdict }) => (verdict.outcome === 'permit' ? [verdict.by.rule] : [])),
  );
  const rules: Rule[] = [
    ...bench.license.policy.obligations,
    ...[...granting].flatMap(({ duties }) => duties),
    ...bench.restrictions.flatMap(({ policy }) => [
      ...policy.obligations,
      ...policy.permissions.flatMap(({ duties }) => duties),
    ]),
  ].filter(isDischarged);
  // "Mandatory credit" adds nothing to "credit X": the line that is asked for by name is the one to print.
  return joinDuties(rules.map(({ action = '', text }) => ({ action, ...(text !== undefined && { text }) })));
}

/** The first instant at which one of the cells is denied, judged again at every instant at which a rule can change. */
function firstLoss(bench: Bench, cells: readonly Cell[]): number {
  const { license, restrictions } = bench;
  const policies = [license.policy, ...restrictions.map(({ policy }) => policy)];
  const instants = new Set(
    policies.flatMap((policy) =>
      [...atomicsOf(policy).values()].flat().flatMap((atomic) => boundaries(atomic, bench.origin)),
    ),
  );
  const later = [...instants].filter((instant) => instant > bench.now).sort((a, b) => a - b);
  const lost = later
    .slice(0, BOUNDARIES_MAX)
    .find((at) => cells.some(({ use }) => at > use.at && judge(bench, { ...use, at }).outcome === 'deny'));
  return lost ?? later[BOUNDARIES_MAX] ?? license.record.ends;
}

function boundaries({ test }: Atomic, origin: number): number[] {
  if (test.type === 'interval') return [test.from, test.to].filter((instant) => instant !== undefined);
  if (test.type !== 'since') return [];
  return [test.from, test.to].flatMap((duration) => (duration ? [addDuration(origin, duration)] : []));
}
