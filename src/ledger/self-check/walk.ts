/** Checks the object's own entries: the part of the self-check that needs no D1. */
import { effectOf, headOfLine, type LogLine } from '../log/entries.ts';
import type { EntryLog } from '../log/entry-log.ts';
import { leafHash } from '../merkle.ts';
import { message } from '../templates.ts';
import type { Fault, StoredEntry } from './types.ts';

/** Null: the text is not an entry. */
export function parseEntry({ line }: Pick<LogLine, 'line'>): StoredEntry | null {
  try {
    const { license, index } = headOfLine(line);
    return { license, index, body: line, leaf: leafHash(line) };
  } catch {
    return null;
  }
}

/** An entry without a text that was neither deleted nor, as the caller knows, archived. */
export function missingText(log: EntryLog, seq: number): Fault {
  const leaf = log.trees.findLeaf(seq);
  return {
    kind: 'entry_missing',
    license: leaf?.tree ?? '',
    index: leaf?.index ?? null,
    detail: message('self_check.entries_missing', { index: (leaf?.index ?? 0) + 1 }),
  };
}

/**
 * Checks an entry that is not archived: it has its text, unless that was deleted, and the text is that of the
 * leaf of its tree and of the holdings of its license.
 */
export function entryFaults(log: EntryLog, line: LogLine): Fault[] {
  if (line.line === '') return line.side?.deleted ? [] : [missingText(log, line.seq)];
  const entry = parseEntry(line);
  if (!entry) {
    const found = log.trees.findLeaf(line.seq);
    return [changed(found?.tree ?? '', found?.index ?? null)];
  }
  const { license, index, leaf } = entry;
  const stored = log.trees.leaf(license, index);
  if (!stored || !Buffer.from(stored).equals(leaf)) return [changed(license, index)];
  // The tree and the license's holdings continued in another shard.
  if (index >= log.head(license).size) return [];
  const { atMs, billable, added } = effectOf(line);
  const record = log.trees.record(license, index);
  // The sequence may differ: an entry that has moved away and back has its earlier record.
  if (record && (record.atMs !== atMs || record.billable !== billable)) return [changed(license, index)];
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

function changed(license: string, index: number | null): Fault {
  return { kind: 'entry_changed', license, index, detail: message('self_check.entry_changed') };
}
