/** A kept checkpoint as it is given out: the note byte for byte, then what witnesses have added. */
import type { Env } from '../../platform/env.ts';
import { checkpointKey } from './checkpoint-key.ts';
import { storedAt } from './store.ts';

export interface GivenCheckpoint {
  note: string;
  /** ISO 8601 UTC. */
  at: string;
}

/** From D1, and from R2 when D1 has been set back. Null: none of this size was kept. */
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
