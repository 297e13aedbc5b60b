/** SQL that walks the log by article, using its index. */
import type { SegmentKey } from '../../ledger/segments/find.ts';
import type { PostingsPage } from '../../ledger/segments/pages.ts';
import { type Postings, unpackPostings } from '../../ledger/segments/postings.ts';

/** Entries of one segment about one article. */
export interface ArticlePostings extends SegmentKey {
  article: string;
  postings: Postings;
}

interface PageRow extends SegmentKey {
  high: string;
  hasMore: number;
  body: string;
}

/**
 * Postings of the articles after `after` in these segments. `end`: the last article with complete postings;
 * null: no more articles follow.
 */
export async function articlePostings(
  db: D1Database,
  segments: readonly SegmentKey[],
  after: string,
): Promise<{ found: ArticlePostings[]; end: string | null }> {
  const { results } = await db
    .prepare(
      `SELECT shard, segment AS first, high, body,
         EXISTS (SELECT 1 FROM log_pages AS later WHERE later.kind = 'article' AND later.shard = page.shard
           AND later.segment = page.segment AND later.part = page.part + 1) AS hasMore
       FROM json_each(?1) AS one
       CROSS JOIN log_pages AS page ON page.kind = 'article' AND page.shard = one.value ->> 'shard'
         AND page.segment = one.value ->> 'first' AND page.high > ?2
         AND NOT EXISTS (SELECT 1 FROM log_pages AS before WHERE before.kind = 'article' AND before.shard = page.shard
           AND before.segment = page.segment AND before.part < page.part AND before.high > ?2)`,
    )
    .bind(JSON.stringify(segments), after)
    .all<PageRow>();
  const [end = null] = results
    .filter(({ hasMore }) => hasMore === 1)
    .map(({ high }) => high)
    .sort();
  const found = results.flatMap(({ shard, first, body }) => {
    const { v, p } = JSON.parse(body) as PostingsPage;
    return v.flatMap((article, at): ArticlePostings[] =>
      article > after && (end === null || article <= end)
        ? [{ shard, first, article, postings: unpackPostings(p[at] ?? '') }]
        : [],
    );
  });
  return { found, end };
}

/**
 * Components of an article that were delivered before an instant, by entries that were deleted since:
 * license, title ('' for none) and component.
 */
export async function deletedUnits(db: D1Database, article: string, before: string): Promise<string[][]> {
  const { results } = await db
    .prepare(`SELECT license, title, component FROM deleted_holders WHERE article = ? AND at < ?`)
    .bind(article, before)
    .all<{ license: string; title: string; component: string }>();
  return results.map(({ license, title, component }) => [license, title, component]);
}
