/**
 * SQL of the log search: finds the segments in which all values occur, and compares the entries of the tail.
 */
import type { Address } from '../../ledger/blocks/block.ts';
import type { Facet } from '../../ledger/segments/facets.ts';
import { type Condition, whereOf } from '../../platform/conditions.ts';
import type { EntryPosition } from '../entry-position.ts';
import { facetsOfFilter, type LogFilter, type Search, spanOf } from './filter.ts';
import type { FoundSegment, TailBlock } from './stretches.ts';

/** More segments than any log has. */
const SEGMENTS_ALL = 1_000_000_000;

/** First sequence of the last segment, by shard. */
type Ends = Record<string, number>;

/** One consistent read of the index. */
export interface IndexRead {
  ends: Ends;
  /** Blocks of the tail that may have matching entries. */
  tail: TailBlock[];
  segments: FoundSegment[];
}

const within = (values: string[]) => `? IN (${values.join(' UNION ALL ')})`;
const each = (member: string, path: string) =>
  `SELECT value ->> '${path}' FROM json_each(body, '$.${member}')`;

/** Value of a delivery or refusal that states none. */
const NONE = `CASE WHEN kind IN ('delivery', 'refusal') THEN '' END`;

/** The values of `facetsOf` (ledger/segments), as conditions on an entry's row. */
const HAS: Record<Facet, string> = {
  license: 'license = ?',
  partner: 'partner = ?',
  title: `coalesce(body ->> 'title', ${NONE}) = ?`,
  key: `body ->> 'key' = ?`,
  article: 'article = ?',
  section: `? IN (SELECT value FROM json_each(
    CASE WHEN json_array_length(body, '$.sections') > 0 THEN body -> '$.sections'
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

/** Operators' actions have a separate list. */
const OF_LICENSES: Condition = { sql: `license <> 'operators'`, values: [] };

const inSpan = (filter: LogFilter): Condition[] => {
  const { from, to } = spanOf(filter);
  return [
    { sql: 'at >= ?', values: [from] },
    { sql: 'at < ?', values: [to] },
  ];
};
const afterPosition = ({ order, after }: Search): Condition => ({
  sql: `(at, license, idx) ${DIRECTION[order].after} (?, ?, ?)`,
  values: [after?.at, after?.license, after?.idx],
});
const facetConditions = (filter: LogFilter): Condition[] =>
  facetsOfFilter(filter).map(([facet, value]) => ({ sql: HAS[facet], values: [value] }));

/** The first bound value is the list of blocks. CROSS JOIN fixes the order of the tables. */
const OF_BLOCKS = `json_each(?) AS block CROSS JOIN entries
  ON entries.shard = block.value ->> 'shard' AND entries.first = block.value ->> 'first'`;

/** Entries of these tail blocks that come next on the page. `column`: SQL of an additional column. */
export async function pageOfTail<E extends EntryPosition & Address>(
  db: D1Database,
  search: Search,
  { blocks, column }: { blocks: readonly { shard: string; first: number }[]; column: string },
): Promise<E[]> {
  if (blocks.length === 0) return [];
  const { where, values } = whereOf([
    OF_LICENSES,
    ...inSpan(search.filter),
    afterPosition(search),
    // Conditions that parse the entry come last.
    ...facetConditions(search.filter),
  ]);
  const { sort } = DIRECTION[search.order];
  const { results } = await db
    .prepare(
      `SELECT entries.shard, seq, at, license, idx, ${column} FROM ${OF_BLOCKS} ${where}
       ORDER BY at ${sort}, license ${sort}, idx ${sort} LIMIT ?`,
    )
    .bind(blocksJson(blocks), ...values, search.limit)
    .all<E>();
  return results;
}

const blocksJson = (blocks: readonly { shard: string; first: number }[]): string =>
  JSON.stringify(blocks.map(({ shard, first }) => ({ shard, first })));

/** Number of matching entries in these blocks of the tail. */
export async function countOfTail(db: D1Database, filter: LogFilter, blocks: TailBlock[]): Promise<number> {
  if (blocks.length === 0) return 0;
  const { where, values } = whereOf([OF_LICENSES, ...inSpan(filter), ...facetConditions(filter)]);
  const count = await db
    .prepare(`SELECT count(*) AS count FROM ${OF_BLOCKS} ${where}`)
    .bind(blocksJson(blocks), ...values)
    .first<number>('count');
  return count ?? 0;
}

/** Matching entries of these blocks of the tail, with `column` of each. */
async function entriesOfTail<E extends Address>(
  db: D1Database,
  filter: LogFilter,
  { blocks, column }: { blocks: readonly TailBlock[]; column: string },
): Promise<E[]> {
  if (blocks.length === 0) return [];
  const { where, values } = whereOf([OF_LICENSES, ...inSpan(filter), ...facetConditions(filter)]);
  const { results } = await db
    .prepare(`SELECT entries.shard, seq, ${column} FROM ${OF_BLOCKS} ${where}`)
    .bind(blocksJson(blocks), ...values)
    .all<E>();
  return results;
}

export const linesOfTail = (db: D1Database, filter: LogFilter, blocks: readonly TailBlock[]) =>
  entriesOfTail<Address & { line: string }>(db, filter, { blocks, column: 'body AS line' });

export const datesOfTail = (db: D1Database, filter: LogFilter, blocks: readonly TailBlock[]) =>
  entriesOfTail<Address & { at: string }>(db, filter, { blocks, column: 'at' });

/**
 * One transaction: an entry that is indexed meanwhile is in the tail or in a segment, never in both or
 * neither.
 */
export async function readIndex(db: D1Database, search: Search, segments = SEGMENTS_ALL): Promise<IndexRead> {
  const [ends, tail, found] = await db.batch([
    db.prepare('SELECT shard, max(first) AS first FROM log_segments GROUP BY shard'),
    tailStatement(db, search),
    segmentsStatement(db, search, { limit: segments }),
  ]);
  return {
    ends: Object.fromEntries(
      ((ends?.results ?? []) as { shard: string; first: number }[]).map(({ shard, first }) => [shard, first]),
    ),
    tail: (tail?.results ?? []) as unknown as TailBlock[],
    segments: segmentsOf(found?.results),
  };
}

/** Entries contain strings in their JSON form, so a block without one of them is not parsed. */
function tailStatement(db: D1Database, { filter, order, after }: Search): D1PreparedStatement {
  const { from, to } = spanOf(filter);
  const { where, values } = whereOf([
    { sql: 'last_at >= ?', values: [from] },
    { sql: 'first_at < ?', values: [to] },
    { sql: order === 'desc' ? 'first_at <= ?' : 'last_at >= ?', values: [after?.at] },
    ...facetsOfFilter(filter)
      .filter(([facet, value]) => facet !== 'effect' && value !== '')
      .map(([, value]) => ({ sql: 'instr(body, ?) > 0', values: [JSON.stringify(value)] })),
  ]);
  return db
    .prepare(
      `SELECT shard, first, first_at AS firstAt, last_at AS lastAt, last - first + 1 AS count
       FROM tail_blocks ${where}`,
    )
    .bind(...values);
}

/** Segments after another, among those of the first lookup. */
export async function nextSegments(
  db: D1Database,
  search: Search,
  { beyond, ends, limit }: { beyond: FoundSegment; ends: Ends; limit: number },
): Promise<FoundSegment[]> {
  const { results } = await segmentsStatement(db, search, { after: beyond, ends, limit }).all();
  return segmentsOf(results);
}

interface Options {
  after?: FoundSegment;
  ends?: Ends;
  limit: number;
}

/** Segments in which all values occur: newest first by their last entry, or oldest first by their first. */
function segmentsStatement(
  db: D1Database,
  { filter, order, after, limit: listed }: Search,
  { after: beyond, ends, limit }: Options,
): D1PreparedStatement {
  const facets = facetsOfFilter(filter);
  const { from, to } = spanOf(filter);
  const bound = order === 'desc' ? 'last_at' : 'first_at';
  // Pages have values in their JSON form, so a page without one is not parsed.
  const joins = facets.map(
    (_, i) =>
      `CROSS JOIN log_pages AS p${i} ON p${i}.kind = ? AND p${i}.shard = segment.shard AND p${i}.segment = segment.first
         AND ? BETWEEN p${i}.low AND p${i}.high AND instr(p${i}.body, ?) > 0
       CROSS JOIN json_each(p${i}.body, '$.v') AS v${i} ON v${i}.value = ?`,
  );
  // Without a value, the postings of `kind` find every entry, since each has one.
  if (facets.length === 0)
    joins.push(
      `CROSS JOIN log_pages AS p ON p.kind = 'kind' AND p.shard = segment.shard
         AND p.segment = segment.first AND p.part = 0`,
    );
  const { where, values } = whereOf([
    { sql: 'segment.entries > 0', values: [] },
    { sql: 'segment.last_at >= ?', values: [from] },
    { sql: 'segment.first_at < ?', values: [to] },
    { sql: order === 'desc' ? 'segment.first_at <= ?' : 'segment.last_at >= ?', values: [after?.at] },
    {
      sql: 'segment.first <= (SELECT value FROM json_each(?) AS ends WHERE ends.key = segment.shard)',
      values: [ends && JSON.stringify(ends)],
    },
    {
      sql: `(segment.${bound}, segment.shard, segment.first) ${DIRECTION[order].after} (?, ?, ?)`,
      values: [order === 'desc' ? beyond?.lastAt : beyond?.firstAt, beyond?.shard, beyond?.first],
    },
  ]);
  const { sort } = DIRECTION[order];
  // A single value that is only counted needs no postings for a segment that the span covers (`isCovered`).
  const spares = listed === 0 && facets.length <= 1;
  const unless = (text: string) =>
    spares ? `iif(segment.first_at >= ? AND segment.last_at < ?, '[]', ${text})` : text;
  const postings =
    facets.length === 0
      ? [`json_object('count', segment.entries, 'texts', json(${unless(`p.body -> '$.p'`)}))`]
      : facets.map(
          (_, i) =>
            `json_object('count', p${i}.body ->> ('$.n[' || v${i}.key || ']'),
               'texts', json(${unless(`json_array(p${i}.body ->> ('$.p[' || v${i}.key || ']'))`)}))`,
        );
  return db
    .prepare(
      `SELECT segment.shard, segment.first, segment.first_at AS firstAt, segment.last_at AS lastAt,
         json_array(${postings.join(', ')}) AS postings
       FROM log_segments AS segment ${joins.join(' ')} ${where}
       ORDER BY segment.${bound} ${sort}, segment.shard ${sort}, segment.first ${sort} LIMIT ?`,
    )
    .bind(
      ...(spares ? [from, to] : []),
      ...facets.flatMap(([facet, value]) => [facet, value, JSON.stringify(value), value]),
      ...values,
      limit,
    );
}

const segmentsOf = (rows: unknown[] | undefined): FoundSegment[] =>
  ((rows ?? []) as (Omit<FoundSegment, 'postings'> & { postings: string })[]).map((row) => ({
    ...row,
    postings: JSON.parse(row.postings) as FoundSegment['postings'],
  }));
