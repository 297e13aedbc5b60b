/**
 * Reads many entries in order of time, for exports. If a page requests enough of the entries in its range,
 * whole blocks are read once and split here: the database would parse a block again for every page that has a
 * part of it.
 */
import { type Address, linesOfBody } from './block.ts';
import { keyOf, type LogStore, readFiled } from './files.ts';
import { ORDERED_BYTES_AT_ONCE } from './limits.ts';
import { FILED_BYTES, firstLinesAt, type Line } from './read.ts';

/** Minimum share of the sequences from a shard's first to its last address that a page requests. */
const DENSE_SHARE = 1 / 4;

interface OpenBlock {
  first: number;
  last: number;
  lines: string[];
}

/** A range of sequences of a shard, both ends included. */
interface Span {
  low: number;
  high: number;
}

export class OrderedReader {
  readonly #store: LogStore;
  /** By shard: the block that was read last. The next page begins in it. */
  readonly #open = new Map<string, OpenBlock>();

  constructor(store: LogStore) {
    this.#store = store;
  }

  /** As `firstLinesAt`, for addresses that follow those of the last call. */
  async next(addresses: readonly Address[]): Promise<{ lines: Line[]; read: number }> {
    const spans = spansOf(addresses);
    const sequences = [...spans.values()].reduce((sum, { low, high }) => sum + high - low + 1, 0);
    if (addresses.length < DENSE_SHARE * sequences) return firstLinesAt(this.#store, addresses);
    const blocks = Map.groupBy([...this.#open, ...(await this.#load(spans))], ([shard]) => shard);
    const lines: Line[] = [];
    let read = 0;
    for (const address of addresses) {
      const { shard, seq } = address;
      const [, block] = blocks.get(shard)?.find(([, { first, last }]) => first <= seq && seq <= last) ?? [];
      if (!block) break;
      this.#open.set(shard, block);
      const line = block.lines[seq - block.first];
      if (line) lines.push({ ...address, line });
      read++;
    }
    // The block of the first address may be missing, or too late for the bytes that are read at once.
    return read > 0 ? { lines, read } : firstLinesAt(this.#store, addresses);
  }

  /** Loads the blocks of the spans that are not open: the earliest, of about `ORDERED_BYTES_AT_ONCE`. */
  async #load(spans: ReadonlyMap<string, Span>): Promise<[string, OpenBlock][]> {
    const missing = [...spans].flatMap(([shard, { low, high }]) => {
      const open = this.#open.get(shard);
      const from = open && open.first <= low && low <= open.last ? open.last + 1 : low;
      return from <= high ? [[shard, from, high]] : [];
    });
    if (missing.length === 0) return [];
    const { results } = await this.#store.DB.prepare(
      `WITH spans AS (SELECT value ->> 0 AS shard, value ->> 1 AS low, value ->> 2 AS high FROM json_each(?1)),
       found AS MATERIALIZED (
         SELECT blocks.shard, first, sum(coalesce(octet_length(body), ${FILED_BYTES})) OVER earlier AS bytes
         FROM spans CROSS JOIN blocks ON blocks.shard = spans.shard AND first <= high AND first >=
           (SELECT max(first) FROM blocks WHERE blocks.shard = spans.shard AND first <= low)
         WINDOW earlier AS (ORDER BY first_at, blocks.shard, first ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
       SELECT blocks.shard, blocks.first, last, body FROM found CROSS JOIN blocks
         ON blocks.shard = found.shard AND blocks.first = found.first
       WHERE bytes IS NULL OR bytes < ?2`,
    )
      .bind(JSON.stringify(missing), ORDERED_BYTES_AT_ONCE)
      .all<{ shard: string; first: number; last: number; body: string | null }>();
    const filed = await readFiled(
      this.#store,
      results.flatMap(({ shard, first, body }) => (body === null ? [{ shard, seq: first }] : [])),
    );
    return results.map(({ shard, first, last, body }) => [
      shard,
      { first, last, lines: linesOfBody(body ?? filed.get(keyOf({ shard, seq: first })) ?? '[]') },
    ]);
  }
}

function spansOf(addresses: readonly Address[]): Map<string, Span> {
  const spans = new Map<string, Span>();
  for (const { shard, seq } of addresses) {
    const span = spans.get(shard);
    if (!span) spans.set(shard, { low: seq, high: seq });
    else if (seq < span.low) span.low = seq;
    else if (seq > span.high) span.high = seq;
  }
  return spans;
}
