/** Entries of a period, each with its day and hour in the zone of its license. */
import type { LogStore } from '../../../ledger/blocks/files.ts';
import type { When } from '../../../ledger/segments/calendar.ts';
import { type EntryQuery, entriesFound } from '../../../ledger/segments/entries.ts';
import { zonesOf } from '../../../ledger/segments/zones.ts';
import type { Entry } from '../../../ledger/types.ts';
import type { Period } from '../period.ts';
import { spanOf, whenIn } from './span.ts';

export interface Found {
  entry: Entry;
  when: When;
}

export async function* foundInPeriod(
  store: LogStore,
  period: Period,
  facets: EntryQuery['facets'],
): AsyncGenerator<Found> {
  const zones = new Map<string, string>();
  for await (const entries of entriesFound(store, { ...spanOf(period), facets })) {
    const when = whenIn(period, await zonesOf(store.DB, entries, zones));
    for (const entry of entries) {
      const entryTime = when(entry);
      if (entryTime) yield { entry, when: entryTime };
    }
  }
}

/** Restricts a query to one license, if given. */
export const ofLicense = (license: string | undefined): EntryQuery['facets'] =>
  license === undefined ? [] : [['license', [license]]];
