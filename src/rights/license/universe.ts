/** The values that a use can take under a policy: no wider than what all of its permissions together reach. */
import { actsOf, includesAction } from '../odrl/actions.ts';
import type { Atomic, Constraint, Policy, Rule } from '../odrl/model.ts';
import { CHANNELS, COMPONENT_TYPES, type Title } from '../terms.ts';
import { NAMED_SETS } from '../territories/sets.ts';
import { extentIn, takeOut } from '../territories/within.ts';
import { ALTERATION_ACTIONS, alterationActionsWhere } from './alterations.ts';
import type { Universe } from './record.ts';

export function universeOf(policy: Policy, titles: readonly Title[]): Universe {
  const granting = policy.permissions.filter(({ action }) => action !== undefined);
  const named = (operand: string) => union(granting.map((rule) => namedBy(rule, operand)));
  const [components, channels, purposes] = ['component', 'deliveryChannel', 'purpose'].map(named);
  const ownTitles = named('title');
  const territories = union(granting.map(placesOf));
  return {
    actions: [...new Set(namingUses(granting).flatMap(({ action = '' }) => actsOf(action)))],
    alterations: alterationActionsWhere((act) =>
      granting.some(({ action = '' }) => includesAction(action, act)),
    ),
    components: components ? known(COMPONENT_TYPES, components) : COMPONENT_TYPES,
    titles: titles.map(({ id }) => id).filter((id) => ownTitles?.has(id) ?? true),
    territories: territories ?? NAMED_SETS.get('world') ?? new Set(),
    channels: channels ? known(CHANNELS, channels) : CHANNELS,
    ...(purposes && { purposes: [...purposes] }),
  };
}

/** In the order in which they are named. */
function known<T extends string>(words: readonly T[], named: ReadonlySet<string>): T[] {
  return [...named].flatMap((name) => words.find((word) => word === name) ?? []);
}

/**
 * A written rule that permits alterations and nothing else says how the licensed uses may be altered; where no rule says
 * more, the alterations are the uses.
 */
function namingUses(rules: readonly Rule[]): readonly Rule[] {
  const acts = new Set(
    rules.filter(({ action = '' }) => !ALTERATION_ACTIONS.has(action)).map(({ ordinal }) => ordinal),
  );
  return acts.size > 0 ? rules.filter(({ ordinal }) => acts.has(ordinal)) : rules;
}

/** All that the rules name together; undefined where one of them leaves it open. */
function union(sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined {
  return sets.every((set) => set !== undefined) ? new Set(sets.flatMap((set) => [...set])) : undefined;
}

/** What a use must be one of to meet the rule; undefined where the rule does not say. */
function namedBy({ constraints }: Rule, operand: string): ReadonlySet<string> | undefined {
  const sets = membersOf(constraints, operand).filter(({ negate }) => !negate);
  const [first, ...others] = sets.map(({ values }) => values);
  return first && new Set([...first].filter((value) => others.every((set) => set.has(value))));
}

function placesOf({ constraints }: Rule): ReadonlySet<string> | undefined {
  const tests = membersOf(constraints, 'spatial');
  const [first, ...others] = tests.filter(({ negate }) => !negate).map(({ values }) => values);
  if (!first) return undefined;
  const places = others.reduce<ReadonlySet<string>>(inBoth, first);
  const left = new Set(places);
  for (const { values } of tests.filter(({ negate }) => negate))
    for (const place of values) takeOut(left, place);
  return left;
}

/** Of a country in the one and a part of it in the other, the part. */
function inBoth(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([
    ...[...one].filter((place) => extentIn(other, place) === 'within'),
    ...[...other].filter((place) => extentIn(one, place) === 'within'),
  ]);
}

type Member = Extract<Atomic['test'], { type: 'member' }>;

function membersOf(constraints: readonly Constraint[], operand: string): Member[] {
  return constraints.flatMap((one) => {
    if (one.kind === 'compound')
      return one.operator === 'and' || one.operator === 'andSequence' ? membersOf(one.members, operand) : [];
    return one.kind === 'atomic' && one.operand === operand && one.test.type === 'member' && !one.test.all
      ? [one.test]
      : [];
  });
}
