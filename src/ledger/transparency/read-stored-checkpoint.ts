/** Reads a stored checkpoint for publication: the note, byte for byte, then cosignatures of witnesses. */
import type { Env } from '../../platform/env.ts';
import { checkpointKey } from './checkpoint-key.ts';
import { storedAt } from './store.ts';

export interface GivenCheckpoint {
  note: string;
  /** ISO 8601 UTC. */
  at: string;
}

/** Reads D1, or R2 if D1 was restored to an earlier point. Null: there is none of this size. */
export async function readStoredCheckpoint(
  env: Env,
  origin: string,
  size: number,
): Promise<GivenCheckpoint | null> {
  const row = await storedAt(env.DB, origin, size);
  if (row) return { note: row.note + row.cosignatures, at: row.at };
  const stored = await env.BUCKET.get(checkpointKey(origin, size));
  return stored && { note: await stored.text(), at: stored.uploaded.toISOString() };
}
