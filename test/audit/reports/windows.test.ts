/** Quota and minimum: which units count in which window, by which terms. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type History, historyOf, type StoredVersion } from '../../../src/audit/reports/history.ts';
import { type Period, periodBetween, periodOf } from '../../../src/audit/reports/period.ts';
import {
  byTerm,
  type Calendar,
  type DayUnits,
  minimumWindows,
  quotaWindows,
  type TermStarts,
} from '../../../src/audit/reports/windows.ts';
import { dateIn, startOfDay } from '../../../src/ledger/time-zone.ts';

const DAY_MS = 86_400_000;
const ms = (day: string) => Date.parse(`${day}T00:00:00Z`);

const utc: Calendar = {
  startOf: ms,
  endOf: (day) => ms(day) + DAY_MS,
  dateOf: (at) => new Date(at).toISOString().slice(0, 10),
};

const calendarIn = (zone: string): Calendar => ({
  startOf: (day) => startOfDay(zone, day),
  endOf: (day) => startOfDay(zone, utc.dateOf(utc.endOf(day))),
  dateOf: (at) => dateIn(zone, at),
});

/** Versions, each from a day on; terms over those of the version before. */
function history(
  ...versions: (Partial<StoredVersion['terms']> & { on: string; status?: 'terminated' })[]
): History {
  let terms: StoredVersion['terms'] = { partner: 'par_1', starts: '2026-01-01', ends: '2027-01-01' };
  const stored = versions.map(({ on, status = 'active' as const, ...change }, place): StoredVersion => {
    terms = { ...terms, ...change };
    return { version: place + 1, status, at: `${on}T00:00:00.000Z`, terms };
  });
  const past = historyOf('lic_1', stored);
  if (!past) throw new Error('a license has a version');
  return past;
}

const period = (name: string): Period => periodOf(name) ?? { name, from: '', to: '' };
const startsOf = (past: History): TermStarts => [
  { termMs: past[0].termMs, day: utc.dateOf(past[0].termMs), unitsBefore: 0 },
];
const days = (units: Record<string, number>): DayUnits[] =>
  Object.entries(units).map(([day, count]) => ({ day, units: count }));

describe('a quota', () => {
  const overage = { onExceed: 'overage' } as const;

  it('counts the whole month, and bills the period’s share of the overage', () => {
    const past = history({ on: '2026-01-01', quota: { limit: 10, per: 'month', ...overage } });
    const rows = byTerm(
      days({ '2026-09-30': 50, '2026-10-03': 8, '2026-10-20': 5, '2026-11-01': 9 }),
      startsOf(past),
    );
    expect(quotaWindows(past, rows, period('2026-10'), utc)).toEqual([
      { limit: 10, per: 'month', ...overage, window: '2026-10', used: 13, overage: 3 },
    ]);
    const second = periodBetween('2026-10-16', '2026-10-31') ?? period('');
    expect(quotaWindows(past, rows, second, utc)).toMatchObject([{ used: 13, overage: 3 }]);
    const first = periodBetween('2026-10-01', '2026-10-15') ?? period('');
    expect(quotaWindows(past, rows, first, utc)).toMatchObject([{ used: 8, overage: 0 }]);
  });

  it('has no overage if it refuses', () => {
    const past = history({ on: '2026-01-01', quota: { limit: 10, per: 'month', onExceed: 'refuse' } });
    const rows = byTerm(days({ '2026-10-03': 18 }), startsOf(past));
    expect(quotaWindows(past, rows, period('2026-10'), utc)).toMatchObject([{ used: 18, overage: 0 }]);
  });

  it('lists the days with usage and the last day if it is per day', () => {
    const past = history({ on: '2026-01-01', quota: { limit: 2, per: 'day', ...overage } });
    const rows = byTerm(days({ '2026-10-03': 3, '2026-10-04': 2 }), startsOf(past));
    const windows = quotaWindows(past, rows, period('2026-10'), utc);
    expect(windows.map(({ window, used, overage }) => [window, used, overage])).toEqual([
      ['2026-10-03', 3, 1],
      ['2026-10-04', 2, 0],
      ['2026-10-31', 0, 0],
    ]);
  });

  it('includes usage before the period if it is per term', () => {
    const past = history({ on: '2026-01-01', quota: { limit: 100, per: 'term', ...overage } });
    const rows = byTerm(days({ '': 95, '2026-10-03': 8 }), startsOf(past));
    expect(quotaWindows(past, rows, period('2026-10'), utc)).toMatchObject([
      { window: '2026-01-01', used: 103, overage: 3 },
    ]);
  });

  it('uses the terms at the end of its window', () => {
    const past = history(
      { on: '2026-01-01', quota: { limit: 10, per: 'month', ...overage } },
      { on: '2026-10-20', quota: { limit: 30, per: 'month', ...overage } },
      { on: '2026-12-01', quota: undefined },
    );
    const rows = byTerm(
      days({ '2026-09-10': 20, '2026-10-03': 20, '2026-11-20': 40, '2026-12-03': 9 }),
      startsOf(past),
    );
    const windows = quotaWindows(past, rows, period('2026'), utc);
    expect(windows.map(({ window, limit, overage }) => [window, limit, overage])).toEqual([
      ['2026-09', 10, 10],
      ['2026-10', 30, 0],
      ['2026-11', 30, 10],
    ]);
  });

  it('starts again in a new term, also on the day between two terms', () => {
    const zone = calendarIn('Asia/Tokyo');
    const past = history(
      { on: '2026-01-01', quota: { limit: 10, per: 'month', ...overage }, timeZone: 'Asia/Tokyo' },
      { on: '2027-01-01', starts: '2027-01-01', ends: '2028-01-01' },
    );
    const [first, second] = past.map(({ termMs }) => termMs);
    // Nine in the morning in Tokyo.
    const starts: TermStarts = [
      { termMs: first ?? 0, day: '2026-01-01', unitsBefore: 0 },
      { termMs: second ?? 0, day: '2027-01-01', unitsBefore: 4 },
    ];
    const rows = byTerm(days({ '2026-12-31': 11, '2027-01-01': 7, '2027-01-15': 9 }), starts);
    const windows = quotaWindows(past, rows, period('2027-01'), zone);
    expect(windows.map(({ window, used, overage }) => [window, used, overage])).toEqual([
      ['2027-01', 4, 0],
      ['2027-01', 12, 2],
    ]);
  });

  it('bills the same for a period as for all of its parts', () => {
    const unit = fc.record({ day: fc.integer({ min: 0, max: 91 }), units: fc.integer({ min: 1, max: 20 }) });
    const per = fc.constantFrom('day' as const, 'month' as const, 'term' as const);
    fc.assert(
      fc.property(
        fc.array(unit),
        per,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 90 }),
        (units, per, limit, cut) => {
          const past = history({ on: '2026-01-01', quota: { limit, per, ...overage } });
          const dayOf = (number: number) => utc.dateOf(ms('2026-10-01') + number * DAY_MS);
          const rows = byTerm(
            units.map(({ day, units }) => ({ day: dayOf(day), units })),
            startsOf(past),
          );
          const billed = (from: string, to: string) => {
            const windows = quotaWindows(past, rows, periodBetween(from, to) ?? period(''), utc);
            return windows.reduce((sum, { overage }) => sum + overage, 0);
          };
          expect(billed('2026-10-01', dayOf(cut)) + billed(dayOf(cut + 1), '2026-12-31')).toBe(
            billed('2026-10-01', '2026-12-31'),
          );
        },
      ),
    );
  });
});

