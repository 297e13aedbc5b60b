/** Reads the API's own CSV (RFC 4180, audit/csv.ts), by the names in its first line. Pure. */

export function csvRows(text: string): Record<string, string>[] {
  const [head = [], ...records] = recordsIn(text);
  return records.map((cells) =>
    Object.fromEntries(head.map((name, place) => [name, plain(cells[place] ?? '')])),
  );
}

function recordsIn(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, bare = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy)) {
    record.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (record.length > 1) records.push(record);
    record = [];
    if (end === '') break;
  }
  return records;
}

/** Without the apostrophes that keep a spreadsheet from computing a text (docs/auditor.md). */
const plain = (cell: string) =>
  cell.replaceAll(/(?<=^|[,;|"\t\r\n])'(?='*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])/gu, '');
