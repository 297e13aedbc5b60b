import type { Holder } from './holders.ts';

/** Milliseconds. */
export interface Latency {
  pushes: number;
  median: number;
  p99: number;
  max: number;
}

/**
 * From the 2xx of each kill to its first push to each good endpoint; 0 if the push came first.
 * `acknowledgedAt`: milliseconds since the epoch.
 */
export function latencyOf(
  holders: Holder[],
  articles: string[],
  acknowledgedAt: Map<string, number>,
): Latency {
  const measured = new Set(articles);
  const latencies = holders
    .filter(({ kind }) => kind === 'good')
    .flatMap(({ arrivals }) => [...arrivals.first.values()])
    .filter(({ type, article }) => type === 'article.killed' && measured.has(article))
    .map(({ article, atMs }) => Math.max(0, atMs - (acknowledgedAt.get(article) ?? atMs)))
    .sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.ceil(share * latencies.length) - 1] ?? 0;
  return { pushes: latencies.length, median: at(0.5), p99: at(0.99), max: at(1) };
}
