/** Licenses that have nearly used their quota, collected from the shards. */

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
  /** False: a shard did not answer. */
  complete: boolean;
}

export async function quotasNearlyUsed(env: Env): Promise<NearlyUsed> {
  const objects = await everyShard(env);
  const answers = await Promise.all(objects.map((object) => nearQuotasOf(env, object)));
  const received = answers.filter((answer) => answer !== null);
  // Two shards may report a partner during its migration.
  const licenses = new Map(received.flatMap(({ items }) => items).map((item) => [item.license, item]));
  const share = ({ used, quota }: NearQuota) => used / Math.max(1, quota.limit);
  return {
    count: Math.min(
      COUNTED_MAX,
      received.reduce((sum, { count }) => sum + count, 0),
    ),
    items: [...licenses.values()].sort((a, b) => share(b) - share(a)).slice(0, LINES_MAX),
    complete: received.length === answers.length,
  };
}

/** Null: the shard does not answer. */
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

/**
 * End of the quota window that contains an instant, milliseconds, UTC. A window ends with the term at the
 * latest.
 */
export function resetsMs({ quota: { per }, timeZone, endsMs }: NearQuota, atMs: number): number {
  if (per === 'term') return endsMs;
  const [year = 0, month = 1, day = 1] = dateIn(timeZone, atMs).split('-').map(Number);
  const next = per === 'day' ? Date.UTC(year, month - 1, day + 1) : Date.UTC(year, month, 1);
  return Math.min(endsMs, startOfDay(timeZone, new Date(next).toISOString().slice(0, 10)));
}
