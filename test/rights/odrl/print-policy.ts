/** Prints a policy as ODRL 2.2 JSON-LD in a normal form. `readPolicy` reads it back as the same model. */

import { actionIri } from '../../../src/rights/odrl/actions.ts';
import type { Constraint, Policy, Rule } from '../../../src/rights/odrl/model.ts';
import { IMPRIMATUR_NAMESPACE, ODRL_CONTEXT } from '../../../src/rights/odrl/names.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';

/** Inherited rules become the policy's own, so the result needs no parent. */
export function printPolicy({ type, uid, profiles, conflict, ...rules }: Policy): OdrlJson {
  return {
    '@context': ODRL_CONTEXT,
    '@type': type,
    ...(uid !== '' && { uid }),
    ...(profiles.length > 0 && { profile: profiles }),
    conflict,
    ...listed('permission', rules.permissions),
    ...listed('prohibition', rules.prohibitions),
    ...listed('obligation', rules.obligations),
  };
}

function listed(property: string, rules: readonly Rule[]): OdrlJson {
  return rules.length === 0 ? {} : { [property]: byWrittenRule(rules).map(printRule) };
}

function byWrittenRule(rules: readonly Rule[]): Rule[][] {
  const groups = new Map<string, Rule[]>();
  for (const rule of rules) {
    const key = rule.variant.replace(/\/.*/, '');
    const group = groups.get(key);
    if (group) group.push(rule);
    else groups.set(key, [rule]);
  }
  return [...groups.values()];
}

function printRule(atomic: readonly Rule[]): OdrlJson {
  const [rule] = atomic;
  if (!rule) return {};
  const { uid, parts, text, byline, assigners } = rule;
  return {
    ...(uid !== undefined && { uid }),
    ...values('action', atomic.map(printAction)),
    ...values(
      'target',
      atomic.flatMap(({ targets, parts: { target } }) => printParties('AssetCollection', targets, target)),
    ),
    ...values('assigner', assigners ?? []),
    ...values(
      'assignee',
      atomic.flatMap(({ assignees, parts: { assignee } }) =>
        printParties('PartyCollection', assignees, assignee),
      ),
    ),
    ...values('constraint', parts.rule.map(printConstraint), true),
    ...listed('duty', rule.duties),
    ...listed('remedy', rule.remedies),
    ...listed('consequence', rule.consequences),
    ...(text !== undefined && { [`${IMPRIMATUR_NAMESPACE}text`]: { '@value': text } }),
    ...(byline && { [`${IMPRIMATUR_NAMESPACE}byline`]: { '@value': true } }),
  };
}

/** Removes duplicates, except in constraints, which add up. */
function values(property: string, list: readonly unknown[], all = false): OdrlJson {
  const distinctByText = new Map(
    list.map((value, position) => [all ? String(position) : JSON.stringify(value), value]),
  );
  const distinct = [...distinctByText.values()].filter((value) => value !== undefined);
  return distinct.length === 0 ? {} : { [property]: distinct };
}

function printAction({ action, unknown, parts }: Rule): unknown {
  const name = action === undefined ? unknown : actionIri(action).replace(/^imp:/, IMPRIMATUR_NAMESPACE);
  if (name === undefined || name === null) return undefined;
  const refinement = parts.action.map(printConstraint);
  if (refinement.length === 0) return name === '' ? {} : name;
  return { ...(name !== '' && { 'rdf:value': { '@id': name } }), refinement };
}

/** Refined parties are printed by their source: an id with two refinements would be one thing with both. */
function printParties(
  type: string,
  names: readonly string[] | undefined,
  refined: readonly Constraint[],
): unknown[] {
  if (names === undefined) return refined.length > 0 ? [{ '@type': type }] : [];
  if (refined.length === 0) return [...names];
  const refinement = refined.map(printConstraint);
  return names.map((source) => ({ '@type': type, source, refinement }));
}

/**
 * Operands of our profile are printed with its namespace: other readers would look for bare names in ODRL.
 */
const OWN_OPERANDS: ReadonlySet<string> = new Set(['component', 'title', 'dayOfWeek']);

function printConstraint(constraint: Constraint): OdrlJson {
  if (constraint.kind === 'compound')
    return { [constraint.operator]: { '@list': constraint.members.map(printConstraint) } };
  const { leftOperand, operator, rightOperand, unit, status } = constraint.display;
  return {
    leftOperand: OWN_OPERANDS.has(leftOperand) ? IMPRIMATUR_NAMESPACE + leftOperand : leftOperand,
    operator,
    ...(rightOperand !== null && {
      rightOperand: [rightOperand].flat().map((value) => ({ '@value': value })),
    }),
    ...(unit !== undefined && { unit }),
    ...(status !== undefined && { status: { '@value': status } }),
  };
}
