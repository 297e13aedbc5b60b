/** D1's rows against the object's entries. Pure. */
import { message } from '../templates.ts';
import type { Fault, LogRow, OwnEntry } from './types.ts';

/**
 * `rows` is what D1 has where `expected` should stand and around it. `exists` says whether the object has an entry there
 * at all: one that is not expected yet may be in D1 already, when a drain was cut off.
 */
export function compareRows(
  expected: OwnEntry[],
  rows: LogRow[],
  exists: (license: string, index: number) => boolean,
): Fault[] {
  const place = (license: string, index: number) => `${license}\n${index}`;
  const found = new Map(rows.map((row) => [place(row.license, row.idx), row]));
  const wanted = new Set(expected.map(({ license, index }) => place(license, index)));
  const faults = expected.flatMap(
    (entry) => faultOf(entry, found.get(place(entry.license, entry.index))) ?? [],
  );
  const extra = rows.filter(({ license, idx }) => !wanted.has(place(license, idx)) && !exists(license, idx));
  return [
    ...faults,
    ...extra.map(
      ({ license, idx }): Fault => ({
        kind: 'row_extra',
        license,
        index: Math.floor(idx),
        detail: message('self_check.row_extra'),
      }),
    ),
  ];
}

function faultOf({ license, index, body, leaf }: OwnEntry, row: LogRow | undefined): Fault | null {
  if (!row) return { kind: 'row_missing', license, index, detail: message('self_check.row_missing') };
  const changed = [
    ...(row.body === body ? [] : ['body']),
    ...(row.leaf === Buffer.from(leaf).toString('base64') ? [] : ['leaf']),
    ...(row.agrees ? [] : ['columns']),
  ];
  if (changed.length === 0) return null;
  return {
    kind: 'row_changed',
    license,
    index,
    detail: message('self_check.row_changed', { parts: { list: changed, joint: 'comma' } }),
  };
}
