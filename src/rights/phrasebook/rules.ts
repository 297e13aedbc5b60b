/** Converts a meaning and its slots to ODRL rules, and back. */
import { policyDigest } from '../digest.ts';
import { actionIri } from '../odrl/actions.ts';
import type { OdrlJson } from '../types.ts';
import { boundInProse, periodInProse } from './dates.ts';
import {
  type ConstraintTemplate,
  MEANING_KEYS,
  type MeaningKey,
  meaning,
  type RuleTemplate,
  type Slot,
} from './meanings.ts';
import { placeInProse } from './places.ts';
import { sizeInProse } from './sizes.ts';
import type { Slots } from './slots.ts';

/** A rule and the member of the policy that contains it. */
export interface WrittenRule {
  as: RuleTemplate['as'];
  rule: OdrlJson;
}

export function rulesOfMeaning(key: MeaningKey, slots: Slots): WrittenRule[] {
  return meaning(key).rules.map((template) => ({ as: template.as, rule: ruleOf(template, slots) }));
}

function ruleOf({ action, constraint = [], text }: RuleTemplate, slots: Slots): OdrlJson {
  const constraints = [...constraint.map((template) => constraintOf(template, slots)), ...boundsOf(slots)];
  return {
    action: action.map(actionIri),
    ...(constraints.length > 0 && { constraint: constraints }),
    ...(text && { 'imp:text': slots.line ?? '' }),
  };
}

function constraintOf({ leftOperand, operator, rightOperand }: ConstraintTemplate, slots: Slots): OdrlJson {
  const constraint = { leftOperand, operator };
  if (rightOperand === '{size}') {
    const [amount = '', unit = ''] = (slots.size ?? '').split(' ');
    return { ...constraint, rightOperand: amount, unit };
  }
  if (typeof rightOperand === 'string')
    return { ...constraint, rightOperand: slots[slotOf(rightOperand)] ?? '' };
  const [only, ...more] = rightOperand;
  return {
    ...constraint,
    rightOperand: more.length > 0 || operator.startsWith('is') ? [...rightOperand] : only,
  };
}

function boundsOf({ in: where, until, after }: Slots): OdrlJson[] {
  return [
    ...(where ? [{ leftOperand: 'spatial', operator: 'isAnyOf', rightOperand: where }] : []),
    ...(until === undefined ? [] : [{ leftOperand: 'dateTime', operator: 'lt', rightOperand: until }]),
    ...(after === undefined ? [] : [{ leftOperand: 'dateTime', operator: 'gteq', rightOperand: after }]),
  ];
}

function slotOf(placeholder: string): Slot {
  return placeholder.slice(1, -1) as Slot;
}

export function proseOf(key: MeaningKey, slots: Slots): string {
  const prose = meaning(key).prose.replace(/\{(\w+)\}/g, (_, slot: Slot) => slotInProse(slot, slots));
  const where = slots.in ? [`IN ${slots.in.map(placeInProse).join(', ')}`] : [];
  const when = (['until', 'after'] as const).flatMap((bound) => {
    const instant = slots[bound];
    return instant === undefined ? [] : [boundInProse(bound, instant) ?? `${bound.toUpperCase()} ${instant}`];
  });
  return [prose, ...where, ...when].join(' ');
}

function slotInProse(slot: Slot, slots: Slots): string {
  switch (slot) {
    case 'territories':
      return (slots.territories ?? []).map(placeInProse).join(', ');
    case 'period':
      return periodInProse(slots.period ?? '') ?? slots.period ?? '';
    case 'size':
      return sizeInProse(slots.size ?? '') ?? slots.size ?? '';
    default:
      return slots[slot] ?? '';
  }
}

/** Returns the meaning that a rule was written from. Undefined: no phrase has such a rule. */
export function meaningOfRule(
  as: RuleTemplate['as'],
  rule: OdrlJson,
): { key: MeaningKey; slots: Slots } | undefined {
  const { uid: _uid, ...bare } = rule;
  const digest = policyDigest(bare);
  for (const key of MEANING_KEYS)
    for (const template of meaning(key).rules) {
      const slots = slotsOf(template, rule);
      if (template.as === as && policyDigest(ruleOf(template, slots)) === digest) return { key, slots };
    }
  return undefined;
}

/** Slots that would produce the constraints of a rule from the template. */
function slotsOf({ constraint: templates = [], text }: RuleTemplate, rule: OdrlJson): Slots {
  const slots: Slots = {};
  const constraints: unknown[] = Array.isArray(rule.constraint) ? rule.constraint : [];
  constraints.forEach((constraint, position) => {
    const { leftOperand, operator, rightOperand, unit } = Object(constraint);
    const template = templates[position];
    if (template) fillSlot(slots, template, rightOperand, unit);
    else if (leftOperand === 'spatial' && isNames(rightOperand)) slots.in = rightOperand;
    else if (leftOperand === 'dateTime' && typeof rightOperand === 'string')
      slots[operator === 'lt' ? 'until' : 'after'] = rightOperand;
  });
  if (text && typeof rule['imp:text'] === 'string') slots.line = rule['imp:text'];
  return slots;
}

function fillSlot(slots: Slots, { rightOperand }: ConstraintTemplate, value: unknown, unit: unknown): void {
  if (typeof rightOperand !== 'string') return;
  const slot = slotOf(rightOperand);
  if (slot === 'territories') {
    if (isNames(value)) slots.territories = value;
  } else if (typeof value === 'string') slots[slot] = slot === 'size' ? `${value} ${unit}` : value;
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
