/**
 * First and last days of a term: dates in the zone of the license, stored as instants. `ends` is the first instant after
 * the term, so a last day ends where the next day begins. Pure.
 */
import { dateIn, isTimeZone, startOfDay } from '../../ledger/time-zone.ts';
import { toInstant, toLocal } from './instant.ts';

export type Edge = 'first' | 'last';

/** The zone of a license; of a draft that names none that exists, UTC. */
export const zoneOrUtc = (timeZone: string | undefined): string =>
  timeZone !== undefined && isTimeZone(timeZone) ? timeZone : 'UTC';

/** `2026-03-01`; an instant that is no beginning of a day, made over the API, with its time: `2026-03-01T09:30`. */
export function dayOf(iso: string, zone: string, edge: Edge): string {
  const local = toLocal(iso, zone);
  if (local === '') return '';
  const [before, date] = [dateIn(zone, Date.parse(iso) - 1), dateIn(zone, Date.parse(iso))];
  if (before === date) return local;
  return edge === 'first' ? date : before;
}

/** ISO 8601 UTC of what `dayOf` gives. Null: no date and no time. */
export function instantOfDay(text: string, zone: string, edge: Edge): string | null {
  if (text.includes('T')) return toInstant(text, zone);
  const midnight = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(midnight.getTime())) return null;
  // A month has no 31st that the next one would have begun with.
  if (midnight.toISOString().slice(0, 10) !== text || text < '1000') return null;
  const next = new Date(midnight.getTime() + 86_400_000).toISOString().slice(0, 10);
  return new Date(startOfDay(zone, edge === 'first' ? text : next)).toISOString();
}

/** Zones that most people of a country with several live in (IANA, zone1970.tab). */
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

/** The zone of a title's home market; undefined where the country has several, and none that is its own. */
export function zoneOfMarket(market: string): string | undefined {
  const country = market.slice(0, 2);
  if (MAIN_ZONES[country]) return MAIN_ZONES[country];
  if (!/^[A-Z]{2}$/.test(country)) return undefined;
  const locale = new Intl.Locale('und', { region: country }) as Intl.Locale & { getTimeZones?(): string[] };
  const zones = locale.getTimeZones?.() ?? [];
  return zones.length === 1 ? zones[0] : undefined;
}
