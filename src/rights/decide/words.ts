/** Rules in words that a licensing person reads. */
import type { Constraint, Rule } from '../odrl/model.ts';
import type { ComponentType } from '../terms.ts';

const COMPONENT_NAMES: Record<ComponentType, string> = {
  dispatch: 'Dispatch',
  photograph: 'Photograph',
  graphic: 'Graphic',
  logo: 'Logo',
  audio: 'Audio',
  video: 'Video',
};

export function componentName(type: ComponentType): string {
  return COMPONENT_NAMES[type];
}

const MEMBERS_SHOWN_MAX = 8;

/** `a, b and c`; long lists are cut with their number. */
export function listed(values: readonly string[]): string {
  const shown = values.slice(0, MEMBERS_SHOWN_MAX);
  const rest = values.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length < 2 ? (all[0] ?? 'nothing') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/** What the rule is about: `use in JP`, `archive more than P14D after creation`. */
export function ruleInWords(rule: Rule, action = rule.action ?? 'an unknown act'): string {
  return [action, ...rule.constraints.map(constraintInWords)].join(' ');
}

/** Each operand's way of saying that it is one of some values, and that it is none of them. */
const PHRASES: Record<string, [string, string]> = {
  spatial: ['in', 'outside'],
  deliveryChannel: ['on', 'on anything but'],
  media: ['in', 'in anything but'],
  purpose: ['for the purpose', 'for any purpose but'],
  component: ['of', 'of anything but'],
  title: ['by', 'by any title but'],
  product: ['in a title that is a', 'in a title that is not a'],
  language: ['in', 'in any language but'],
};

const said = new WeakMap<Constraint, string>();

/** Constraints are compiled once and never change, so each is put into words once. */
export function constraintInWords(constraint: Constraint): string {
  let words = said.get(constraint);
  if (words === undefined) {
    words = inWords(constraint);
    said.set(constraint, words);
  }
  return words;
}

function inWords(constraint: Constraint): string {
  if (constraint.kind === 'compound')
    return `(${constraint.members.map(constraintInWords).join(constraint.operator === 'or' ? ' or ' : ' and ')})`;
  const { leftOperand, operator, rightOperand } = constraint.shown;
  const values = [rightOperand].flat().map(String);
  if (constraint.kind === 'broken') return `where ${leftOperand} ${operator} ${listed(values)}`;
  const phrase = PHRASES[constraint.operand];
  const { test } = constraint;
  if (phrase && test.type === 'member') return `${phrase[test.negate ? 1 : 0]} ${listed(values)}`;
  if (test.type === 'interval' && !test.negate)
    return `${test.from === undefined ? 'before' : 'from'} ${listed(values)}`;
  if (test.type === 'since' && !test.negate)
    return `${test.from === undefined ? 'within' : 'more than'} ${listed(values)} ${test.from === undefined ? 'of' : 'after'} the creation of the version`;
  return `where ${leftOperand} ${operator} ${listed(values)}`;
}
