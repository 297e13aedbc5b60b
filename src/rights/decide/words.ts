/** Rules in words that a licensing person reads. */
import type { Atomic, Broken, Constraint, Rule, Shown } from '../odrl/model.ts';
import type { ComponentType } from '../terms.ts';
import { compressTerritories } from '../territories/compress.ts';
import type { Audience } from '../types.ts';
import type { InPlay } from './docket.ts';

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

const ISO_KEPT_MAX = 64;
const isoTexts = new Map<number, string>();

/** An instant as ISO 8601. The ends of terms stand in every sentence, and writing an instant costs more than deciding. */
export function isoOf(instant: number): string {
  let text = isoTexts.get(instant);
  if (text === undefined) {
    text = new Date(instant).toISOString().replace('.000Z', 'Z');
    if (isoTexts.size >= ISO_KEPT_MAX) isoTexts.clear();
    isoTexts.set(instant, text);
  }
  return text;
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
export function ruleInWords(
  rule: Rule,
  view: View = 'desk',
  action = rule.action ?? 'an unknown act',
): string {
  let text = action;
  for (const constraint of rule.constraints) text += ` ${constraintInWords(constraint, view)}`;
  return text;
}

/** Each operand's way of saying that it is one of some values, and that it is none of them. */
const PHRASES: Record<string, [string, string]> = {
  deliveryChannel: ['on', 'on anything but'],
  media: ['in', 'in anything but'],
  purpose: ['for the purpose', 'for any purpose but'],
  component: ['of', 'of anything but'],
  title: ['by', 'by any title but'],
  product: ['in a title that is a', 'in a title that is not a'],
  language: ['in', 'in any language but'],
  recipient: ['for', 'for anyone but'],
};

/** Who reads: the desk, or a partner in its own license, or a partner in what binds others as well. */
export type View = Audience | 'licensee';

export function viewOf(from: InPlay, license: InPlay, audience: Audience): View {
  return audience === 'partner' && from === license ? 'licensee' : audience;
}

/** Operands whose values may be other partners, their titles or their sites: that there are some is shown, not which. */
const OTHERS: Record<View, Readonly<Record<string, string>>> = {
  desk: {},
  licensee: { recipient: 'certain clients' },
  partner: { recipient: 'certain clients', title: 'certain titles', virtualLocation: 'certain sites' },
};

/** A constraint as it is shown. */
export function shownTo(leaf: Atomic | Broken, view: View): Shown {
  const hidden = OTHERS[view][leaf.shown.leftOperand];
  return hidden === undefined ? leaf.shown : { ...leaf.shown, rightOperand: hidden };
}

/** Why it cannot be evaluated; the reason quotes the values. */
export function whyShownTo(leaf: Broken, view: View): string {
  const hidden = OTHERS[view][leaf.shown.leftOperand];
  return hidden === undefined ? leaf.why : `it is about ${hidden}`;
}

const said: Record<View, WeakMap<Constraint, string>> = {
  desk: new WeakMap(),
  licensee: new WeakMap(),
  partner: new WeakMap(),
};

/** Constraints are compiled once and never change, so each is put into words once. */
export function constraintInWords(constraint: Constraint, view: View = 'desk'): string {
  let words = said[view].get(constraint);
  if (words === undefined) {
    words = inWords(constraint, view);
    said[view].set(constraint, words);
  }
  return words;
}

function inWords(constraint: Constraint, view: View): string {
  if (constraint.kind === 'compound')
    return `(${constraint.members.map((member) => constraintInWords(member, view)).join(JOINTS[constraint.operator])})`;
  const { leftOperand, operator, rightOperand, unit } = shownTo(constraint, view);
  const values = [rightOperand].flat().map(String);
  if (constraint.kind === 'broken') return `where ${leftOperand} ${operator} ${listed(values)}`;
  const phrase = PHRASES[constraint.operand];
  const { test } = constraint;
  // Policies name places by codes and IRIs of several vocabularies; people read codes.
  if (constraint.operand === 'spatial' && test.type === 'member')
    return `${test.negate ? 'outside' : 'in'} ${placesInWords(test.values)}`;
  if (phrase && test.type === 'member') return `${phrase[test.negate ? 1 : 0]} ${listed(values)}`;
  if (test.type === 'interval' && !test.negate && oneSided(test))
    return `${test.from === undefined ? 'before' : 'from'} ${listed(values)}`;
  if (test.type === 'since' && !test.negate && oneSided(test))
    return `${test.from === undefined ? 'within' : 'more than'} ${listed(values)} ${test.from === undefined ? 'of' : 'after'} the creation of the version`;
  return `where ${leftOperand} ${operator} ${listed(values)}${unit === undefined ? '' : ` ${unit}`}`;
}

/** What has both ends is one instant (`eq`). */
function oneSided({ from, to }: { from?: unknown; to?: unknown }): boolean {
  return from === undefined || to === undefined;
}

function placesInWords(codes: ReadonlySet<string>): string {
  const { territories, except } = compressTerritories(codes);
  return except.length === 0 ? listed(territories) : `${listed(territories)} without ${listed(except)}`;
}

const JOINTS = { and: ' and ', andSequence: ' and ', or: ' or ', xone: ' or else ' } as const;
