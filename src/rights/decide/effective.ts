/** Computes the rights that a component keeps after all restrictions, from its permitted cells. */
import { alterationOf } from '../license/alterations.ts';
import { BOUNDARIES_MAX, CASES_MAX } from '../limits.ts';
import { heldByEmbargo } from '../odrl/actions.ts';
import type { Rule } from '../odrl/model.ts';
import { ALTERATIONS, type Alteration } from '../terms.ts';
import type { EffectiveRights, RightsDuty, StatedContext } from '../types.ts';
import { dutiesOf } from './applicable-policies.ts';
import type { UseCase } from './case.ts';
import type { Cell, PermittedCell } from './cells.ts';
import { joinDuties } from './common.ts';
import type { ClassesByPart } from './dimensions.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import { judge } from './judge.ts';
import { laterInstants } from './policy-index.ts';
import { grantsOf } from './rectangles.ts';
import type { Permit } from './verdict.ts';

interface PermittedUse {
  use: UseCase;
  verdict: Permit;
}

/**
 * Rights of the permitted cells. `expires`: the first instant at which one of them is no longer permitted, or
 * is permitted only with a duty that is not listed, so the whole statement holds until then. Undefined: the
 * rights cannot be written down.
 */
export function effectiveRights(
  context: EvaluationContext,
  classes: ClassesByPart,
  permitted: readonly PermittedCell[],
): EffectiveRights | undefined {
  const { lastingCells, liftsAt, alterations, permittedUses, dutyRules } = lastingUses(context, permitted);
  const grants = grantsOf(lastingCells, classes);
  if (grants.length === 0) return undefined;
  const stated = statedIn(context);
  const rights: EffectiveRights = {
    grants,
    duties: dutiesFor(context, dutyRules),
    expires: firstLoss(context, permittedUses, dutyRules),
  };
  if (alterations.length > 0) rights.alterations = alterations;
  if (stated) rights.stated = stated;
  if (liftsAt !== undefined) rights.notBefore = liftsAt;
  return rights;
}

/** The permitted uses that a statement of rights covers. `liftsAt`: when it begins, if after an embargo. */
function lastingUses(context: EvaluationContext, permitted: readonly PermittedCell[]) {
  const { embargoedUntil } = context;
  const liftsAt = permitted.some(({ use }) => heldByEmbargo(use.action)) ? embargoedUntil : undefined;
  const lastingCells =
    liftsAt === undefined ? permitted : permitted.filter((cell) => outlasts(context, cell, liftsAt));
  const { names: alterations, granted } = judgeAlterations(context, lastingCells, liftsAt);
  const permittedUses: PermittedUse[] = [...granted];
  for (const { use, verdict } of lastingCells) permittedUses.push({ use, verdict });
  const dutyRules = new Set<Rule>();
  for (const { verdict } of permittedUses) for (const rule of dutyRulesOf(verdict)) dutyRules.add(rule);
  return { lastingCells, liftsAt, alterations, permittedUses, dutyRules };
}

/** Instants at which the first and the last case of an act are no longer permitted. */
export interface ActEnds {
  first: number;
  last: number;
}

/** Rights as a whole expire with their first case; this returns when each act ends. */
export function endsByAct(
  context: EvaluationContext,
  classes: ClassesByPart,
  permitted: readonly PermittedCell[],
): Map<string, ActEnds> {
  const { ends } = context.policies.license.record;
  const { lastingCells, dutyRules } = lastingUses(context, permitted);
  const byAct = new Map<string, ActEnds>();
  for (const cell of lastingCells) {
    const end = Math.min(lossOf(context, cell.use, dutyRules, ends), ends);
    for (const name of classes.action[cell.action]?.values ?? []) {
      const { first, last } = byAct.get(name) ?? { first: end, last: end };
      byAct.set(name, { first: Math.min(first, end), last: Math.max(last, end) });
    }
  }
  return byAct;
}

/** Rules of the license that a permit relies on and that have duties. */
function dutyRulesOf({ rule, atHome }: Permit): Rule[] {
  return [rule, ...(atHome ? [atHome] : [])].filter(({ duties }) => duties.length > 0);
}

