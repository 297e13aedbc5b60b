/**
 * Stores faults as open findings and logs them, since log lines cannot be revoked by somebody who can change
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
 * Lines of an object in each window. When a database is lost, all shards find faults at once. On one machine
 * some hundred lines that nobody reads yet would stop a gateway that starts.
 */
const LINES_MAX = 5;
const WINDOW_MS = 10_000;
const NO_LINES = { sinceMs: 0, logged: 0, omitted: 0 };
/** By object: the shards, the object of operators and the agency log. */
const linesLogged = new Map<string, typeof NO_LINES>();

/** Reports a limited number; the others are found again after the repair. */
export async function raiseFaults(db: D1Database, { faults, object, nowMs }: Raised): Promise<void> {
  if (faults.length === 0) return;
  const reported = faults.slice(0, CHECK_EXTRA_MAX);
  for (const fault of reported) logFault(object, fault, nowMs);
  await raiseStatement(db, { faults: reported, object, now: new Date(nowMs).toISOString() }).run();
}

/** `omitted`: the number of faults since the last line that have no line. */
function logFault(object: string, fault: Fault, nowMs: number): void {
  const before = linesLogged.get(object) ?? NO_LINES;
  const isSame = Math.abs(nowMs - before.sinceMs) < WINDOW_MS;
  const { sinceMs, logged, omitted } = isSame ? before : { ...before, sinceMs: nowMs, logged: 0 };
  const isLogged = logged < LINES_MAX;
  linesLogged.set(
    object,
    isLogged ? { sinceMs, logged: logged + 1, omitted: 0 } : { sinceMs, logged, omitted: omitted + 1 },
  );
  if (isLogged)
    log('error', 'ledger_finding', {
      ...{ object, ...fault, detail: fault.detail.text },
      ...(omitted > 0 && { omitted }),
    });
}
