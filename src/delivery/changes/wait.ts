/**
 * Waits for the next change by polling the end of the sequence; all waiting requests of an isolate share one
 * poll.
 */
import { pollStatement } from '../../articles/sequence/store.ts';
import { findKey } from '../../licensing/keys/store.ts';
import type { Env } from '../../platform/env.ts';
import { POLL_EVERY_MS } from './limits.ts';

interface SequencePoll {
  head: number;
  /**
   * Number of messages ever queued for the ledger shards. A new number means that an operator changed
   * something.
   */
  messageCount: number;
  /** An embargo has ended, and its release is not in the sequence yet. */
  due: boolean;
}

/**
 * The last poll result. It is a value and not a promise, because one request must not await another's I/O.
 */
let lastPoll: (SequencePoll & { atMs: number }) | null = null;

async function poll(db: D1Database, sinceMs: number): Promise<SequencePoll> {
  const now = Date.now();
  if (lastPoll && lastPoll.atMs >= Math.max(sinceMs, now - POLL_EVERY_MS + 1)) return lastPoll;
  const row = await pollStatement(db, now).first<{ head: number; message_count: number; due: number }>();
  lastPoll = { head: row?.head ?? 0, messageCount: row?.message_count ?? 0, due: row?.due === 1, atMs: now };
  return lastPoll;
}

/**
 * Waits until the sequence moves on from `head`. False: waiting is over, because the time has passed or the
 * key was revoked; the caller must confirm the latter with the ledger.
 */
export async function waitForChange(
  env: Env,
  { head, key, untilMs }: { head: number; key: string; untilMs: number },
): Promise<boolean> {
  const sinceMs = Date.now();
  let lastMessageCount: number | undefined;
  for (let leftMs = untilMs - sinceMs; leftMs > 0; leftMs = untilMs - Date.now()) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(POLL_EVERY_MS, leftMs)));
    const now = await poll(env.DB, sinceMs);
    if (now.head !== head || now.due) return true;
    if (lastMessageCount !== now.messageCount && (await findKey(env.DB, key))?.status !== 'active')
      return false;
    lastMessageCount = now.messageCount;
  }
  return false;
}
