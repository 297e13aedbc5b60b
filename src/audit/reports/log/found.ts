/** The entries of a report over a period, each with its day and hour in its license's zone. */
import { zonesOf } from '../../../ledger/segments/store.ts';
import type { Entry } from '../../../ledger/types.ts';
import type { Period } from '../period.ts';
import { partsFound, type ReadByNumber, type Wanted } from './entries.ts';
import { readEntries } from './entries-store.ts';
import { spanOf, type When, whenIn } from './span.ts';

/** `Part`: as much of an entry as the report reads. */
export interface Found<Part = Entry> {
  entry: Part;
  when: When;
}

type Dated = Pick<Entry, 'license' | 'licenseVersion' | 'at'>;

export const foundInPeriod = (db: D1Database, period: Period, facets: Wanted['facets']) =>
  partsInPeriod(db, { period, facets, read: readEntries });

export async function* partsInPeriod<Part extends Dated>(
  db: D1Database,
  { period, facets, read }: { period: Period; facets: Wanted['facets']; read: ReadByNumber<Part> },
): AsyncGenerator<Found<Part | Entry>> {
  const zones = new Map<string, string>();
  for await (const entries of partsFound(db, { ...spanOf(period), facets }, read)) {
    const when = whenIn(period, await zonesOf(db, entries, zones));
    for (const entry of entries) {
      const own = when(entry);
      if (own) yield { entry, when: own };
    }
  }
}

/** What narrows a report to one license, if it does. */
export const ofLicense = (license: string | undefined): Wanted['facets'] =>
  license === undefined ? [] : [['license', [license]]];
