/** Parses the API's CSV (RFC 4180, csv.ts) by column name. Pure. */

export function csvRows(text: string): Record<string, string>[] {
  const [head = [], ...records] = recordsIn(text);
  return records.map((cells) =>
    Object.fromEntries(head.map((name, index) => [name, stripGuard(cells[index] ?? '')])),
  );
}

function recordsIn(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, bare = '', separator] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy,
  )) {
    record.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (separator === ',') continue;
    if (record.length > 1) records.push(record);
    record = [];
    if (separator === '') break;
  }
  return records;
}

/** Strips the apostrophes that protect against formulas (docs/auditor.md). */
const stripGuard = (cell: string) =>
  cell.replaceAll(/(?<=^|[,;|"\t\r\n])'(?='*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])/gu, '');
