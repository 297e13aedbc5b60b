/**
 * A period of days in the zones of licenses: the instants it can contain, and the test for an entry. Pure.
 */
import { Calendar, type When, type ZoneOf } from '../../../ledger/segments/calendar.ts';
import type { Span } from '../../../ledger/segments/find.ts';
import type { Entry } from '../../../ledger/types.ts';
import type { Period } from '../period.ts';

const DAY_MS = 86_400_000;

/** Covers the period in every zone: none is a day or more away from UTC. */
export function spanOf({ from, to }: Period): Span {
  return {
    from: new Date(Date.parse(from) - DAY_MS).toISOString(),
    to: new Date(Date.parse(to) + 2 * DAY_MS).toISOString(),
  };
}

/** Null: outside the period. Uses the zone of the license version of the entry, like the stored sums. */
export type WhenIn = (entry: Pick<Entry, 'license' | 'licenseVersion' | 'at'>) => When | null;

export function whenIn({ from, to }: Period, zoneOf: ZoneOf): WhenIn {
  const calendar = new Calendar(zoneOf);
  return (entry) => {
    const when = calendar.when(entry);
    return when.date >= from && when.date <= to ? when : null;
  };
}
