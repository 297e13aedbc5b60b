import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf, pagesBySize, type SizedAddress } from '../../src/audit/entry-pages.ts';
import { ENTRIES_AT_ONCE, PAGE_BYTES_MAX, PAGE_BYTES_MIN } from '../../src/audit/limits.ts';

const addressesOf = (sizes: number[]): SizedAddress[] =>
  sizes.map((bytes, idx) => ({ license: 'lic_1', idx, bytes, shard: 'ledger-0', seq: 1 + idx }));
const bytesIn = (page: SizedAddress[]) => page.reduce((sum, { bytes }) => sum + bytes, 0);

async function pagesOf(places: Iterable<SizedAddress>): Promise<SizedAddress[][]> {
  const pages: SizedAddress[][] = [];
  for await (const page of pagesBySize(places)) pages.push(page);
  return pages;
}

describe('pages of entries', () => {
  it('contain all entries in order, within the limit of bytes unless a single entry exceeds it', async () => {
    const size = fc.oneof(
      fc.integer({ min: 200, max: 2_000 }),
      fc.integer({ min: 1, max: 2 * PAGE_BYTES_MAX }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(size, { maxLength: 300 }), async (sizes) => {
        const places = addressesOf(sizes);
        const pages = await pagesOf(places);
        expect(pages.flat()).toEqual(places);
        for (const page of pages) {
          expect(page.length).toBeGreaterThan(0);
          if (page.length > 1) expect(bytesIn(page)).toBeLessThanOrEqual(PAGE_BYTES_MAX);
        }
        expect(bytesIn(pages[0]?.slice(1) ?? [])).toBeLessThanOrEqual(PAGE_BYTES_MIN);
      }),
    );
  });

  it('have a limited number of entries, however small they are', async () => {
    const pages = await pagesOf(addressesOf(Array.from({ length: 3 * ENTRIES_AT_ONCE + 1 }, () => 1)));
    expect(pages.map(({ length }) => length)).toEqual([...Array(3).fill(ENTRIES_AT_ONCE), 1]);
  });

  it('take fewer statements for a million wire entries than D1 allows a request', async () => {
    const million = (function* () {
      for (let idx = 0; idx < 1_000_000; idx++)
        yield { license: 'lic_1', idx, bytes: 1_140, shard: 'ledger-0', seq: 1 + idx };
    })();
    let pages = 0;
    for await (const _ of pagesBySize(million)) pages++;
    expect(pages).toBeLessThan(850);
  });
});

describe('chunks', () => {
  it('contain all values in order, and all but the last chunk are full', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (values, size) => {
        const chunks = [...chunksOf(values, size)];
        expect(chunks.flat()).toEqual(values);
        expect(chunks.slice(0, -1).every(({ length }) => length === size)).toBe(true);
        expect(chunks.at(-1)?.length ?? 1).toBeGreaterThan(0);
      }),
    );
  });
});
