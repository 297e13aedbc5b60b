/**
 * Reader of the log: entries by address, id or index in a license's log, and entries without an index. A
 * block is read from the database or, if its segment is archived, from R2; callers need not know which.
 */

import { timeOfId } from '../../platform/ids.ts';
import { unpackPostings } from '../segments/postings.ts';
import type { UseEntry } from '../types.ts';
import { type Address, linesOfBody } from './block.ts';
import { keyOf, type LogStore, readFiled } from './files.ts';
import { BLOCK_BYTES_AT_ONCE, BLOCKS_AT_ONCE, LINE_BYTES_AT_ONCE } from './limits.ts';

/** An entry as it was hashed. */
export interface Line extends Address {
  line: string;
}

/** Lines of blocks that are in no segment yet (by shard and first sequence), a few megabytes at a time. */
export async function* tailLines(db: D1Database, blocks: readonly Address[]): AsyncGenerator<Line[]> {
  for (let at = 0; at < blocks.length; at += BLOCKS_AT_ONCE)
    yield await readBlocks({ DB: db, BUCKET: NO_BUCKET }, blocks.slice(at, at + BLOCKS_AT_ONCE));
}

/** The tail is never in R2. */
const NO_BUCKET = { get: () => Promise.resolve(null) } as unknown as R2Bucket;

/** All lines of blocks (by shard and first sequence), in the order of `blocks`. A deleted block has none. */
export async function readBlocks(store: LogStore, blocks: readonly Address[]): Promise<Line[]> {
  const { results } = await store.DB.prepare(
    `SELECT blocks.shard, first, body FROM json_each(?) AS block
     CROSS JOIN blocks ON blocks.shard = block.value ->> 'shard' AND first = block.value ->> 'seq' ORDER BY block.key`,
  )
    .bind(JSON.stringify(blocks))
    .all<StoredBody>();
  return linesOfBlocks(store, results);
}

/** A block as the database has it; `body` null: it is in R2. */
interface StoredBody {
  shard: string;
  first: number;
  body: string | null;
}

async function linesOfBlocks(store: LogStore, blocks: readonly StoredBody[]): Promise<Line[]> {
  const filed = await readFiled(
    store,
    blocks.flatMap(({ shard, first, body }) => (body === null ? [{ shard, seq: first }] : [])),
  );
  return blocks.flatMap(({ shard, first, body }) =>
    linesOfBody(body ?? filed.get(keyOf({ shard, seq: first })) ?? '[]').flatMap((line, at) =>
      line === '' ? [] : [{ shard, seq: first + at, line }],
    ),
  );
}

/** The entries at these addresses that have their text, in the order of the addresses. */
export async function linesAt(store: LogStore, addresses: readonly Address[]): Promise<Line[]> {
  if (addresses.length <= SPARSE_MAX) return inOrder(addresses, await sparseLines(store, addresses));
  const lines: Line[] = [];
  for (let at = 0; at < addresses.length; ) {
    const next = await firstLinesAt(store, addresses.slice(at, at + LINES_AT_ONCE));
    lines.push(...next.lines);
    at += next.read;
  }
  return lines;
}

/**
 * The same for the first of these addresses, at most `LINES_AT_ONCE`: those that have about
 * `LINE_BYTES_AT_ONCE`, in blocks of at most `BLOCK_BYTES_AT_ONCE`. A block from which few lines are read
 * counts with a sixteenth of its bytes. `read`: how many addresses were looked up, at least one.
 */
export async function firstLinesAt(
  store: LogStore,
  addresses: readonly Address[],
): Promise<{ lines: Line[]; read: number }> {
  const found = new Map<string, string>();
  const dense = await denseBlocks(store.DB, addresses, LINES_OF_BLOCK_MAX);
  const readable = addresses.slice(0, dense.end ?? addresses.length);
  const keys = new Set(readable.map(keyOf));
  for (const { line, ...address } of await linesOfBlocks(store, dense.blocks))
    if (keys.has(keyOf(address))) found.set(keyOf(address), copyOf(line));
  const remaining = readable.filter((address) => !found.has(keyOf(address)));
  for (const [key, line] of await sparseLines(store, remaining)) found.set(key, line);
  return { lines: inOrder(readable, found), read: readable.length };
}

