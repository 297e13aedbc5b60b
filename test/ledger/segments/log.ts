/** D1's log for tests of its segments: filled, emptied, and recounted the long way. */
import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import { type Cell, cellsOf, sumOf } from '../../../src/ledger/segments/cells.ts';
import { FACETS, facetsOf } from '../../../src/ledger/segments/facets.ts';
import { takeOutStatements } from '../../../src/ledger/segments/gone-store.ts';
import { HourCount, type HourSum } from '../../../src/ledger/segments/hours.ts';
import { unpackPlaces } from '../../../src/ledger/segments/places.ts';
import {
  type CellRow,
  cellOf,
  sealedTo,
  type TailEntry,
  tailEntries,
  zonesOf,
} from '../../../src/ledger/segments/store.ts';
import type { Range } from '../../../src/ledger/self-check/types.ts';
import { entriesStatement } from '../../../src/ledger/store.ts';
import type { Entry } from '../../../src/ledger/types.ts';
import { inParameters } from '../../../src/platform/d1.ts';

export const TABLES = ['entries', 'log_segments', 'log_places', 'usage_cells', 'log_hours'];

export async function emptyLog(): Promise<void> {
  await env.DB.batch(TABLES.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
  await env.DB.prepare(`DELETE FROM sqlite_sequence WHERE name = 'entries'`).run();
}

/** As a drain of one object would, in as many statements as it takes. */
export async function append(entries: Entry[], db = env.DB): Promise<D1Result[]> {
  const rows = entries.map((entry) => ({ leaf: '', body: JSON.stringify(entry) }));
  const results: D1Result[] = [];
  for (let from = 0; from < rows.length; from += 200)
    for (const json of inParameters(rows.slice(from, from + 200)))
      results.push(await entriesStatement(db, json).run());
  return results;
}

/** As the archive takes out the entries of a part that D1 knows. */
export async function takeOut(ranges: Range[]): Promise<void> {
  const part = { object: 'ledger-0', part: 1 };
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO archive_parts (object, part, month, entries, manifest) VALUES (?, ?, '', 0, '{}')`,
    ).bind(part.object, part.part),
    ...takeOutStatements(env.DB, ranges, part),
    env.DB.prepare('DELETE FROM archive_parts WHERE object = ? AND part = ?').bind(part.object, part.part),
  ]);
}

export async function tailOf(db: D1Database, after: number): Promise<TailEntry[]> {
  const tail: TailEntry[] = [];
  for await (const one of tailEntries(db, after)) tail.push(one);
  return tail;
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const keyOf = ({ license, day, title, env: kind }: Cell) => [license, day, title, kind].join(' ');

/** By license, day, title and kind of key: what `cellsOf` makes of the entries at once. */
export async function recounted(entries: Entry[]): Promise<Map<string, unknown>> {
  const cells = cellsOf(entries, await zonesOf(env.DB, entries));
  return new Map(cells.map((cell) => [keyOf(cell), plain(cell)]));
}

/** The same, of the cells that are kept and of what the tail adds. */
export async function reported(): Promise<Map<string, unknown>> {
  const sealed = await sealedTo(env.DB);
  const { results } = await env.DB.prepare('SELECT * FROM usage_cells WHERE segment <= ?')
    .bind(sealed)
    .all<CellRow>();
  const kept = results.map(cellOf);
  const tail = (await tailOf(env.DB, sealed)).filter(({ again }) => !again);
  const fresh = tail.map(({ entry }) => entry);
  const all = [...kept, ...cellsOf(fresh, await zonesOf(env.DB, fresh))];
  const groups = Map.groupBy(all, keyOf);
  return new Map(
    [...groups].map(([key, cells]) => [key, plain({ ...cells[0], ...sumOf(cells) })] as [string, unknown]),
  );
}

/** What went out and was refused in each hour: what is kept of segments, and what the tail adds. */
export async function expectHoursToBeRight(entries: Entry[]): Promise<void> {
  const sealed = await sealedTo(env.DB);
  const { results: kept } = await env.DB.prepare(
    'SELECT hour, deliveries, refusals FROM log_hours',
  ).all<HourSum>();
  const tail = (await tailOf(env.DB, sealed)).flatMap(({ again, entry }) => (again ? [] : [entry]));
  const sums = new Map<string, [number, number]>();
  for (const { hour, deliveries, refusals } of [...kept, ...hoursOf(tail)]) {
    const [out, refused] = sums.get(hour) ?? [0, 0];
    sums.set(hour, [out + deliveries, refused + refusals]);
  }
  const wanted = hoursOf(entries).map(({ hour, deliveries, refusals }) => [hour, [deliveries, refusals]]);
  expect([...sums].sort(([a], [b]) => (a < b ? -1 : 1))).toEqual(wanted);
}

function hoursOf(entries: Entry[]): HourSum[] {
  const count = new HourCount();
  for (const entry of entries) count.add(entry);
  return count.sums();
}

/** Every value that an entry in D1 has leads to it, and to nothing that has not got it; and there are as many as segments say. */
export async function expectPlacesToBeRight(): Promise<void> {
  const sealed = await sealedTo(env.DB);
  const { results: rows } = await env.DB.prepare(
    `SELECT n, body FROM entries WHERE n <= ? AND license <> 'operators' ORDER BY n`,
  )
    .bind(sealed)
    .all<{ n: number; body: string }>();
  const there = new Set(rows.map(({ n }) => n));
  const wanted = new Map<string, number[]>();
  for (const { n, body } of rows)
    for (const [facet, value] of facetsOf(JSON.parse(body) as Entry)) {
      const key = `${facet} ${value}`;
      wanted.set(key, [...(wanted.get(key) ?? []), n]);
    }
  const { results: places } = await env.DB.prepare('SELECT * FROM log_places ORDER BY segment').all<{
    facet: string;
    value: string;
    segment: number;
    count: number;
    places: string;
  }>();
  const found = new Map<string, number[]>();
  for (const { facet, value, segment, count, places: text } of places) {
    expect(FACETS).toContain(facet);
    const numbers = unpackPlaces(text)
      .offsets()
      .map((offset) => segment + offset);
    expect(numbers).toHaveLength(count);
    const key = `${facet} ${value}`;
    const present = numbers.filter((n) => there.has(n));
    if (present.length > 0) found.set(key, [...(found.get(key) ?? []), ...present]);
  }
  expect(found).toEqual(wanted);
  const segments = await env.DB.prepare(
    `SELECT first, last, entries - gone AS present,
       (SELECT count(*) FROM entries WHERE n BETWEEN first AND last AND license <> 'operators') AS rows
     FROM log_segments ORDER BY first`,
  ).all<{ first: number; last: number; present: number; rows: number }>();
  let next = 1;
  for (const { first, last, present, rows: count } of segments.results) {
    expect(first).toBe(next);
    expect(present).toBe(count);
    next = last + 1;
  }
}
