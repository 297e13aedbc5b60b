/**
 * The standing of an object's promises, told again without looking while nothing can have become worse: receipts promise that their
 * entry's log is in the agency log in time.
 */
import type { EntryLog } from '../log/entry-log.ts';
import { publishedSizes } from '../object-store/checkpoints.ts';
import { PROMISE_MS, PROMISE_WARN_MS, PROMISES_CALM_MS, PROMISES_TOLD_MS } from './limits.ts';
import type { PromiseStanding } from './types.ts';

interface Deps {
  sql: SqlStorage;
  entries: EntryLog;
  /** Whether the log is only partly here, or may by now have gone on in another object. */
  isElsewhere(tree: string): boolean;
}

export class Promises {
  readonly #deps: Deps;
  #told: { standing: PromiseStanding; fromMs: number; untilMs: number } | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** `nowMs` in milliseconds, UTC. */
  standing(nowMs: number): PromiseStanding {
    const told = this.#told;
    if (told && nowMs >= told.fromMs && nowMs < told.untilMs) return told.standing;
    const standing = this.#standingAt(nowMs);
    this.#told = { standing, fromMs: nowMs, untilMs: goodUntil(standing, nowMs) };
    return standing;
  }

  /** What is on its way between two objects is told by neither. */
  #standingAt(nowMs: number): PromiseStanding {
    const { isElsewhere } = this.#deps;
    let [broken, soon, oldestMs] = [0, 0, Number.POSITIVE_INFINITY];
    for (const { tree, sinceMs } of unpublished(this.#deps)) {
      if (isElsewhere(tree)) continue;
      if (sinceMs < nowMs - PROMISE_MS) broken++;
      else if (sinceMs < nowMs - PROMISE_MS + PROMISE_WARN_MS) soon++;
      if (sinceMs > 0) oldestMs = Math.min(oldestMs, sinceMs);
    }
    const oldest = oldestMs === Number.POSITIVE_INFINITY ? null : new Date(oldestMs).toISOString();
    return { broken, soon, oldest };
  }
}

/** Trees, by name, whose newest root in the agency log does not cover all of them; and when the first leaf that it lacks was written. */
export function* unpublished({
  sql,
  entries,
}: Pick<Deps, 'sql' | 'entries'>): Iterable<{ tree: string; sinceMs: number }> {
  const published = publishedSizes(sql);
  for (const [tree, size] of entries.sizes()) {
    const covered = published.get(tree) ?? 0;
    if (size > covered) yield { tree, sinceMs: entries.placeOf(tree, covered)?.atMs ?? 0 };
  }
}

/** New entries are younger than those that wait: while these have time, so have all. */
function goodUntil({ broken, soon, oldest }: PromiseStanding, nowMs: number): number {
  if (broken > 0 || soon > 0) return nowMs + PROMISES_TOLD_MS;
  const dueMs = oldest ? Date.parse(oldest) + PROMISE_MS - PROMISE_WARN_MS : Number.POSITIVE_INFINITY;
  return Math.min(nowMs + PROMISES_CALM_MS, Math.max(dueMs, nowMs));
}
