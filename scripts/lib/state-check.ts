/** Names a damaged file of the state before the runtime crashes on it. */
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartFailure } from './failure.ts';

const HEADER = 'SQLite format 3\0';

/** Larger files are only looked at from outside: checking every page would take longer than a start may. */
const CHECKED_BYTES_MAX = 64 * 1024 * 1024;

/** Throws a `StartFailure` that names the first damaged file. Changes nothing. */
export function assertStateSound(stateDir: string): void {
  if (!existsSync(stateDir)) return;
  const files = readdirSync(stateDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.sqlite'),
  );
  for (const name of files.sort()) {
    const fault = faultOf(join(stateDir, name));
    if (fault)
      throw new StartFailure(
        `the state folder ${stateDir} is damaged: ${relative(stateDir, join(stateDir, name))} ${fault}`,
      );
  }
}

function faultOf(path: string): string | null {
  const { size } = statSync(path);
  if (size === 0) return null;
  if (headerOf(path) !== HEADER) return 'is not a database';
  if (size > CHECKED_BYTES_MAX) return null;
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    const verdict = database.prepare('PRAGMA quick_check(1)').get() as { quick_check: string } | undefined;
    database.close();
    return verdict?.quick_check === 'ok' ? null : 'fails its integrity check';
  } catch (error) {
    return `cannot be read (${(error as Error).message})`;
  }
}

function headerOf(path: string): string {
  const bytes = Buffer.alloc(HEADER.length);
  const file = openSync(path, 'r');
  readSync(file, bytes, 0, bytes.length, 0);
  closeSync(file);
  return bytes.toString('latin1');
}
