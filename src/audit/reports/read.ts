/** Reads what a usage report tells: the sums of the log, what is not summed yet, and the terms that it is billed by. */
import type { LogStore } from '../../ledger/blocks/files.ts';
import type { NoteEntryOf } from '../../ledger/notes/types.ts';
import type { ZoneOf } from '../../ledger/segments/calendar.ts';
import { dateIn, startOfDay } from '../../ledger/time-zone.ts';
import { asOf, type History, historyOf, inForce, termsKnown, zoneOf } from './history.ts';
import { dayAfter, type Period } from './period.ts';
import { type LicenseVersions, licenseVersions, readSums, type UnitsQuery, unitsBetween } from './store.ts';
import {
  type Adjusted,
  type Read,
  type Subject,
  type UsageDetail,
  type UsageLine,
  type UsageOptions,
  usageDetail,
  usageLine,
} from './usage.ts';
import type { Calendar, TermStarts } from './windows.ts';

const DAY_MS = 86_400_000;
/** Days of a zone begin and end within this of those of UTC. */
const ZONES_MS = DAY_MS;

/** Null: there is no such license. */
export async function usageOfLicense(
  store: LogStore,
  license: string,
  options: UsageOptions,
): Promise<UsageDetail | null> {
  const [subject] = subjectsOf(await licenseVersions(store.DB, { license }), options.period);
  if (!subject) return null;
  const [read] = await readAll(store, [subject], options, true);
  return read ? usageDetail(subject, read, options) : null;
}

/** The instant after a license's last day of the period, ISO 8601 UTC. Null: there is no such license. */
export async function boundsOf(
  db: D1Database,
  license: string,
  period: Period,
): Promise<{ license: string; partner: string; from: string; to: string } | null> {
  const [subject] = subjectsOf(await licenseVersions(db, { license }), period);
  if (!subject) return null;
  const { partner, calendar } = subject;
  const [from = '', to = ''] = [calendar.startOf(period.from), calendar.endOf(period.to)].map((ms) =>
    new Date(ms).toISOString(),
  );
  return { license, partner, from, to };
}

/** A line for each license of the partner, or of everybody, by license id. */
export async function usageOfAll(
  store: LogStore,
  partner: string | undefined,
  options: UsageOptions,
): Promise<UsageLine[]> {
  const subjects = subjectsOf(
    await licenseVersions(store.DB, { ...(partner !== undefined && { partner }) }),
    options.period,
  );
  const reads = await readAll(store, subjects, options, false);
  return subjects.flatMap((subject, place) => {
    const read = reads[place];
    return read && hasLine(subject, read, options.period) ? [usageLine(subject, read, options)] : [];
  });
}

/** Not of a license that was over before, or is only to begin. */
function hasLine(
  { history, calendar }: Subject,
  { cells, adjustments }: Read,
  { from, to }: Period,
): boolean {
  const inTerm = inForce(history, calendar.startOf(from), calendar.endOf(to));
  return inTerm || cells.length > 0 || adjustments.length > 0;
}

export function subjectsOf(licenses: LicenseVersions[], period: Period): Subject[] {
  const calendars = new Map<string, Calendar>();
  return licenses.flatMap(({ license, partner, versions }) => {
    const history = historyOf(license, versions);
    if (!history) return [];
    // Which version a day's end is in is a matter of moments, the zone of it nearly always the same.
    const timeZone = zoneOf(asOf(history, Date.parse(`${dayAfter(period.to)}T00:00:00Z`)));
    const calendar = calendars.get(timeZone) ?? calendarOf(timeZone);
    calendars.set(timeZone, calendar);
    return [{ license, partner, history, timeZone, calendar }];
  });
}

export function calendarOf(timeZone: string): Calendar {
  const starts = new Map<string, number>();
  const startOf = (day: string): number => {
    const start = starts.get(day) ?? startOfDay(timeZone, day);
    starts.set(day, start);
    return start;
  };
  return {
    startOf,
    endOf: (day) => startOf(dayAfter(day)),
    dateOf: (ms) => dateIn(timeZone, ms),
  };
}

