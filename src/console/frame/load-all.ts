/** Loads lists page by page. `load` takes the query of one page. Throws `ApiError`. */
import { type Answer, type Page, unwrap } from './api.ts';

export type LoadPage<Row> = (query: { cursor?: string; limit: number }) => Promise<Answer<Page<Row>>>;

export async function* pagesOf<Row>(load: LoadPage<Row>, limit: number): AsyncGenerator<Page<Row>> {
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Page<Row> = await unwrap(load({ limit, ...(cursor && { cursor }) }));
    yield page;
    cursor = page.next;
  }
}

/** Rows beyond them are left out; those lists have a page of their own. */
const ROWS_MAX = 2_000;

/** For short lists, such as products (dozens) and licenses (hundreds). */
export async function loadAll<Row>(load: LoadPage<Row>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { items } of pagesOf(load, 200)) if (rows.push(...items) >= ROWS_MAX) break;
  return rows;
}
