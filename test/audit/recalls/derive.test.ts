/** Rows that recalls are derived from. */
import { describe, expect, it } from 'vitest';
import { type AnswerRow, lastOf, mergedAnswers } from '../../../src/audit/recalls/derive.ts';

const receipt = (entry: string, event = 'evt_1'): AnswerRow => ({
  ...{ license: 'lic_1', event, acknowledgement: null },
  received: { entry, at: '2026-11-30T10:00:00.000Z', endpoint: `whk_${entry}` },
});

const report = (idx: number, state: 'received' | 'removed', event = 'evt_1'): AnswerRow => ({
  ...{ license: 'lic_1', event, received: null },
  acknowledgement: {
    ...{ idx, entry: `ack_${idx}`, at: '2026-11-30T10:00:00.000Z', doneAt: null, note: null, urls: [] },
    state,
  },
});

describe('answers to one event', () => {
  it('are one row with the first receipt and the last acknowledgement', () => {
    const last = report(3, 'removed');
    const rows = [report(2, 'removed'), receipt('a'), last, receipt('b'), report(1, 'received')];
    expect(mergedAnswers(rows)).toEqual([{ ...last, received: receipt('a').received }]);
    // That it has received the event takes back nothing.
    expect(mergedAnswers([report(2, 'removed'), report(3, 'received')])).toEqual([report(2, 'removed')]);
    expect(mergedAnswers([report(1, 'received'), report(2, 'received')])).toEqual([report(2, 'received')]);
    expect(mergedAnswers([receipt('a'), receipt('b')])).toEqual([receipt('a')]);
  });

  it('are apart from those to others', () => {
    const others = [report(2, 'removed', 'evt_2'), { ...report(1, 'removed'), license: 'lic_2' }];
    const rows = [report(1, 'received'), ...others];
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
