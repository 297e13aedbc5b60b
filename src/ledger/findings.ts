/** Problems of the ledger in health and log. Pure. */

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

/** Conditions that end with their cause. Computed on each request, never stored. */
export type TroubleKind =
  | 'd1_unreachable'
  | 'schema_behind'
  | 'object_unreachable'
  /** The object commits nothing, because its clock or its last entry's date is too far from other clocks. */
  | 'clock_unsure'
  /** The desk has accepted the clock, so later entries have earlier dates. */
  | 'clock_set_back'
  /** An object's alarm has stopped. */
  | 'alarm_overdue'
  | 'drain_behind'
  | 'outbox_behind'
  /** Receipts promise that their entry is in the agency log within a day. */
  | 'promise_soon'
  | 'promise_broken'
  /** The agency log has unsigned roots for too long. */
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
  /** The same as a message that can be translated; a receiver's own text has none. */
  message?: Message;
}

export interface ObjectHealth {
  object: string;
  reachable: boolean;
  /** Entries not yet in D1, and the time of the oldest. */
  backlog: number | null;
  backlogSince: string | null;
  alarmAt: string | null;
  /** Time of its last alarm. */
  alarmRanAt: string | null;
  drainFailures: number | null;
  /** Time of the last self-check, and of its last complete walk; null: none yet. */
  checkedAt: string | null;
  walkedAt: string | null;
  /** Problems of this object's logs, their checkpoints, or their witnesses. */
  logFindings: { kind: string; origin: string; detail: string; message?: Message; since: string }[];
  /** Status of the merge delay of the licenses in this shard; null: unknown. */
  promises: MergeDelayStatus | null;
  /** Agency log only: since when no stored checkpoint covers all of its roots. */
  uncoveredSince: string | null;
  /** Time at which it last found D1 restored to an earlier point. */
  wentBackAt: string | null;
  /** Why it commits nothing, or recently refused a caller, because of clocks; null: clocks agree. */
  clockFault: ClockFault | null;
  /** Time at which earlier dates than the last entry's were last accepted. */
  earlierDatesAt: string | null;
  /** Work since its last start; null: unknown. */
  work: WorkDone | null;
  /** Requests that wait for a commit; null: no answer, or the object does not commit for callers. */
  queue: GroupFigures | null;
}

export interface Pending {
  object: string;
  count: number;
  oldest: string;
}

/**
 * `pending` is null if D1 cannot be read. `applied`: newest applied migration, if it is behind this release.
 */
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

/** Troubles of a reachable object. */
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

/** Whether a drain is so far behind that it must be reported. */
export function isBehind(backlog: number, since: string | null, nowMs: number): boolean {
  return backlog >= DRAIN_BEHIND_ENTRIES || (since !== null && nowMs - Date.parse(since) > DRAIN_BEHIND_MS);
}
