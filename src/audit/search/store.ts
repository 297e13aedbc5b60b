/** SQL of the search: what is indexed by its places, the tail after them as it is, entries by their number. */
import { OPERATORS_LOG } from '../../ledger/names.ts';
import type { Facet } from '../../ledger/segments/facets.ts';
import { SEALED_TO } from '../../ledger/segments/sealed-to.ts';
import { type Condition, whereOf } from '../../platform/conditions.ts';
import { facetsAsked, type LogFilter, type Search, spanOf } from './filter.ts';
import type { FoundSegment } from './stretches.ts';

/** More than any log has. */
const SEGMENTS_ALL = 1_000_000_000;

/** What one read of the log says of it, all as of the same moment. */
export interface Look<T> {
  /** Of what is after the last segment. */
  tail: T;
  /** Number of the last entry that is indexed. */
  sealed: number;
  segments: FoundSegment[];
}

const within = (values: string[]) => `? IN (${values.join(' UNION ALL ')})`;
const each = (member: string, path: string) =>
  `SELECT value ->> '${path}' FROM json_each(body, '$.${member}')`;

/** What a use has where it states nothing. */
const NONE = `CASE WHEN kind IN ('delivery', 'refusal') THEN '' END`;

/** What `facetsOf` (ledger/segments) takes from an entry, as a condition on its row. */
const HAS: Record<Facet, string> = {
  license: 'license = ?',
  partner: 'partner = ?',
  title: `coalesce(body ->> 'title', ${NONE}) = ?`,
  key: `body ->> 'key' = ?`,
  article: 'article = ?',
  section: `? IN (SELECT value FROM json_each(CASE WHEN json_array_length(body, '$.sections') > 0 THEN body -> '$.sections'
    ELSE json_array(${NONE}) END))`,
  type: within([each('delivered', 'type'), each('withheld', 'type')]),
  use: `body ->> 'use' = ?`,
  territory: `body ->> 'territory' = ?`,
  channel: `body ->> 'channel' = ?`,
  outcome: 'outcome = ?',
  code: within(['SELECT code', each('withheld', 'code')]),
  rule: within([`SELECT body ->> 'decidedBy'`, each('withheld', 'decidedBy')]),
  env: 'env = ?',
  kind: 'kind = ?',
  supplier: within([each('delivered', 'supplier')]),
  format: `body ->> 'format' = ?`,
  effect: `kind = 'delivery' AND CASE WHEN json_array_length(body, '$.delivered') = 0 THEN 'empty'
    WHEN billable > 0 THEN 'units' ELSE 'repeat' END = ?`,
};

const DIRECTION = { asc: { sort: 'ASC', after: '>' }, desc: { sort: 'DESC', after: '<' } } as const;

/** What operators do has a list of its own. */
const OF_LICENSES: Condition = { sql: `license <> '${OPERATORS_LOG}'`, values: [] };
const IN_TAIL: Condition = { sql: `n > ${SEALED_TO}`, values: [] };

const inSpan = (filter: LogFilter): Condition[] => {
  const { from, to } = spanOf(filter);
  return [
    { sql: 'at >= ?', values: [from] },
    { sql: 'at < ?', values: [to] },
  ];
};
const afterPlace = ({ order, after }: Search): Condition => ({
  sql: `(at, license, idx) ${DIRECTION[order].after} (?, ?, ?)`,
  values: [after?.at, after?.license, after?.idx],
});
const asAsked = (filter: LogFilter): Condition[] =>
  facetsAsked(filter).map(([facet, value]) => ({ sql: HAS[facet], values: [value] }));

/** The index by time is the order of the list. */
const BY_TIME = 'entries';
/** By the number, where otherwise the order of the page would have all of time walked through. */
const BY_NUMBER = 'entries NOT INDEXED';
/** The numbers as the first value that is bound; in this order of tables, and no other. */
const NUMBERED = 'json_each(?) AS wanted CROSS JOIN entries NOT INDEXED ON entries.n = wanted.value';

const LISTED = { entries: 'leaf, body', sizes: 'octet_length(body) AS bytes' } as const;

const columnsOf = ({ listed = 'entries' }: Search) => `at, license, idx, ${LISTED[listed]}`;

interface From {
  tables: typeof BY_TIME | typeof BY_NUMBER | typeof NUMBERED;
  /** What the tables bind. */
  bound?: string[];
  conditions?: Condition[];
}

