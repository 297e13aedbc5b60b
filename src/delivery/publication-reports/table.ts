/** A table of reports: the first record names the columns, each other one is a report. Pure. */
import { type CsvFault, type CsvRecord, readCsv } from './csv.ts';
import { REPORTS_MAX } from './limits.ts';

/** How a column's text is read; absent from the list: no such column. */
export type Columns = Readonly<Record<string, 'text' | 'number' | 'list'>>;

/** A report, not looked at yet, and where each of its members stands. */
export interface Row {
  value: Record<string, unknown>;
  line: number;
  columns: ReadonlyMap<string, number>;
}

export type TableRead = { ok: true; rows: Row[] } | { ok: false; faults: CsvFault[] };

export function readTable(text: string, known: Columns): TableRead {
  // The names, and one record more than there may be reports: that there are too many is then known.
  const read = readCsv(text, REPORTS_MAX + 1);
  if (!read.ok) return { ok: false, faults: [read.fault] };
  const [header, ...records] = read.records;
  if (!header)
    return { ok: false, faults: [{ line: 1, column: 1, message: 'There is nothing in this table' }] };
  const names = header.fields.map((field) => nameOf(field, known));
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
    rows: records.map((record) => ({ value: reportOf(record, names, known), line: record.line, columns })),
  };
}

/** Names are told apart by their letters alone: spreadsheets like to change the rest. */
function nameOf(field: string, known: Columns): string | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');
  const given = plain(field);
  return Object.keys(known).find((name) => plain(name) === given);
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
    return names.indexOf(name) < at ? fault(`${name} is there twice`) : [];
  });
}

/** An empty field is one that is not there. */
function reportOf(
  { fields }: CsvRecord,
  names: (string | undefined)[],
  known: Columns,
): Record<string, unknown> {
  const members = names.flatMap((name, at): [string, unknown][] => {
    const text = fields[at]?.trim() ?? '';
    if (name === undefined || text === '') return [];
    switch (known[name]) {
      case 'number':
        return [[name, /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text]];
      case 'list':
        return [[name, text.split(/[;\s]+/).filter((one) => one !== '')]];
      default:
        return [[name, text]];
    }
  });
  return Object.fromEntries(members);
}
