/** A table of reports: the first record names the columns, each further record is a report. Pure. */
import { type CsvFault, type CsvRecord, readCsv } from './csv.ts';
import { REPORTS_MAX } from './limits.ts';

export type Columns = Readonly<Record<string, 'text' | 'number' | 'list'>>;

export interface TableRow {
  value: Record<string, unknown>;
  line: number;
  columns: ReadonlyMap<string, number>;
}

export type TableResult = { ok: true; rows: TableRow[] } | { ok: false; faults: CsvFault[] };

export function readTable(text: string, knownColumns: Columns): TableResult {
  // The header, and one record more than allowed, to detect a table that is too long.
  const csv = readCsv(text, REPORTS_MAX + 1);
  if (!csv.ok) return { ok: false, faults: [csv.fault] };
  const [header, ...records] = csv.records;
  if (!header) return { ok: false, faults: [{ line: 1, column: 1, message: 'The table is empty' }] };
  const names = header.fields.map((field) => nameOf(field, knownColumns));
  const faults = headerFaults(header, names);
  for (const { line, fields } of records)
    if (fields.length !== names.length)
      faults.push({
        line,
        column: fields.length,
        message: `Expected ${names.length} fields, as the first line has`,
      });
  if (faults.length > 0) return { ok: false, faults };
  const columns = new Map(names.map((name, at) => [name ?? '', at + 1]));
  return {
    ok: true,
    rows: records.map((record) => ({
      value: reportOf(record, names, knownColumns),
      line: record.line,
      columns,
    })),
  };
}

/** Compares names without case and separators, which spreadsheets like to change. */
function nameOf(field: string, knownColumns: Columns): string | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');
  const fieldName = plain(field);
  return Object.keys(knownColumns).find((name) => plain(name) === fieldName);
}

function headerFaults({ line, fields }: CsvRecord, names: (string | undefined)[]): CsvFault[] {
  return names.flatMap((name, at) => {
    const fault = (message: string) => [{ line, column: at + 1, message }];
    if (name === undefined)
      return fault(
        fields.length === 1 && fields[0]?.includes(';')
          ? 'Columns are separated by commas (RFC 4180)'
          : `No column is named ${JSON.stringify(fields[at]?.slice(0, 50))}`,
      );
    return names.indexOf(name) < at ? fault(`The column ${name} occurs twice`) : [];
  });
}

/** An empty field is an absent member. */
function reportOf(
  { fields }: CsvRecord,
  names: (string | undefined)[],
  knownColumns: Columns,
): Record<string, unknown> {
  const members = names.flatMap((name, at): [string, unknown][] => {
    const text = fields[at]?.trim() ?? '';
    if (name === undefined || text === '') return [];
    switch (knownColumns[name]) {
      case 'number':
        return [[name, /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text]];
      case 'list':
        return [[name, text.split(/[;\s]+/).filter((part) => part !== '')]];
      default:
        return [[name, text]];
    }
  });
  return Object.fromEntries(members);
}
