/** Loads usage reports: the sums of the log, the tail that is not summed yet, and the billed terms. */
import type { LogStore } from '../../ledger/blocks/files.ts';
import type { NoteEntryOf } from '../../ledger/notes/types.ts';
import type { ZoneOf } from '../../ledger/segments/calendar.ts';
import { dateIn, startOfDay } from '../../ledger/time-zone.ts';
import { getOrInsert } from '../../rights/get-or-insert.ts';
import { asOf, type History, historyOf, inForce, termsKnown, zoneOf } from './history.ts';
import { dayAfter, type Period } from './period.ts';
import type { Adjusted, UsageDetail } from './schemas.ts';
import {
  type LicenseFilter,
  type LicenseVersions,
  licenseVersions,
  readSums,
  type UnitsQuery,
  unitsBetween,
} from './store.ts';
import {
  type LicenseUsage,
  type LineSums,
  lineSums,
  type Subject,
  type UsageOptions,
  usageDetail,
} from './usage.ts';
import type { Calendar, TermStarts } from './windows.ts';

const DAY_MS = 86_400_000;
/** Largest difference between the days of a zone and those of UTC. */
const ZONES_MS = DAY_MS;

/** Null: no such license. */
export async function usageOfLicense(
  store: LogStore,
  license: string,
  options: UsageOptions,
): Promise<UsageDetail | null> {
  const [subject] = subjectsOf(await licenseVersions(store.DB, { license }), options.period);
  if (!subject) return null;
  const [read] = await readUsage(store, [subject], options, true);
  return read ? usageDetail(subject, read, options) : null;
}

/** End of the license's last day in the period, ISO 8601 UTC, exclusive. Null: no such license. */
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

/** A line for each of these licenses, by license id. */
export async function usageOfAll(
  store: LogStore,
  licenses: LicenseFilter,
  options: UsageOptions,
): Promise<LineSums[]> {
  const subjects = subjectsOf(await licenseVersions(store.DB, licenses), options.period);
  const reads = await readUsage(store, subjects, options, false);
  return subjects.flatMap((subject, index) => {
    const read = reads[index];
    return read && hasLine(subject, read, options.period) ? [lineSums(subject, read, options)] : [];
  });
}

/** Excludes licenses that ended before the period or begin after it, without usage. */
function hasLine(
  { history, calendar }: Subject,
  { cells, adjustments }: LicenseUsage,
  { from, to }: Period,
): boolean {
  const inTerm = inForce(history, calendar.startOf(from), calendar.endOf(to));
  return inTerm || cells.length > 0 || adjustments.length > 0;
}

export function subjectsOf(licenses: LicenseVersions[], period: Period): Subject[] {
  const calendars = new Map<string, Calendar>();
  const endMs = Date.parse(`${dayAfter(period.to)}T00:00:00Z`);
  return licenses.flatMap(({ license, partner, versions }) => {
    const history = historyOf(license, versions);
    if (!history) return [];
    // The version may change at that instant, but its zone nearly never does.
    const timeZone = zoneOf(asOf(history, endMs));
    const calendar = getOrInsert(calendars, timeZone, calendarOf);
    return [{ license, partner, history, timeZone, calendar }];
  });
}

export function calendarOf(timeZone: string): Calendar {
  const startOf = byDay((day) => startOfDay(timeZone, day));
  return {
    startOf,
    endOf: byDay((day) => startOf(dayAfter(day))),
    dateOf: (ms) => dateIn(timeZone, ms),
  };
}

/** Computes the instant of each day once. */
function byDay(instantOf: (day: string) => number): (day: string) => number {
  const instants = new Map<string, number>();
  return (day) => getOrInsert(instants, day, instantOf);
}

/** In the order of the subjects. */
export async function readUsage(
  store: LogStore,
  subjects: Subject[],
  { period }: UsageOptions,
  detail: boolean,
): Promise<LicenseUsage[]> {
  // One statement for each term that begins within a day, so only where quota or minimum needs it.
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
      units: subjects.flatMap((subject, index) => unitsQuery(subject, starts[index], period)),
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
  return subjects.map((subject, index) => {
    const { license } = subject;
    const termStarts = starts[index] ?? [{ termMs: 0, day: '', unitsBefore: 0 }];
    const [query] = unitsQuery(subject, termStarts, period);
    return {
      cells: cells.get(license) ?? [],
      days: query ? (units.get(license) ?? []) : [],
      starts: termStarts,
      adjustments: (adjustments.get(license) ?? []).map(adjusted),
    };
  });
}

const windowsOf = ({ history }: Subject) =>
  history.flatMap(({ terms }) => [terms.quota?.per ?? [], terms.minimum?.per ?? []].flat());

const asksForUnits = (subject: Subject): boolean => windowsOf(subject).length > 0;

/** Only where quota or minimum needs units. */
function unitsQuery(subject: Subject, starts: TermStarts | undefined, period: Period): UnitsQuery[] {
  const { license } = subject;
  const uses = windowsOf(subject);
  if (!starts || uses.length === 0) return [];
  const lead = `${period.from.slice(0, 7)}-01`;
  const first = starts[0].day;
  return [{ license, lead, from: uses.includes('term') && first < lead ? first : lead }];
}

/** Terms in which units since the beginning of the period's first month are billed. */
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
    terms.slice(first).map(async ({ termMs }, index) => {
      const day = calendar.dateOf(termMs);
      const from = calendar.startOf(day);
      const shares = first + index > 0 && from < termMs;
      const span = { license, from: new Date(from).toISOString(), to: new Date(termMs).toISOString() };
      return { termMs, day, unitsBefore: shares ? await unitsBetween(store, span) : 0 };
    }),
  );
  return starts as TermStarts;
}

/**
 * The zone that the stored sums use (ledger/segments/zones.ts): that of the version of the entry, or of the
 * nearest version before it.
 */
export function zonesOf(subjects: Subject[]): ZoneOf {
  const histories = new Map<string, History>(subjects.map(({ license, history }) => [license, history]));
  return (license, version) => {
    const terms = histories.get(license)?.findLast((candidate) => candidate.version <= version);
    return terms ? zoneOf(terms) : 'UTC';
  };
}

function byLicense<T extends { license: string }>(rows: T[]): Map<string, T[]> {
  return Map.groupBy(rows, ({ license }) => license);
}

/** Fields of a correction that reports include. */
export function adjusted({ id, at, statement, title, units, reason }: NoteEntryOf<'adjustment'>): Adjusted {
  return { entry: id, at, statement, title, units, reason };
}
