/** What the self-check makes of the object's own entries: the part of it that needs no D1. */
import { effectOf, type LogLine } from '../log/entries.ts';
import type { EntryLog } from '../log/entry-log.ts';
import { message } from '../templates.ts';
import type { Fault, OwnEntry, Range } from './types.ts';

/** As many lines as fit. */
export function take<Line extends { line: string }>(
  lines: Iterable<Line>,
  { count, bytes }: { count: number; bytes: number },
): Line[] {
  const taken: Line[] = [];
  let size = 0;
  for (const line of lines) {
    size += line.line.length;
    if (taken.length === count || (taken.length > 0 && size > bytes)) break;
    taken.push(line);
  }
  return taken;
}

/** Null: the text is none of an entry. */
export function ownEntry({ line }: Pick<LogLine, 'line'>): OwnEntry | null {
  try {
    const { tree: license, index, leaf } = effectOf({ seq: 0, line, side: null });
    return { license, index, body: line, leaf };
  } catch {
    return null;
  }
}

/** The entries' places in as few ranges as they make. */
export function rangesOf(entries: readonly Pick<OwnEntry, 'license' | 'index'>[]): Range[] {
  const ranges: Range[] = [];
  const inOrder = entries.toSorted((a, b) =>
    a.license === b.license ? a.index - b.index : a.license < b.license ? -1 : 1,
  );
  for (const { license, index } of inOrder) {
    const last = ranges.at(-1);
    if (last?.license === license && last.last + 1 === index) last.last = index;
    else ranges.push({ license, first: index, last: index });
  }
  return ranges;
}

/** An entry against the leaf of its tree, and against the bill. */
export function ownFaults(log: EntryLog, line: LogLine): Fault[] {
  const own = ownEntry(line);
  if (!own) {
    const place = log.leafWritten(line.seq);
    return [changed(place?.tree ?? '', place?.index ?? null)];
  }
  const { license, index, leaf } = own;
  const there = log.leafOf(license, index);
  const place = log.placeOf(license, index);
  if (!there || !Buffer.from(there).equals(leaf)) return [changed(license, index)];
  const { atMs, billable, added } = effectOf(line);
  // Its sequence there may be another one: that of an entry which has left and come back is the one that it had before.
  if (place && (place.atMs !== atMs || place.billable !== billable)) return [changed(license, index)];
  if (!added) return [];
  const held = log.heldOf(license, added.item);
  const counted = added.units.filter((unit) => held?.units.get(unit)?.date === added.date).length;
  const faults: Fault[] = [];
  if (counted < added.units.length) {
    const detail = message('self_check.units_missing', { billed: added.units.length, counted });
    faults.push({ kind: 'unit_missing', license, index, detail });
  }
  for (const [key, grant] of added.grants) {
    const first = held?.grants.get(key);
    // One that a clock dated which was ahead has given way to a later one.
    const isIt = first?.id === grant.id && first.index === index;
    if (!isIt && !(first && first.index > index))
      faults.push({ kind: 'grant_changed', license, index, detail: message('self_check.grant') });
  }
  return faults;
}

function changed(license: string, index: number | null): Fault {
  return { kind: 'entry_changed', license, index, detail: message('self_check.entry_changed') };
}
