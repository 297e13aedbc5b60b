/** One message to one hook: signed, in time, and whatever the receiver does, an answer of few words. */

import { fetchStatus } from '../platform/bounded-fetch.ts';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { isTrustworthy } from '../platform/web-address.ts';
import type { Hook } from './hooks.ts';
import { HOOK_TIMEOUT_MS } from './limits.ts';
import { secretsOf, signatureHeaders } from './sign.ts';
import type { SendFailure } from './types.ts';

export type Sent =
  | { ok: true; status: number; reason: null }
  | { ok: false; status: number | null; reason: SendFailure };

/** `nowMs` is the time of this try: receivers refuse what is older than some minutes. Never throws. */
export async function send(
  env: Env,
  hook: Hook | undefined,
  { id, body }: { id: string; body: string },
  nowMs: number,
): Promise<Sent> {
  const keys = hook && secretsOf(env[hook.secret]);
  if (!hook || !keys) return { ok: false, status: null, reason: 'not_configured' };
  try {
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': 'Imprimatur alerts',
      ...(await signatureHeaders(keys, { id, timestamp: Math.floor(nowMs / 1000), body })),
    };
    const status = await fetchStatus(hook.url, { method: 'POST', headers, body }, HOOK_TIMEOUT_MS);
    return status >= 200 && status < 300
      ? { ok: true, status, reason: null }
      : { ok: false, status, reason: 'refused' };
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return { ok: false, status: null, reason: isLate ? 'timed_out' : 'unreachable' };
  }
}

/** Whoever waits for it notices when it does not come: the one alert that needs nothing of ours to work. Never throws. */
export async function beatHeart(url: string | undefined): Promise<void> {
  if (!url?.trim()) return;
  const error = await fetchHeartbeat(url);
  if (error !== null) log('warn', 'heartbeat_failed', { error });
}

/** Null: it was taken. Of what `fetch` throws only the name: its words may have the address, and whoever has that can keep the heart beating. */
async function fetchHeartbeat(url: string): Promise<string | null> {
  if (!isTrustworthy(url)) return 'HEARTBEAT_URL is no https address without user or fragment';
  try {
    const status = await fetchStatus(url, { method: 'GET' }, HOOK_TIMEOUT_MS);
    return status < 400 ? null : `it answers ${status}`;
  } catch (error) {
    return error instanceof Error ? error.name : 'no answer';
  }
}
