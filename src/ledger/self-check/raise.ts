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

/**
 * Faults that one run logs by themselves; the last of these lines has the number of the others (`more`). When
 * a database is lost, all shards find faults at once: on one machine more than 200 KB of lines stop a gateway
 * that starts, because nobody reads them before it serves.
 */
export const FAULTS_LOGGED_MAX = 10;

/** Reports a limited number; the others are found again after the repair. */
export async function raiseFaults(db: D1Database, { faults, object, nowMs }: Raised): Promise<void> {
  if (faults.length === 0) return;
  const reported = faults.slice(0, CHECK_EXTRA_MAX);
  const logged = reported.slice(0, FAULTS_LOGGED_MAX);
  for (const [at, fault] of logged.entries()) {
    const more = at === logged.length - 1 ? reported.length - logged.length : 0;
    log('error', 'ledger_finding', {
      ...{ object, ...fault, detail: fault.detail.text },
      ...(more > 0 && { more }),
    });
  }
  await raiseStatement(db, { faults: reported, object, now: new Date(nowMs).toISOString() }).run();
}
