import { describe, expect, it } from 'vitest';
import {
  type CompletenessFacts,
  completenessOf,
  daysBetween,
  type EdgeDay,
} from '../../../src/audit/completeness/report.ts';

const TODAY = '2026-10-07';
const edge = (day: string, counts: Partial<EdgeDay>): EdgeDay => ({
  ...{ day, isolates: 1, seen: 0, entered: 0, counted: 0, unauthenticated: 0, malformed: 0, limited: 0 },
  ...{ unavailable: 0, unlogged: 0, other: 0 },
  ...counts,
});
const known = (given: Partial<CompletenessFacts>): CompletenessFacts => ({
  edge: [],
  ledger: [],
  incompleteMonths: [],
  since: '2026-10-01',
  ...given,
});
const lineOf = (given: Partial<CompletenessFacts>, day = '2026-10-05') =>
  completenessOf([day], known(given), TODAY)[0];

describe('completeness of a day', () => {
  it('is complete when every request seen is an entry or counted', () => {
    const line = lineOf({
      edge: [edge('2026-10-05', { seen: 10, entered: 6, counted: 3, malformed: 1 })],
      ledger: [{ day: '2026-10-05', entries: 6, counted: 3 }],
    });
    expect(line).toMatchObject({
      finding: 'complete',
      difference: { entries: 0, counted: 0 },
      notEntered: { malformed: 1, unavailable: 0 },
      openEnded: 0,
    });
  });

  it('reports a missing entry in spite of a surplus elsewhere', () => {
    const edgeDays = [edge('2026-10-05', { seen: 9, entered: 6, counted: 3 })];
    expect(lineOf({ edge: edgeDays, ledger: [{ day: '2026-10-05', entries: 5, counted: 4 }] })).toMatchObject(
      {
        finding: 'missing',
        difference: { entries: 1, counted: -1 },
      },
    );
  });

  it('reports entries that no isolate has seen', () => {
    expect(lineOf({ ledger: [{ day: '2026-10-05', entries: 2, counted: 0 }] })).toMatchObject({
      finding: 'surplus',
      difference: { entries: -2, counted: 0 },
      isolates: 0,
    });
  });

  it('draws no conclusion about a day that is running, was not watched, or is not completely in D1', () => {
    const ledger = ['2026-09-30', '2026-10-05', TODAY].map((day) => ({ day, entries: 1, counted: 0 }));
    expect(lineOf({ ledger }, TODAY)).toMatchObject({ finding: 'open', difference: { entries: -1 } });
    expect(lineOf({ ledger }, '2026-09-30')).toMatchObject({ finding: 'unwatched', difference: null });
    expect(lineOf({ ledger, incompleteMonths: ['2026-10'] })).toMatchObject({
      finding: 'gone',
      difference: null,
    });
    expect(lineOf({ ledger, since: null })).toMatchObject({ finding: 'unwatched' });
  });

  it('counts the requests whose outcome is unknown', () => {
    expect(lineOf({ edge: [edge('2026-10-05', { seen: 5, entered: 3 })] })?.openEnded).toBe(2);
  });
});

describe('the days of a report', () => {
  it('include both ends', () => {
    expect(daysBetween('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(daysBetween('2026-03-01', '2026-02-27')).toEqual([]);
  });
});
