/** First and last days of a term in words. */
import { dateIn } from '../../ledger/time-zone.ts';
import type { Translate } from '../frame/messages.ts';

/** `from 1 April 2026`; of an exclusive end, `through 31 March 2027`, `until 09:30 on 31 March 2027`. */
export function edgeInWords(iso: string, zone: string, edge: 'from' | 'until', t: Translate): string {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return t(`licenses.say.${edge}_time`, { day: iso, time: '?' });
  const [dayBefore, date] = [dateIn(zone, ms - 1), dateIn(zone, ms)];
  // A day begins where the date changes, whatever the clock shows.
  if (dayBefore === date)
    return t(`licenses.say.${edge}_time`, { day: dayInWords(date, t), time: timeIn(zone, ms) });
  return t(`licenses.say.${edge}_day`, { day: dayInWords(edge === 'from' ? date : dayBefore, t) });
}

/** Calendar day (`2026-03-01`), independent of zones. */
export function dayInWords(date: string, t: Translate): string {
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms)) return date;
  return t.date(ms, { timeZone: 'UTC', dateStyle: 'long' });
}

const CLOCK = {
  hourCycle: 'h23',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  timeZoneName: 'longOffset',
} as const;

/** `09:30`, with seconds unless zero, and with the offset where the clock shows the time twice. */
function timeIn(zone: string, ms: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, ...CLOCK }).formatToParts(ms);
  const part = (name: string) => parts.find(({ type }) => type === name)?.value ?? '';
  const exact = `${part('hour')}:${part('minute')}:${part('second')}.${part('fractionalSecond')}`;
  const short = exact.replace(/\.000$/, '').replace(/^(\d\d:\d\d):00$/, '$1');
  return zone === 'UTC' ? short : `${short} ${part('timeZoneName')}`;
}
