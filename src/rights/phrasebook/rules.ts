/** From a meaning and what a phrase names to ODRL rules, and back. */
import { policyDigest } from '../digest.ts';
import { actionIri } from '../odrl/actions.ts';
import type { OdrlJson } from '../types.ts';
import { placeInProse } from './countries.ts';
import { dayInProse, periodInProse } from './dates.ts';
import type { Slots } from './match.ts';
import { MEANING_KEYS, type MeaningKey, meaning, type RuleTemplate } from './meanings.ts';

/** A rule and the property of the policy that it stands in. */
export interface WrittenRule {
  as: RuleTemplate['as'];
  rule: OdrlJson;
}

/** The rules of a meaning, without uid. */
export function rulesOfMeaning(key: MeaningKey, slots: Slots): WrittenRule[] {
  return meaning(key).rules.map((template) => ({ as: template.as, rule: ruleOf(template, slots) }));
}

function ruleOf({ action, constraint = [] }: RuleTemplate, slots: Slots): OdrlJson {
  const constraints = [
    ...constraint.map(({ rightOperand, ...rest }) => ({
      ...rest,
      rightOperand: filled(rightOperand, slots),
    })),
    ...(slots.until === undefined
      ? []
      : [{ leftOperand: 'dateTime', operator: 'lt', rightOperand: slots.until }]),
  ];
  return { action: action.map(actionIri), ...(constraints.length > 0 && { constraint: constraints }) };
}

function filled(value: readonly string[] | string, { territories = [], period = '' }: Slots): unknown {
  if (value === '{territories}') return territories;
  return value === '{period}' ? period : [...value];
}

/** What a meaning is printed as. */
export function proseOf(key: MeaningKey, { territories = [], period = '', until }: Slots): string {
  const prose = meaning(key)
    .prose.replace('{territories}', territories.map(placeInProse).join(', '))
    .replace('{period}', periodInProse(period) ?? period);
  return until === undefined ? prose : `${prose} UNTIL ${dayInProse(until) ?? until}`;
}

/** The meaning that a rule was written from; undefined when no phrase makes such a rule. */
export function meaningOfRule(
  as: RuleTemplate['as'],
  rule: OdrlJson,
): { key: MeaningKey; slots: Slots } | undefined {
  const slots = slotsOf(rule);
  const { uid: _uid, ...bare } = rule;
  const form = policyDigest(bare);
  for (const key of MEANING_KEYS)
    if (rulesOfMeaning(key, slots).some((made) => made.as === as && policyDigest(made.rule) === form))
      return { key, slots };
  return undefined;
}

/** What the constraints of a rule could have been filled with. */
function slotsOf({ constraint }: OdrlJson): Slots {
  const slots: Slots = {};
  for (const one of Array.isArray(constraint) ? constraint : []) {
    const { leftOperand, operator, rightOperand } = Object(one);
    if (
      leftOperand === 'spatial' &&
      Array.isArray(rightOperand) &&
      rightOperand.every((name) => typeof name === 'string')
    )
      slots.territories = rightOperand;
    if (leftOperand === 'elapsedTime' && typeof rightOperand === 'string') slots.period = rightOperand;
    if (leftOperand === 'dateTime' && operator === 'lt' && typeof rightOperand === 'string')
      slots.until = rightOperand;
  }
  return slots;
}
