/** SQL of going through the log article by article, by its index. */
import type { Facet } from '../../ledger/segments/facets.ts';
import { type Places, unpackPlaces } from '../../ledger/segments/places.ts';
import type { Entry } from '../../ledger/types.ts';
import { BODIES_AT_ONCE } from './limits.ts';

/** Segments (by their first number) that have entries of this time. ISO 8601 UTC; `to` is the first instant after it. */
export async function segmentsIn(
  db: D1Database,
  { sealed, from, to }: { sealed: number; from: string; to: string },
): Promise<number[]> {
  const { results } = await db
    .prepare(
      'SELECT first FROM log_segments WHERE last_at >= ? AND first_at < ? AND last <= ? AND gone < entries ORDER BY first',
    )
    .bind(from, to, sealed)
    .all<{ first: number }>();
  return results.map(({ first }) => first);
}

/** Where a value is, by segment. */
export async function placesOf(
  db: D1Database,
  { facet, value, segments }: { facet: Facet; value: string; segments: readonly number[] },
): Promise<Map<number, Places>> {
  const { results } = await db
    .prepare(
      `SELECT segment, places FROM log_places
       WHERE facet = ? AND value = ? AND segment IN (SELECT value FROM json_each(?))`,
    )
    .bind(facet, value, JSON.stringify(segments))
    .all<{ segment: number; places: string }>();
  return new Map(results.map(({ segment, places }) => [segment, unpackPlaces(places)]));
}

export interface ArticleRow {
  article: string;
  segment: number;
  places: string;
}

/** The next places of articles, by article and segment. */
export async function articleRows(
  db: D1Database,
  after: Pick<ArticleRow, 'article' | 'segment'>,
  { segments, only, limit }: { segments: readonly number[]; only?: string; limit: number },
): Promise<ArticleRow[]> {
  const { results } = await db
    .prepare(
      `SELECT value AS article, segment, places FROM log_places
       WHERE facet = 'article' AND (value, segment) > (?1, ?2) AND (?3 IS NULL OR value = ?3)
         AND segment IN (SELECT value FROM json_each(?4)) ORDER BY value, segment LIMIT ?5`,
    )
    .bind(after.article, after.segment, only ?? null, JSON.stringify(segments), limit)
    .all<ArticleRow>();
  return results;
}

/** Those of the numbers that are (still) there, ascending. */
export async function entriesAt(
  db: D1Database,
  numbers: readonly number[],
): Promise<{ n: number; entry: Entry }[]> {
  const found: { n: number; entry: Entry }[] = [];
  for (let at = 0; at < numbers.length; at += BODIES_AT_ONCE) {
    const { results } = await db
      .prepare('SELECT n, body FROM entries WHERE n IN (SELECT value FROM json_each(?)) ORDER BY n')
      .bind(JSON.stringify(numbers.slice(at, at + BODIES_AT_ONCE)))
      .all<{ n: number; body: string }>();
    for (const { n, body } of results) found.push({ n, entry: JSON.parse(body) as Entry });
  }
  return found;
}

/** What of an article was let out before, and has gone to the archive: license, title ('' for none) and component. */
export async function archivedUnits(db: D1Database, article: string, before: string): Promise<string[][]> {
  const { results } = await db
    .prepare(`SELECT license, title, component FROM archived_holders WHERE article = ? AND at < ?`)
    .bind(article, before)
    .all<{ license: string; title: string; component: string }>();
  return results.map(({ license, title, component }) => [license, title, component]);
}
