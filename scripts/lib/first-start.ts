/** A first start that was cut short leaves half a sample, and keys that nobody has seen. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const markIn = (stateDir: string) => join(stateDir, 'first-start');

export function beginFirstStart(stateDir: string): void {
  writeFileSync(markIn(stateDir), '');
}

export function endFirstStart(stateDir: string): void {
  rmSync(markIn(stateDir), { force: true });
}

export function discardUnfinished(stateDir: string): void {
  if (!existsSync(markIn(stateDir))) return;
  for (const folder of ['d1', 'do', 'r2']) rmSync(join(stateDir, folder), { recursive: true, force: true });
  endFirstStart(stateDir);
}
