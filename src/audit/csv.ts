/**
 * CSV (RFC 4180) that is safe to open in a spreadsheet: text from others never becomes a formula. Pure.
 *
 * An apostrophe precedes text that a spreadsheet would evaluate (`=` `+` `-` `@`, their full-width forms, and
 * tab or line end, which some skip), wherever a cell may begin. That includes text after a semicolon, which
 * separates lists where a comma is the decimal separator, as in German; quotation marks do not prevent that.
 * Existing apostrophes get one more, so that removing one restores the text (see docs/auditor.md).
 */

/** Null and the empty text are empty cells. Numbers are written unchanged. */
export type CsvCell = string | number | null;

export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

const BEFORE_COMPUTED = /(?<=^|[,;|"\t\r\n])(?='*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])/gu;

/** One record with its line end. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = cell.replace(BEFORE_COMPUTED, "'");
  return /[",;|'\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
