/** Deletes pages whose retention period is over, with what is beside them. */
import { firstRetainedMonth } from '../../ledger/archive/part.ts';
import { openHolds } from '../../ledger/retention/holds-store.ts';
import { rulesInForce } from '../../ledger/retention/rules.ts';
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { PREFIX } from './store.ts';

/**
 * Digests begin with one of so many bytes. Each minute has one, so that all have had theirs after some four
 * hours.
 */
const PARTS = 256;
/** Lists of a part in its minute, of 1,000 objects each: all parts together have some ten million. */
const LISTS_MAX = 40;
const MINUTE_MS = 60_000;

/**
 * Deletes those of one part that were last read before the retention period. Which license a page is evidence
 * for is not stored with it, so all stay during any legal hold. Never throws.
 */
export async function deleteExpiredReadings(env: Env, nowMs: number): Promise<void> {
  const { readings } = rulesInForce(env.RETENTION, 'readings');
  if (readings === undefined) return;
  const before = new Date(`${firstRetainedMonth(nowMs, readings)}-01T00:00:00Z`);
  const part = (Math.floor(nowMs / MINUTE_MS) % PARTS).toString(16).padStart(2, '0');
  try {
    if ((await openHolds(env.DB)).length > 0) return;
    let cursor: string | undefined;
    for (let lists = 0; lists < LISTS_MAX; lists++) {
      const listed = await env.BUCKET.list({
        prefix: PREFIX + part,
        ...(cursor !== undefined && { cursor }),
      });
      const expired = listed.objects.filter(({ uploaded }) => uploaded < before).map(({ key }) => key);
      if (expired.length > 0) await env.BUCKET.delete(expired);
      if (!listed.truncated) return;
      ({ cursor } = listed);
    }
  } catch (error) {
    log('error', 'retention_failed', { object: 'readings', error: String(error) });
  }
}
