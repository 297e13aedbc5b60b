/** Short lists, whole: an agency has some dozens of products and some hundreds of licenses. */
import { type Answer, type Page, unwrap } from './api.ts';

/** Of 200 rows each. What is behind these is found by its own list, page by page, and is missing here without a word: counts are of these. */
const PAGES_MAX = 10;

/** `ask` is given the query of a page. */
export async function allOf<T>(
  ask: (query: { cursor?: string; limit: number }) => Promise<Answer<Page<T>>>,
): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_MAX; page++) {
    const { items, next }: Page<T> = await unwrap(ask({ limit: 200, ...(cursor !== null && { cursor }) }));
    rows.push(...items);
    cursor = next;
    if (cursor === null) break;
  }
  return rows;
}
