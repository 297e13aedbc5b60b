/** Checks the object's own entries: the part of the self-check that needs no D1. */
import { effectOf, headOfLine, type LogLine } from '../log/entries.ts';
import type { EntryLog } from '../log/entry-log.ts';
import { leafHash } from '../merkle.ts';
import { message } from '../templates.ts';
import type { Fault } from './types.ts';

/** The license and index in a text; null: it is not an entry. */
function positionInText({ line }: Pick<LogLine, 'line'>): { license: string; index: number } | null {
  try {
    const { license, index } = headOfLine(line);
    return { license, index };
  } catch {
    return null;
  }
}

export type Position = Pick<Fault, 'license' | 'index'>;

/** The license and index of an entry whose text does not say them. */
function positionOfLeaf(log: EntryLog, seq: number): Position {
  const leaf = log.trees.findLeaf(seq);
  return { license: leaf?.tree ?? '', index: leaf?.index ?? null };
}

export function positionOf(log: EntryLog, line: LogLine | undefined): Position {
  if (!line) return { license: '', index: null };
  return positionInText(line) ?? positionOfLeaf(log, line.seq);
}

/** An entry without a text that was neither deleted nor, as the caller knows, archived. */
export function missingText(log: EntryLog, seq: number): Fault {
  const position = positionOfLeaf(log, seq);
  const detail = message('self_check.entries_missing', { index: (position.index ?? 0) + 1 });
  return { kind: 'entry_missing', ...position, detail };
}

/**
 * Checks an entry that is not archived: it has its text, unless that was deleted, and the text is that of the
 * leaf of its tree and of the holdings of its license.
 */
export function entryFaults(log: EntryLog, line: LogLine): Fault[] {
  if (line.line === '') return line.side?.deleted ? [] : [missingText(log, line.seq)];
  const position = positionInText(line);
  if (!position) return [changed(positionOfLeaf(log, line.seq))];
  const { license, index } = position;
  const stored = log.trees.leaf(license, index);
  if (!stored || !Buffer.from(stored).equals(leafHash(line.line))) return [changed(position)];
  // The tree and the license's holdings continued in another shard.
  if (index >= log.head(license).size) return [];
  const { atMs, billable, added } = effectOf(line);
  const record = log.trees.record(license, index);
  // The sequence may differ: an entry that has moved away and back has its earlier record.
  if (record && (record.atMs !== atMs || record.billable !== billable)) return [changed(position)];
  if (!added) return [];
  const holdings = log.holdings.get(license, added.item);
  const counted = added.units.filter((unit) => holdings?.units.get(unit)?.date === added.date).length;
  const faults: Fault[] = [];
  if (counted < added.units.length) {
    const detail = message('self_check.units_missing', { billed: added.units.length, counted });
    faults.push({ kind: 'unit_missing', license, index, detail });
  }
  for (const [key, grant] of added.grants) {
    const first = holdings?.grants.get(key);
    const isSame = first?.id === grant.id && first.index === index;
    // A later delivery replaces a first one with a date in the future, from a clock that was ahead.
    const isReplaced = first !== undefined && first.index > index;
    if (!isSame && !isReplaced)
      faults.push({ kind: 'grant_changed', license, index, detail: message('self_check.grant') });
  }
  return faults;
}

function changed(position: Position): Fault {
  return { kind: 'entry_changed', ...position, detail: message('self_check.entry_changed') };
}
