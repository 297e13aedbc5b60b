/** Collects all metrics: the ledger, and the counters of all isolates. */
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { DEFINITIONS } from '../../platform/metrics/definitions.ts';
import { exposition, type Family, familiesOf } from '../../platform/metrics/exposition.ts';
import { readTotals } from '../../platform/metrics/store.ts';
import { writeCountsNow } from '../../platform/metrics/write.ts';
import { gatewayHealth } from '../health.ts';
import { ledgerFamilies } from './families.ts';

/** Works without D1, and with unreachable objects, whose metrics are omitted. */
export async function gatewayMetrics(env: Env, nowMs: number): Promise<string> {
  const [health, counted] = await Promise.all([gatewayHealth(env, nowMs), countedFamilies(env.DB, nowMs)]);
  return exposition([...ledgerFamilies(health, nowMs), ...counted]);
}

/**
 * Reads D1 only, after writing this isolate's numbers. Another isolate returns the same or larger numbers
 * later, so no counter falls.
 */
async function countedFamilies(db: D1Database, nowMs: number): Promise<Family[]> {
  try {
    await writeCountsNow(db, nowMs);
    const { totals, isolates } = await readTotals(db);
    return [
      {
        name: 'isolates',
        help: 'Isolates that have counted something in the last hour.',
        type: 'gauge',
        samples: [{ labels: {}, value: isolates }],
      },
      ...familiesOf(totals, Object.values(DEFINITIONS)),
    ];
  } catch (error) {
    log('error', 'metrics_without_d1', { error: String(error) });
    return [];
  }
}
