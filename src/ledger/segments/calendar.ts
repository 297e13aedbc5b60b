/** Day and hour of an entry in its license's time zone. Pure. */
import { dateAndHourIn } from '../time-zone.ts';
import type { Entry } from '../types.ts';

/** IANA time zone of a license version. */
export type ZoneOf = (license: string, version: number) => string;

export interface When {
  /** YYYY-MM-DD. */
  date: string;
  /** `00` to `23`. */
  hour: string;
}

export class Calendar {
  readonly #zoneOf: ZoneOf;
  /** Cached by minute: time zone conversion is the slowest step, and many entries share a minute. */
  readonly #minutes = new Map<string, When>();

  constructor(zoneOf: ZoneOf) {
    this.#zoneOf = zoneOf;
  }

  /** Uses the zone of the license version of the entry. */
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
