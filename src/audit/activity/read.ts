/** Recent activity of a partner or license: traffic by day, reasons for refusals, and use of quotas. */
import type { LogStore } from '../../ledger/blocks/files.ts';
import type { Cell } from '../../ledger/segments/cells.ts';
import { cellsOf } from '../../ledger/segments/sums.ts';
import { dateIn, startOfDay } from '../../ledger/time-zone.ts';
import type { UseEntry } from '../../ledger/types.ts';
import { getOrInsert } from '../../rights/get-or-insert.ts';
import { resetsMs } from '../overview/quotas.ts';
import { findItems, findPartners } from '../reports/log/store.ts';
import { quotasAt, subjectsAt } from '../reports/quotas-at.ts';
import { licenseVersions } from '../reports/store.ts';
import { searchLog } from '../search/search.ts';
import { DAYS, QUOTAS_MAX, REASONS_MAX, REFUSALS_MAX } from './limits.ts';

/** One member only. */
export interface ActivityOf {
  license?: string;
  partner?: string;
}

const DAY_MS = 86_400_000;
const instant = (ms: number) => new Date(ms).toISOString();

/** Null: no such license or partner exists. `nowMs`: milliseconds, UTC. */
export async function activityOf(store: LogStore, subject: ActivityOf, nowMs: number) {
  const { DB: db } = store;
  const subjects = subjectsAt(await licenseVersions(db, subject), nowMs);
  const isKnown =
    subjects.length > 0 ||
    (subject.partner && (await findPartners(db, [subject.partner])).has(subject.partner));
  if (!isKnown) return null;
  const zones = new Map(subjects.map(({ license, timeZone }) => [license, timeZone]));
  // Uses the latest "today" of the licenses' zones, so that the most recent requests are included.
  const [{ date, zone } = { date: dateIn('UTC', nowMs), zone: 'UTC' }] = datesOf(zones, nowMs);
  const days = daysUntil(date, 2 * DAYS);
  const [from = date, reasonsFrom = date] = [days[0], days[DAYS]];
  const [{ days: sums, codes, lastAt }, quotas, refused] = await Promise.all([
    activitySums(db, [...zones.keys()], { from, reasonsFrom, to: date }),
    quotasAt(store, subjects, nowMs),
    searchLog(store, { filter: { ...subject, kind: 'refusal' }, order: 'desc', limit: REFUSALS_MAX }),
  ]);
  const refusals = refused.map(({ body }) => JSON.parse(body) as UseEntry);
  const items = await findItems(db, [...new Set(refusals.map(({ article }) => article))]);
  const all = days.map((day) => sums.get(day) ?? { day, deliveries: 0, refusals: 0, units: 0 });
  return {
    at: instant(nowMs),
    from: instant(startOfDay(zone, reasonsFrom)),
    days: all.slice(DAYS),
    previous: all.slice(0, DAYS),
    reasons: [...codes]
      .map(([code, entries]) => ({ code, entries }))
      .sort((a, b) => b.entries - a.entries || (a.code < b.code ? -1 : 1))
      .slice(0, REASONS_MAX),
    // The sums cover these days only, so an earlier request is looked up in the log.
    lastRequestAt: lastAt ?? (await lastUse(store, subject)),
    quotas: quotas
      .sort((a, b) => shareOf(b) - shareOf(a))
      .slice(0, QUOTAS_MAX)
      .map((license) => ({
        license: license.license,
        used: license.used,
        ...license.quota,
        resets: instant(resetsMs(license, nowMs)),
      })),
    refusals: refusals.map(({ id, at, license, article, code }) => ({
      entry: id,
      at,
      license,
      article,
      headline: items.get(article)?.headline ?? null,
      code: code ?? '',
    })),
  };
}

const shareOf = ({ used, quota }: { used: number; quota: { limit: number } }) =>
  used / Math.max(1, quota.limit);

/** Today in each zone, the latest date first. */
function datesOf(zones: Map<string, string>, nowMs: number): { date: string; zone: string }[] {
  const dates = [...new Set(zones.values())].map((zone) => ({ zone, date: dateIn(zone, nowMs) }));
  return dates.sort((a, b) => (a.date > b.date ? -1 : 1));
}

/** Days, `YYYY-MM-DD`, oldest first. */
function daysUntil(last: string, count: number): string[] {
  const lastMs = Date.parse(`${last}T00:00:00Z`);
  return Array.from({ length: count }, (_, offset) =>
    instant(lastMs - (count - 1 - offset) * DAY_MS).slice(0, 10),
  );
}

/** Time of the last delivery or refusal, ISO 8601 UTC; null if there is none. */
async function lastUse(store: LogStore, subject: ActivityOf): Promise<string | null> {
  const found = await Promise.all(
    (['delivery', 'refusal'] as const).map((kind) =>
      searchLog(store, { filter: { ...subject, kind }, order: 'desc', limit: 1 }),
    ),
  );
  return (
    found
      .flatMap(([entry]) => entry?.at ?? [])
      .sort()
      .at(-1) ?? null
  );
}

interface DaySums {
  day: string;
  deliveries: number;
  refusals: number;
  units: number;
}

interface ActivitySums {
  days: Map<string, DaySums>;
  /** Refusals by code, since `reasonsFrom`. */
  codes: Map<string, number>;
  /** Time of the last request in these days, ISO 8601 UTC. */
  lastAt: string | null;
}

/** Days are in the time zone of each license. */
async function activitySums(
  db: D1Database,
  licenses: string[],
  { from, reasonsFrom, to }: { from: string; reasonsFrom: string; to: string },
): Promise<ActivitySums> {
  const sums: ActivitySums = { days: new Map(), codes: new Map(), lastAt: null };
  for await (const cells of cellsOf(db, { licenses, from, to, parts: true })) add(sums, cells, reasonsFrom);
  return sums;
}

function add(sums: ActivitySums, cells: Cell[], reasonsFrom: string): void {
  for (const { day, deliveries, refusals, units, lastAt, parts } of cells) {
    const sum = getOrInsert(sums.days, day, () => ({ day, deliveries: 0, refusals: 0, units: 0 }));
    sum.deliveries += deliveries;
    sum.refusals += refusals;
    sum.units += units;
    if (sums.lastAt === null || lastAt > sums.lastAt) sums.lastAt = lastAt;
    if (day < reasonsFrom) continue;
    for (const [code, entries] of Object.entries(parts.code))
      sums.codes.set(code, (sums.codes.get(code) ?? 0) + entries);
  }
}
