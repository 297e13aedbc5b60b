/** Reads a stored checkpoint for publication: the note, byte for byte, then cosignatures of witnesses. */
import type { Env } from '../../platform/env.ts';
import { checkpointKey } from './checkpoint-key.ts';
import { storedAmong } from './store.ts';

export interface GivenCheckpoint {
  note: string;
  /** ISO 8601 UTC. */
  at: string;
}

/** Null: there is none of this size. */
export async function readStoredCheckpoint(
  env: Env,
  origin: string,
  size: number,
): Promise<GivenCheckpoint | null> {
  const [stored] = await readStoredCheckpoints(env, [{ origin, size }]);
  return stored ?? null;
}

/** In the order of the names. Reads D1, or R2 what D1 lacks because it was restored to an earlier point. */
export async function readStoredCheckpoints(
  env: Env,
  names: readonly { origin: string; size: number }[],
): Promise<(GivenCheckpoint | null)[]> {
  const rows = await storedAmong(env.DB, names);
  const byKey = new Map(rows.map((row) => [checkpointKey(row.origin, row.size), row]));
  const stored = names.map(async ({ origin, size }): Promise<GivenCheckpoint | null> => {
    const key = checkpointKey(origin, size);
    const row = byKey.get(key);
    if (row) return { note: row.note + row.cosignatures, at: row.at };
    const copy = await env.BUCKET.get(key);
    return copy && { note: await copy.text(), at: copy.uploaded.toISOString() };
  });
  return Promise.all(stored);
}
