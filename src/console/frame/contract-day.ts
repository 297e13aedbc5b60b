/**
 * Converts the first and last day of a term between dates in the license's zone and stored instants. `ends`
 * is exclusive, so the last day ends where the next day begins. Pure.
 */
import { dayAfter } from '../../audit/reports/period.ts';
import { dateIn, isTimeZone, startOfDay } from '../../ledger/time-zone.ts';
import { isoDay, toInstant, toLocal } from './instant.ts';

export type Edge = 'first' | 'last';

/** The license's zone; UTC if a draft names none or an unknown one. */
export const zoneOrUtc = (timeZone: string | undefined): string =>
  timeZone !== undefined && isTimeZone(timeZone) ? timeZone : 'UTC';

/** `2026-03-01`, or `2026-03-01T09:30` for an instant within a day, which only the API can set. */
export function dayOf(iso: string, zone: string, edge: Edge): string {
  const local = toLocal(iso, zone);
  if (local === '') return '';
  const [dayBefore, date] = [dateIn(zone, Date.parse(iso) - 1), dateIn(zone, Date.parse(iso))];
  if (dayBefore === date) return local;
  return edge === 'first' ? date : dayBefore;
}

/** Inverse of `dayOf`: ISO 8601 UTC, or null if the text is neither a date nor a time. */
export function instantOfDay(local: string, zone: string, edge: Edge): string | null {
  const text = isoDay(local);
  if (text.includes('T')) return toInstant(text, zone);
  if (text.length !== 'YYYY-MM-DD'.length || toInstant(text, 'UTC') === null) return null;
  return new Date(startOfDay(zone, edge === 'first' ? text : dayAfter(text))).toISOString();
}

/** The most populous zone of countries that have several (IANA zone1970.tab). */
const MAIN_ZONES: Record<string, string> = {
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  DE: 'Europe/Berlin',
  ES: 'Europe/Madrid',
  ID: 'Asia/Jakarta',
  KZ: 'Asia/Almaty',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kiev',
  US: 'America/New_York',
};

/** The zone of a title's home market; undefined if the country has several and none is listed above. */
export function zoneOfMarket(market: string): string | undefined {
  const country = market.slice(0, 2);
  if (MAIN_ZONES[country]) return MAIN_ZONES[country];
  if (!/^[A-Z]{2}$/.test(country)) return undefined;
  const locale = new Intl.Locale('und', { region: country }) as Intl.Locale & { getTimeZones?(): string[] };
  const zones = locale.getTimeZones?.() ?? [];
  return zones.length === 1 ? zones[0] : undefined;
}
