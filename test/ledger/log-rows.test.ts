/** What D1's log costs, and that the table was rebuilt with everything in it: the migrations on SQLite itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../migrations');
const REBUILT = '0008';
const NUMBERED = '0021';

function migrated(database: DatabaseSync, which: (name: string) => boolean): void {
  for (const name of readdirSync(FOLDER).filter(which).sort())
    database.exec(readFileSync(join(FOLDER, name), 'utf8'));
}

/** Entries of 1,000 to 1,200 bytes, as most are, of 50 licenses. */
function fill(database: DatabaseSync, count: number): void {
  const insert = database.prepare(
    `INSERT INTO entries (license, idx, id, at, kind, outcome, env, partner, article, billable, leaf, body)
     VALUES (?, ?, ?, ?, 'delivery', 'permit', 'live', ?, ?, 0, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const hex = (n: number) => n.toString(16).padStart(32, '0');
  database.exec('BEGIN');
  for (let n = 0; n < count; n++)
    insert.run(
      `lic_${hex(n % 50)}`,
      Math.floor(n / 50),
      `dlv_${hex(n)}`,
      new Date(1_790_000_000_000 + n * 1_000).toISOString(),
      `par_${hex(n % 50)}`,
      `itm_${hex((n * 7919) % 500)}`,
      'x'.repeat(44),
      'y'.repeat(1_000 + (n % 200)),
    );
  database.exec('COMMIT');
}

const bytesOf = (database: DatabaseSync) =>
  Number(database.prepare('PRAGMA page_count').get()?.page_count) *
  Number(database.prepare('PRAGMA page_size').get()?.page_size);

describe('the log in D1', () => {
  it('takes less than 2,000 bytes an entry, indexes included', () => {
    const database = new DatabaseSync(':memory:');
    migrated(database, () => true);
    const empty = bytesOf(database);
    fill(database, 20_000);
    expect((bytesOf(database) - empty) / 20_000).toBeLessThan(2_000);
  });

  it('kept every row when its table was rebuilt, and goes on refusing a second one in the same place', () => {
    const database = new DatabaseSync(':memory:');
    migrated(database, (name) => name < REBUILT);
    fill(database, 500);
    const all = () => database.prepare('SELECT * FROM entries ORDER BY license, idx').all();
    const before = all();
    migrated(database, (name) => name >= REBUILT && name < NUMBERED);
    expect(all()).toEqual(before);
    const again = (license: string, idx: number, id: string) =>
      database
        .prepare(
          `INSERT INTO entries (license, idx, id, at, kind, outcome, env, partner, billable, leaf, body)
           VALUES (?, ?, ?, '', '', '', '', '', 0, '', '') ON CONFLICT DO NOTHING`,
        )
        .run(license, idx, id).changes;
    const [row] = before as unknown as { license: string; idx: number; id: string }[];
    expect(again(row?.license ?? '', row?.idx ?? 0, 'dlv_other')).toBe(0);
    expect(again('lic_other', 0, 'dlv_other')).toBe(1);
  });

  it('was numbered in the order of time, with everything in it, and no number is given twice', () => {
    const database = new DatabaseSync(':memory:');
    migrated(database, (name) => name < NUMBERED);
    fill(database, 500);
    const before = database.prepare('SELECT * FROM entries ORDER BY at, license, idx').all();
    migrated(database, (name) => name >= NUMBERED);
    const after = database.prepare('SELECT * FROM entries ORDER BY n').all();
    expect(after).toEqual(before.map((row, at) => ({ n: at + 1, ...row, again: 0 })));
    database.exec('DELETE FROM entries WHERE n = 500');
    fill(database, 501);
    expect(database.prepare('SELECT max(n) AS n, count(*) AS rows FROM entries').get()).toMatchObject({
      rows: 501,
    });
    expect(database.prepare('SELECT n FROM entries WHERE n = 500').get()).toBeUndefined();
  });
});
