import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Replaces the file as a whole or not at all; mode 600. A device, or a pipe of the caller, is written to. */
export function writePrivate(path: string, content: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  // Another user would read the content from a pipe that was put there.
  if (stats?.isCharacterDevice() || (stats?.isFIFO() && stats.uid === process.getuid?.())) {
    writeFileSync(path, content);
    return;
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.new`;
  // A file that is left over, or was put there, would keep its mode, or be a link to somewhere else.
  rmSync(fresh, { force: true });
  writeFileSync(fresh, content, { mode: 0o600, flag: 'wx' });
  renameSync(fresh, path);
}
