/** Faults become open findings, and a line each in the log: whoever can change D1 cannot take that back. */
import { log } from '../../platform/log.ts';
import { CHECK_EXTRA_MAX } from '../limits.ts';
import { raiseStatement } from './store.ts';
import type { Fault } from './types.ts';

interface Raised {
  faults: Fault[];
  /** Pool name of the object that found them. */
  object: string;
  nowMs: number;
}

/** Of very many at once the first are told: the others are found again when these are mended. */
export async function raiseFaults(db: D1Database, { faults, object, nowMs }: Raised): Promise<void> {
  if (faults.length === 0) return;
  const reported = faults.slice(0, CHECK_EXTRA_MAX);
  for (const fault of reported)
    log('error', 'ledger_finding', { object, ...fault, detail: fault.detail.text });
  await raiseStatement(db, { faults: reported, object, now: new Date(nowMs).toISOString() }).run();
}
