/** The day and the hour of an entry in its license's time zone. Pure. */
import { dateAndHourIn } from '../time-zone.ts';
import type { Entry } from '../types.ts';

/** IANA name of a license's time zone, as of a version of it. */
export type ZoneOf = (license: string, version: number) => string;

export interface When {
  /** YYYY-MM-DD. */
  date: string;
  /** `00` to `23`. */
  hour: string;
}

export class Calendar {
  readonly #zoneOf: ZoneOf;
  /** To read a calendar takes longer than all the rest; entries come many in a minute. */
  readonly #minutes = new Map<string, When>();

  constructor(zoneOf: ZoneOf) {
    this.#zoneOf = zoneOf;
  }

  /** In the zone of the license's version that was judged on. */
  when({ license, licenseVersion, at }: Pick<Entry, 'license' | 'licenseVersion' | 'at'>): When {
    const zone = this.#zoneOf(license, licenseVersion);
    const key = `${zone} ${at.slice(0, 16)}`;
    let when = this.#minutes.get(key);
    if (!when) {
      when = dateAndHourIn(zone, Date.parse(at));
      this.#minutes.set(key, when);
    }
    return when;
  }
}
