import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockOf,
  isNote,
  linesOfBody,
  offsetsOf,
  PART_ENTRIES,
  sha256OfLines,
} from '../../../src/ledger/blocks/block.ts';
import { bodyInFile, fileOfBlocks } from '../../../src/ledger/blocks/files.ts';

const line = fc
  .record({
    at: fc.constant('2026-01-01T00:00:00.000Z'),
    text: fc.string({ unit: 'binary' }),
    n: fc.double({ noNaN: true, noDefaultInfinity: true }),
  })
  .map((value) => canonicalize(value) ?? '');
const run = fc
  .array(fc.oneof({ weight: 5, arbitrary: line }, { weight: 1, arbitrary: fc.constant('') }), {
    minLength: 1,
    maxLength: 3 * PART_ENTRIES,
  })
  .map((lines) => lines.map((text, at) => ({ seq: 7 + at, line: text, side: null })));

describe('a block', () => {
  it('is JSON, and gives back its lines whatever they say', () => {
    fc.assert(
      fc.property(run, (entries) => {
        const lines = entries.map((entry) => entry.line);
        const block = blockOf(entries);
        expect([block.first, block.last]).toEqual([7, 6 + entries.length]);
        expect(linesOfBody(block.body)).toEqual(lines);
        expect(JSON.parse(block.body)).toHaveLength(lines.length);
        expect(block.sha256).toBe(sha256OfLines(lines));
      }),
    );
  });

  it('says where each of its parts begins and ends', () => {
    fc.assert(
      fc.property(run, (entries) => {
        const bytes = Buffer.from(blockOf(entries).body);
        const offsets = offsetsOf(blockOf(entries).body);
        expect(offsets.at(-1)).toBe(bytes.length + 2);
        const parts = offsets.slice(1).map((next, part) => {
          const from = offsets[part] ?? 0;
          return JSON.parse(`[${bytes.subarray(from - 1, next - 3)}]`) as unknown[];
        });
        expect(parts.flat()).toEqual(JSON.parse(bytes.toString()));
        expect(parts.slice(0, -1).every((part) => part.length === PART_ENTRIES)).toBe(true);
      }),
    );
  });

  it('is read out of a file by itself, and refused when it is another', () => {
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 4 }), (runs) => {
        const { bytes, blocks } = fileOfBlocks(runs.map(blockOf));
        for (const [at, filed] of blocks.entries()) {
          const deflated = bytes.subarray(filed.offset, filed.offset + filed.length);
          expect(bodyInFile(deflated, filed)).toBe(blockOf(runs[at] ?? []).body);
          expect(() => bodyInFile(deflated, { ...filed, sha256: 'another' })).toThrow();
        }
      }),
    );
  });

  it('knows notes by their kind', () => {
    expect(isNote('{"kind":"publication"}')).toBe(true);
    expect(isNote('{"kind":"delivery"}')).toBe(false);
    expect(isNote('{"kind":"adjustment","reason":"\\"kind\\":\\"delivery\\""}')).toBe(true);
  });
});
