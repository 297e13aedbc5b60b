/** Which segments a page needs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Search } from '../../../src/audit/search/filter.ts';
import {
  isCovered,
  mayComeBefore,
  nextToRead,
  type Stretch,
  stretchesIn,
} from '../../../src/audit/search/stretches.ts';
import { Postings } from '../../../src/ledger/segments/postings.ts';
import { packPostings } from '../../ledger/segments/counted.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 10, minute)).toISOString();
const stretch = (from: number, to: number, count: number): Stretch => ({
  shard: 'ledger-0',
  first: 1,
  firstAt: at(from),
  lastAt: at(to),
  count,
  postings: () => new Postings(),
});
const newest: Search = { filter: {}, order: 'desc', limit: 10 };
const many = { missing: 10, entriesMax: 1_000 };

describe('the entries of a segment', () => {
  it('are those that have all values', () => {
    const offsets = fc.uniqueArray(fc.integer({ min: 0, max: 4_095 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.array(offsets, { minLength: 1, maxLength: 4 }), fc.nat(1_000_000), (all, first) => {
        const postings = all.map((offsets) => ({ count: offsets.length, texts: [packPostings(offsets)] }));
        const segment = { shard: 'ledger-0', first, firstAt: at(0), lastAt: at(1), postings };
        const common = (all[0] ?? []).filter((offset) => all.every((offsets) => offsets.includes(offset)));
        const numbers = stretchesIn([segment]).flatMap(({ postings: found }) => found?.().offsets() ?? []);
        expect(numbers).toEqual(common.toSorted((a, b) => a - b));
      }),
    );
  });

  it('are not counted one by one when the time span covers the segment', () => {
    const span = { from: at(10), to: at(20) };
    expect(isCovered(stretch(10, 19, 1), span)).toBe(true);
    expect(isCovered(stretch(9, 19, 1), span)).toBe(false);
    expect(isCovered(stretch(10, 20, 1), span)).toBe(false);
  });
});

describe('a full page', () => {
  const last = { at: at(10), license: 'lic', idx: 0 };

  it('can change only by segments that reach to its last entry', () => {
    expect(mayComeBefore(stretch(0, 10, 1), last, newest)).toBe(true);
    expect(mayComeBefore(stretch(0, 9, 1), last, newest)).toBe(false);
    expect(mayComeBefore(stretch(10, 20, 1), last, { order: 'asc' })).toBe(true);
    expect(mayComeBefore(stretch(11, 20, 1), last, { order: 'asc' })).toBe(false);
  });

  it('reads every segment that may add to it at once', () => {
    const waiting = [stretch(0, 9, 50), stretch(0, 8, 50), stretch(0, 7, 50)];
    expect(nextToRead(waiting, newest, { missing: 0, entriesMax: 1_000 })).toHaveLength(3);
  });
});

describe('a page that is not full', () => {
  it('reads as many segments as have the missing entries', () => {
    const waiting = [stretch(20, 29, 4), stretch(10, 19, 8), stretch(0, 9, 8)];
    expect(nextToRead(waiting, newest, many)).toHaveLength(2);
  });

  it('ignores entries outside the time span', () => {
    const waiting = [stretch(20, 30, 20), stretch(10, 19, 8), stretch(0, 9, 8)];
    const after = { at: at(21), license: 'lic', idx: 0 };
    expect(nextToRead(waiting, { ...newest, after }, many)).toHaveLength(2);
    expect(nextToRead(waiting, { ...newest, filter: { to: at(21) } }, many)).toHaveLength(2);
    const oldest: Search = { ...newest, order: 'asc', after: { ...after, at: at(9) } };
    expect(
      nextToRead([stretch(0, 10, 20), stretch(11, 19, 8), stretch(20, 29, 8)], oldest, many),
    ).toHaveLength(2);
  });

  it('looks up at least one entry, and no more than a statement may name', () => {
    const waiting = [stretch(20, 29, 40), stretch(10, 19, 40), stretch(0, 9, 40)];
    expect(nextToRead(waiting, newest, { missing: 100, entriesMax: 80 })).toHaveLength(2);
    expect(nextToRead(waiting, newest, { missing: 100, entriesMax: 1 })).toHaveLength(1);
  });
});
