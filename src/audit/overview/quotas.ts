/** Which licenses have nearly used their quota: each object knows of its own. */

import { callLedger } from '../../ledger/call.ts';
import { everyShard } from '../../ledger/outbox.ts';
import { dateIn, startOfDay } from '../../ledger/time-zone.ts';
import type { NearQuota } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { COUNTED_MAX, LINES_MAX, OBJECT_TIMEOUT_MS, QUOTA_SHARE } from './limits.ts';

export interface NearlyUsed {
  count: number;
  items: NearQuota[];
  /** False: an object did not answer. */
  complete: boolean;
}

export async function quotasNearlyUsed(env: Env): Promise<NearlyUsed> {
  const objects = await everyShard(env);
  const answers = await Promise.all(objects.map((object) => nearQuotasOf(env, object)));
  const known = answers.filter((one) => one !== null);
  // Of a partner that moves, two objects may tell.
  const licenses = new Map(known.flatMap(({ items }) => items).map((one) => [one.license, one]));
  const share = ({ used, quota }: NearQuota) => used / Math.max(1, quota.limit);
  return {
    count: Math.min(
      COUNTED_MAX,
      known.reduce((sum, { count }) => sum + count, 0),
    ),
    items: [...licenses.values()].sort((one, other) => share(other) - share(one)).slice(0, LINES_MAX),
    complete: known.length === answers.length,
  };
}

/** Null: it cannot be asked. */
async function nearQuotasOf(env: Env, object: string): Promise<{ items: NearQuota[]; count: number } | null> {
  try {
    return await callLedger<{ items: NearQuota[]; count: number }>(
      env,
      object,
      (ledger) => ledger.nearQuota(QUOTA_SHARE, LINES_MAX),
      { timeoutMs: OBJECT_TIMEOUT_MS },
    );
  } catch (error) {
    log('error', 'quotas_unread', { object, error: String(error) });
    return null;
  }
}

/** When the window of a quota that an instant is in is over: milliseconds, UTC. No window reaches over the end of the term. */
export function resetsMs({ quota: { per }, timeZone, endsMs }: NearQuota, atMs: number): number {
  if (per === 'term') return endsMs;
  const [year = 0, month = 1, day = 1] = dateIn(timeZone, atMs).split('-').map(Number);
  const next = per === 'day' ? Date.UTC(year, month - 1, day + 1) : Date.UTC(year, month, 1);
  return Math.min(endsMs, startOfDay(timeZone, new Date(next).toISOString().slice(0, 10)));
}
