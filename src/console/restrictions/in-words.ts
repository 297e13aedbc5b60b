/** Restrictions in plain language: what each rule of a policy means, in the language and the zone of the page. Pure. */
import { type MeaningKey, meaningOfRule, rulesInWords, type Slots } from '../../rights/index.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { type Reader, sentenceIn } from '../frame/sentences.ts';
import { placesInWords } from '../licenses/places.ts';

/** A sentence for each rule, in plain language where phrases make all of them; null: the policy cannot be evaluated. */
export function policyInWords(policy: Record<string, unknown>, reader: Reader): string[] | null {
  const { t, zone } = reader;
  const texts = (['prohibition', 'obligation'] as const).flatMap((as) =>
    [policy[as] ?? []].flat().map((rule: unknown) => {
      const meaning = meaningOfRule(as, Object(rule));
      return meaning ? meaningInWords(meaning.key, meaning.slots, t, zone) : null;
    }),
  );
  const isWhole = policy.permission === undefined && texts.length > 0 && !texts.includes(null);
  const sentences = isWhole
    ? (texts as string[])
    : rulesInWords(policy)?.map((rule) => sentenceIn(reader, rule) ?? rule.text);
  return sentences ? [...new Set(sentences)] : null;
}

function meaningInWords(key: MeaningKey, slots: Slots, t: Translate, zone: string): string {
  const at = (iso: string) => t.date(iso, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
  const { territories = [], period = '', size = '', number = '', event = '', line = '', in: where } = slots;
  const isEmbargo = key === 'no-use' && slots.until !== undefined;
  let text = t(isEmbargo ? 'meaning.embargo' : (`meaning.${key}` as MessageKey), {
    places: placesInWords(territories, t),
    period: t.period(period),
    at: slots.until === undefined ? '' : at(slots.until),
    size,
    number,
    event,
    line,
  });
  if (where) text = t('meaning.in', { rule: text, places: placesInWords(where, t) });
  if (slots.until && !isEmbargo) text = t('meaning.until', { rule: text, at: at(slots.until) });
  return slots.after ? t('meaning.after', { rule: text, at: at(slots.after) }) : text;
}
