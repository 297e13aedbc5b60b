/** Refusals and withheld components by license, day and rule. Pure. */
import type { Entry } from '../types.ts';
import type { Calendar } from './calendar.ts';

/** Requests that a rule refused with a code, and components that it stopped. */
export type Stopped = [refused: number, components: number];

export interface Stop {
  license: string;
  /** YYYY-MM-DD in the license's zone. */
  day: string;
  /** In the form of `decidedBy`. */
  rule: string;
  /** Entries in which it refused or withheld something, and how many of them are deliveries. */
  entries: number;
  deliveries: number;
  /** ISO 8601 UTC. */
  firstAt: string;
  lastAt: string;
  codes: Record<string, Stopped>;
}

export class StopCount {
  readonly #calendar: Calendar;
  readonly #stops = new Map<string, Stop>();

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  /** Only deliveries and refusals count. */
  add(entry: Entry): void {
    if (entry.kind !== 'delivery' && entry.kind !== 'refusal') return;
    const { code, decidedBy, withheld } = entry;
    const rules = new Set<Stop>();
    if (entry.kind === 'refusal') {
      const refusing = this.#of(decidedBy, entry);
      stoppedBy(refusing, code ?? '')[0]++;
      rules.add(refusing);
    }
    for (const part of withheld) {
      const withholding = this.#of(part.decidedBy, entry);
      stoppedBy(withholding, part.code)[1]++;
      rules.add(withholding);
    }
    for (const rule of rules) {
      rule.entries++;
      if (entry.kind === 'delivery') rule.deliveries++;
    }
  }

  stops(): Stop[] {
    return [...this.#stops.values()];
  }

  #of(rule: string, entry: Pick<Entry, 'license' | 'licenseVersion' | 'at'>): Stop {
    const { license, at } = entry;
    const { date: day } = this.#calendar.when(entry);
    const key = [license, day, rule].join('\n');
    let stop = this.#stops.get(key);
    if (!stop) {
      // A code may be any string, so the object has no prototype whose members it could hit.
      const codes = Object.create(null);
      stop = { license, day, rule, entries: 0, deliveries: 0, firstAt: at, lastAt: at, codes };
      this.#stops.set(key, stop);
    }
    if (at < stop.firstAt) stop.firstAt = at;
    if (at > stop.lastAt) stop.lastAt = at;
    return stop;
  }
}

function stoppedBy({ codes }: Stop, code: string): Stopped {
  const counts = codes[code] ?? [0, 0];
  codes[code] = counts;
  return counts;
}