/**
 * The same of entries with at least these members; one that an entry lacks may be null. The database leaves
 * out the others, which are most of an entry.
 */
export async function firstMembersAt<Name extends keyof UseEntry>(
  store: LogStore,
  addresses: readonly Address[],
  members: readonly Name[],
): Promise<{ entries: Pick<UseEntry, Name>[]; read: number }> {
  const { end } = await denseBlocks(store.DB, addresses, Number.MAX_SAFE_INTEGER);
  const readable = addresses.slice(0, end ?? addresses.length);
  const found = await valuesAt<Pick<UseEntry, Name> | null>(store, readable, {
    sql: `json_extract(line, ${members.map((name) => `'$.${name}'`).join(', ')})`,
    ofRow: (row) => {
      const values = JSON.parse(row) as unknown[];
      return Object.fromEntries(members.map((name, index) => [name, values[index]])) as Pick<UseEntry, Name>;
    },
    ofLine: (line) => JSON.parse(line || 'null') as UseEntry | null,
  });
  return { entries: readable.flatMap((address) => found.get(keyOf(address)) ?? []), read: readable.length };
}

const inOrder = (addresses: readonly Address[], lines: ReadonlyMap<string, string>): Line[] =>
  addresses.flatMap((address) => {
    const line = lines.get(keyOf(address));
    return line ? [{ ...address, line }] : [];
  });

/** Copies a line: a slice of a body would keep all of the body in memory. */
const copyOf = (line: string): string => Buffer.from(line).toString();

/** Assumed size of a block in R2, bytes: that of a full one. */
const FILED_BYTES = 230_000;

/**
 * Lines of one statement: 2 MB of entries, which stay in the database when only their sizes are asked for.
 */
const LINES_AT_ONCE = 2_000;
const SIZES_AT_ONCE = 16_000;
/**
 * Up to this many lines of a page are read one by one. For more, a query first finds the blocks that have
 * many of them.
 */
const SPARSE_MAX = 64;
/**
 * A block with more of the lines than this is read as a whole, which then takes less time than single lines.
 */
const LINES_OF_BLOCK_MAX = 64;

/** Share of a block's bytes that its few lines count with: one of them may be large, hardly all. */
const SPARSE_SHARE = 16;

const LOCATED = `WITH wanted AS MATERIALIZED (
    SELECT value ->> 0 AS shard, value ->> 1 AS seq, value ->> 2 AS at FROM json_each(?1)),
  located AS MATERIALIZED (SELECT shard, seq, at,
    (SELECT max(first) FROM blocks WHERE blocks.shard = wanted.shard AND first <= seq) AS block FROM wanted)`;

/** With the index of each. */
const addressesJson = (addresses: readonly Address[]): string =>
  JSON.stringify(addresses.map(({ shard, seq }, at) => [shard, seq, at]));

/**
 * Blocks that have more than `linesMax` of the lines, and the index of the first address whose block exceeds a limit; null:
 * there is none.
 */
async function denseBlocks(
  db: D1Database,
  addresses: readonly Address[],
  linesMax: number,
): Promise<{ blocks: StoredBody[]; end: number | null }> {
  const { results } = await db
    .prepare(
      `${LOCATED}, found AS (SELECT shard, block, min(at) AS at, count(*) AS lines FROM located GROUP BY 1, 2),
       sized AS (
         SELECT found.shard, block, at, lines, body IS NULL AS isFiled, lines > ?4 AS isDense,
           coalesce(octet_length(body), ${FILED_BYTES}) AS bytes, last - first + 1 AS entries
         FROM found CROSS JOIN blocks ON blocks.shard = found.shard AND blocks.first = block),
       summed AS (
         SELECT *, at > 0 AND (
           sum(iif(isDense OR isFiled, bytes, bytes / ${SPARSE_SHARE})) OVER (ORDER BY at) > ?2
           OR sum(lines * bytes / entries) OVER (ORDER BY at) > ?3) AS isBeyond FROM sized)
       SELECT shard, block AS first, at, isBeyond, iif(isBeyond, NULL, (SELECT body FROM blocks
           WHERE blocks.shard = summed.shard AND blocks.first = block)) AS body
       FROM summed WHERE isDense OR isBeyond ORDER BY at`,
    )
    .bind(addressesJson(addresses), BLOCK_BYTES_AT_ONCE, LINE_BYTES_AT_ONCE, linesMax)
    .all<StoredBody & { at: number; isBeyond: number }>();
  const end = results.find(({ isBeyond }) => isBeyond === 1)?.at ?? null;
  return { blocks: results.filter(({ isBeyond }) => isBeyond === 0), end };
}

