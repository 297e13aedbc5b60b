/** Restriction policies in plain language. Pure. */
import { type MeaningKey, meaningOfRule, rulesInWords, type Slots } from '../../rights/index.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { type Reader, sentenceIn } from '../frame/sentences.ts';
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

function meaningInWords(key: MeaningKey, slots: Slots, t: Translate, zone: string): string {
  const instant = (iso: string) => t.date(iso, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
  const { territories = [], period = '', size = '', number = '', event = '', line = '', in: where } = slots;
  const isEmbargo = key === 'no-use' && slots.until !== undefined;
  let text = t(isEmbargo ? 'meaning.embargo' : (`meaning.${key}` as MessageKey), {
    places: areasInWords(territories, t),
    period: t.period(period),
    at: slots.until === undefined ? '' : instant(slots.until),
    size,
    number,
    event,
    line,
  });
  if (where) text = t('meaning.in', { rule: text, places: areasInWords(where, t) });
  if (slots.until && !isEmbargo) text = t('meaning.until', { rule: text, at: instant(slots.until) });
  return slots.after ? t('meaning.after', { rule: text, at: instant(slots.after) }) : text;
}
