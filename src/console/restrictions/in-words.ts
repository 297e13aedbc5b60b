/** Restriction policies in plain language. Pure. */
import { pointerTokens } from '../../platform/json-pointer.ts';
import { dayOfBound, type MeaningKey, meaningOfRule, rulesInWords, type Slots } from '../../rights/index.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { parameterIn, type Reader, sentenceIn } from '../frame/sentences.ts';
import { areasInWords } from '../licenses/territories.ts';

/** A sentence per rule, from the phrasebook where possible. Null if the policy cannot be evaluated. */
export function policyInWords(policy: Record<string, unknown>, reader: Reader): string[] | null {
  const sentences: string[] = [];
  const { prohibition, obligation, ...otherRules }: Record<string, unknown> = policy;
  for (const [kind, rules] of Object.entries({ prohibition, obligation })) {
    const unsaid = [rules ?? []].flat().filter((rule: unknown) => {
      const meaning = meaningOfRule(kind as 'prohibition' | 'obligation', Object(rule));
      if (meaning) sentences.push(meaningInWords(meaning.key, meaning.slots, reader.t, reader.zone));
      return !meaning;
    });
    if (unsaid.length > 0) otherRules[kind] = unsaid;
  }
  const isSaid =
    sentences.length > 0 && !['permission', 'prohibition', 'obligation'].some((kind) => kind in otherRules);
  if (isSaid) return [...new Set(sentences)];
  const rules = rulesInWords(otherRules)?.map((rule) => sentenceIn(reader, rule) ?? rule.text);
  return rules ? [...new Set([...sentences, ...rules])] : null;
}

/** Members of policies and rules, with the kind of their values. */
const KINDS = new Map([
  ['permission', 'permission'],
  ['prohibition', 'prohibition'],
  ['obligation', 'duty'],
  ['duty', 'duty'],
  ['constraint', 'condition'],
]);
const kindOf = (member: string) => KINDS.get(member.replace(/^.*[#/:]/, ''));

/**
 * Name of the rule that a pointer leads to, in words if `document` has it: `Prohibition 2 (print in Germany)`,
 * `Permission 1, duty 2`. Null: it leads to no rule.
 */
export function ruleAt(path: string, document: unknown, reader: Reader): string | null {
  const tokens = pointerTokens(path);
  const start = tokens.findIndex(kindOf);
  const [member = '', index = ''] = tokens.slice(Math.max(start, 0));
  if (start < 0) return null;
  const { t } = reader;
  const names = tokens.flatMap((token, position) => {
    const kind = kindOf(token);
    const number = Number(tokens[position + 1]) + 1;
    return kind ? [[t.word('rule_kind', kind), number || ''].join(' ').trim()] : [];
  });
  const policy = Object(tokens.slice(0, start).reduce((value, token) => Object(value)[token], document));
  const rule: unknown = [policy[member]].flat()[Number(index) || 0];
  const others = Object.entries(policy).filter(([name]) => kindOf(name) === undefined);
  const messages = rule ? rulesInWords(Object.fromEntries([...others, [member, rule]])) : null;
  const meanings = new Set(messages?.map(({ parameters }) => parameterIn(reader, parameters.what)));
  const name = `${names.join(', ')}${meanings.size > 0 ? ` (${[...meanings].join('; ')})` : ''}`;
  return name.charAt(0).toLocaleUpperCase(t.language) + name.slice(1);
}

function meaningInWords(key: MeaningKey, slots: Slots, t: Translate, zone: string): string {
  const dateStyle = 'medium';
  const instant = (bound: 'until' | 'after', iso: string) => {
    const at = t.date(iso, { timeZone: zone, dateStyle, timeStyle: 'short' });
    const day = dayOfBound(bound, iso);
    return day ? t(`meaning.${bound}_day`, { at, day: t.date(day, { timeZone: 'UTC', dateStyle }) }) : at;
  };
  const { territories = [], period = '', size = '', number = '', event = '', line = '', in: where } = slots;
  const isEmbargo = key === 'no-use' && slots.until !== undefined;
  let text = t(isEmbargo ? 'meaning.embargo' : (`meaning.${key}` as MessageKey), {
    places: areasInWords(territories, t),
    period: t.period(period),
    at: slots.until === undefined ? '' : instant('until', slots.until),
    size,
    number,
    event,
    line,
  });
  if (where) text = t('meaning.in', { rule: text, places: areasInWords(where, t) });
  if (slots.until && !isEmbargo) text = t('meaning.until', { rule: text, at: instant('until', slots.until) });
  return slots.after ? t('meaning.after', { rule: text, at: instant('after', slots.after) }) : text;
}
