/** Schemas expand first and contract later: the rule, and that what is in the repository keeps it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../scripts/lib/migrations.ts';
import { OBJECT_SCHEMAS } from '../../scripts/lib/object-schemas.ts';
import { previousRelease, readReleases } from '../../scripts/lib/releases.ts';
import { NEWEST_MIGRATION } from '../../src/platform/schema.ts';
import { lint, type SchemaStep } from '../support/schema-lint.ts';

const migrations: SchemaStep[] = readdirSync(MIGRATIONS)
  .filter((name) => name.endsWith('.sql'))
  .sort()
  .map((name) => ({ name, sql: readFileSync(join(MIGRATIONS, name), 'utf8') }));
const schemas = Object.entries(OBJECT_SCHEMAS).map(([name, schema]): [string, SchemaStep[]] => [
  name,
  schema.map((sql, index) => ({ name: `object schema ${index + 1}`, sql })),
]);
const versions = readReleases().map(({ version }) => version);

describe('what comes after the release before', () => {
  it('only adds to D1, or takes away what a release that is out has stopped needing', () => {
    const released = migrations.findIndex(({ name }) => name === previousRelease().migration) + 1;
    expect(released).toBeGreaterThan(0);
    expect(lint(migrations, { versions, released })).toEqual([]);
  });

  it.each(schemas)('does the same to the tables of a %s', (name, steps) => {
    expect(lint(steps, { versions, released: previousRelease().objectSchema[name] ?? 0 })).toEqual([]);
  });

  it('is known to the worker: src/platform/schema.ts names the newest migration', () => {
    expect(NEWEST_MIGRATION).toBe(migrations.at(-1)?.name);
  });
});

const BASE = `CREATE TABLE items (id TEXT PRIMARY KEY, language TEXT, title TEXT NOT NULL DEFAULT '');
  CREATE INDEX items_by_language ON items (language);
  CREATE VIEW titles AS SELECT title FROM items;`;

const judged = (sql: string, released = 1) =>
  lint(
    [
      { name: 'base', sql: BASE },
      { name: 'next', sql },
    ],
    { versions: ['0.1.0', '0.2.0'], released },
  );

describe('the rule', () => {
  it.each([
    [
      'a table with its index',
      'CREATE TABLE more (id TEXT PRIMARY KEY); CREATE UNIQUE INDEX one ON more (id);',
    ],
    ['a column', 'ALTER TABLE items ADD COLUMN more TEXT'],
    ['a column with a default', `ALTER TABLE items ADD COLUMN more TEXT NOT NULL DEFAULT ''`],
    ['an index', 'CREATE INDEX items_by_title ON items (title)'],
    [
      'a backfill of the new column',
      `ALTER TABLE items ADD COLUMN n INTEGER; UPDATE items SET n = length(title);`,
    ],
    ['rows that are added', `INSERT INTO items (id) SELECT 'a'`],
    [
      'a unique index of a new column',
      'ALTER TABLE items ADD COLUMN n TEXT; CREATE UNIQUE INDEX i ON items (n);',
    ],
    [
      'what only sounds bad',
      `INSERT INTO items (id, title) VALUES ('a', 'DROP TABLE items'); -- DELETE FROM items`,
    ],
    ['a table of its own that comes and goes', 'CREATE TABLE t (a); INSERT INTO t VALUES (1); DROP TABLE t;'],
    ['a full-text table', `CREATE VIRTUAL TABLE words USING fts5(word, content='')`],
  ])('takes %s', (_, sql) => {
    expect(judged(sql)).toEqual([]);
  });

  it.each([
    ['a table that is dropped', 'DROP VIEW titles; DROP TABLE items;', 'the table items is dropped'],
    [
      'a table that is renamed',
      'DROP VIEW titles; ALTER TABLE items RENAME TO articles',
      'the table items is gone',
    ],
    ['a view that is dropped', 'DROP VIEW titles', 'the table titles is gone'],
    [
      'a column that is dropped',
      'DROP INDEX items_by_language; ALTER TABLE items DROP COLUMN language',
      'items.language is gone',
    ],
    [
      'a column that is renamed',
      'ALTER TABLE items RENAME COLUMN language TO tongue',
      'items.language is gone',
    ],
    [
      'a table that is built anew under its name, with fewer freedoms',
      `CREATE TABLE other (id TEXT PRIMARY KEY, language TEXT NOT NULL, title TEXT NOT NULL DEFAULT '');
       INSERT INTO other SELECT * FROM items; DROP VIEW titles; DROP TABLE items; ALTER TABLE other RENAME TO items;`,
      'items.language is another',
    ],
    [
      'a column that must be given',
      'ALTER TABLE items ADD COLUMN more TEXT NOT NULL',
      'items.more must be given, and the release before does not give it',
    ],
    [
      'an index that is dropped',
      '/* an index */ DROP INDEX items_by_language',
      'the index items_by_language of items is gone',
    ],
    ['rows that are deleted', `DELETE FROM items WHERE id = 'a'`, 'rows of items are deleted'],
    [
      'rows that are deleted by another name',
      `WITH old AS (SELECT 'a' AS id) DELETE FROM main."items" WHERE id IN (SELECT id FROM old)`,
      'rows of items are deleted',
    ],
    ['a column that is rewritten', `UPDATE items SET title = upper(title)`, 'items.title is rewritten'],
    [
      'a column that is rewritten on the way',
      `INSERT INTO items (id) VALUES ('a') ON CONFLICT DO UPDATE SET language = 'x'`,
      'items.language is rewritten',
    ],
    [
      'rows that are replaced',
      `-- again\nINSERT OR REPLACE INTO items (id) VALUES ('a')`,
      'it replaces rows',
    ],
    [
      'a unique index of what was there',
      'CREATE UNIQUE INDEX one ON items (title)',
      'refuses rows that items took',
    ],
    [
      'a trigger on what was there',
      `CREATE TRIGGER t AFTER INSERT ON items BEGIN UPDATE items SET language = 'de'; END`,
      'acts on what is written to items',
    ],
    ['a setting', 'PRAGMA user_version = 3', 'it sets PRAGMA user_version'],
  ])('refuses %s', (_, sql, fault) => {
    expect(judged(sql)).toEqual([expect.stringContaining(fault)]);
    expect(judged(sql)).toEqual([expect.stringMatching(/^next contracts \(.*\): its first line must be/)]);
    expect(judged(`-- contract since 0.3.0: nothing needs it\n${sql}`)).toEqual([
      expect.stringContaining('since 0.3.0, which has not been released'),
    ]);
    expect(judged(`-- Contract since 0.2.0\n${sql}`)).toHaveLength(1);
    expect(judged(`-- contract since 0.2.0: nothing needs it\n${sql}`)).toEqual([]);
    expect(judged(sql, 2)).toEqual([]);
  });

  it('refuses a mark where nothing is taken away: it would hide the next fault', () => {
    expect(judged('-- contract since 0.2.0: nothing reads it\nCREATE INDEX i ON items (title)')).toEqual([
      'next says that it contracts, and it does not',
    ]);
  });

  it('refuses what SQLite does not take', () => {
    expect(() => judged('ALTER TABLE item ADD COLUMN more TEXT')).toThrow(
      'next cannot be applied: no such table',
    );
  });
});