describe('a minimum', () => {
  const inNovember = { period: period('2026-10'), nowMs: ms('2026-11-02') };

  it('bills the shortfall of a month once it has ended', () => {
    const past = history({ on: '2026-01-01', minimum: { units: 20, per: 'month' } });
    const rows = byTerm(days({ '2026-10-03': 8, '2026-11-01': 9 }), startsOf(past));
    expect(minimumWindows(past, rows, inNovember, utc)).toEqual([
      { units: 20, per: 'month', window: '2026-10', used: 8, shortfall: 12 },
    ]);
    expect(minimumWindows(past, rows, { ...inNovember, nowMs: ms('2026-10-31') }, utc)).toMatchObject([
      { used: 8, shortfall: null },
    ]);
    const early = periodBetween('2026-10-01', '2026-10-30') ?? period('');
    expect(minimumWindows(past, rows, { period: early, nowMs: ms('2027-01-01') }, utc)).toEqual([]);
  });

  it('bills nothing when it is reached', () => {
    const past = history({ on: '2026-01-01', minimum: { units: 20, per: 'month' } });
    const rows = byTerm(days({ '2026-10-03': 20, '2026-10-04': 1 }), startsOf(past));
    expect(minimumWindows(past, rows, inNovember, utc)).toMatchObject([{ used: 21, shortfall: 0 }]);
  });

  it('is due in full for every month in which the license is in force, and for no other', () => {
    const past = history(
      { on: '2026-02-01', starts: '2026-03-15', ends: '2026-12-15', minimum: { units: 20, per: 'month' } },
      { on: '2026-06-10', status: 'terminated' },
    );
    const minimums = minimumWindows(past, [], { period: period('2026'), nowMs: ms('2027-01-01') }, utc);
    expect(minimums.map(({ window, shortfall }) => [window, shortfall])).toEqual([
      ['2026-03', 20],
      ['2026-04', 20],
      ['2026-05', 20],
      ['2026-06', 20],
    ]);
  });

  it('is due per term in the period in which the term ends', () => {
    const past = history(
      { on: '2026-01-01', ends: '2026-07-01', minimum: { units: 100, per: 'term' } },
      { on: '2026-07-01', starts: '2026-07-01', ends: '2027-01-01', minimum: { units: 50, per: 'term' } },
    );
    const [first, second] = past.map(({ termMs }) => termMs);
    const starts: TermStarts = [
      { termMs: first ?? 0, day: '2026-01-01', unitsBefore: 0 },
      { termMs: second ?? 0, day: '2026-07-01', unitsBefore: 0 },
    ];
    const rows = byTerm(days({ '2026-02-03': 30, '2026-06-30': 40, '2026-07-01': 45 }), starts);
    const nowMs = ms('2027-01-02');
    const minimums = minimumWindows(past, rows, { period: period('2026'), nowMs }, utc);
    expect(minimums).toEqual([
      { units: 100, per: 'term', window: '2026-01-01', used: 70, shortfall: 30 },
      { units: 50, per: 'term', window: '2026-07-01', used: 45, shortfall: 5 },
    ]);
    expect(minimumWindows(past, rows, { period: period('2026-06'), nowMs }, utc)).toEqual([minimums[0]]);
    expect(minimumWindows(past, rows, { period: period('2026-07'), nowMs }, utc)).toEqual([]);
  });
});
