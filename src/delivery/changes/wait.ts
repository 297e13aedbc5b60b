/** Waiting for the next change: a look at the end of the sequence now and then, one for all that wait in this isolate. */
import { lookStatement } from '../../articles/sequence/store.ts';
import { findKey } from '../../licensing/keys/store.ts';
import type { Env } from '../../platform/env.ts';
import { LOOK_EVERY_MS } from './limits.ts';

interface Look {
  /** Sequence of the last change. */
  head: number;
  /** How many words the ledger objects were ever told: another number says that the desk has done something. */
  told: number;
  /** An embargo is over that has not lifted in the sequence. */
  due: boolean;
}

/** What was seen last. A value, not a promise: requests may not wait for each other's reads. */
let seen: (Look & { atMs: number }) | null = null;

async function look(db: D1Database, sinceMs: number): Promise<Look> {
  const now = Date.now();
  if (seen && seen.atMs >= Math.max(sinceMs, now - LOOK_EVERY_MS + 1)) return seen;
  const row = await lookStatement(db, now).first<{ head: number; told: number; due: number }>();
  seen = { head: row?.head ?? 0, told: row?.told ?? 0, due: row?.due === 1, atMs: now };
  return seen;
}

/**
 * Until the sequence ends elsewhere than at `head`. False: there is nothing more to wait for, because the time is over or the key
 * was revoked; that the ledger says so is the caller's to ask.
 */
export async function waitForChange(
  env: Env,
  { head, key, untilMs }: { head: number; key: string; untilMs: number },
): Promise<boolean> {
  const sinceMs = Date.now();
  let told: number | undefined;
  for (let leftMs = untilMs - sinceMs; leftMs > 0; leftMs = untilMs - Date.now()) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(LOOK_EVERY_MS, leftMs)));
    const now = await look(env.DB, sinceMs);
    if (now.head !== head || now.due) return true;
    if (told !== now.told && (await findKey(env.DB, key))?.status !== 'active') return false;
    told = now.told;
  }
  return false;
}
