/** CSV as others read it: shares no code with what writes it. */

/** RFC 4180 §2, by another separator too: as a spreadsheet reads it. */
export function readCsv(text: string, separator = ','): string[][] {
  const records: string[][] = [[]];
  let at = 0;
  const line = () => records.at(-1) as string[];
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; at < text.length; at++) {
        if (text[at] === '"' && text[at + 1] !== '"') break;
        if (text[at] === '"') at++;
        cell += text[at];
      }
      at++;
    }
    for (; at < text.length && text[at] !== separator && !'\r\n'.includes(text[at] as string); at++)
      cell += text[at];
    line().push(cell);
    if (text[at] === separator) {
      at++;
      if (at === text.length || '\r\n'.includes(text[at] as string)) line().push('');
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    if ('\r\n'.includes(text[at] ?? ' ')) {
      at++;
      if (at < text.length) records.push([]);
    }
  }
  return records;
}

/** As docs/auditor.md tells it. */
export const asWritten = (cell: string) =>
  cell.replace(/(?<=^|[,;|"\t\r\n])'(?='*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])/gu, '');
