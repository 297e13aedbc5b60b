/** The standing of an object's promises, told again without looking while nothing can have become worse. */
import { promiseStanding } from '../object-store/promises.ts';
import { PROMISE_MS, PROMISE_WARN_MS, PROMISES_CALM_MS, PROMISES_TOLD_MS } from './limits.ts';
import type { PromiseStanding } from './types.ts';

export class Promises {
  readonly #sql: SqlStorage;
  readonly #moves: boolean;
  #told: { standing: PromiseStanding; fromMs: number; untilMs: number } | null = null;

  /** `moves`: whether logs come from other objects and go to them. */
  constructor(sql: SqlStorage, { moves }: { moves: boolean }) {
    this.#sql = sql;
    this.#moves = moves;
  }

  /** `nowMs` in milliseconds, UTC. */
  standing(nowMs: number): PromiseStanding {
    const told = this.#told;
    if (told && nowMs >= told.fromMs && nowMs < told.untilMs) return told.standing;
    const standing = promiseStanding(this.#sql, {
      brokenBefore: before(nowMs, PROMISE_MS),
      soonBefore: before(nowMs, PROMISE_MS - PROMISE_WARN_MS),
      moves: this.#moves,
    });
    this.#told = { standing, fromMs: nowMs, untilMs: goodUntil(standing, nowMs) };
    return standing;
  }
}

/** New entries are younger than those that wait: while these have time, so have all. */
function goodUntil({ broken, soon, oldest }: PromiseStanding, nowMs: number): number {
  if (broken > 0 || soon > 0) return nowMs + PROMISES_TOLD_MS;
  const dueMs = oldest ? Date.parse(oldest) + PROMISE_MS - PROMISE_WARN_MS : Number.POSITIVE_INFINITY;
  return Math.min(nowMs + PROMISES_CALM_MS, Math.max(dueMs, nowMs));
}

const before = (nowMs: number, ms: number) => new Date(nowMs - ms).toISOString();
