/** Deliveries and refusals by hour, UTC. Pure. */
import type { Entry } from '../types.ts';

export interface HourSum {
  /** `2026-11-26T16`. */
  hour: string;
  deliveries: number;
  refusals: number;
}

/** Prefix length of an instant that names its hour. */
export const HOUR_CHARS = 13;

export class HourCount {
  readonly #hours = new Map<string, HourSum>();

  /** Only deliveries and refusals count. */
  add({ kind, at }: Pick<Entry, 'kind' | 'at'>): void {
    if (kind !== 'delivery' && kind !== 'refusal') return;
    const hour = at.slice(0, HOUR_CHARS);
    const sum = this.#hours.get(hour) ?? { hour, deliveries: 0, refusals: 0 };
    this.#hours.set(hour, sum);
    sum[kind === 'delivery' ? 'deliveries' : 'refusals']++;
  }

  /** In order of time. */
  sums(): HourSum[] {
    return [...this.#hours.values()].sort((a, b) => (a.hour < b.hour ? -1 : 1));
  }
}