function page(
  db: D1Database,
  search: Search,
  { tables, bound = [], conditions = [] }: From,
): D1PreparedStatement {
  const { where, values } = whereOf([
    OF_LICENSES,
    ...inSpan(search.filter),
    afterPlace(search),
    // Last what has to read the entry.
    ...conditions,
  ]);
  const { sort } = DIRECTION[search.order];
  return db
    .prepare(
      `SELECT ${columnsOf(search)} FROM ${tables} ${where}
       ORDER BY at ${sort}, license ${sort}, idx ${sort} LIMIT ?`,
    )
    .bind(...bound, ...values, search.limit);
}

/** A page of all licenses: the index by time is the order of the list. */
export async function pageByTime<T>(db: D1Database, search: Search): Promise<T[]> {
  const { results } = await page(db, search, { tables: BY_TIME }).all<T>();
  return results;
}

/** A page of one license, at any time: its log is in the order of the list. */
export async function pageOfLicense<T>(db: D1Database, license: string, search: Search): Promise<T[]> {
  const { order, after, limit } = search;
  const { sort, after: beyond } = DIRECTION[order];
  const { where, values } = whereOf([
    OF_LICENSES,
    { sql: 'license = ?', values: [license] },
    { sql: `idx ${beyond} ?`, values: [after?.idx] },
  ]);
  const { results } = await db
    .prepare(`SELECT ${columnsOf(search)} FROM entries ${where} ORDER BY idx ${sort} LIMIT ?`)
    .bind(...values, limit)
    .all<T>();
  return results;
}

/** Of the entries with these numbers, those that come next on the page. */
export async function pageOfNumbers<T>(db: D1Database, search: Search, numbers: number[]): Promise<T[]> {
  const from: From = { tables: NUMBERED, bound: [JSON.stringify(numbers)] };
  const { results } = await page(db, search, from).all<T>();
  return results;
}

/** The first look of a page that begins with the newest. */
export async function lookForPage<T>(db: D1Database, search: Search, segments: number): Promise<Look<T[]>> {
  const tail = page(db, search, {
    tables: BY_NUMBER,
    conditions: [IN_TAIL, ...asAsked(search.filter)],
  });
  return looked<T>(db, search, tail, segments);
}

/** The first look of a page that begins with the oldest; of the tail just the time of its first entry, null when it has none. */
export async function lookFromOldest(
  db: D1Database,
  search: Search,
  segments: number,
): Promise<Look<string | null>> {
  const { where } = whereOf([OF_LICENSES, IN_TAIL]);
  const tail = db.prepare(`SELECT min(at) AS firstAt FROM entries NOT INDEXED ${where}`);
  const look = await looked<{ firstAt: string | null }>(db, search, tail, segments);
  return { ...look, tail: look.tail[0]?.firstAt ?? null };
}

/** Of what was not sealed at the first look, what comes next on the page. */
export async function pageOfTail<T>(db: D1Database, search: Search, sealed: number): Promise<T[]> {
  const afterSealed = { sql: 'n > ?', values: [sealed] };
  const conditions = [afterSealed, ...asAsked(search.filter)];
  const { results } = await page(db, search, { tables: BY_NUMBER, conditions }).all<T>();
  return results;
}

/** The first look of a count. */
export async function lookForCount(db: D1Database, search: Search, segments: number): Promise<Look<number>> {
  const { filter } = search;
  const { where, values } = whereOf([OF_LICENSES, IN_TAIL, ...inSpan(filter), ...asAsked(filter)]);
  const tail = db.prepare(`SELECT count(*) AS count FROM entries NOT INDEXED ${where}`).bind(...values);
  const look = await looked<{ count: number }>(db, search, tail, segments);
  return { ...look, tail: look.tail[0]?.count ?? 0 };
}

/** All segments that have what is asked for, with the places of each value; the bodies of what is not sealed yet. */
export async function lookAtAll(db: D1Database, filter: LogFilter): Promise<Look<string[]>> {
  // Places come along with whatever is listed.
  const search: Search = { filter, order: 'desc', limit: 1 };
  const { where, values } = whereOf([OF_LICENSES, IN_TAIL, ...inSpan(filter), ...asAsked(filter)]);
  const tail = db.prepare(`SELECT body FROM entries NOT INDEXED ${where}`).bind(...values);
  const look = await looked<{ body: string }>(db, search, tail, SEGMENTS_ALL);
  return { ...look, tail: look.tail.map(({ body }) => body) };
}

/** One transaction: what is sealed meanwhile is either in the tail or in a segment, never in both and never in none. */
async function looked<T>(
  db: D1Database,
  search: Search,
  tail: D1PreparedStatement,
  segments: number,
): Promise<Look<T[]>> {
  const [inTail, sealed, found] = await db.batch([
    tail,
    db.prepare(`SELECT ${SEALED_TO} AS sealed`),
    segmentsStatement(db, search, { limit: segments }),
  ]);
  return {
    tail: (inTail?.results ?? []) as T[],
    sealed: (sealed?.results[0] as { sealed: number } | undefined)?.sealed ?? 0,
    segments: segmentsOf(found?.results),
  };
}

