/**
 * The clock of a ledger object, and whether it may be believed. Entries are dated by it and licenses are
 * judged by it, so a clock that is wrong would open a license whose term is over, or close one that runs. The
 * object compares it with the database's clock, with those of the isolates that call it, and with the date of
 * its own last entry. As long as they are further apart than the tolerance, it commits nothing.
 */
import type { Message } from '../rights/types.ts';
import { CLOCK_COMPARED_EVERY_MS, CLOCK_NOTED_MS, CLOCK_TOLERANCE_MS } from './limits.ts';
import { message } from './templates.ts';
import type { ClockFault } from './types.ts';

/** Nothing was committed, because clocks disagree. */
export class ClockUnsure extends Error {
  readonly fault: ClockFault;

  constructor(fault: ClockFault) {
    super(`${describeFault(fault).text} Nothing was committed.`);
    this.name = 'ClockUnsure';
    this.fault = fault;
  }
}

export class ShardClock {
  /** Milliseconds. */
  readonly toleranceMs: number;
  readonly #read: () => number;
  #aheadOfDatabaseMs = 0;
  #comparedMs = Number.NEGATIVE_INFINITY;
  #callers: { aheadMs: number; atMs: number } | null = null;

  /** `toleranceS`: the variable CLOCK_TOLERANCE_S. */
  constructor(toleranceS: string | undefined, read = () => Date.now()) {
    const seconds = Number.parseInt(toleranceS ?? '', 10);
    this.toleranceMs = seconds > 0 ? seconds * 1_000 : CLOCK_TOLERANCE_MS;
    this.#read = read;
  }

  /** Milliseconds, UTC. */
  now(): number {
    return this.#read();
  }

  /** Whether the last comparison is too old, or the own clock has jumped since. */
  isComparisonDue(): boolean {
    return Math.abs(this.now() - this.#comparedMs) >= CLOCK_COMPARED_EVERY_MS;
  }

  /** `databaseMs` was read between the two instants of this clock. */
  noteDatabase(beforeMs: number, databaseMs: number): void {
    const afterMs = this.now();
    this.#comparedMs = afterMs;
    this.#aheadOfDatabaseMs =
      databaseMs < beforeMs ? beforeMs - databaseMs : databaseMs > afterMs ? afterMs - databaseMs : 0;
  }

  /**
   * A call's deadline by the caller's clock, which is at most `waitMs` away. Throws when the clocks are
   * apart.
   */
  assertNearCaller(deadlineMs: number, waitMs: number): void {
    const nowMs = this.now();
    const aheadMs = deadlineMs < nowMs ? nowMs - deadlineMs : Math.min(0, nowMs + waitMs - deadlineMs);
    if (Math.abs(aheadMs) <= this.toleranceMs) return;
    this.#callers = { aheadMs, atMs: nowMs };
    throw new ClockUnsure({ kind: 'apart_from_callers', aheadMs });
  }

  /** Why nothing may be committed now; null: commits are allowed. */
  fault(lastEntryMs: number): ClockFault | null {
    const aheadMs = lastEntryMs - this.now();
    if (aheadMs > this.toleranceMs) return { kind: 'behind_log', aheadMs };
    if (Math.abs(this.#aheadOfDatabaseMs) > this.toleranceMs)
      return { kind: 'apart_from_database', aheadMs: this.#aheadOfDatabaseMs };
    return null;
  }

  /** As `fault`, and includes recently refused callers. For health. */
  healthFault(lastEntryMs: number): ClockFault | null {
    const callers = this.#callers;
    const isRecent = callers !== null && Math.abs(this.now() - callers.atMs) < CLOCK_NOTED_MS;
    return (
      this.fault(lastEntryMs) ?? (isRecent ? { kind: 'apart_from_callers', aheadMs: callers.aheadMs } : null)
    );
  }
}

/** Date of the next entry: at least the last one's, unless that is far in the future. */
export function entryTime(nowMs: number, lastEntryMs: number, toleranceMs: number): number {
  return lastEntryMs - nowMs <= toleranceMs ? Math.max(nowMs, lastEntryMs) : nowMs;
}

/** One sentence for the operator. */
export function describeFault({ kind, aheadMs }: ClockFault): Message {
  const by = spanOf(Math.abs(aheadMs));
  const isAhead = aheadMs > 0;
  switch (kind) {
    case 'behind_log':
      return message('clock.behind_log', { by });
    case 'apart_from_database':
      return message(isAhead ? 'clock.ahead_of_database' : 'clock.behind_database', { by });
    case 'apart_from_callers':
      return message(isAhead ? 'clock.ahead_of_callers' : 'clock.behind_callers', { by });
  }
}

function spanOf(ms: number): Message {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 120) return message('span.seconds', { number: seconds });
  if (seconds < 7_200) return message('span.minutes', { number: Math.round(seconds / 60) });
  if (seconds < 172_800) return message('span.hours', { number: Math.round(seconds / 3_600) });
  return message('span.days', { number: Math.round(seconds / 86_400) });
}
