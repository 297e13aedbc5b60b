/** What remains for a component after every restriction, as the permitted cells say. */
import { alterationOf } from '../license/alterations.ts';
import { BOUNDARIES_MAX, CASES_MAX } from '../limits.ts';
import { heldByEmbargo } from '../odrl/actions.ts';
import type { Rule } from '../odrl/model.ts';
import { ALTERATIONS, type Alteration } from '../terms.ts';
import type { EffectiveRights, RightsDuty, StatedContext } from '../types.ts';
import type { Bench } from './bench.ts';
import { grantsOf } from './boxes.ts';
import type { UseCase } from './case.ts';
import type { Cell } from './cells.ts';
import { joinDuties } from './common.ts';
import type { Classes } from './dimensions.ts';
import { dutiesOf } from './docket.ts';
import { judge } from './judge.ts';
import { laterInstants } from './prepared.ts';

/**
 * The rights of the permitted cells. `expires` is the first instant at which any of them is not permitted any more, so
 * that the whole statement is true until then. Undefined when nothing of it can be written down.
 */
export function effectiveRights(
  bench: Bench,
  classes: Classes,
  permitted: readonly Cell[],
): EffectiveRights | undefined {
  const { embargoedUntil } = bench;
  const held = permitted.some(({ use }) => heldByEmbargo(use.action)) ? embargoedUntil : undefined;
  const lasting = held === undefined ? permitted : permitted.filter(({ use }) => outlasts(bench, use, held));
  const grants = grantsOf(lasting, classes);
  if (grants.length === 0) return undefined;
  const altered = judgeAlterations(bench, lasting, held);
  const stated = statedIn(bench);
  const uses = lasting.map(({ use }) => use);
  const rights: EffectiveRights = {
    grants,
    duties: dutiesFor(bench, lasting),
    expires: firstLoss(bench, altered.uses, firstLoss(bench, uses, bench.docket.license.record.ends)),
  };
  if (altered.names.length > 0) rights.alterations = altered.names;
  if (stated) rights.stated = stated;
  if (held !== undefined) rights.notBefore = held;
  return rights;
}

/** What is over before the embargo lifts has no place in a statement that holds from then on. */
function outlasts(bench: Bench, use: UseCase, embargoedUntil: number): boolean {
  return lossOf(bench, use, embargoedUntil + 1) === Infinity;
}

/** An alteration is named only when it is permitted in every case in which anything is. */
function judgeAlterations(
  bench: Bench,
  permitted: readonly Cell[],
  embargoedUntil: number | undefined,
): { names: Alteration[]; uses: readonly UseCase[] } {
  const { alterations } = bench.docket.dimensions;
  const places = alterations.length > 0 ? differingPlaces(permitted) : [];
  if (places.length * alterations.length > CASES_MAX) return { names: [], uses: [] };
  const names = new Set<Alteration | undefined>();
  const uses: UseCase[] = [];
  for (const { values, representative = '' } of alterations) {
    const altered = places.map(({ use }) => ({ action: representative, where: use.where.when(bench.now) }));
    if (altered.length === 0 || altered.some((use) => judge(bench, use).outcome === 'deny')) continue;
    if (embargoedUntil !== undefined && !altered.every((use) => outlasts(bench, use, embargoedUntil)))
      continue;
    for (const action of values) names.add(alterationOf(action));
    uses.push(...altered);
  }
  return { names: names.size > 0 ? ALTERATIONS.filter((name) => names.has(name)) : [], uses };
}

/** One cell for each place, whatever is done there. */
function differingPlaces(cells: readonly Cell[]): readonly Cell[] {
  if (cells.length === 1) return cells;
  const places = new Map<string, Cell>();
  for (const cell of cells)
    places.set(`${cell.title} ${cell.territory} ${cell.channel} ${cell.purpose}`, cell);
  return [...places.values()];
}

/** Duties that travel with the content: all in play, whether or not this use would trigger them. */
function dutiesFor({ docket }: Bench, permitted: readonly Cell[]): RightsDuty[] {
  const granting = new Set<Rule>();
  for (const { verdict } of permitted)
    if (verdict.outcome === 'permit' && verdict.rule.duties.length > 0) granting.add(verdict.rule);
  if (granting.size === 0) return [...docket.duties];
  return joinDuties([...docket.duties, ...dutiesOf([...granting].flatMap(({ duties }) => duties))]);
}

/** What was stated besides, as far as some rule in play asks for it: the rights hold for that and nothing else. */
function statedIn({ docket, stated: { context } }: Bench): StatedContext | undefined {
  if (!context) return undefined;
  const asked = Object.entries(context).filter(([operand]) => docket.tests(operand).length > 0);
  return asked.length > 0 ? Object.fromEntries(asked) : undefined;
}

/** The first instant before `until` at which one of the uses is denied, judged at every instant at which a rule can change. */
function firstLoss(bench: Bench, uses: readonly UseCase[], until: number): number {
  let first = until;
  for (const use of uses) first = Math.min(first, lossOf(bench, use, first));
  return first;
}

/** Infinity: not before `until`. More instants than are looked at: the last of them may be a loss, so it counts as one. */
function lossOf(bench: Bench, { action, where }: UseCase, until: number): number {
  const { docket, subject, now } = bench;
  const { license, restrictions } = docket.act(action);
  const later = laterInstants([license, ...restrictions], subject.versionCreated, now);
  for (let place = 0; place < later.length; place += 1) {
    const at = later[place] ?? until;
    if (at >= until) break;
    if (place >= BOUNDARIES_MAX) return at;
    if (at > where.at && judge(bench, { action, where: where.when(at) }).outcome === 'deny') return at;
  }
  return Infinity;
}
