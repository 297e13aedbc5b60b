import { describe, expect, it } from 'vitest';
import { batchOf } from '../../src/ledger/drain.ts';
import { DRAIN_BYTES_MAX, DRAIN_ROWS_MAX, ENTRY_BYTES_MAX } from '../../src/ledger/limits.ts';

const row = (seq: number, body = 'x'.repeat(10)) => ({ seq, line: body });

/** D1 takes values up to 2 MB. */
const D1_VALUE_BYTES_MAX = 2_000_000;

describe('a drain statement', () => {
  it('takes all rows when they fit, and says which was the last', () => {
    const batch = batchOf([row(4), row(7)]);
    expect(batch).toMatchObject({ rows: 2, lastSeq: 7 });
    expect(JSON.parse(batch?.json ?? '')).toHaveLength(2);
  });

  it('takes no more rows than its limit', () => {
    const batch = batchOf(Array.from({ length: DRAIN_ROWS_MAX + 5 }, (_, n) => row(n)));
    expect(batch).toMatchObject({ rows: DRAIN_ROWS_MAX, lastSeq: DRAIN_ROWS_MAX - 1 });
  });

  it('takes no more bytes than its limit, and at least one row', () => {
    expect(batchOf([row(1, 'x'.repeat(DRAIN_BYTES_MAX - 200)), row(2, 'x'.repeat(200))])?.rows).toBe(1);
    expect(batchOf([row(1, 'x'.repeat(DRAIN_BYTES_MAX + 5))])?.rows).toBe(1);
  });

  it.each([
    ['three bytes a character', '記事'.repeat(10_000)],
    ['quotes, which JSON doubles', '"'.repeat(40_000)],
    ['four bytes a character', '𠮟'.repeat(10_000)],
  ])('counts the bytes that are really sent: %s', (_, body) => {
    const batch = batchOf(Array.from({ length: DRAIN_ROWS_MAX }, (_, n) => row(n, body)));
    const bytes = Buffer.byteLength(batch?.json ?? '');
    expect(bytes).toBeLessThanOrEqual(DRAIN_BYTES_MAX);
    expect(bytes).toBeGreaterThan(DRAIN_BYTES_MAX * 0.85);
  });

  it('of the largest entry that is accepted stays below what D1 takes as a value', () => {
    const worst = batchOf([row(1, '"'.repeat(ENTRY_BYTES_MAX)), row(2)]);
    expect(worst?.rows).toBe(1);
    expect(Buffer.byteLength(worst?.json ?? '')).toBeLessThan(D1_VALUE_BYTES_MAX);
  });

  it('reads no row that it has no room for', () => {
    let read = 0;
    function* rows() {
      for (let seq = 1; ; seq++) {
        read++;
        yield row(seq, 'x'.repeat(ENTRY_BYTES_MAX));
      }
    }
    expect(batchOf(rows())?.rows).toBe(1);
    expect(read).toBe(2);
  });

  it('takes nothing of nothing', () => {
    expect(batchOf([])).toBeNull();
  });
});
