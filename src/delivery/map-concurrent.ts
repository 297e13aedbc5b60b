import { PAGE_LOADS_AT_ONCE } from './limits.ts';

/** Maps a list with limited concurrency, because D1 answers a few reads at a time well. */
export async function mapConcurrent<T, R>(list: T[], one: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < list.length; start += PAGE_LOADS_AT_ONCE)
    results.push(...(await Promise.all(list.slice(start, start + PAGE_LOADS_AT_ONCE).map(one))));
  return results;
}
