/** A kept checkpoint as it is given out: the note byte for byte, then what witnesses have added. */
import type { Env } from '../../platform/env.ts';
import { checkpointKey } from './kept.ts';
import { keptAt } from './store.ts';

export interface GivenCheckpoint {
  note: string;
  /** ISO 8601 UTC. */
  at: string;
}

/** From D1, and from R2 when D1 has been set back. Null: none of this size was kept. */
export async function readKept(env: Env, origin: string, size: number): Promise<GivenCheckpoint | null> {
  const kept = await keptAt(env.DB, origin, size);
  if (kept) return { note: kept.note + kept.cosignatures, at: kept.at };
  const stored = await env.BUCKET.get(checkpointKey(origin, size));
  return stored && { note: await stored.text(), at: stored.uploaded.toISOString() };
}
