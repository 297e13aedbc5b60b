/**
 * Whether an object keeps the maximum merge delay: receipts promise that the log of their entry reaches the
 * agency log in time. The answer is cached while it cannot have become worse.
 */
import type { EntryLog } from '../log/entry-log.ts';
import { publishedSizes } from '../object-store/checkpoints.ts';
import {
  MERGE_DELAY_CACHED_MS,
  MERGE_DELAY_CALM_MS,
  MERGE_DELAY_MAX_MS,
  MERGE_DELAY_WARN_MS,
} from './limits.ts';
import type { MergeDelayStatus } from './types.ts';

interface Deps {
  sql: SqlStorage;
  entries: EntryLog;
  /** Whether the log is only partly here, or may have continued in another object. */
  isElsewhere(tree: string): boolean;
}

export class MergeDelay {
  readonly #deps: Deps;
  #cached: { status: MergeDelayStatus; fromMs: number; untilMs: number } | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** `nowMs` in milliseconds, UTC. */
  status(nowMs: number): MergeDelayStatus {
    const cached = this.#cached;
    if (cached && nowMs >= cached.fromMs && nowMs < cached.untilMs) return cached.status;
    const status = this.#statusAt(nowMs);
    this.#cached = { status, fromMs: nowMs, untilMs: validUntil(status, nowMs) };
    return status;
  }

  /** Skips logs that move between two objects. */
  #statusAt(nowMs: number): MergeDelayStatus {
    const { isElsewhere } = this.#deps;
    let [broken, soon, oldestMs] = [0, 0, Number.POSITIVE_INFINITY];
    for (const { tree, sinceMs } of unpublished(this.#deps)) {
      if (isElsewhere(tree)) continue;
      if (sinceMs < nowMs - MERGE_DELAY_MAX_MS) broken++;
      else if (sinceMs < nowMs - MERGE_DELAY_MAX_MS + MERGE_DELAY_WARN_MS) soon++;
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

/** New entries are younger than waiting ones, so if these have time, all have. */
function validUntil({ broken, soon, oldest }: MergeDelayStatus, nowMs: number): number {
  if (broken > 0 || soon > 0) return nowMs + MERGE_DELAY_CACHED_MS;
  const dueMs = oldest
    ? Date.parse(oldest) + MERGE_DELAY_MAX_MS - MERGE_DELAY_WARN_MS
    : Number.POSITIVE_INFINITY;
  return Math.min(nowMs + MERGE_DELAY_CALM_MS, Math.max(dueMs, nowMs));
}
