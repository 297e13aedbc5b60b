/** Compares the sums of a log in the database with a recount of its entries. */
import { env } from 'cloudflare:workers';
import canonicalize from 'canonicalize';
import { blockOf } from '../../../src/ledger/blocks/block.ts';
import { drainCursor, writeBlocks } from '../../../src/ledger/blocks/store.ts';
import type { LogLine } from '../../../src/ledger/log/entries.ts';
import { PACK_ENTRIES_MAX } from '../../../src/ledger/log/limits.ts';
import { Calendar } from '../../../src/ledger/segments/calendar.ts';
import { type Cell, sumOf } from '../../../src/ledger/segments/cells.ts';
import { type Stop, StopCount } from '../../../src/ledger/segments/stops.ts';
import { stopsOf, cellsOf as storedCells } from '../../../src/ledger/segments/sums.ts';
import { zonesOf } from '../../../src/ledger/segments/zones.ts';
import type { Entry } from '../../../src/ledger/types.ts';
import { cellsOf } from './counted.ts';

export const TABLES = ['blocks', 'log_shards', 'log_segments', 'log_pages', 'notes', 'archive_parts'];

export async function emptyLog(): Promise<void> {
  await env.DB.batch(TABLES.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const keyOf = ({ license, day, title, env: kind }: Cell) => [license, day, title, kind].join(' ');

/**
 * What `cellsOf` counts of all entries at once, by license, day, title and kind of key; and what was stopped,
 * by license, day and rule.
 */
export async function recounted(entries: Entry[]): Promise<Map<string, unknown>> {
  const zoneOf = await zonesOf(env.DB, entries);
  const cells = cellsOf(entries, zoneOf);
  const count = new StopCount(new Calendar(zoneOf));
  for (const entry of entries) count.add(entry);
  return new Map([
    ...cells.map((cell): [string, unknown] => [keyOf(cell), plain(cell)]),
    ...added(count.stops()),
  ]);
}

/** The same, from the stored sums and the tail. */
export async function reported(): Promise<Map<string, unknown>> {
  const all: Cell[] = [];
  for await (const cells of storedCells(env.DB, { parts: true })) all.push(...cells);
  const stops: Stop[] = [];
  for await (const batch of stopsOf(env.DB, {})) stops.push(...batch);
  return new Map([
    ...[...Map.groupBy(all, keyOf)].map(([key, cells]): [string, unknown] => [
      key,
      plain({ ...cells[0], ...sumOf(cells) }),
    ]),
    ...added(stops),
  ]);
}

/** Stops by license, day and rule. */
function added(stops: Stop[]): [string, unknown][] {
  const sum = (numbers: number[]) => numbers.reduce((one, other) => one + other, 0);
  return [...Map.groupBy(stops, ({ license, day, rule }) => [license, day, rule].join(' '))].map(
    ([key, group]) => {
      const codes = [...new Set(group.flatMap((stop) => Object.keys(stop.codes)))].sort();
      return [
        key,
        {
          entries: sum(group.map(({ entries }) => entries)),
          deliveries: sum(group.map(({ deliveries }) => deliveries)),
          firstAt: group.map(({ firstAt }) => firstAt).sort()[0],
          lastAt: group
            .map(({ lastAt }) => lastAt)
            .sort()
            .at(-1),
          codes: codes.map((code) => [
            code,
            ...[0, 1].map((at) => sum(group.map((stop) => stop.codes[code]?.[at] ?? 0))),
          ]),
        },
      ];
    },
  );
}

/** Writes entries as the drain of a shard does, in blocks of their own. */
export async function append(entries: Entry[], shard = 'ledger-0'): Promise<void> {
  const lines = entries.map((entry) => canonicalize(entry) ?? '');
  for (let from = 0; from < lines.length; from += PACK_ENTRIES_MAX) {
    const cursor = await drainCursor(env.DB, shard);
    const run = lines
      .slice(from, from + PACK_ENTRIES_MAX)
      .map((line, at): LogLine => ({ seq: cursor + 1 + at, line, side: null }));
    await writeBlocks(env.DB, shard, [blockOf(run)]);
  }
}
