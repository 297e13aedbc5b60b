/** Looked up at every decision, so computed once per policy: rules by the act they reach, constraints by operand. */
import { coveringActions, forbidsAction } from '../odrl/actions.ts';
import type { Atomic, Constraint, Policy, Rule } from '../odrl/model.ts';
import { placeCode } from '../territories/subdivisions.ts';

export interface ActRules {
  permissions: Rule[];
  prohibitions: Rule[];
}

const byAct = new WeakMap<Policy, Map<string, ActRules>>();
const byOperand = new WeakMap<Policy, Map<string, Atomic[]>>();

/** The rules that reach an act. An abstract act (`use`) is also reached by a prohibition of anything that it includes. */
export function rulesFor(policy: Policy, act: string): ActRules {
  let acts = byAct.get(policy);
  if (!acts) {
    acts = new Map();
    byAct.set(policy, acts);
  }
  let rules = acts.get(act);
  if (!rules) {
    const covering = coveringActions(act);
    const reaches = ({ action }: Rule) => action !== undefined && covering.includes(action);
    const forbids = ({ action }: Rule) => action !== undefined && forbidsAction(action, act);
    rules = {
      permissions: policy.permissions.filter(reaches),
      prohibitions: policy.prohibitions.filter(forbids),
    };
    // Acts come from requests; only those of the vocabulary are kept, so the map stays bounded.
    if (covering.length > 0) acts.set(act, rules);
  }
  return rules;
}

const byTerritory = new WeakMap<Policy, Map<string, string>>();

/** What the policy's tests of territory say of a code: two codes with the same sign are never told apart by it. */
export function territorySign(
  policy: Policy,
  code: string,
  sign: (tests: readonly Atomic[]) => string,
): string {
  let signs = byTerritory.get(policy);
  if (!signs) {
    signs = new Map();
    byTerritory.set(policy, signs);
  }
  let found = signs.get(code);
  if (found === undefined) {
    found = sign(atomicsOf(policy).get('spatial') ?? []);
    if (placeCode(code) === code) signs.set(code, found);
  }
  return found;
}

/** All atomic constraints of the policy, by left operand, inside compounds too. */
export function atomicsOf(policy: Policy): ReadonlyMap<string, Atomic[]> {
  let operands = byOperand.get(policy);
  if (!operands) {
    operands = new Map();
    for (const rule of [...policy.permissions, ...policy.prohibitions, ...policy.obligations])
      for (const one of [rule, ...rule.duties]) collect(one.constraints, operands);
    byOperand.set(policy, operands);
  }
  return operands;
}

function collect(constraints: readonly Constraint[], operands: Map<string, Atomic[]>): void {
  for (const constraint of constraints) {
    if (constraint.kind === 'compound') collect(constraint.members, operands);
    if (constraint.kind !== 'atomic') continue;
    const list = operands.get(constraint.operand);
    // Atomic rules of one written rule repeat its constraints: the same test twice tells nothing apart.
    if (!list) operands.set(constraint.operand, [constraint]);
    else if (!list.includes(constraint)) list.push(constraint);
  }
}
