/** A period of days in the zones of licenses: which instants it may have, and whether an entry falls into it. Pure. */
import type { ZoneOf } from '../../../ledger/segments/cells.ts';
import { dateAndHourIn } from '../../../ledger/time-zone.ts';
import type { Entry } from '../../../ledger/types.ts';
import type { Period } from '../period.ts';
import type { Span } from './entries-store.ts';

const DAY_MS = 86_400_000;

/** Of whatever zone: none is a day or more away from UTC. */
export function spanOf({ from, to }: Period): Span {
  return {
    from: new Date(Date.parse(from) - DAY_MS).toISOString(),
    to: new Date(Date.parse(to) + 2 * DAY_MS).toISOString(),
  };
}

export interface When {
  /** YYYY-MM-DD. */
  date: string;
  /** `00` to `23`. */
  hour: string;
}

/** Null: outside the period. As the sums of the log have it: in the zone of the license's version that was judged on. */
export type WhenIn = (entry: Pick<Entry, 'license' | 'licenseVersion' | 'at'>) => When | null;

export function whenIn({ from, to }: Period, zoneOf: ZoneOf): WhenIn {
  // To read a calendar takes longer than all the rest; entries come many in a minute.
  const minutes = new Map<string, When>();
  return ({ license, licenseVersion, at }) => {
    const zone = zoneOf(license, licenseVersion);
    const key = `${zone} ${at.slice(0, 16)}`;
    const when = minutes.get(key) ?? dateAndHourIn(zone, Date.parse(at));
    minutes.set(key, when);
    return when.date >= from && when.date <= to ? when : null;
  };
}
