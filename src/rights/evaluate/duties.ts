/** The state of a duty (ODRL IM 2.2, section 2.6.3 to 2.6.6; formal semantics, section on conditions). */
import { canonicalAction, includesAction } from '../odrl/actions.ts';
import type { Rule } from '../odrl/model.ts';
import { allOf, evaluateConstraints } from '../odrl/truth.ts';
import { aboutAssignee, type PolicyCase } from './case.ts';
import type { RuleReport, RuleType } from './types.ts';

export interface DutyState {
  /** True if it is owed: none of its constraints is known to fail. */
  active: boolean;
  fulfilled: boolean;
  reports: RuleReport[];
}

/**
 * Evaluates a duty. A duty with a constraint that is known to fail does not exist. A violated duty is
 * fulfilled only together with all its consequences. `reports` contains its own and those of its
 * consequences.
 */
export function dutyState(policyCase: PolicyCase, rule: Rule, id: string, type: RuleType): DutyState {
  // Only an obligation has its own assignee: duties of a rule are owed by the party that relies on the rule.
  const conditions = evaluateConstraints(rule.parts.rule, policyCase.facts);
  const truth = type === 'obligation' ? allOf([conditions, aboutAssignee(policyCase, rule)]) : conditions;
  const active = truth !== 'fails';
  const isPerformed = performedIn(policyCase, rule, id);
  const violated = namedBy(policyCase.violated, rule, id) !== undefined;
  const consequences = rule.consequences.map((consequence, position) =>
    dutyState(policyCase, consequence, nestedId(id, consequence, 'consequence', position), 'consequence'),
  );
  const owedConsequences = violated
    ? consequences.filter((consequence) => consequence.active && !consequence.fulfilled)
    : [];
  const fulfilled = active && isPerformed && owedConsequences.length === 0;
  const report: RuleReport = { id, type, active, satisfied: fulfilled, reason: reasonOf() };
  return { active, fulfilled, reports: [report, ...consequences.flatMap(({ reports }) => reports)] };

  function reasonOf(): string {
    const actText = rule.action ?? 'what it asks for';
    if (!active) return `The duty to ${actText} is not owed: what it is conditioned on does not hold`;
    if (!isPerformed) return `There is no evidence that ${actText} was done as asked`;
    return owedConsequences.length > 0
      ? `${actText} was done too late: its consequences are owed and have not been done`
      : `${actText} was done`;
  }
}

/**
 * A duty identified by its id was performed as written unless stated facts deny it. One identified by its
 * action must be shown to be the requested act.
 */
export function performedIn({ performed, facts }: PolicyCase, rule: Rule, id: string): boolean {
  const matchedBy = namedBy(performed, rule, id);
  if (matchedBy === undefined) return false;
  const refined = evaluateConstraints(rule.parts.action, facts);
  return matchedBy === 'id' ? refined !== 'fails' : refined === 'holds';
}

function namedBy(list: readonly string[], { uid, action }: Rule, id: string): 'id' | 'action' | undefined {
  if (list.includes(id) || (uid !== undefined && list.includes(uid))) return 'id';
  if (action === undefined) return undefined;
  return list.some((name) => includesAction(action, canonicalAction(name) ?? name)) ? 'action' : undefined;
}

/** Id of a nested duty: its own, or one derived from its position. */
export function nestedId(parent: string, rule: Rule, type: RuleType, position: number): string {
  return rule.uid === undefined ? `${parent}/${type}-${position + 1}` : rule.id;
}