/** The segments after another, among those that were there at the first look. */
export async function nextSegments(
  db: D1Database,
  search: Search,
  { beyond, sealed, limit }: { beyond: FoundSegment; sealed: number; limit: number },
): Promise<FoundSegment[]> {
  const { results } = await segmentsStatement(db, search, { beyond, sealed, limit }).all();
  return segmentsOf(results);
}

interface Wanted {
  beyond?: FoundSegment;
  sealed?: number;
  limit: number;
}

/** Newest first by their last entry, or oldest first by their first one: those in which every value asked for occurs. */
function segmentsStatement(
  db: D1Database,
  { filter, order, after, limit: listed }: Search,
  { beyond, sealed, limit }: Wanted,
): D1PreparedStatement {
  const facets = facetsAsked(filter);
  const { from, to } = spanOf(filter);
  const bound = order === 'desc' ? 'last_at' : 'first_at';
  const joins = facets.map(
    (_, i) =>
      `CROSS JOIN log_places AS p${i} ON p${i}.facet = ? AND p${i}.value = ? AND p${i}.segment = segment.first`,
  );
  const { where, values } = whereOf([
    { sql: 'segment.gone < segment.entries', values: [] },
    { sql: 'last_at >= ?', values: [from] },
    { sql: 'first_at < ?', values: [to] },
    { sql: order === 'desc' ? 'first_at <= ?' : 'last_at >= ?', values: [after?.at] },
    { sql: 'segment.last <= ?', values: [sealed] },
    {
      sql: `(${bound}, segment.first) ${DIRECTION[order].after} (?, ?)`,
      values: [order === 'desc' ? beyond?.lastAt : beyond?.firstAt, beyond?.first],
    },
  ]);
  const { sort } = DIRECTION[order];
  // Of one value that is only counted, no places are needed where the segment counts whole (`isWhole`).
  const spares = listed === 0 && facets.length === 1;
  const text = spares
    ? () => `iif(gone = 0 AND first_at >= ? AND last_at < ?, '', p0.places)`
    : (i: number) => `p${i}.places`;
  return db
    .prepare(
      `SELECT segment.first, first_at AS firstAt, last_at AS lastAt, gone,
         json_array(${facets.map((_, i) => `json_object('count', p${i}.count, 'text', ${text(i)})`).join(', ')}) AS places
       FROM log_segments AS segment ${joins.join(' ')} ${where}
       ORDER BY ${bound} ${sort}, segment.first ${sort} LIMIT ?`,
    )
    .bind(...(spares ? [from, to] : []), ...facets.flat(), ...values, limit);
}

const segmentsOf = (rows: unknown[] | undefined): FoundSegment[] =>
  ((rows ?? []) as (Omit<FoundSegment, 'places'> & { places: string })[]).map((row) => ({
    ...row,
    places: JSON.parse(row.places) as FoundSegment['places'],
  }));

/** How many of the entries with these numbers are there, in the time asked for. */
export async function countOfNumbers(db: D1Database, filter: LogFilter, chunks: number[][]): Promise<number> {
  if (chunks.length === 0) return 0;
  const { where, values } = whereOf(inSpan(filter));
  const count = db.prepare(`SELECT count(*) AS count FROM ${NUMBERED} ${where}`);
  const counted = await db.batch<{ count: number }>(
    chunks.map((chunk) => count.bind(JSON.stringify(chunk), ...values)),
  );
  return counted.reduce((sum, { results }) => sum + (results[0]?.count ?? 0), 0);
}

/** All entries of licenses in a span of time: segments that lie in it whole by their sums. */
export async function countByTime(db: D1Database, filter: LogFilter): Promise<number> {
  const { from, to } = spanOf(filter);
  const { results } = await db
    .prepare(
      `SELECT (SELECT coalesce(sum(entries - gone), 0) FROM log_segments WHERE first_at >= ?1 AND last_at < ?2)
         + (SELECT count(*) FROM log_segments AS segment CROSS JOIN entries NOT INDEXED
            WHERE gone < entries AND last_at >= ?1 AND first_at < ?2 AND NOT (first_at >= ?1 AND last_at < ?2)
              AND n BETWEEN segment.first AND segment.last AND ${OF_LICENSES.sql} AND at >= ?1 AND at < ?2)
         + (SELECT count(*) FROM entries NOT INDEXED
            WHERE ${IN_TAIL.sql} AND ${OF_LICENSES.sql} AND at >= ?1 AND at < ?2) AS count`,
    )
    .bind(from, to)
    .all<{ count: number }>();
  return results[0]?.count ?? 0;
}
