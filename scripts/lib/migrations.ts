/** Applies migrations/*.sql once each, in order, and records them in wrangler's own table. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unstable_splitSqlQuery as splitSqlQuery } from 'wrangler';
import { ROOT } from './build.ts';

/** What is used of D1, so that this also runs outside the runtime's own types. */
interface Database {
  prepare(sql: string): {
    bind(...values: unknown[]): { run(): Promise<unknown> };
    all<T>(): Promise<{ results: T[] }>;
    run(): Promise<unknown>;
  };
  batch(statements: unknown[]): Promise<unknown>;
}

const TABLE = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`;

export const MIGRATIONS = join(ROOT, 'migrations');

/** Names of the migrations of a folder that were applied now. */
export async function applyMigrations(db: Database, folder = MIGRATIONS): Promise<string[]> {
  await db.prepare(TABLE).run();
  const { results } = await db.prepare('SELECT name FROM d1_migrations').all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  const pending = readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && !applied.has(name))
    .sort();
  for (const name of pending) {
    const statements = splitSqlQuery(readFileSync(join(folder, name), 'utf8')).map((sql) => db.prepare(sql));
    // One batch is one transaction: a migration is applied whole or not at all.
    await db.batch([...statements, db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name)]);
  }
  return pending;
}
