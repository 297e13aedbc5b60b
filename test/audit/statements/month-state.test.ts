import { describe, expect, it } from 'vitest';
import { historyOf } from '../../../src/audit/reports/history.ts';
import { periodsUpTo } from '../../../src/audit/reports/period.ts';
import { calendarOf } from '../../../src/audit/reports/read.ts';
import {
  type Billed,
  coveringPeriods,
  lastFinishedMonth,
  mayBeBilled,
  monthState,
  monthsNamed,
} from '../../../src/audit/statements/month-state.ts';

const history = (terms: object = {}, at = '2025-12-01T00:00:00Z') => {
  const stored = { starts: '2026-01-15T00:00:00Z', ends: '2026-09-01T00:00:00Z', ...terms };
  const known = historyOf('lic_1', [{ version: 1, status: 'active', at, terms: stored as never }]);
  if (!known) throw new Error('no history');
  return known;
};

const license = (change: Partial<Billed> = {}): Billed => ({
  history: history(),
  calendarOf,
  closed: 0,
  daily: new Set(),
  billable: new Set(),
  ...change,
});

/** `closed`: a period that has a statement. */
function stateOf(of: Billed, name: string, nowMs: number, closed = '') {
  const { months, periods } = monthsNamed([name, '2026-05']);
  const [month] = months;
  if (!month) throw new Error('no month');
  const bits = periods.includes(closed) ? 1 << periods.indexOf(closed) : 0;
  return monthState({ ...of, closed: bits }, month, nowMs);
}

const NOW = Date.parse('2026-11-10T12:00:00Z');

describe('the state of a month', () => {
  it('is ready for every finished month that the term overlaps, and for no other', () => {
    const states = ['2025-12', '2026-01', '2026-08', '2026-09'].map((month) =>
      stateOf(license(), month, NOW),
    );
    expect(states).toEqual(['none', 'ready', 'ready', 'none']);
  });

  it('is none if it ended before the license was stored, as no log of it exists, unless something is billed', () => {
    const late = history({}, '2026-04-10T08:00:00Z');
    const states = ['2026-02', '2026-03', '2026-04', '2026-05'].map((month) =>
      stateOf(license({ history: late }), month, NOW),
    );
    expect(states).toEqual(['none', 'none', 'ready', 'ready']);
    const billable = new Set(['2026-03']);
    expect(stateOf(license({ history: late, billable }), '2026-03', NOW)).toBe('ready');
    const minimum = history({ minimum: { units: 100, per: 'month' } }, '2026-04-10T08:00:00Z');
    expect(stateOf(license({ history: minimum }), '2026-03', NOW)).toBe('ready');
    expect(stateOf(license({ history: minimum }), '2025-12', NOW)).toBe('none');
    const ofTerm = history({ minimum: { units: 100, per: 'term' } }, '2026-10-10T08:00:00Z');
    const termStates = ['2026-07', '2026-08'].map((month) =>
      stateOf(license({ history: ofTerm }), month, NOW),
    );
    expect(termStates).toEqual(['none', 'ready']);
  });

  it('is ready outside the term when something was billed', () => {
    expect(stateOf(license({ billable: new Set(['2026-09']) }), '2026-09', NOW)).toBe('ready');
  });

  it('is open until a minute after the month ends in the zone of the license', () => {
    const honolulu = license({ history: history({ timeZone: 'Pacific/Honolulu' }) });
    const endMs = Date.parse('2026-08-01T10:00:00Z');
    expect(stateOf(honolulu, '2026-07', endMs + 59_999)).toBe('open');
    expect(stateOf(honolulu, '2026-07', endMs + 60_000)).toBe('ready');
    expect(stateOf(license(), '2026-07', endMs)).toBe('ready');
  });

  it.each(['2026-08', '2026-Q3', '2026'])('is closed by a statement of %s', (period) => {
    expect(stateOf(license(), '2026-08', NOW, period)).toBe('closed');
  });

  it('is daily if it is over and single days of it have statements', () => {
    const daily = license({ daily: new Set(['2026-08']) });
    expect(stateOf(daily, '2026-08', NOW)).toBe('daily');
    expect(stateOf(daily, '2026-07', NOW)).toBe('ready');
    expect(stateOf(daily, '2026-08', Date.parse('2026-08-31T12:00:00Z'))).toBe('open');
    expect(stateOf(daily, '2026-08', NOW, '2026-Q3')).toBe('closed');
  });

  it.each(['2026-05', '2026-Q2'])('is not closed by a statement of %s', (period) => {
    expect(stateOf(license(), '2026-08', NOW, period)).toBe('ready');
  });
});

describe('a month', () => {
  const terms = { starts: '2026-01-15T00:00:00Z', ends: '2026-09-01T00:00:00Z' };
  const shorter = { ...terms, ends: '2026-03-01T00:00:00Z' };
  const billedIn = (names: string[], versions: { version: number; at: string; terms: object }[]) => {
    const stored = versions.map((version) => ({ ...version, status: 'active' as const }));
    const known = historyOf('lic_1', stored as never);
    if (!known) throw new Error('no history');
    const { months } = monthsNamed(names);
    return months.flatMap((month) => (mayBeBilled({ history: known, calendarOf }, month) ? month.name : []));
  };
  const created = { version: 1, at: '2025-12-01T00:00:00Z', terms };

  it('may be billed while a version whose term has it is in force', () => {
    const names = ['2026-07', '2026-06', '2026-05', '2026-01', '2025-12'];
    const changed = { version: 2, at: '2026-05-10T00:00:00Z', terms: shorter };
    expect(billedIn(names, [created, changed])).toEqual(['2026-05', '2026-01']);
  });

  it('may be billed a day longer, since a shard may learn late of a version', () => {
    const changed = { version: 2, at: '2026-05-31T12:00:00Z', terms: shorter };
    expect(billedIn(['2026-07', '2026-06'], [created, changed])).toEqual(['2026-06']);
  });

  it('may be billed in any case if the database lacks a version', () => {
    const later = { version: 3, at: '2026-05-10T00:00:00Z', terms: shorter };
    expect(billedIn(['2026-07', '2025-11'], [created, later])).toEqual(['2026-07', '2025-11']);
  });
});

describe('the months of the grid', () => {
  it('continue into the previous year', () => {
    expect(periodsUpTo('2026-02', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
    expect(coveringPeriods('2025-12')).toEqual(['2025-12', '2025-Q4', '2025']);
  });

  it('end with the last month that has ended in any time zone', () => {
    expect(lastFinishedMonth(Date.parse('2026-10-31T09:59:59Z'))).toBe('2026-09');
    expect(lastFinishedMonth(Date.parse('2026-10-31T10:00:00Z'))).toBe('2026-10');
    expect(lastFinishedMonth(Date.parse('2027-01-01T00:00:00Z'))).toBe('2026-12');
  });
});