/** Lines one by one. '', or none, for a deleted text. */
const sparseLines = (store: LogStore, addresses: readonly Address[]): Promise<Map<string, string>> =>
  valuesAt(store, addresses, {
    sql: 'line',
    ofRow: (line) => line,
    ofLine: copyOf,
  });

/**
 * Where an entry stands in the log of its license, when it was written, and how many UTF-8 bytes its text
 * has.
 */
export interface LineSize extends Address {
  at: string;
  license: string;
  idx: number;
  bytes: number;
}

/** As `linesAt`, without the texts: the database measures those that it has. */
export async function sizesAt(store: LogStore, addresses: readonly Address[]): Promise<LineSize[]> {
  const found = new Map<string, SizeRow | null>();
  for (let from = 0; from < addresses.length; from += SIZES_AT_ONCE) {
    const sizes = await valuesAt(store, addresses.slice(from, from + SIZES_AT_ONCE), {
      sql: `json_array(line ->> '$.at', line ->> '$.license', line ->> '$.index', octet_length(line))`,
      ofRow: (size) => JSON.parse(size) as SizeRow,
      ofLine: (line) => (line === '' ? null : sizeOfLine(line)),
    });
    for (const [key, size] of sizes) found.set(key, size);
  }
  return addresses.flatMap((address) => {
    const size = found.get(keyOf(address));
    return size ? [{ ...address, at: size[0], license: size[1], idx: size[2], bytes: size[3] }] : [];
  });
}

type SizeRow = [at: string, license: string, idx: number, bytes: number];

function sizeOfLine(line: string): SizeRow {
  const { at, license, index } = JSON.parse(line) as { at: string; license: string; index: number };
  return [at, license, index, Buffer.byteLength(line)];
}

interface LineValue<T> {
  /** Of `line`, the JSON of an entry. */
  sql: string;
  ofRow(value: string): T;
  /** The same of an entry that is in R2; '' for a deleted text. */
  ofLine(line: string): T;
}

/**
 * A value of each line, by address; of a deleted text, none, or that of ''. At most `SIZES_AT_ONCE`.
 */
async function valuesAt<T>(
  store: LogStore,
  addresses: readonly Address[],
  { sql, ofRow, ofLine }: LineValue<T>,
): Promise<Map<string, T>> {
  const found = new Map<string, T>();
  if (addresses.length === 0) return found;
  // One pass over each body: SQLite would copy it for each path into it.
  const { results } = await store.DB.prepare(
    `${LOCATED}, found AS MATERIALIZED (
       SELECT shard, block, ',' || group_concat(seq - block) || ',' AS offsets FROM located GROUP BY 1, 2),
     lines AS MATERIALIZED (
       SELECT found.shard, block, iif(body IS NULL, offsets, NULL) AS filed, line.key AS offset, line.value AS line
       FROM found CROSS JOIN blocks ON blocks.shard = found.shard AND blocks.first = block
         LEFT JOIN json_each(body) AS line ON instr(offsets, ',' || line.key || ',') > 0)
     SELECT shard, block, filed, offset, ${sql} AS value FROM lines WHERE coalesce(filed, line) IS NOT NULL`,
  )
    .bind(addressesJson(addresses))
    .all<{ shard: string; block: number; filed: string | null; offset: number; value: string }>();
  const filed: (Address & { offsets: number[] })[] = [];
  for (const { shard, block, offset, value, ...row } of results)
    if (row.filed === null) found.set(keyOf({ shard, seq: block + offset }), ofRow(value));
    else filed.push({ shard, seq: block, offsets: row.filed.split(',').filter(Boolean).map(Number) });
  for (let from = 0; from < filed.length; from += BLOCKS_AT_ONCE) {
    const batch = filed.slice(from, from + BLOCKS_AT_ONCE);
    const bodies = await readFiled(
      store,
      batch.map(({ shard, seq }) => ({ shard, seq })),
    );
    for (const { shard, seq, offsets } of batch) {
      const lines = linesOfBody(bodies.get(keyOf({ shard, seq })) ?? '[]');
      for (const offset of offsets)
        found.set(keyOf({ shard, seq: seq + offset }), ofLine(lines[offset] ?? ''));
    }
  }
  return found;
}

