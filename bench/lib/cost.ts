/** What a million deliveries cost on Cloudflare, from the operations that were counted. Pure. */

/**
 * US$ for a million of each, Workers Paid, beyond what the plan includes: developers.cloudflare.com/workers/platform/pricing,
 * /d1/platform/pricing and /durable-objects/platform/pricing, looked up 2026-11-24. An object's rows cost what D1's do.
 */
const PRICES = {
  requests: 0.3,
  cpuMs: 0.02,
  objectRequests: 0.15,
  rowsRead: 0.001,
  rowsWritten: 1,
};

/** Of one delivery, on the mean. Time that an object is awake is left out: kept awake all month, one costs US$ 4 at most. */
export type Spent = Record<keyof typeof PRICES, number>;

export function costOfMillion(spent: Spent): number {
  return Object.entries(PRICES).reduce((sum, [what, price]) => sum + price * spent[what as keyof Spent], 0);
}

/** Operations as counted (bench/lib/counted.ts) of one kind of delivery, with the processor's time as measured. */
export function spentOf(facts: Record<string, number>, kind: string, cpuUs: number): Spent {
  const sum = (...names: string[]) =>
    names.reduce((total, name) => total + (facts[`${kind}, ${name}`] ?? 0), 0);
  return {
    requests: 1,
    cpuMs: cpuUs / 1_000,
    // Each alarm is a call of the object, and a row when it is set.
    objectRequests: sum('request: object calls', 'object: alarms set'),
    rowsRead: sum('request: D1 rows read', 'object: D1 rows read', 'object: SQL rows read'),
    rowsWritten: sum(
      'request: D1 rows written',
      'object: D1 rows written',
      'object: SQL rows written',
      'object: alarms set',
    ),
  };
}

/** Share of each kind of delivery in a partner's traffic. */
export const SHAPES: Record<string, Record<string, number>> = {
  'each article once': { first: 1 },
  'articles at each view': { first: 0.02, repeated: 0.98 },
  'polling with validators': { first: 0.02, repeated: 0.03, '304': 0.95 },
};
