/** Evaluates each rule of a policy for one request. */
import { forbidsAction, includesAction } from '../odrl/actions.ts';
import type { Constraint, Rule } from '../odrl/model.ts';
import { allOf, evaluateConstraint, evaluateConstraints, type Facts, type Truth } from '../odrl/truth.ts';
import { aboutAssignee, aboutTarget, type PolicyCase } from './case.ts';
import { dutyState, nestedId, performedIn } from './duties.ts';
import type { RuleReport } from './types.ts';

export interface RuleVerdict {
  rule: Rule;
  /** True if the rule affects the decision: a permission grants, a prohibition forbids. */
  effective: boolean;
  reports: RuleReport[];
}

export interface PermissionVerdict extends RuleVerdict {
  /** Truth of: the rule meets the request, apart from its duties. */
  applies: Truth;
  /** Operands that the request would have to state. */
  missing: string[];
}

export function judgePermission(policyCase: PolicyCase, rule: Rule): PermissionVerdict {
  const tests = testsOf(policyCase, rule, permits(policyCase, rule));
  const active = allOf(tests.map(({ truth }) => truth));
  const refined = evaluateConstraints(rule.parts.action, policyCase.facts);
  const duties = rule.duties.map((duty, position) =>
    dutyState(policyCase, duty, nestedId(rule.id, duty, 'duty', position), 'duty'),
  );
  const unmet = duties.filter((duty) => duty.active && !duty.fulfilled).map(({ reports }) => reports[0]);
  const effective = active === 'holds' && refined === 'holds' && unmet.length === 0;
  const reason = effective
    ? `It permits ${policyCase.action ?? 'the act'}`
    : (failureReason(tests) ??
      (unmet[0] && `Its duty is not fulfilled: ${unmet[0].reason}`) ??
      refinedReason(rule, refined));
  return {
    rule,
    effective,
    applies: allOf([active, refined]),
    missing: [...missingOf(policyCase, rule, tests), ...operandsMissing(rule.parts.action, policyCase.facts)],
    reports: [
      {
        id: rule.id,
        type: 'permission',
        active: active === 'holds' && unmet.length === 0,
        satisfied: effective,
        reason,
      },
      ...duties.flatMap(({ reports }) => reports),
    ],
  };
}

/** A prohibition forbids unless it is shown not to meet the request. */
export function judgeProhibition(policyCase: PolicyCase, rule: Rule): RuleVerdict {
  const tests = testsOf(policyCase, rule, forbids(policyCase, rule));
  const active = allOf(tests.map(({ truth }) => truth)) !== 'fails';
  const refined = evaluateConstraints(rule.parts.action, policyCase.facts);
  const effective = active && refined !== 'fails';
  const remedies = rule.remedies.map((remedy, position) =>
    dutyState(policyCase, remedy, nestedId(rule.id, remedy, 'remedy', position), 'remedy'),
  );
  const remedied = remedies.length > 0 && remedies.every((duty) => duty.fulfilled || !duty.active);
  const infringed = effective && performedIn(policyCase, rule, rule.id) && !remedied;
  return {
    rule,
    effective,
    reports: [
      {
        id: rule.id,
        type: 'prohibition',
        active,
        satisfied: !infringed,
        reason: prohibitionReason(policyCase, rule, effective, infringed, failureReason(tests)),
      },
      ...remedies.flatMap(({ reports }) => reports),
    ],
  };
}

function prohibitionReason(
  { action }: PolicyCase,
  rule: Rule,
  effective: boolean,
  infringed: boolean,
  why: string | undefined,
): string {
  if (!effective) return why ?? 'It does not meet the act as it is refined';
  const forbids = `It forbids ${rule.action ?? action ?? 'every act'}`;
  if (infringed) return `${forbids}, which was done, and no remedy made it good`;
  return why === undefined ? forbids : `${forbids}, as far as can be known: ${why}`;
}

export function judgeObligation(policyCase: PolicyCase, rule: Rule): RuleReport[] {
  return dutyState(policyCase, rule, rule.id, 'obligation').reports;
}

interface PartTest {
  part: 'action' | 'target' | 'assignee' | 'constraint';
  truth: Truth;
}

function testsOf(policyCase: PolicyCase, rule: Rule, action: Truth): PartTest[] {
  return [
    { part: 'action', truth: action },
    { part: 'target', truth: aboutTarget(policyCase, rule) },
    { part: 'assignee', truth: aboutAssignee(policyCase, rule) },
    { part: 'constraint', truth: evaluateConstraints(rule.parts.rule, policyCase.facts) },
  ];
}

/** A rule without an action covers every known action. Nothing is permitted for an unknown one. */
function permits({ action }: PolicyCase, rule: Rule): Truth {
  if (action === undefined) return 'unknowable';
  if (rule.unknown === null) return 'holds';
  if (rule.action === undefined) return 'unknowable';
  return includesAction(rule.action, action) ? 'holds' : 'fails';
}

function forbids({ action }: PolicyCase, rule: Rule): Truth {
  if (rule.unknown === null) return 'holds';
  if (action === undefined || rule.action === undefined) return 'unknowable';
  return forbidsAction(rule.action, action) ? 'holds' : 'fails';
}

const FAILURES: Record<PartTest['part'], Record<Exclude<Truth, 'holds'>, string>> = {
  action: {
    fails: 'It is about another action',
    missing: 'The request states no action',
    unknowable: 'The action is not known',
  },
  target: {
    fails: 'It is about another target',
    missing: 'It names a target, or refines it by what the request does not state',
    unknowable: 'What refines its target cannot be evaluated',
  },
  assignee: {
    fails: 'It is for another assignee',
    missing: 'It names an assignee, or refines it by what the request does not state',
    unknowable: 'What refines its assignee cannot be evaluated',
  },
  constraint: {
    fails: 'One of its constraints does not hold',
    missing: 'One of its constraints asks for what the request does not state',
    unknowable: 'One of its constraints cannot be evaluated',
  },
};

/** Reason of the worst result: first known failures, then unknowable tests, then missing facts. */
function failureReason(tests: readonly PartTest[]): string | undefined {
  for (const truth of ['fails', 'unknowable', 'missing'] as const) {
    const found = tests.find((test) => test.truth === truth);
    if (found) return FAILURES[found.part][truth];
  }
  return undefined;
}

function refinedReason(rule: Rule, refined: Truth): string {
  const act = rule.action ?? 'the act';
  if (refined === 'fails') return `It permits ${act} only as refined, and the request is not`;
  if (refined === 'missing') return `It permits ${act} only as refined, and the request does not say how`;
  return `What refines ${act} cannot be evaluated`;
}

function missingOf(policyCase: PolicyCase, rule: Rule, tests: readonly PartTest[]): string[] {
  const { target, assignee, rule: constraints } = rule.parts;
  const missingPart = (part: 'target' | 'assignee', names: readonly string[] | undefined) =>
    names !== undefined && policyCase[part] === undefined ? [part] : [];
  return tests.some(({ truth }) => truth === 'missing')
    ? [
        ...missingPart('target', rule.targets),
        ...missingPart('assignee', rule.assignees),
        ...operandsMissing([...target, ...assignee, ...constraints], policyCase.facts),
      ]
    : [];
}

function operandsMissing(constraints: readonly Constraint[], facts: Facts): string[] {
  return constraints.flatMap((constraint) => {
    if (constraint.kind === 'compound') return operandsMissing(constraint.members, facts);
    return constraint.kind === 'atomic' && evaluateConstraint(constraint, facts) === 'missing'
      ? [constraint.operand]
      : [];
  });
}
