import { describe, expect, it } from 'vitest';
import { statementFull } from '../../src/ledger/drain.ts';
import { DRAIN_BYTES_MAX, DRAIN_ROWS_MAX } from '../../src/ledger/limits.ts';

const row = (seq: number, bytes = 10) => ({
  seq,
  idx: seq,
  body: 'x'.repeat(bytes),
  leaf: new ArrayBuffer(32),
});

describe('a drain statement', () => {
  it('takes all rows when they fit', () => {
    expect(statementFull([row(1), row(2)])).toHaveLength(2);
  });
  it('takes no more rows than its limit', () => {
    expect(statementFull(Array.from({ length: DRAIN_ROWS_MAX + 5 }, (_, n) => row(n)))).toHaveLength(
      DRAIN_ROWS_MAX,
    );
  });
  it('takes no more bytes than its limit, and at least one row', () => {
    expect(statementFull([row(1, DRAIN_BYTES_MAX - 5), row(2, 10)])).toHaveLength(1);
    expect(statementFull([row(1, DRAIN_BYTES_MAX + 5)])).toHaveLength(1);
  });
  it('takes nothing of nothing', () => {
    expect(statementFull([])).toEqual([]);
  });
});
