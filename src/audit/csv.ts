/**
 * CSV (RFC 4180) that a spreadsheet may open: no text of somebody else's becomes a formula in it. Pure.
 *
 * An apostrophe is put before what a spreadsheet would compute (`=` `+` `-` `@`, their full-width forms, and tab or line end, which some
 * skip) wherever a cell may begin. That is not only at the beginning: where a semicolon separates lists, as in German, a comma does
 * not, and quotation marks do not hold what stands behind one. Where there are apostrophes already, it is one more, so that taking one
 * away again gives the text back (docs/auditor.md says how).
 */

/** Null is an empty cell, as the empty text is. Numbers are what they are: a negative one computes nothing. */
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
