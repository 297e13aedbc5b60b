/** Loads short lists in full, such as products (dozens) and licenses (hundreds). */
import { type Answer, type Page, unwrap } from './api.ts';

/** Pages of 200 rows. Callers silently miss rows beyond them; those lists have a page of their own. */
const PAGES_MAX = 10;

/** `loadPage` takes the query of one page. */
export async function loadAll<T>(
  load: (query: { cursor?: string; limit: number }) => Promise<Answer<Page<T>>>,
): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_MAX; page++) {
    const { items, next }: Page<T> = await unwrap(load({ limit: 200, ...(cursor !== null && { cursor }) }));
    rows.push(...items);
    cursor = next;
    if (cursor === null) break;
  }
  return rows;
}
