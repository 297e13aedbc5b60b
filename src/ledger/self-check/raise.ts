/**
 * Stores faults as open findings and logs each, since log lines cannot be revoked by somebody who can change
 * D1.
 */
import { log } from '../../platform/log.ts';
import { CHECK_EXTRA_MAX } from '../limits.ts';
import { raiseStatement } from './store.ts';
import type { Fault } from './types.ts';

interface Raised {
  faults: Fault[];
  /** Object that found them. */
  object: string;
  nowMs: number;
}

/** Reports a limited number; the others are found again after the repair. */
export async function raiseFaults(db: D1Database, { faults, object, nowMs }: Raised): Promise<void> {
  if (faults.length === 0) return;
  const reported = faults.slice(0, CHECK_EXTRA_MAX);
  for (const fault of reported)
    log('error', 'ledger_finding', { object, ...fault, detail: fault.detail.text });
  await raiseStatement(db, { faults: reported, object, now: new Date(nowMs).toISOString() }).run();
}
