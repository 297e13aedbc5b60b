/**
 * Reader of the log: entries by address, id or index in a license's log, and entries without an index. A
 * block is read from the database or, if its segment is archived, from R2; callers need not know which.
 */
import { timeOfId } from '../../platform/ids.ts';
import { unpackPostings } from '../segments/postings.ts';
import type { UseEntry } from '../types.ts';
import { type Address, linesOfBody, PART_ENTRIES } from './block.ts';
import { keyOf, type LogStore, readFiled } from './files.ts';
import { BLOCKS_AT_ONCE, LINE_BYTES_AT_ONCE } from './limits.ts';

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
    .all<{ shard: string; first: number; body: string | null }>();
  const filed = await readFiled(
    store,
    results.flatMap(({ shard, first, body }) => (body === null ? [{ shard, seq: first }] : [])),
  );
  return results.flatMap(({ shard, first, body }) =>
    linesOfBody(body ?? filed.get(keyOf({ shard, seq: first })) ?? '[]').flatMap((line, at) =>
      line === '' ? [] : [{ shard, seq: first + at, line }],
    ),
  );
}

/** The entries at these addresses that have their text, in the order of the addresses. */
export async function linesAt(store: LogStore, addresses: readonly Address[]): Promise<Line[]> {
  if (addresses.length <= UNWEIGHED_MAX) return (await readLines(store, addresses, null)).lines;
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
 * `LINE_BYTES_AT_ONCE`. `read`: how many addresses were looked up, at least one.
 */
export const firstLinesAt = (
  store: LogStore,
  addresses: readonly Address[],
): Promise<{ lines: Line[]; read: number }> => readLines(store, addresses, LINE_BYTES_AT_ONCE);

async function readLines(
  store: LogStore,
  addresses: readonly Address[],
  bytesMax: number | null,
): Promise<{ lines: Line[]; read: number }> {
  const { values, read } = await valuesAt(store, addresses, {
    sql: 'line.value',
    ofRow: (line) => line,
    // A slice of a body would keep all of the body in memory.
    ofLine: (line) => Buffer.from(line).toString(),
    bytesMax,
  });
  const lines = addresses.slice(0, read).flatMap((address) => {
    const line = values.get(keyOf(address));
    return line ? [{ ...address, line }] : [];
  });
  return { lines, read };
}

/**
 * Lines of one statement: 2 MB of entries, which stay in the database when only their sizes are read.
 */
const LINES_AT_ONCE = 2_000;
const SIZES_AT_ONCE = 16_000;
/** Up to this many lines are read whatever their size. */
const UNWEIGHED_MAX = 64;
/** Assumed size of a block in R2, bytes: that of a full one. */
export const FILED_BYTES = 230_000;
/** Least share of a block's bytes that its lines count with: one of them may be large, hardly all. */
const SPARSE_SHARE = 16;
/** Parts of a block that are read one by one: about as many take as long as all of it. */
const PARTS_MAX = 8;

/**
 * As `firstLinesAt`, with at least these members of each entry (two or more names); a member that the entry
 * lacks may be null. The database leaves out the other members, which are most of an entry.
 */
export async function firstMembersAt<Name extends keyof UseEntry>(
  store: LogStore,
  addresses: readonly Address[],
  members: readonly Name[],
): Promise<{ entries: Pick<UseEntry, Name>[]; read: number }> {
  const { values, read } = await valuesAt(store, addresses, {
    sql: `json_extract(line.value, ${members.map((name) => `'$.${name}'`).join(', ')})`,
    ofRow: (row) => {
      const found = JSON.parse(row) as unknown[];
      return Object.fromEntries(members.map((name, index) => [name, found[index]])) as Pick<UseEntry, Name>;
    },
    ofLine: (line) => JSON.parse(line) as UseEntry,
    bytesMax: LINE_BYTES_AT_ONCE,
  });
  return { entries: addresses.slice(0, read).flatMap((address) => values.get(keyOf(address)) ?? []), read };
}

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
  const found = new Map<string, SizeRow>();
  for (let from = 0; from < addresses.length; from += SIZES_AT_ONCE) {
    const { values } = await valuesAt(store, addresses.slice(from, from + SIZES_AT_ONCE), {
      sql: `json_array(line.value ->> '$.at', line.value ->> '$.license', line.value ->> '$.index',
        octet_length(line.value))`,
      ofRow: (size) => JSON.parse(size) as SizeRow,
      ofLine: sizeOfLine,
      bytesMax: null,
    });
    for (const [key, size] of values) found.set(key, size);
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
  /** Of `line.value`, the JSON of an entry. */
  sql: string;
  ofRow(value: string): T;
  /** The same of an entry that is in R2. */
  ofLine(line: string): T;
  /** Reads only the first addresses, whose lines have about so many bytes; null: all. */
  bytesMax: number | null;
}

/**
 * A value of each line, by address; of a deleted text, none. SQLite parses a few parts of a block, or all of
 * it; also all of it if its length is not the one at which its offsets end. `read`: how many addresses were
 * looked up, estimated from the sizes of their blocks.
 */
async function valuesAt<T>(
  store: LogStore,
  addresses: readonly Address[],
  { sql, ofRow, ofLine, bytesMax }: LineValue<T>,
): Promise<{ values: Map<string, T>; read: number }> {
  const values = new Map<string, T>();
  let read = addresses.length;
  if (read === 0) return { values, read };
  const { results } = await store.DB.prepare(
    `WITH requested AS MATERIALIZED (
       SELECT value ->> 0 AS shard, value ->> 1 AS seq, value ->> 2 AS at FROM json_each(?1)),
     located AS MATERIALIZED (SELECT shard, seq, at,
       (SELECT max(first) FROM blocks WHERE blocks.shard = requested.shard AND first <= seq) AS block FROM requested),
     found AS MATERIALIZED (SELECT shard, block, min(at) AS at, count(*) AS lines FROM located GROUP BY 1, 2),
     sized AS (
       SELECT at, lines, coalesce(octet_length(body), ${FILED_BYTES}) AS bytes, last - first + 1 AS entries
       FROM found CROSS JOIN blocks ON blocks.shard = found.shard AND first = block),
     summed AS (
       SELECT at, sum(max(lines * bytes / entries, bytes / ${SPARSE_SHARE})) OVER (ORDER BY at) AS bytes FROM sized),
     rest AS MATERIALIZED (SELECT coalesce(min(at), ?3) AS at FROM summed WHERE at > 0 AND bytes > ?2),
     parts AS MATERIALIZED (
       SELECT DISTINCT found.shard, found.block, iif(
         found.lines <= ${PARTS_MAX} AND (SELECT octet_length(body) = (offsets ->> '$[#-1]') - 2 FROM blocks
           WHERE blocks.shard = found.shard AND first = found.block),
         (seq - located.block) / ${PART_ENTRIES}, NULL) AS part
       FROM rest CROSS JOIN found ON found.at < rest.at
         CROSS JOIN located ON located.shard = found.shard AND located.block = found.block AND located.at < rest.at
       ORDER BY 1, 2)
     SELECT NULL AS shard, NULL AS seq, at AS block, NULL AS value FROM rest
     UNION ALL SELECT located.shard, seq, located.block, ${sql} FROM rest
       CROSS JOIN parts
       CROSS JOIN blocks ON blocks.shard = parts.shard AND first = parts.block
       CROSS JOIN json_each(iif(part IS NULL, body, '[' || substr(CAST(body AS BLOB), offsets ->> part,
         (offsets ->> (part + 1)) - (offsets ->> part) - 2) || ']')) AS line
       CROSS JOIN located ON located.shard = parts.shard AND located.at < rest.at
         AND seq = first + coalesce(part, 0) * ${PART_ENTRIES} + line.key
       WHERE line.type <> 'null'
     UNION ALL SELECT located.shard, seq, block, NULL FROM rest CROSS JOIN located ON located.at < rest.at
       CROSS JOIN blocks ON blocks.shard = located.shard AND first = block AND seq <= last AND body IS NULL`,
  )
    .bind(JSON.stringify(addresses.map(({ shard, seq }, at) => [shard, seq, at])), bytesMax, read)
    .all<{ shard: string | null; seq: number; block: number; value: string | null }>();
  const filed = new Map<string, Address & { seqs: number[] }>();
  for (const { shard, seq, block, value } of results) {
    if (shard === null) {
      read = block;
      continue;
    }
    if (value !== null) {
      values.set(keyOf({ shard, seq }), ofRow(value));
      continue;
    }
    const key = keyOf({ shard, seq: block });
    const inBlock = filed.get(key) ?? { shard, seq: block, seqs: [] };
    inBlock.seqs.push(seq);
    filed.set(key, inBlock);
  }
  const blocks = [...filed.values()];
  for (let from = 0; from < blocks.length; from += BLOCKS_AT_ONCE) {
    const batch = blocks.slice(from, from + BLOCKS_AT_ONCE);
    const bodies = await readFiled(
      store,
      batch.map(({ shard, seq }) => ({ shard, seq })),
    );
    for (const { shard, seq: block, seqs } of batch) {
      const lines = linesOfBody(bodies.get(keyOf({ shard, seq: block })) ?? '[]');
      for (const seq of seqs) {
        const line = lines[seq - block];
        if (line) values.set(keyOf({ shard, seq }), ofLine(line));
      }
    }
  }
  return { values, read };
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
      `SELECT DISTINCT blocks.shard, blocks.first AS seq FROM json_each(?1) AS instant
         CROSS JOIN log_segments AS segment
           ON segment.last_at >= instant.value AND segment.first_at <= instant.value
         CROSS JOIN blocks ON blocks.shard = segment.shard AND blocks.first BETWEEN segment.first AND segment.last
           AND blocks.first_at <= instant.value AND blocks.last_at >= instant.value
       UNION SELECT tail_blocks.shard, tail_blocks.first FROM json_each(?1) AS instant
         CROSS JOIN tail_blocks ON first_at <= instant.value AND last_at >= instant.value`,
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
