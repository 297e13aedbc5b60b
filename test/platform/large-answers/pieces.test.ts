import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PIECE_BYTES } from '../../../src/platform/large-answers/limits.ts';
import { encodePieces, joinPieces, slicePieces } from '../../../src/platform/large-answers/pieces.ts';

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const value of values) list.push(value);
  return list;
}

async function* from<T>(values: T[]): AsyncGenerator<T> {
  yield* values;
}

/** Short and long ones, of one to four bytes a character, and halves of surrogate pairs. */
const texts = fc.array(
  fc
    .tuple(
      fc.constantFrom('', 'a', 'ä', '€', '🙂', '\uD83D'),
      fc.integer({ min: 0, max: PIECE_BYTES + 1_000 }),
    )
    .map(([text, times]) => text.repeat(text === '' ? 0 : times)),
  { maxLength: 6 },
);

describe('texts as pieces', () => {
  it('are the bytes of all of them, in pieces that are no larger than one, or than one text', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (some) => {
        const pieces = await all(encodePieces(some));
        expect(Buffer.concat(pieces).equals(Buffer.concat(some.map((text) => Buffer.from(text))))).toBe(true);
        const longest = Math.max(0, ...some.map((text) => Buffer.byteLength(text)));
        for (const { length } of pieces) {
          expect(length).toBeGreaterThan(0);
          expect(length).toBeLessThanOrEqual(Math.max(PIECE_BYTES, longest));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('are made as they are asked for', async () => {
    let count = 0;
    const many = (async function* () {
      for (; count < 100; count++) yield 'a'.repeat(PIECE_BYTES / 4);
    })();
    const pieces = encodePieces(many);
    await pieces.next();
    expect(count).toBeLessThan(6);
    await pieces.return(undefined);
    expect((await many.next()).done).toBe(true);
  });

  it('are not changed by pieces that come later', async () => {
    const pieces = await all(encodePieces(['a', 'b', 'c'].map((text) => text.repeat(PIECE_BYTES / 3))));
    expect(pieces.map((piece) => String.fromCharCode(piece[0] ?? 0)).join('')).toBe('abc');
  });
});

describe('small pieces together', () => {
  it('are the same bytes, and each but the last is as long as a piece is', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 2 * PIECE_BYTES }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(sizes, async (lengths) => {
        const some = lengths.map((length, n) => new Uint8Array(length).fill(n + 1));
        const pieces = await all(joinPieces(from(some)));
        expect(Buffer.concat(pieces).equals(Buffer.concat(some))).toBe(true);
        for (const { length } of pieces.slice(0, -1)) expect(length).toBeGreaterThanOrEqual(PIECE_BYTES);
        for (const { length } of pieces) expect(length).toBeLessThan(3 * PIECE_BYTES);
      }),
      { numRuns: 50 },
    );
  });
});

describe('slices of what is in memory', () => {
  it.each([0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES])(
    'are all of %i bytes',
    async (length) => {
      const bytes = Uint8Array.from({ length }, (_, place) => place % 251);
      const slices = await all(slicePieces(bytes));
      expect(slices).toHaveLength(Math.ceil(length / PIECE_BYTES));
      expect(Buffer.concat(slices).equals(bytes)).toBe(true);
    },
  );
});
