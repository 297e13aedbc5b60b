/** D1 of the embedded state by itself, while no gateway runs on it. */
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { discardUnfinished } from './first-start.ts';
import { applyMigrations } from './migrations.ts';
import { assertStateSound } from './state-check.ts';
import { StateLock } from './state-lock.ts';

export type Database = Awaited<ReturnType<Miniflare['getD1Database']>>;

/** Throws a `StartFailure` when a gateway uses the folder, or when it is damaged. Migrations are applied. */
export async function withEmbeddedD1<T>(stateDir: string, act: (db: Database) => Promise<T>): Promise<T> {
  const lock = StateLock.take(stateDir);
  let runtime: Miniflare | undefined;
  try {
    discardUnfinished(stateDir);
    assertStateSound(stateDir);
    runtime = new Miniflare(
      convertV4MiniflareOptions({
        resourcePersistencePath: stateDir,
        log: new NoOpLog(),
        modules: true,
        script: 'export default {};',
        d1Databases: { DB: 'imprimatur' },
      }),
    );
    lock.noteRuntimes();
    const db = await runtime.getD1Database('DB');
    await applyMigrations(db);
    return await act(db);
  } finally {
    await runtime?.dispose();
    lock.release();
  }
}