/** In the order of the subjects. */
export async function readAll(
  store: LogStore,
  subjects: Subject[],
  { period }: UsageOptions,
  detail: boolean,
): Promise<Read[]> {
  // A statement for a term that begins within a day, so only where quota or minimum ask for it.
  const starts = await Promise.all(
    subjects.map((subject) => (asksForUnits(subject) ? startsOf(store, subject, period) : undefined)),
  );
  const zone = zonesOf(subjects);
  const sums = await readSums(
    store.DB,
    {
      licenses: subjects.map(({ license }) => license),
      period,
      detail,
      units: subjects.flatMap((subject, place) => unitsQuery(subject, starts[place], period)),
      span: {
        from: new Date(Date.parse(`${period.from}T00:00:00Z`) - ZONES_MS).toISOString(),
        to: new Date(Date.parse(`${period.to}T00:00:00Z`) + DAY_MS + ZONES_MS).toISOString(),
      },
    },
    zone,
  );
  const inPeriod = ({ day }: { day: string }) => day >= period.from && day <= period.to;
  const cells = byLicense(sums.cells);
  const adjustments = byLicense(
    sums.adjustments
      .map((body) => JSON.parse(body) as NoteEntryOf<'adjustment'>)
      .filter(({ license, licenseVersion, at }) =>
        inPeriod({ day: dateIn(zone(license, licenseVersion), Date.parse(at)) }),
      ),
  );
  const units = byLicense(sums.units);
  return subjects.map((subject, place) => {
    const { license } = subject;
    const own = starts[place] ?? [{ termMs: 0, day: '', unitsBefore: 0 }];
    const [query] = unitsQuery(subject, own, period);
    return {
      cells: cells.get(license) ?? [],
      days: query ? (units.get(license) ?? []) : [],
      starts: own,
      adjustments: (adjustments.get(license) ?? []).map(adjusted),
    };
  });
}

const windowsOf = ({ history }: Subject) =>
  history.flatMap(({ terms }) => [terms.quota?.per ?? [], terms.minimum?.per ?? []].flat());

const asksForUnits = (subject: Subject): boolean => windowsOf(subject).length > 0;

/** Where quota or minimum ask for it. */
function unitsQuery(subject: Subject, starts: TermStarts | undefined, period: Period): UnitsQuery[] {
  const { license } = subject;
  const uses = windowsOf(subject);
  if (!starts || uses.length === 0) return [];
  const lead = `${period.from.slice(0, 7)}-01`;
  const first = starts[0].day;
  return [{ license, lead, from: uses.includes('term') && first < lead ? first : lead }];
}

/** The terms that units from the beginning of the period's first month on are billed in. */
async function startsOf(
  store: LogStore,
  { license, history, calendar }: Subject,
  period: Period,
): Promise<TermStarts> {
  const leadMs = calendar.startOf(`${period.from.slice(0, 7)}-01`);
  const terms = termsKnown(history, calendar.endOf(period.to));
  const first = Math.max(
    0,
    terms.findLastIndex(({ termMs }) => termMs <= leadMs),
  );
  const starts = await Promise.all(
    terms.slice(first).map(async ({ termMs }, place) => {
      const day = calendar.dateOf(termMs);
      const from = calendar.startOf(day);
      const shares = first + place > 0 && from < termMs;
      const between = { license, from: new Date(from).toISOString(), to: new Date(termMs).toISOString() };
      return { termMs, day, unitsBefore: shares ? await unitsBetween(store, between) : 0 };
    }),
  );
  return starts as TermStarts;
}

/**
 * The zone that the stored sums use (ledger/segments/zones.ts): that of the version that was judged on, or of
 * the nearest version before it.
 */
export function zonesOf(subjects: Subject[]): ZoneOf {
  const histories = new Map<string, History>(subjects.map(({ license, history }) => [license, history]));
  return (license, version) => {
    const terms = histories.get(license)?.findLast((known) => known.version <= version);
    return terms ? zoneOf(terms) : 'UTC';
  };
}

function byLicense<T extends { license: string }>(rows: T[]): Map<string, T[]> {
  return Map.groupBy(rows, ({ license }) => license);
}

/** Of an entry, what reports show. */
export function adjusted({ id, at, statement, title, units, reason }: NoteEntryOf<'adjustment'>): Adjusted {
  return { entry: id, at, statement, title, units, reason };
}
