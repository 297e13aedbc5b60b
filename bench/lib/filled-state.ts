/** A state folder with a long log, for suites of what reads one. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { articlesFor, fillState } from '../../scripts/newsroom/fill/state.ts';
import { temporaryState } from '../../test/support/embedded.ts';

interface Size {
  entries: number;
  licenses: number;
  /** Ledger shards; default 1. */
  shards?: number;
  /** Midnight, UTC: the log ends the day before. */
  untilMs: number;
}

const MONTHS = 12;

/**
 * In a temporary folder, or below BENCH_STATE, where later runs find it again. `seconds`: how long filling
 * took; 0: it was filled before.
 */
export async function withFilledState<T>(
  size: Size,
  use: (stateDir: string, seconds: number) => Promise<T>,
): Promise<T> {
  const folder = process.env.BENCH_STATE;
  if (folder === undefined) {
    const { dir, remove } = temporaryState();
    try {
      return await use(dir, await filled(dir, size));
    } finally {
      remove();
    }
  }
  const { entries, licenses, shards = 1 } = size;
  const dir = join(folder, `${entries}-entries-${licenses}-licenses${shards > 1 ? `-${shards}-shards` : ''}`);
  if (existsSync(dir)) return use(dir, 0);
  const unfinished = `${dir}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const seconds = await filled(unfinished, size);
  renameSync(unfinished, dir);
  return use(dir, seconds);
}

async function filled(dir: string, { entries, licenses, untilMs, shards }: Size): Promise<number> {
  const begun = performance.now();
  const plan = {
    entries,
    licenses,
    untilMs,
    shards,
    articles: articlesFor(entries),
    months: MONTHS,
    seed: 'bench',
  };
  await fillState(dir, plan, (line) => console.log(`  ${line}`));
  return Math.round((performance.now() - begun) / 1_000);
}
