/** The same into a state folder that no gateway uses. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { withEmbeddedD1 } from '../../lib/embedded-d1.ts';
import { StartFailure } from '../../lib/failure.ts';
import { openD1 } from '../../lib/sqlite-d1.ts';
import { StateLock } from '../../lib/state-lock.ts';
import { type FillOptions, fill } from './fill.ts';
import type { Credentials } from './write.ts';

/** For as many entries: what a newsroom of that traffic puts out. */
const ENTRIES_AN_ARTICLE = 200;
const ARTICLES_MIN = 200;

export function articlesFor(entries: number): number {
  return Math.max(ARTICLES_MIN, Math.round(entries / ENTRIES_AN_ARTICLE));
}

/** Throws a `StartFailure` when a gateway uses the folder, or it was filled with this seed and day before. */
export async function fillState(
  stateDir: string,
  options: FillOptions,
  onProgress: (line: string) => void,
): Promise<Credentials[]> {
  // Migrations first, by the runtime that the gateway itself runs on.
  await withEmbeddedD1(stateDir, async () => undefined);
  const lock = StateLock.take(stateDir);
  const { db, close } = openD1(databaseIn(stateDir));
  try {
    return await fill(db, options, onProgress);
  } catch (error) {
    if (/UNIQUE constraint failed: (products|partners)\.id/.test(String(error)))
      throw new StartFailure(`${stateDir} has this log already; name another --seed for more`);
    throw error;
  } finally {
    close();
    lock.release();
  }
}

/** The file that D1 is in, among those of the runtime's own. */
function databaseIn(stateDir: string): string {
  const folder = join(stateDir, 'd1');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sqlite'))
    .map((name) => join(folder, name));
  const file = files.find(hasLog);
  if (!file) throw new StartFailure(`${stateDir} has no database`);
  return file;
}

function hasLog(path: string): boolean {
  const database = new DatabaseSync(path, { readOnly: true });
  const found = database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'entries'`).get();
  database.close();
  return found !== undefined;
}
