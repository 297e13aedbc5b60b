import { PAGE_LOADS_AT_ONCE } from './limits.ts';

/** Several at once, but never more than D1 answers well. */
export async function mapConcurrent<T, R>(list: T[], one: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < list.length; start += PAGE_LOADS_AT_ONCE)
    results.push(...(await Promise.all(list.slice(start, start + PAGE_LOADS_AT_ONCE).map(one))));
  return results;
}
