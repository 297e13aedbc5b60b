/**
 * Whether an object keeps the maximum merge delay: receipts promise that the log of their entry reaches the
 * agency log in time. The answer is cached while it cannot have become worse.
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

  /** Skips logs that move between two objects. */
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

/**
 * Trees, by name, that have grown since their newest root in the agency log; `sinceMs`: when the first leaf
 * that it does not cover was written; 0: not known.
 */
export function* unpublished({
  sql,
  entries,
}: Pick<Deps, 'sql' | 'entries'>): Iterable<{ tree: string; sinceMs: number }> {
  const published = publishedSizes(sql);
  for (const [tree, size] of entries.trees.sizes()) {
    const covered = published.get(tree) ?? 0;
    if (size > covered) yield { tree, sinceMs: entries.trees.record(tree, covered)?.atMs ?? 0 };
  }
}

/** New entries are younger than those that wait: while these have time, so have all. */
function goodUntil({ broken, soon, oldest }: PromiseStanding, nowMs: number): number {
  if (broken > 0 || soon > 0) return nowMs + PROMISES_TOLD_MS;
  const dueMs = oldest ? Date.parse(oldest) + PROMISE_MS - PROMISE_WARN_MS : Number.POSITIVE_INFINITY;
  return Math.min(nowMs + PROMISES_CALM_MS, Math.max(dueMs, nowMs));
}
