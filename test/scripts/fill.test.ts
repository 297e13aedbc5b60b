/**
 * The log that `npm run fill` makes is one that the gateway could have written, and is made again by its
 * seed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from 'vitest';
import { d1On } from '../../scripts/lib/sqlite-d1.ts';
import { fill } from '../../scripts/newsroom/fill/fill.ts';
import { type Cell, sumOf } from '../../src/ledger/segments/cells.ts';
import { cellsOf } from '../../src/ledger/segments/sums.ts';
import type { UseEntry } from '../../src/ledger/types.ts';
import { timeOfId } from '../../src/platform/ids.ts';

const FOLDER = join(import.meta.dirname, '../../migrations');
const WANTED = {
  entries: 4_500,
  licenses: 25,
  articles: 120,
  months: 2,
  untilMs: Date.UTC(2026, 2, 1),
  seed: 'test',
};

interface Row {
  license: string;
  idx: number;
  id: string;
  at: string;
  body: string;
}

async function filled(seed = WANTED.seed): Promise<DatabaseSync> {
  const database = new DatabaseSync(':memory:');
  for (const name of readdirSync(FOLDER).sort()) database.exec(readFileSync(join(FOLDER, name), 'utf8'));
  await fill(d1On(database), { ...WANTED, seed });
  return database;
}

const rowsOf = (database: DatabaseSync) =>
  database
    .prepare('SELECT license, idx, id, at, body FROM entries ORDER BY shard, seq')
    .all() as unknown as Row[];

let database: DatabaseSync;
let rows: Row[];
let entries: UseEntry[];
beforeAll(async () => {
  database = await filled();
  rows = rowsOf(database);
  entries = rows.map(({ body }) => JSON.parse(body) as UseEntry);
});

describe('a log that was filled', () => {
  it('has as many entries as were asked for, in the order of time, each log without gaps', () => {
    expect(rows).toHaveLength(WANTED.entries);
    expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).sort());
    const next = new Map<string, number>();
    for (const { license, idx } of rows) {
      expect(idx).toBe(next.get(license) ?? 0);
      next.set(license, idx + 1);
    }
    expect(rows[0]?.at.slice(0, 7)).toBe('2026-01');
    expect(rows.at(-1)?.at.slice(0, 10)).toBe('2026-02-28');
  });

  it('has ids that say when', () => {
    for (const { id, at } of rows) expect(timeOfId(id)).toBe(Date.parse(at));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it('bills each unit once, and none of a test key', () => {
    const billed = new Set<string>();
    for (const { license, title, article, env, billable, billed: units = [], delivered } of entries) {
      expect(billable).toBe(units.length);
      if (env === 'test') expect(units).toEqual([]);
      for (const component of units) {
        expect(delivered.map((one) => one.component)).toContain(component);
        const unit = [license, title ?? '', article, component].join(' ');
        expect(billed.has(unit)).toBe(false);
        billed.add(unit);
      }
    }
    expect(billed.size).toBeGreaterThan(WANTED.entries / 10);
  });

  it('has of everything that reports tell apart', () => {
    const codes = new Set(entries.map(({ code }) => code));
    for (const code of ['use_not_licensed', 'channel_not_licensed', null]) expect(codes).toContain(code);
    expect(codes.size).toBeGreaterThan(5);
    const withheld = new Set(entries.flatMap((entry) => entry.withheld.map(({ code }) => code)));
    expect(withheld).toContain('component_not_licensed');
    const suppliers = entries.flatMap(({ delivered }) => delivered.flatMap(({ supplier }) => supplier ?? []));
    expect(new Set(suppliers).size).toBeGreaterThan(3);
    expect(entries.some(({ kind, delivered }) => kind === 'delivery' && delivered.length === 0)).toBe(true);
    const sizes = [...Map.groupBy(rows, ({ license }) => license).values()].map((of) => of.length);
    expect(Math.max(...sizes)).toBeGreaterThan((3 * WANTED.entries) / WANTED.licenses);
  });

  it('is indexed whole, and counted', async () => {
    const cells: Cell[] = [];
    for await (const some of cellsOf(d1On(database), {})) cells.push(...some);
    const units = entries.reduce((sum, { billable }) => sum + billable, 0);
    expect(sumOf(cells)).toMatchObject({ entries: WANTED.entries, units });
    const sealed = database.prepare('SELECT count(*) AS count, max(last) AS last FROM log_segments').get();
    expect({ ...sealed }).toEqual({ count: 2, last: WANTED.entries });
  });

  it('is the same by the same seed, and another by another one', { tags: 'slow' }, async () => {
    const bodies = rows.map(({ body }) => body);
    expect(rowsOf(await filled()).map(({ body }) => body)).toEqual(bodies);
    const others = new Set(rowsOf(await filled('another')).map(({ id }) => id));
    expect(rows.some(({ id }) => others.has(id))).toBe(false);
  });
});
