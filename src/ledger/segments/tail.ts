/** Entries without an index, and their sums. */
import type { Address } from '../blocks/block.ts';
import { tailLines } from '../blocks/read.ts';
import type { Entry } from '../types.ts';
import { Calendar, type ZoneOf } from './calendar.ts';
import { entryOf } from './segment.ts';
import { zonesOf } from './zones.ts';

export interface TailEntry extends Address {
  entry: Entry;
}

/** Indexable entries of these blocks, a few megabytes at a time. */
export async function* tailEntries(db: D1Database, blocks: readonly Address[]): AsyncGenerator<TailEntry[]> {
  for await (const lines of tailLines(db, blocks))
    yield lines.flatMap(({ line, ...address }) => {
      const entry = entryOf(line);
      return entry ? [{ ...address, entry }] : [];
    });
}

/**
 * Counts the entries of these blocks. `zoneOf` absent: by the zone of each entry's license version.
 */
export async function countTail<Count extends { add(entry: Entry): void }>(
  db: D1Database,
  blocks: readonly Address[],
  CountType: new (calendar: Calendar) => Count,
  { licenses, zoneOf }: { licenses: ReadonlySet<string> | undefined; zoneOf?: ZoneOf | undefined },
): Promise<Count> {
  const zones = new Map<string, string>();
  const counted = new CountType(new Calendar(zoneOf ?? (await zonesOf(db, [], zones))));
  for await (const found of tailEntries(db, blocks)) {
    const matching = found
      .map(({ entry }) => entry)
      .filter(({ license }) => !licenses || licenses.has(license));
    if (!zoneOf) await zonesOf(db, matching, zones);
    for (const entry of matching) counted.add(entry);
  }
  return counted;
}
