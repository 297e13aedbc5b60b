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
import type { Cell, PermittedCell } from './cells.ts';
import { joinDuties } from './common.ts';
import type { Classes } from './dimensions.ts';
import { dutiesOf } from './docket.ts';
import { judge } from './judge.ts';
import { laterInstants } from './prepared.ts';
import type { Permit } from './verdict.ts';

/** A use that is permitted, and by what. */
interface Granted {
  use: UseCase;
  verdict: Permit;
}

/**
 * The rights of the permitted cells. `expires` is the first instant at which any of them is not permitted any more, or
 * only with a duty that is not named, so that the whole statement is true until then. Undefined when nothing of it can be
 * written down.
 */
export function effectiveRights(
  bench: Bench,
  classes: Classes,
  permitted: readonly PermittedCell[],
): EffectiveRights | undefined {
  const { embargoedUntil } = bench;
  const held = permitted.some(({ use }) => heldByEmbargo(use.action)) ? embargoedUntil : undefined;
  const lasting = held === undefined ? permitted : permitted.filter((cell) => outlasts(bench, cell, held));
  const grants = grantsOf(lasting, classes);
  if (grants.length === 0) return undefined;
  const altered = judgeAlterations(bench, lasting, held);
  const stated = statedIn(bench);
  const all: Granted[] = [...altered.granted];
  for (const { use, verdict } of lasting) all.push({ use, verdict });
  const dutiful = new Set<Rule>();
  for (const { verdict } of all) for (const rule of dutifulRules(verdict)) dutiful.add(rule);
  const rights: EffectiveRights = {
    grants,
    duties: dutiesFor(bench, dutiful),
    expires: firstLoss(bench, all, dutiful),
  };
  if (altered.names.length > 0) rights.alterations = altered.names;
  if (stated) rights.stated = stated;
  if (held !== undefined) rights.notBefore = held;
  return rights;
}

/** The rules of the license that a permit rests on, as far as they demand something. */
function dutifulRules({ rule, atHome }: Permit): Rule[] {
  return [rule, ...(atHome ? [atHome] : [])].filter(({ duties }) => duties.length > 0);
}

/** What is over before the embargo lifts has no place in a statement that holds from then on. */
function outlasts(bench: Bench, { use, verdict }: Granted, embargoedUntil: number): boolean {
  return lossOf(bench, use, new Set(dutifulRules(verdict)), embargoedUntil + 1) === Infinity;
}

/** An alteration is named only when it is permitted in every case in which anything is. */
function judgeAlterations(
  bench: Bench,
  permitted: readonly Cell[],
  embargoedUntil: number | undefined,
): { names: Alteration[]; granted: readonly Granted[] } {
  const { alterations } = bench.docket.dimensions;
  const places = alterations.length > 0 ? differingPlaces(permitted) : [];
  if (places.length * alterations.length > CASES_MAX) return { names: [], granted: [] };
  const names = new Set<Alteration | undefined>();
  const granted: Granted[] = [];
  for (const { values, representative = '' } of alterations) {
    const permits: Granted[] = [];
    for (const place of places) {
      const use = { action: representative, where: place.use.where.when(bench.now) };
      const verdict = judge(bench, use);
      if (verdict.outcome === 'deny') break;
      if (embargoedUntil !== undefined && !outlasts(bench, { use, verdict }, embargoedUntil)) break;
      permits.push({ use, verdict });
    }
    if (permits.length < places.length) continue;
    for (const action of values) names.add(alterationOf(action));
    granted.push(...permits);
  }
  return { names: names.size > 0 ? ALTERATIONS.filter((name) => names.has(name)) : [], granted };
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
function dutiesFor({ docket }: Bench, dutiful: ReadonlySet<Rule>): RightsDuty[] {
  if (dutiful.size === 0) return [...docket.duties];
  return joinDuties([...docket.duties, ...dutiesOf([...dutiful].flatMap(({ duties }) => duties))]);
}

/** What was stated besides, as far as some rule in play asks for it: the rights hold for that and nothing else. */
function statedIn({ docket, stated: { context } }: Bench): StatedContext | undefined {
  if (!context) return undefined;
  const asked = Object.entries(context).filter(([operand]) => docket.tests(operand).length > 0);
  return asked.length > 0 ? Object.fromEntries(asked) : undefined;
}

/** The first instant at which one of the uses is not permitted as it is now, judged at every instant at which a rule can change. */
function firstLoss(bench: Bench, granted: readonly Granted[], dutiful: ReadonlySet<Rule>): number {
  let first = bench.docket.license.record.ends;
  for (const { use } of granted) first = Math.min(first, lossOf(bench, use, dutiful, first));
  return first;
}

/** Infinity: not before `until`. More instants than are looked at: the last of them may be a loss, so it counts as one. */
function lossOf(bench: Bench, { action, where }: UseCase, dutiful: ReadonlySet<Rule>, until: number): number {
  const { docket, subject, now } = bench;
  const { license, restrictions } = docket.act(action);
  const later = laterInstants([license, ...restrictions], subject.versionCreated, now);
  for (let place = 0; place < later.length; place += 1) {
    const at = later[place] ?? until;
    if (at >= until) break;
    if (place >= BOUNDARIES_MAX) return at;
    if (at <= where.at) continue;
    const then = judge(bench, { action, where: where.when(at) });
    if (then.outcome === 'deny' || !dutifulRules(then).every((rule) => dutiful.has(rule))) return at;
  }
  return Infinity;
}
