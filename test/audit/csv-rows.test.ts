import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../src/audit/csv.ts';
import { csvRows } from '../../src/audit/csv-rows.ts';

describe('a table of the API', () => {
  it('is read as it was written, whatever stands in it', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });
    const hostile = fc.constantFrom('=1+1', "'=x", 'a;=b', '"', ',', '\r\n', '\n', '\t-1', '');
    fc.assert(
      fc.property(fc.array(fc.record({ a: fc.oneof(text, hostile), b: fc.oneof(text, hostile) })), (rows) => {
        const written = [csvLine(['a', 'b']), ...rows.map(({ a, b }) => csvLine([a, b]))].join('');
        expect(csvRows(written)).toEqual(rows);
      }),
    );
  });
});
