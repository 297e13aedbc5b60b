/** Writes rules as messages for licensing staff. */
import type { Message, Parameter, Term } from '../message.ts';
import { includesAction, TOP_ACTIONS } from '../odrl/actions.ts';
import type { Atomic, Broken, Constraint, ConstraintDisplay, Rule } from '../odrl/model.ts';
import { compressTerritories } from '../territories/compress.ts';
import type { Audience } from '../types.ts';
import type { ApplicablePolicy } from './policy-index.ts';
import { message } from './templates.ts';

const ISO_TEXTS_CACHED_MAX = 64;
const isoTexts = new Map<number, string>();

/**
 * Formats an instant as ISO 8601. Cached, because ends of terms are in every sentence and formatting costs
 * more than deciding.
 */
export function isoOf(instant: number): string {
  let text = isoTexts.get(instant);
  if (text === undefined) {
    text = new Date(instant).toISOString().replace('.000Z', 'Z');
    if (isoTexts.size >= ISO_TEXTS_CACHED_MAX) isoTexts.clear();
    isoTexts.set(instant, text);
  }
  return text;
}

export const instantOf = (instant: number): Parameter => ({ instant: isoOf(instant) });

export const term = (of: string, value: string): Term => ({ of, value });
export const act = (name: string): Term => term('act', name);
export const ruleKind = ({ kind }: Pick<Rule, 'kind'>): Term => term('rule_kind', kind);

/** Acts of one rule, without those that another of them includes. All acts together are `any use`. */
export function actList(names: readonly string[]): Parameter {
  if (TOP_ACTIONS.every((name) => names.includes(name))) return message('constraint.any_act');
  const isIncluded = (name: string) => names.some((other) => other !== name && includesAction(other, name));
  return { list: names.filter((name) => !isIncluded(name)).map(act) };
}

/** Describes a rule: `use in JP`, `archive more than P14D after creation`. */
export function ruleParts(
  rule: Rule,
  view: View = 'desk',
  action: Parameter = rule.action === undefined ? message('constraint.unknown_act') : act(rule.action),
): Parameter {
  const constraints = rule.constraints.map((constraint) => constraintMessage(constraint, view));
  return { list: [action, ...constraints], joint: 'space' };
}

/** Operands with their own phrases, each with a negative form (`_not`). */
const PHRASED_OPERANDS = [
  'deliveryChannel',
  'media',
  'purpose',
  'component',
  'title',
  'product',
  'language',
  'recipient',
] as const;
type PhrasedOperand = (typeof PHRASED_OPERANDS)[number];
const isPhrased = (operand: string): operand is PhrasedOperand =>
  PHRASED_OPERANDS.some((phrased) => phrased === operand);

/** Operands whose vocabulary has a different name. */
const VOCABULARIES: Readonly<Record<string, string>> = {
  deliveryChannel: 'channel',
  spatial: 'place',
  elapsedTime: 'period',
  delayPeriod: 'period',
};

export function operandValue(operand: string, value: string): Parameter {
  if (operand === 'dateTime' && !Number.isNaN(Date.parse(value)))
    return { instant: new Date(value).toISOString(), shown: value };
  return term(VOCABULARIES[operand] ?? operand, value);
}

/**
 * Reader of a message: the desk, a partner reading its own license, or a partner reading a policy that binds
 * others too.
 */
export type View = Audience | 'licensee';

export function viewOf(policy: ApplicablePolicy, license: ApplicablePolicy, audience: Audience): View {
  return audience === 'partner' && policy === license ? 'licensee' : audience;
}

/**
 * Operands whose values may identify other partners, their titles or their sites. Messages say that there are
 * some, not which.
 */
const OTHERS: Record<View, Readonly<Record<string, Message>>> = {
  desk: {},
  licensee: { recipient: message('others.recipient') },
  partner: {
    recipient: message('others.recipient'),
    title: message('others.title'),
    virtualLocation: message('others.virtualLocation'),
  },
};

export function displayFor(leaf: Atomic | Broken, view: View): ConstraintDisplay {
  const hidden = OTHERS[view][leaf.display.leftOperand];
  return hidden === undefined ? leaf.display : { ...leaf.display, rightOperand: hidden.text };
}

/** Why a constraint cannot be evaluated. The reason quotes values, so some readers get a neutral text. */
export function reasonFor(leaf: Broken, view: View): Parameter {
  const hiddenValue = OTHERS[view][leaf.display.leftOperand];
  return hiddenValue === undefined ? leaf.why : message('constraint.about', { others: hiddenValue });
}

const messagesByView: Record<View, WeakMap<Constraint, Message>> = {
  desk: new WeakMap(),
  licensee: new WeakMap(),
  partner: new WeakMap(),
};

/** Cached: compiled constraints never change. */
export function constraintMessage(constraint: Constraint, view: View = 'desk'): Message {
  let words = messagesByView[view].get(constraint);
  if (words === undefined) {
    words = toMessage(constraint, view);
    messagesByView[view].set(constraint, words);
  }
  return words;
}

const JOINTS = { and: 'and', andSequence: 'and', or: 'or', xone: 'xone' } as const;

function toMessage(constraint: Constraint, view: View): Message {
  if (constraint.kind === 'compound') {
    const list = constraint.members.map((member) => constraintMessage(member, view));
    return message('constraint.group', { members: { list, joint: JOINTS[constraint.operator] } });
  }
  const { leftOperand, operator, rightOperand, unit } = constraint.display;
  const hiddenValue = OTHERS[view][leftOperand];
  const texts = [rightOperand].flat().map((value) => operandValue(leftOperand, String(value)));
  const values: Parameter = { list: hiddenValue ? [hiddenValue] : texts };
  const where = { operand: term('operand', leftOperand), operator: term('operator', operator), values };
  if (constraint.kind === 'broken') return message('constraint.where', where);
  const { test, operand } = constraint;
  // Policies name territories by codes and IRIs of several vocabularies; people read codes.
  if (operand === 'spatial' && test.type === 'member')
    return message(test.negate ? 'constraint.outside' : 'constraint.in', {
      places: territoryList(test.values),
    });
  if (isPhrased(operand) && test.type === 'member')
    return message(`constraint.${operand}${test.negate ? '_not' : ''}`, { values });
  if (test.type === 'interval' && !test.negate && oneSided(test))
    return message(test.from === undefined ? 'constraint.before' : 'constraint.from', { values });
  if (test.type === 'since' && !test.negate && oneSided(test))
    return message(test.from === undefined ? 'constraint.within' : 'constraint.after', { values });
  return unit === undefined
    ? message('constraint.where', where)
    : message('constraint.where_unit', { ...where, unit: term('unit', unit) });
}

/** A test with both ends is one instant (`eq`). */
function oneSided({ from, to }: { from?: unknown; to?: unknown }): boolean {
  return from === undefined || to === undefined;
}

/** Writes codes with as few names as possible. */
export function territoryList(codes: ReadonlySet<string>): Parameter {
  const { territories, except } = compressTerritories(codes);
  const listOf = (places: string[]): Parameter => ({ list: places.map((place) => term('place', place)) });
  return except.length === 0
    ? listOf(territories)
    : message('constraint.places_without', { places: listOf(territories), except: listOf(except) });
}
