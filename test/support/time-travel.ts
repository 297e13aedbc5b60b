/**
 * D1 as it was: every row of every table, kept and put back as Time Travel does; but for the search index,
 * whose words cannot be read back out of it.
 */
import { env } from 'cloudflare:workers';

export type D1Snapshot = { table: string; rows: Record<string, unknown>[] }[];

export async function snapshotOfD1(): Promise<D1Snapshot> {
  const { results } = await env.DB.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND name <> 'd1_migrations'
       AND name NOT LIKE 'search\\_%' ESCAPE '\\'
     UNION SELECT 'sqlite_sequence'`,
  ).all<{ name: string }>();
  return Promise.all(
    results.map(async ({ name }) => ({
      table: name,
      rows: (await env.DB.prepare(`SELECT * FROM ${name}`).all()).results,
    })),
  );
}

export async function restoreD1(snapshot: D1Snapshot): Promise<void> {
  await env.DB.batch([
    env.DB.prepare('PRAGMA defer_foreign_keys = true'),
    ...snapshot.flatMap(({ table, rows }) => [
      env.DB.prepare(`DELETE FROM ${table}`),
      ...rows.map((row) =>
        env.DB.prepare(
          `INSERT INTO ${table} (${Object.keys(row)}) VALUES (${Object.keys(row).map(() => '?')})`,
        ).bind(...Object.values(row)),
      ),
    ]),
    // What the tables' rows have made it count meanwhile.
    ...snapshot
      .filter(({ table }) => table === 'sqlite_sequence')
      .flatMap(({ rows }) =>
        rows.map(({ name, seq }) =>
          env.DB.prepare('UPDATE sqlite_sequence SET seq = ? WHERE name = ?').bind(seq, name),
        ),
      ),
  ]);
}