/** Rights that end before the embargo lifts do not belong in a statement that starts then. */
function outlasts(
  context: EvaluationContext,
  { use, verdict }: PermittedUse,
  embargoedUntil: number,
): boolean {
  return lossOf(context, use, new Set(dutyRulesOf(verdict)), embargoedUntil + 1) === Infinity;
}

/** An alteration is listed only if it is permitted in every permitted case. */
function judgeAlterations(
  context: EvaluationContext,
  permitted: readonly Cell[],
  embargoedUntil: number | undefined,
): { names: Alteration[]; granted: readonly PermittedUse[] } {
  const { alterations } = context.policies.dimensions;
  const cells = alterations.length > 0 ? distinctCircumstances(permitted) : [];
  if (cells.length * alterations.length > CASES_MAX) return { names: [], granted: [] };
  const names = new Set<Alteration | undefined>();
  const granted: PermittedUse[] = [];
  for (const { values, representative = '' } of alterations) {
    const permits: PermittedUse[] = [];
    for (const cell of cells) {
      const use = { action: representative, circumstances: cell.use.circumstances.atInstant(context.now) };
      const verdict = judge(context, use);
      if (verdict.outcome === 'deny') break;
      if (embargoedUntil !== undefined && !outlasts(context, { use, verdict }, embargoedUntil)) break;
      permits.push({ use, verdict });
    }
    if (permits.length < cells.length) continue;
    for (const action of values) names.add(alterationOf(action));
    granted.push(...permits);
  }
  return { names: names.size > 0 ? ALTERATIONS.filter((name) => names.has(name)) : [], granted };
}

function distinctCircumstances(cells: readonly Cell[]): readonly Cell[] {
  if (cells.length === 1) return cells;
  const byCircumstances = new Map<string, Cell>();
  for (const cell of cells)
    byCircumstances.set(`${cell.title} ${cell.territory} ${cell.channel} ${cell.purpose}`, cell);
  return [...byCircumstances.values()];
}

/** All duties of the applicable policies travel with the content, whether this use triggers them or not. */
function dutiesFor({ policies }: EvaluationContext, dutyRules: ReadonlySet<Rule>): RightsDuty[] {
  if (dutyRules.size === 0) return [...policies.duties];
  return joinDuties([...policies.duties, ...dutiesOf([...dutyRules].flatMap(({ duties }) => duties))]);
}

/** Stated facts that some applicable rule tests. The rights hold only for them. */
function statedIn({ policies, stated: { context } }: EvaluationContext): StatedContext | undefined {
  if (!context) return undefined;
  const testedOperands = Object.entries(context).filter(([operand]) => policies.tests(operand).length > 0);
  return testedOperands.length > 0 ? Object.fromEntries(testedOperands) : undefined;
}

/**
 * First instant at which one of the uses loses its permission, judged at every instant at which a rule can
 * change.
 */
function firstLoss(
  context: EvaluationContext,
  granted: readonly PermittedUse[],
  dutyRules: ReadonlySet<Rule>,
): number {
  let first = context.policies.license.record.ends;
  for (const { use } of granted) first = Math.min(first, lossOf(context, use, dutyRules, first));
  return first;
}

/**
 * Infinity: there is no loss before `until`. If there are more instants than the limit, the last one counts
 * as a loss.
 */
function lossOf(
  context: EvaluationContext,
  { action, circumstances: where }: UseCase,
  dutyRules: ReadonlySet<Rule>,
  until: number,
): number {
  const { policies, subject, now } = context;
  const { license, restrictions } = policies.rulesFor(action);
  const later = laterInstants([license, ...restrictions], subject.versionCreated, now);
  for (let index = 0; index < later.length; index += 1) {
    const at = later[index] ?? until;
    if (at >= until) break;
    if (index >= BOUNDARIES_MAX) return at;
    if (at <= where.at) continue;
    const laterVerdict = judge(context, { action, circumstances: where.atInstant(at) });
    if (laterVerdict.outcome === 'deny' || !dutyRulesOf(laterVerdict).every((rule) => dutyRules.has(rule)))
      return at;
  }
  return Infinity;
}