/** Entries with this id: none, one, or several if another one was inserted into the database. */
export const linesOfId = (store: LogStore, id: string): Promise<Line[]> => linesOfIds(store, [id]);

/** Entries with these ids, found by the time in each id. */
export async function linesOfIds(store: LogStore, ids: readonly string[]): Promise<Line[]> {
  const dated = ids.flatMap((id) => {
    const ms = timeOfId(id);
    return ms === null ? [] : [new Date(ms).toISOString()];
  });
  const idSet = new Set(ids);
  const blocks = dated.length === 0 ? [] : await blocksAt(store.DB, dated);
  const mark = ids.length === 1 ? `"id":${JSON.stringify(ids[0])}` : '"id":';
  const found: Line[] = [];
  for (let at = 0; at < blocks.length; at += BLOCKS_AT_ONCE) {
    const containing = await having(store.DB, blocks.slice(at, at + BLOCKS_AT_ONCE), mark);
    const lines = await readBlocks(store, containing);
    found.push(...lines.filter(({ line }) => line.includes(mark) && idSet.has(idOf(line))));
  }
  return found;
}

const idOf = (line: string): string => (JSON.parse(line) as { id: string }).id;

/** Blocks whose time includes one of the instants (ISO 8601 UTC). */
async function blocksAt(db: D1Database, instants: readonly string[]): Promise<Address[]> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT blocks.shard, blocks.first AS seq FROM json_each(?1) AS one
         CROSS JOIN log_segments AS segment ON segment.last_at >= one.value AND segment.first_at <= one.value
         CROSS JOIN blocks ON blocks.shard = segment.shard AND blocks.first BETWEEN segment.first AND segment.last
           AND blocks.first_at <= one.value AND blocks.last_at >= one.value
       UNION SELECT tail_blocks.shard, tail_blocks.first FROM json_each(?1) AS one
         CROSS JOIN tail_blocks ON first_at <= one.value AND last_at >= one.value`,
    )
    .bind(JSON.stringify(instants))
    .all<Address>();
  return results;
}

/** The blocks that may contain a text: those in the database that do, and all that are in R2. */
async function having(db: D1Database, blocks: Address[], text: string): Promise<Address[]> {
  const { results } = await db
    .prepare(
      `SELECT blocks.shard, blocks.first AS seq FROM json_each(?1) AS block
       CROSS JOIN blocks ON blocks.shard = block.value ->> 'shard' AND blocks.first = block.value ->> 'seq'
       WHERE body IS NULL OR instr(body, ?2) > 0`,
    )
    .bind(JSON.stringify(blocks), text)
    .all<Address>();
  return results;
}

/** An entry with its index in the log of its license. */
export interface LicenseLine extends Line {
  idx: number;
}

/** Entries of a license from an index on, in order, at most `limit` of them. */
export async function linesOfLicense(
  store: LogStore,
  license: string,
  { from, limit }: { from: number; limit: number },
): Promise<LicenseLine[]> {
  // One transaction: an entry that is indexed meanwhile is either in a run or in the tail.
  const [ofSegments, ofTail] = await store.DB.batch([
    runsStatement(store.DB, { license, from, limit }),
    tailStatement(store.DB, { license, from, limit }),
  ]);
  const runs = (ofSegments?.results ?? []) as Run[];
  const tail = (ofTail?.results ?? []) as LicenseLine[];
  const found: LicenseLine[] = [];
  for (const run of runs) {
    if (found.length >= limit) break;
    found.push(...(await linesOfRun(store, run, { from, limit: limit - found.length })));
  }
  const last = runs.length === RUNS_MAX ? runs.at(-1) : undefined;
  // More segments may follow those that were read, so later entries of the tail are left out. The tail may
  // also have earlier ones, since a partner may have moved between shards.
  const within = ({ idx }: LicenseLine) => !last || idx < last.firstIdx + last.count;
  return [...found, ...tail.filter(within)].sort((a, b) => a.idx - b.idx).slice(0, limit);
}

async function linesOfRun(
  store: LogStore,
  { shard, segment, firstIdx, postings }: Run,
  { from, limit }: { from: number; limit: number },
): Promise<LicenseLine[]> {
  const seqs = unpackPostings(postings)
    .offsets()
    .map((offset) => segment + offset);
  const read = async (batch: number[]): Promise<LicenseLine[]> =>
    (
      await linesAt(
        store,
        batch.map((seq) => ({ shard, seq })),
      )
    ).map((entry) => ({ ...entry, idx: (JSON.parse(entry.line) as { index: number }).index }));
  // Deleted entries have no posting, so the requested entry is at this position or an earlier one.
  let begin = Math.max(0, Math.min(from - firstIdx, seqs.length - 1));
  while (begin > 0) {
    const [entry] = await read([seqs[begin] ?? 0]);
    const distance = entry ? entry.idx - from : 1;
    if (distance <= 0) break;
    begin = Math.max(0, begin - distance);
  }
  return (await read(seqs.slice(begin, begin + limit + 1))).filter(({ idx }) => idx >= from).slice(0, limit);
}

interface LicenseFrom {
  license: string;
  from: number;
  limit: number;
}

function tailStatement(db: D1Database, { license, from, limit }: LicenseFrom): D1PreparedStatement {
  return db
    .prepare(
      `SELECT shard, first + line.key AS seq, line.value ->> '$.index' AS idx, line.value AS line
       FROM tail_blocks CROSS JOIN json_each(body) AS line
       WHERE instr(body, ?1) > 0 AND line.value ->> '$.license' = ?2 AND line.value ->> '$.index' >= ?3
       ORDER BY idx LIMIT ?4`,
    )
    .bind(`"license":${JSON.stringify(license)}`, license, from, limit);
}

/** The entries of a license in one segment. */
interface Run {
  shard: string;
  segment: number;
  firstIdx: number;
  /** Number of entries from the first to the last, including deleted ones. */
  count: number;
  postings: string;
}

/**
 * Segments that have entries of a license from an index on, in the order of its log, enough for `limit`
 * entries.
 */
function runsStatement(db: D1Database, { license, from, limit }: LicenseFrom): D1PreparedStatement {
  return db
    .prepare(
      `WITH runs AS MATERIALIZED (
         SELECT shard, segment, body ->> ('$."' || ?1 || '"[0]') AS first, body ->> ('$."' || ?1 || '"[1]') AS count
         FROM log_pages WHERE kind = 'runs' AND low <= ?1 AND high >= ?1)
       SELECT runs.shard, runs.segment, first AS firstIdx, count,
         (SELECT body ->> ('$.p[' || value.key || ']') FROM log_pages CROSS JOIN json_each(body, '$.v') AS value
          WHERE log_pages.kind = 'license' AND log_pages.shard = runs.shard AND log_pages.segment = runs.segment
            AND low <= ?1 AND high >= ?1 AND value.value = ?1) AS postings
       FROM runs WHERE first + count > ?2 ORDER BY first LIMIT ?3`,
    )
    .bind(license, from, Math.max(2, Math.min(limit, RUNS_MAX)));
}

/** Segments that are read at once. */
const RUNS_MAX = 64;
