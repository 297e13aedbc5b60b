/** Parses CSV as in RFC 4180; lines may also end in LF alone. Pure. */
import { CSV_FIELDS_MAX } from './limits.ts';

export interface CsvRecord {
  /** First line of the record in the file, from 1. */
  line: number;
  fields: string[];
}

export interface CsvFault {
  line: number;
  column: number;
  message: string;
}

export type CsvResult = { ok: true; records: CsvRecord[] } | { ok: false; fault: CsvFault };

const QUOTE = '"';

/** Skips empty lines. Stops after the first record over `recordsMax`. */
export function readCsv(text: string, recordsMax = Number.POSITIVE_INFINITY): CsvResult {
  const records: CsvRecord[] = [];
  let [at, line] = [text.startsWith('\uFEFF') ? 1 : 0, 1];
  let record: CsvRecord = { line, fields: [] };
  while (at < text.length && records.length <= recordsMax) {
    const field = text[at] === QUOTE ? quotedAt(text, at) : plainAt(text, at);
    const column = record.fields.length + 1;
    if ('message' in field)
      return { ok: false, fault: { line: line + field.lines, column, message: field.message } };
    if (column > CSV_FIELDS_MAX)
      return { ok: false, fault: { line, column, message: `A record has at most ${CSV_FIELDS_MAX} fields` } };
    record.fields.push(field.value);
    line += field.lines;
    at = field.end;
    if (text[at] === ',') {
      at++;
      // A comma at the end of a line is followed by one more, empty field.
      if (at === text.length || isLineEnd(text, at)) record.fields.push('');
      if (at < text.length && !isLineEnd(text, at)) continue;
    }
    if (record.fields.length > 1 || record.fields[0] !== '') records.push(record);
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line++;
    record = { line, fields: [] };
  }
  return { ok: true, records };
}

interface Field {
  value: string;
  end: number;
  lines: number;
}
type FieldResult = Field | { message: string; lines: number };

const isLineEnd = (text: string, at: number) => text[at] === '\n' || text.startsWith('\r\n', at);

function plainAt(text: string, from: number): FieldResult {
  let end = from;
  while (end < text.length && text[end] !== ',' && !isLineEnd(text, end)) {
    if (text[end] === QUOTE)
      return { message: 'There is a quote in a field that does not begin with one', lines: 0 };
    end++;
  }
  return { value: text.slice(from, end), end, lines: 0 };
}

function quotedAt(text: string, from: number): FieldResult {
  let value = '';
  let begin = from + 1;
  for (;;) {
    const end = text.indexOf(QUOTE, begin);
    if (end === -1) return { message: 'A quoted field has no end', lines: 0 };
    value += text.slice(begin, end);
    if (text[end + 1] === QUOTE) {
      value += QUOTE;
      begin = end + 2;
      continue;
    }
    const after = end + 1;
    const lines = value.split('\n').length - 1;
    if (after === text.length || text[after] === ',' || isLineEnd(text, after))
      return { value, end: after, lines };
    return { message: 'There is text between the end of a quoted field and the comma', lines };
  }
}
