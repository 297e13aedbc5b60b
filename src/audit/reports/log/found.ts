/** The entries of a report over a period, each with its day and hour in its license's zone. */
import { zonesOf } from '../../../ledger/segments/store.ts';
import type { Entry } from '../../../ledger/types.ts';
import type { Period } from '../period.ts';
import { entriesFound, type Wanted } from './entries.ts';
import { spanOf, type When, whenIn } from './span.ts';

export interface Found {
  entry: Entry;
  when: When;
}

export async function* foundInPeriod(
  db: D1Database,
  period: Period,
  facets: Wanted['facets'],
): AsyncGenerator<Found> {
  const zones = new Map<string, string>();
  for await (const entries of entriesFound(db, { ...spanOf(period), facets })) {
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
