/** Returns the values that a use can take under a policy: no wider than all its permissions together. */
import { actsOf, includesAction } from '../odrl/actions.ts';
import type { Atomic, Constraint, Policy, Rule } from '../odrl/model.ts';
import { CHANNELS, COMPONENT_TYPES, type Title } from '../terms.ts';
import { NAMED_SETS } from '../territories/sets.ts';
import { extentIn, takeOut } from '../territories/within.ts';
import { ALTERATION_ACTIONS, alterationActionsWhere } from './alterations.ts';
import type { Universe } from './record.ts';

export function universeOf(policy: Policy, titles: readonly Title[]): Universe {
  const grantingRules = policy.permissions.filter(({ action }) => action !== undefined);
  const namedByAll = (operand: string) => union(grantingRules.map((rule) => namedBy(rule, operand)));
  const [components, channels, purposes] = ['component', 'deliveryChannel', 'purpose'].map(namedByAll);
  const ownTitles = namedByAll('title');
  const territories = union(grantingRules.map(placesOf));
  return {
    actions: [...new Set(namingUses(grantingRules).flatMap(({ action = '' }) => actsOf(action)))],
    alterations: alterationActionsWhere((act) =>
      grantingRules.some(({ action = '' }) => includesAction(action, act)),
    ),
    components: components ? inNamedOrder(COMPONENT_TYPES, components) : COMPONENT_TYPES,
    titles: titles.map(({ id }) => id).filter((id) => ownTitles?.has(id) ?? true),
    territories: territories ?? NAMED_SETS.get('world') ?? new Set(),
    channels: channels ? inNamedOrder(CHANNELS, channels) : CHANNELS,
    ...(purposes && { purposes: [...purposes] }),
  };
}

function inNamedOrder<T extends string>(words: readonly T[], namedByAll: ReadonlySet<string>): T[] {
  return [...namedByAll].flatMap((name) => words.find((word) => word === name) ?? []);
}

/**
 * A written rule that only permits alterations says how the licensed uses may be altered. If no rule permits
 * more, the alterations are the uses.
 */
function namingUses(rules: readonly Rule[]): readonly Rule[] {
  const acts = new Set(
    rules.filter(({ action = '' }) => !ALTERATION_ACTIONS.has(action)).map(({ ordinal }) => ordinal),
  );
  return acts.size > 0 ? rules.filter(({ ordinal }) => acts.has(ordinal)) : rules;
}

/** Union of the sets. Undefined: one of the rules leaves it open. */
function union(sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined {
  return sets.every((set) => set !== undefined) ? new Set(sets.flatMap((set) => [...set])) : undefined;
}

/** Values of which a use must have one to meet the rule. Undefined: the rule does not say. */
function namedBy({ constraints }: Rule, operand: string): ReadonlySet<string> | undefined {
  const sets = membersOf(constraints, operand).filter(({ negate }) => !negate);
  const [first, ...others] = sets.map(({ values }) => values);
  return first && new Set([...first].filter((value) => others.every((set) => set.has(value))));
}

function placesOf({ constraints }: Rule): ReadonlySet<string> | undefined {
  const tests = membersOf(constraints, 'spatial');
  const [first, ...others] = tests.filter(({ negate }) => !negate).map(({ values }) => values);
  if (!first) return undefined;
  const places = others.reduce<ReadonlySet<string>>(intersection, first);
  const remaining = new Set(places);
  for (const { values } of tests.filter(({ negate }) => negate))
    for (const place of values) takeOut(remaining, place);
  return remaining;
}

function intersection(set: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([
    ...[...set].filter((place) => extentIn(other, place) === 'within'),
    ...[...other].filter((place) => extentIn(set, place) === 'within'),
  ]);
}

type Member = Extract<Atomic['test'], { type: 'member' }>;

function membersOf(constraints: readonly Constraint[], operand: string): Member[] {
  return constraints.flatMap((constraint) => {
    if (constraint.kind === 'compound')
      return constraint.operator === 'and' || constraint.operator === 'andSequence'
        ? membersOf(constraint.members, operand)
        : [];
    return constraint.kind === 'atomic' &&
      constraint.operand === operand &&
      constraint.test.type === 'member' &&
      !constraint.test.all
      ? [constraint.test]
      : [];
  });
}
