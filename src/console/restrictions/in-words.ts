/** Restrictions in plain language: what each rule of a policy means, in the language and the zone of the page. Pure. */
import { type MeaningKey, meaningOfRule, type Slots } from '../../rights/index.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { localeOf } from '../licenses/listed.ts';
import { placesInWords } from '../licenses/places.ts';

/** A sentence for each rule; null when a rule is none that a phrase makes, so that no part of a policy is left out. */
export function policyInWords(policy: Record<string, unknown>, t: Translate, zone: string): string[] | null {
  const texts = (['prohibition', 'obligation'] as const).flatMap((as) =>
    [policy[as] ?? []].flat().map((rule: unknown) => {
      const meaning = meaningOfRule(as, Object(rule));
      return meaning ? meaningInWords(meaning.key, meaning.slots, t, zone) : null;
    }),
  );
  const isWhole = policy.permission === undefined && texts.length > 0 && !texts.includes(null);
  return isWhole ? [...new Set(texts as string[])] : null;
}

function meaningInWords(key: MeaningKey, slots: Slots, t: Translate, zone: string): string {
  const at = (iso: string) =>
    new Intl.DateTimeFormat(localeOf(t), { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }).format(
      Date.parse(iso),
    );
  const { territories = [], period = '', size = '', number = '', event = '', line = '', in: where } = slots;
  const isEmbargo = key === 'no-use' && slots.until !== undefined;
  let text = t(isEmbargo ? 'meaning.embargo' : (`meaning.${key}` as MessageKey), {
    places: placesInWords(territories, t),
    period: periodInWords(period, t),
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

const UNITS: Record<string, string> = { D: 'day', W: 'week', M: 'month', Y: 'year', H: 'hour' };

/** `P14D` as `14 days`. */
function periodInWords(period: string, t: Translate): string {
  const [, count, letter = ''] = /^PT?(\d+)([DWMYH])$/.exec(period) ?? [];
  const unit = UNITS[letter];
  if (!unit) return period;
  return new Intl.NumberFormat(localeOf(t), { style: 'unit', unit, unitDisplay: 'long' }).format(
    Number(count),
  );
}
