import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activityReport, hoursOf } from '../../../../src/audit/reports/log/activity.ts';
import { cellsOf } from '../../../ledger/segments/counted.ts';
import { anyEntry, entryOf } from '../../../ledger/segments/entries.ts';

const ZONE = 'Asia/Tokyo';

describe('the report of activity', () => {
  it('uses the days and hours of the license’s zone', () => {
    const entries = [
      entryOf({ at: '2026-03-01T14:59:00.000Z' }),
      entryOf({ at: '2026-03-01T15:00:00.000Z', kind: 'refusal', outcome: 'deny', code: 'killed' }),
    ];
    const hours = hoursOf(cellsOf(entries, () => ZONE));
    const one = { entries: 1, deliveries: 1, refusals: 0 };
    const other = { entries: 1, deliveries: 0, refusals: 1 };
    expect(activityReport(hours, 'hour').timeline).toEqual([
      { at: '2026-03-01T23', ...one },
      { at: '2026-03-02T00', ...other },
    ]);
    const { timeline, hours: ofDay, totals } = activityReport(hours, 'day');
    expect(timeline).toEqual([
      { at: '2026-03-01', ...one },
      { at: '2026-03-02', ...other },
    ]);
    expect([ofDay.length, ofDay[0], ofDay[23]]).toEqual([
      24,
      { hour: '00', ...other },
      { hour: '23', ...one },
    ]);
    expect(totals).toEqual({ entries: 2, deliveries: 1, refusals: 1 });
  });

  it('has the same sums by day, by hour and in total', () => {
    fc.assert(
      fc.property(fc.array(anyEntry), (entries) => {
        const cells = cellsOf(entries, () => ZONE);
        const refusals = entries.filter(({ kind }) => kind === 'refusal').length;
        for (const granularity of ['day', 'hour'] as const) {
          const report = activityReport(hoursOf(cells), granularity);
          for (const rows of [report.timeline, report.hours, [report.totals]])
            expect([
              rows.reduce((sum, row) => sum + row.entries, 0),
              rows.reduce((sum, row) => sum + row.refusals, 0),
            ]).toEqual([entries.length, refusals]);
        }
      }),
    );
  });
});
