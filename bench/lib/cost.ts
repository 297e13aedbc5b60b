/** What a million deliveries cost on Cloudflare, from counted operations and stored bytes. Pure. */

/**
 * US$ for a million of each, Workers Paid, beyond what the plan includes. A shard's rows cost what D1's do.
 * Index rows, deleted rows and each `setAlarm` are rows written; each call and each alarm is a request of the
 * shard.
 * - developers.cloudflare.com/workers/platform/pricing: requests, processor time; looked up 2026-11-24
 * - developers.cloudflare.com/durable-objects/platform/pricing: requests, rows; looked up 2026-11-24
 * - developers.cloudflare.com/d1/platform/pricing: rows; looked up 2026-11-24
 * - developers.cloudflare.com/r2/pricing: operations of class A (writes, lists) and B (reads); looked up
 *   2026-11-29
 */
const PRICES = {
  requests: 0.3,
  cpuMs: 0.02,
  objectRequests: 0.15,
  rowsRead: 0.001,
  rowsWritten: 1,
  r2Writes: 4.5,
  r2Reads: 0.36,
};

/**
 * US$ for a GB and month beyond what the plan includes (D1 5 GB, Durable Objects 5 GB, R2 10 GB; standard
 * storage). The same pages, looked up on the same days.
 */
const STORAGE_PRICES = { d1: 0.75, object: 0.2, r2: 0.015 };
const GB = 1e9;

/** Rows written that the plan includes each month, for D1, and as many again for all Durable Objects. */
export const ROWS_INCLUDED = 50e6;
/** Of the mean month. */
export const SECONDS_A_MONTH = (86_400 * 365.25) / 12;

/**
 * Of one delivery, on the mean. Leaves out the time that a shard is awake: at most US$ 4 a month and shard.
 */
export type Spent = Record<keyof typeof PRICES, number>;

/** Bytes. */
export type Stored = Record<keyof typeof STORAGE_PRICES, number>;

export function costOfMillion(spent: Spent): number {
  return Object.entries(PRICES).reduce((sum, [what, price]) => sum + price * spent[what as keyof Spent], 0);
}

/** US$ a month for a million entries, each of so many bytes. */
export function storageCostOfMillion(entry: Stored): number {
  return Object.entries(STORAGE_PRICES).reduce(
    (sum, [where, price]) => sum + (price * entry[where as keyof Stored] * 1e6) / GB,
    0,
  );
}

/** From the operations of one delivery (`<side>: <operation>`) and its processor time, microseconds. */
export function spentOf(operations: Record<string, number>, cpuUs: number): Spent {
  const sum = (...names: string[]) => sumOf(operations, names);
  return {
    requests: 1 + sum('runs'),
    cpuMs: cpuUs / 1_000,
    objectRequests: sum('object calls', 'alarms run'),
    rowsRead: sum('D1 rows read', 'SQL rows read'),
    rowsWritten: sum('D1 rows written', 'SQL rows written', 'alarms set'),
    r2Writes: sum('R2 writes'),
    r2Reads: sum('R2 reads'),
  };
}

/** Of every side together. */
export function sumOf(operations: Record<string, number>, names: string[]): number {
  return Object.entries(operations)
    .filter(([name]) => names.includes(name.split(': ')[1] ?? ''))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** Share of each kind of delivery in a partner's traffic. */
export const SHAPES: Record<string, Record<string, number>> = {
  'each article once': { first: 1 },
  'articles at each view': { first: 0.02, repeated: 0.98 },
  'polling with validators': { first: 0.02, repeated: 0.03, '304': 0.95 },
};
