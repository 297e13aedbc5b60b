/**
 * Load over HTTP, by autocannon: so many connections, each with the next request as soon as it has its
 * answer.
 */
import autocannon from 'autocannon';

export interface Ask {
  path: string;
  headers: Record<string, string>;
}

export interface Load {
  url: string;
  /** Each is sent once. */
  asks: readonly Ask[];
  connections: number;
  /** The status that every answer must have. */
  expected: number;
}

export interface Measured {
  /** Answers a second, from the first request to the last answer. */
  rate: number;
  /** Of every answer, milliseconds, sorted. */
  latencies: number[];
}

/** How often autocannon looks whether it has finished, milliseconds. */
const LOOK_MS = 20;

/** Throws when an answer is not as expected: what is fast and wrong is not measured. */
export async function load({ url, asks, connections, expected }: Load): Promise<Measured> {
  const latencies: number[] = [];
  const others = new Map<number, number>();
  const shares = sharesOf(asks, connections);
  let client = 0;
  let endedAt = 0;
  const begunAt = performance.now();
  await new Promise<void>((resolve, reject) => {
    const running = autocannon(
      {
        url,
        connections: shares.length,
        amount: asks.length,
        sampleInt: LOOK_MS,
        setupClient: (connection) => connection.setRequests(shares[client++] ?? []),
      } as autocannon.Options,
      (error, { errors, timeouts }) => {
        if (error) reject(error);
        else if (errors + timeouts > 0)
          reject(new Error(`${errors} errors, ${timeouts} time-outs at ${url}`));
        else resolve();
      },
    );
    running.on('response', (_client, status, _bytes, ms) => {
      latencies.push(ms);
      endedAt = performance.now();
      if (status !== expected) others.set(status, (others.get(status) ?? 0) + 1);
    });
  });
  if (others.size > 0)
    throw new Error(`${url}${asks[0]?.path}: expected ${expected}, got ${JSON.stringify([...others])}`);
  return {
    rate: (1_000 * latencies.length) / (endedAt - begunAt),
    latencies: latencies.sort((a, b) => a - b),
  };
}

/** As autocannon distributes an amount: the first ones take what is left over. */
function sharesOf(asks: readonly Ask[], connections: number): autocannon.Request[][] {
  const shares = Array.from({ length: Math.min(connections, asks.length) }, (): autocannon.Request[] => []);
  for (const [place, ask] of asks.entries()) shares[place % shares.length]?.push({ method: 'GET', ...ask });
  return shares;
}

/** Nearest rank; `share` between 0 and 1. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
