/** First and last days of a term in words. */
import { dayOf } from '../frame/contract-day.ts';
import type { Translate } from '../frame/messages.ts';

/** `from 1 April 2026`; of an exclusive end, `through 31 March 2027`, `until 09:30 on 31 March 2027`. */
export function edgeInWords(iso: string, zone: string, edge: 'from' | 'until', t: Translate): string {
  const [date, time] = dayOf(iso, zone, edge === 'from' ? 'first' : 'last').split('T');
  if (!date) return t(`licenses.say.${edge}_time`, { day: iso, time: '?' });
  const day = dayInWords(date, t);
  if (time === undefined) return t(`licenses.say.${edge}_day`, { day });
  return t(`licenses.say.${edge}_time`, { day, time: withOffset(time, zone, Date.parse(iso)) });
}

/** Calendar day (`2026-03-01`), independent of zones. */
export function dayInWords(date: string, t: Translate): string {
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms)) return date;
  return t.date(ms, { timeZone: 'UTC', dateStyle: 'long' });
}

/** `09:30 GMT+01:00`: an hour that occurs twice in autumn has two offsets. */
function withOffset(time: string, zone: string, ms: number): string {
  if (zone === 'UTC') return time;
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    ms,
  );
  return `${time} ${parts.find(({ type }) => type === 'timeZoneName')?.value}`;
}
