/** Rows that recalls are derived from. */
import { describe, expect, it } from 'vitest';
import { type AnswerRow, lastOf, mergedAnswers } from '../../../src/audit/recalls/derive.ts';

const receipt = (entry: string, event = 'evt_1'): AnswerRow => ({
  ...{ license: 'lic_1', event, acknowledgement: null, readMs: null },
  received: { entry, at: '2026-11-30T10:00:00.000Z', endpoint: `whk_${entry}` },
});

const report = (idx: number, readMs: number | null, event = 'evt_1'): AnswerRow => ({
  ...{ license: 'lic_1', event, received: null, readMs },
  acknowledgement: {
    ...{ idx, entry: `ack_${idx}`, at: '2026-11-30T10:00:00.000Z', doneAt: null, note: null, urls: [] },
    state: readMs === null ? 'received' : 'removed',
  },
});

describe('answers to one event', () => {
  it('are one row with the first receipt, the last acknowledgement and the latest reading', () => {
    const rows = [report(2, 10), receipt('a'), report(3, 20), receipt('b'), report(1, null)];
    expect(mergedAnswers(rows)).toEqual([{ ...report(3, 20), received: receipt('a').received }]);
    // That it has received the event takes back nothing.
    expect(mergedAnswers([report(2, 20), report(3, null)])).toEqual([report(2, 20)]);
    expect(mergedAnswers([report(1, null), report(2, null)])).toEqual([report(2, null)]);
    expect(mergedAnswers([receipt('a'), receipt('b')])).toEqual([receipt('a')]);
  });

  it('are apart from those to others', () => {
    const rows = [report(1, null), report(2, 5, 'evt_2'), { ...report(1, 7), license: 'lic_2' }];
    expect(mergedAnswers(rows)).toEqual(rows);
    expect(mergedAnswers([])).toEqual([]);
  });
});

it('retains the last row of each key', () => {
  const rows = [
    { key: 'a', value: 1 },
    { key: 'b', value: 2 },
    { key: 'a', value: 3 },
  ];
  expect(lastOf(rows, ({ key }) => key)).toEqual([rows[2], rows[1]]);
});
