/** Sends one signed message to one hook, with a timeout, and reduces the response to a short result. */

import { fetchStatus } from '../platform/bounded-fetch.ts';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { failureOf, postSigned, secretsOf } from '../platform/standard-webhooks.ts';
import { isTrustworthy } from '../platform/web-address.ts';
import type { Hook } from './hooks.ts';
import { HOOK_TIMEOUT_MS } from './limits.ts';
import type { SendFailure } from './types.ts';

export type SendResult =
  | { ok: true; status: number; reason: null }
  | { ok: false; status: number | null; reason: SendFailure };

/**
 * Sends a message. `nowMs` is the time of this try, because receivers reject old time stamps. Never throws.
 */
export async function send(
  env: Env,
  hook: Hook | undefined,
  { id, body }: { id: string; body: string },
  nowMs: number,
): Promise<SendResult> {
  const keys = hook && secretsOf(env[hook.secret]);
  if (!hook || !keys) return { ok: false, status: null, reason: 'not_configured' };
  try {
    const message = { keys, id, body, nowMs };
    const options = { userAgent: 'Imprimatur alerts', timeoutMs: HOOK_TIMEOUT_MS };
    const { status, body: answer } = await postSigned(hook.url, message, options);
    await answer?.cancel();
    return status >= 200 && status < 300
      ? { ok: true, status, reason: null }
      : { ok: false, status, reason: 'refused' };
  } catch (error) {
    return { ok: false, status: null, reason: failureOf(error) };
  }
}

/**
 * Requests the heartbeat URL. The service behind it alerts when the heartbeat is missing, so this alert works
 * when the gateway does not. Never throws.
 */
export async function sendHeartbeat(url: string | undefined): Promise<void> {
  if (!url?.trim()) return;
  const error = await fetchHeartbeat(url);
  if (error !== null) log('warn', 'heartbeat_failed', { error });
}

/**
 * Returns null on success. An error of `fetch` is reduced to its name: its message may contain the address,
 * and whoever has that can keep the heartbeat going.
 */
async function fetchHeartbeat(url: string): Promise<string | null> {
  if (!isTrustworthy(url)) return 'HEARTBEAT_URL is no https address without user or fragment';
  try {
    const status = await fetchStatus(url, { method: 'GET' }, HOOK_TIMEOUT_MS);
    return status < 400 ? null : `it answers ${status}`;
  } catch (error) {
    return error instanceof Error ? error.name : 'no answer';
  }
}
