/** A period of days in the zones of licenses: which instants it may have, and whether an entry falls into it. Pure. */
import { Calendar, type When, type ZoneOf } from '../../../ledger/segments/calendar.ts';
import type { Span } from '../../../ledger/segments/find.ts';
import type { Entry } from '../../../ledger/types.ts';
import type { Period } from '../period.ts';

const DAY_MS = 86_400_000;

/** Of whatever zone: none is a day or more away from UTC. */
export function spanOf({ from, to }: Period): Span {
  return {
    from: new Date(Date.parse(from) - DAY_MS).toISOString(),
    to: new Date(Date.parse(to) + 2 * DAY_MS).toISOString(),
  };
}

/** Null: outside the period. As the sums of the log have it: in the zone of the license's version that was judged on. */
export type WhenIn = (entry: Pick<Entry, 'license' | 'licenseVersion' | 'at'>) => When | null;

export function whenIn({ from, to }: Period, zoneOf: ZoneOf): WhenIn {
  const calendar = new Calendar(zoneOf);
  return (entry) => {
    const when = calendar.when(entry);
    return when.date >= from && when.date <= to ? when : null;
  };
}
