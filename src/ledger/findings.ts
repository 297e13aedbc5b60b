/** What is wrong with the ledger, as health and the log tell it. Pure. */

import { NEWEST_MIGRATION } from '../platform/schema.ts';
import type { Message } from '../rights/types.ts';
import {
  ALARM_OVERDUE_MS,
  CLOCK_NOTED_MS,
  DRAIN_BEHIND_ENTRIES,
  DRAIN_BEHIND_MS,
  OUTBOX_BEHIND_MS,
} from './limits.ts';
import { describeFault } from './shard-clock.ts';
import { message } from './templates.ts';
import { CHECKPOINT_BEHIND_MS, MERGE_DELAY_MAX_MS, MERGE_DELAY_WARN_MS } from './transparency/limits.ts';
import type { MergeDelayStatus } from './transparency/types.ts';
import type { ClockFault, GroupFigures, WorkDone } from './types.ts';

/** Troubles that pass by themselves once their cause is gone: seen when somebody looks, kept nowhere. */
export type TroubleKind =
  | 'd1_unreachable'
  | 'schema_behind'
  | 'object_unreachable'
  /** Nothing is committed: the object's clock, or the date of its last entry, is far from what others say. */
  | 'clock_unsure'
  /** Entries are dated later than some that come after them, since the desk has accepted the clock. */
  | 'clock_set_back'
  /** An object's own schedule stands still. */
  | 'alarm_overdue'
  | 'drain_behind'
  | 'outbox_behind'
  /** Receipts promise that their entry is in the agency log within a day. */
  | 'promise_soon'
  | 'promise_broken'
  /** The agency log has roots that it has not signed for long. */
  | 'checkpoint_behind';

export interface Finding<Kind extends string = string> {
  kind: Kind;
  object: string | null;
  license: string | null;
  index: number | null;
  /** ISO 8601 UTC. */
  since: string;
  /** One sentence for the operator. */
  detail: string;
  /** The same, for a page in another language; what a receiver said has none. */
  message?: Message;
}

export interface ObjectHealth {
  object: string;
  reachable: boolean;
  /** Entries that are not in D1 yet, and when the oldest of them was written. */
  backlog: number | null;
  backlogSince: string | null;
  alarmAt: string | null;
  /** When its alarm last ran. */
  alarmRanAt: string | null;
  drainFailures: number | null;
  /** When the self-check last ran, and when it last ended a walk over everything; null: not yet. */
  checkedAt: string | null;
  walkedAt: string | null;
  /** What is wrong with this object's logs, their checkpoints, or whoever witnesses them. */
  logFindings: { kind: string; origin: string; detail: string; message?: Message; since: string }[];
  /** Whether what receipts promise of the agency log is kept for the licenses that live here; null: not known. */
  promises: MergeDelayStatus | null;
  /** Of the agency log's object: since when it has roots that no kept checkpoint covers. */
  uncoveredSince: string | null;
  /** When it last found D1 to be at an earlier point than the one that it had drained to. */
  wentBackAt: string | null;
  /** Why it commits nothing, by the clocks, or refused somebody lately; null: they agree. */
  clockFault: ClockFault | null;
  /** When dates before that of the last entry were last accepted. */
  earlierDatesAt: string | null;
  /** What it has done since it was last started; null: not known. */
  work: WorkDone | null;
  /** What waits for a commit; null: it did not answer, or commits nothing for callers. */
  queue: GroupFigures | null;
}

export interface Pending {
  object: string;
  count: number;
  oldest: string;
}

/** `pending` is null when D1 cannot be read; `applied`, when it is behind this release: the newest migration that it has had. */
export function troublesOf(
  objects: ObjectHealth[],
  pending: Pending[] | null,
  nowMs: number,
  applied: string | null = null,
): Finding<TroubleKind>[] {
  const now = new Date(nowMs).toISOString();
  return [
    ...(applied !== null ? [trouble('schema_behind', null, now, behind(applied))] : []),
    ...(pending === null && applied === null
      ? [trouble('d1_unreachable', null, now, message('trouble.d1_unreachable'))]
      : []),
    ...objects.flatMap((health) =>
      health.reachable
        ? objectTroubles(health, nowMs)
        : [trouble('object_unreachable', health.object, now, message('trouble.object_unreachable'))],
    ),
    ...(pending ?? [])
      .filter(({ oldest }) => nowMs - Date.parse(oldest) > OUTBOX_BEHIND_MS)
      .map(({ object, count, oldest }) =>
        trouble('outbox_behind', object, oldest, message('trouble.outbox_behind', { number: count })),
      ),
  ];
}

const behind = (applied: string) => message('trouble.schema_behind', { applied, needed: NEWEST_MIGRATION });

/** Of an object that answers. */
function objectTroubles(health: ObjectHealth, nowMs: number): Finding<TroubleKind>[] {
  const { object, backlog, backlogSince, alarmRanAt, promises, uncoveredSince } = health;
  const found: Finding<TroubleKind>[] = [];
  if (health.clockFault)
    found.push(
      trouble(
        'clock_unsure',
        object,
        instant(nowMs),
        message('trouble.clock', { fault: describeFault(health.clockFault) }),
      ),
    );
  if (health.earlierDatesAt !== null && nowMs - Date.parse(health.earlierDatesAt) < CLOCK_NOTED_MS)
    found.push(trouble('clock_set_back', object, health.earlierDatesAt, message('trouble.clock_set_back')));
  if (alarmRanAt !== null && nowMs - Date.parse(alarmRanAt) > ALARM_OVERDUE_MS)
    found.push(trouble('alarm_overdue', object, alarmRanAt, message('trouble.alarm_overdue')));
  if (isBehind(backlog ?? 0, backlogSince, nowMs))
    found.push(
      trouble(
        'drain_behind',
        object,
        backlogSince ?? instant(nowMs),
        message('trouble.drain_behind', { number: backlog ?? 0 }),
      ),
    );
  if (promises) found.push(...mergeDelayTroubles(object, promises, nowMs));
  if (uncoveredSince !== null && nowMs - Date.parse(uncoveredSince) > CHECKPOINT_BEHIND_MS)
    found.push(trouble('checkpoint_behind', object, uncoveredSince, message('trouble.checkpoint_behind')));
  return found;
}

function mergeDelayTroubles(
  object: string,
  { broken, soon, oldest }: MergeDelayStatus,
  nowMs: number,
): Finding<TroubleKind>[] {
  const since = (ms: number) => instant(oldest ? Date.parse(oldest) + ms : nowMs);
  return [
    ...(broken > 0
      ? [
          trouble(
            'promise_broken',
            object,
            since(MERGE_DELAY_MAX_MS),
            message('trouble.promise_broken', { number: broken }),
          ),
        ]
      : []),
    ...(soon > 0
      ? [
          trouble(
            'promise_soon',
            object,
            broken > 0 ? instant(nowMs) : since(MERGE_DELAY_MAX_MS - MERGE_DELAY_WARN_MS),
            message('trouble.promise_soon', { number: soon }),
          ),
        ]
      : []),
  ];
}

function trouble(
  kind: TroubleKind,
  object: string | null,
  since: string,
  sentence: Message,
): Finding<TroubleKind> {
  return { kind, object, license: null, index: null, since, detail: sentence.sentence, message: sentence };
}

const instant = (ms: number) => new Date(ms).toISOString();

/** Whether a drain is so far behind that somebody should be told. */
export function isBehind(backlog: number, since: string | null, nowMs: number): boolean {
  return backlog >= DRAIN_BEHIND_ENTRIES || (since !== null && nowMs - Date.parse(since) > DRAIN_BEHIND_MS);
}
