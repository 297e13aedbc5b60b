/** CSV: what was written comes back, and no spreadsheet, of whatever locale, finds a formula. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvCell, csvLine } from '../../src/audit/csv.ts';
import { asWritten, readCsv } from '../support/csv.ts';

const nasty = fc.string({
  unit: fc.constantFrom(...'=+-@\'",;|\t\r\n aÖ1\uFF1D\uFF0B'),
  maxLength: 12,
});
const line = fc.array(fc.oneof(nasty, fc.string({ unit: 'grapheme' })), { minLength: 1, maxLength: 5 });

describe('CSV', () => {
  it('preserves every text', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const whole = lines.map((cells) => [...cells, 'end']);
        expect(readCsv(whole.map(csvLine).join('')).map((cells) => cells.map(asWritten))).toEqual(whole);
      }),
    );
  });

  it('never begins a cell with a formula, whatever separator the reader uses', () => {
    fc.assert(
      fc.property(line, (cells) => {
        for (const separator of [',', ';', '\t', '|'])
          for (const cell of readCsv(csvLine(cells), separator).flat())
            expect(cell).not.toMatch(/^[\t\r\n]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u);
      }),
    );
  });

  it('leaves numbers and plain words unchanged', () => {
    const cells: CsvCell[] = ['Der Morgen', -3, null, '', 'say "so"', '-3', "'=1", 'x;=1'];
    expect(csvLine(cells)).toBe(`Der Morgen,-3,,,"say ""so""","'-3","''=1","x;'=1"\r\n`);
  });
});
