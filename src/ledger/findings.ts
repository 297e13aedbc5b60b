/** What is wrong with the ledger, as health and the log tell it. Pure. */
import { NEWEST_MIGRATION } from '../platform/schema.ts';
import { DRAIN_BEHIND_ENTRIES, DRAIN_BEHIND_MS, OUTBOX_BEHIND_MS } from './limits.ts';

/** Troubles that pass by themselves once their cause is gone: seen when somebody looks, kept nowhere. */
export type TroubleKind =
  | 'd1_unreachable'
  | 'schema_behind'
  | 'object_unreachable'
  | 'drain_behind'
  | 'outbox_behind';

export interface Finding<Kind extends string = string> {
  kind: Kind;
  object: string | null;
  license: string | null;
  index: number | null;
  /** ISO 8601 UTC. */
  since: string;
  /** One sentence for the operator. */
  detail: string;
}

export interface ObjectHealth {
  object: string;
  reachable: boolean;
  /** Entries that are not in D1 yet, and when the oldest of them was written. */
  backlog: number | null;
  backlogSince: string | null;
  alarmAt: string | null;
  drainFailures: number | null;
  /** When the self-check last ran, and when it last ended a walk over everything; null: not yet. */
  checkedAt: string | null;
  walkedAt: string | null;
  /** What is wrong with this object's logs, their checkpoints, or whoever witnesses them. */
  logFindings: { kind: string; origin: string; detail: string; since: string }[];
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
  const trouble = (kind: TroubleKind, object: string | null, since: string, detail: string) => ({
    kind,
    object,
    license: null,
    index: null,
    since,
    detail,
  });
  return [
    ...(applied !== null ? [trouble('schema_behind', null, now, behind(applied))] : []),
    ...(pending === null && applied === null
      ? [trouble('d1_unreachable', null, now, 'D1 cannot be read.')]
      : []),
    ...objects.flatMap(({ object, reachable, backlog, backlogSince }) => {
      if (!reachable)
        return [
          trouble('object_unreachable', object, now, 'The object does not answer: its partners get 503.'),
        ];
      return isBehind(backlog ?? 0, backlogSince, nowMs)
        ? [
            trouble(
              'drain_behind',
              object,
              backlogSince ?? now,
              `${backlog} entries are not in D1 yet. They are safe in the object, and deliveries go on.`,
            ),
          ]
        : [];
    }),
    ...(pending ?? [])
      .filter(({ oldest }) => nowMs - Date.parse(oldest) > OUTBOX_BEHIND_MS)
      .map(({ object, count, oldest }) =>
        trouble('outbox_behind', object, oldest, `${count} changes of the catalogue are not acknowledged.`),
      ),
  ];
}

const behind = (applied: string) =>
  `D1 has had its migrations up to ${applied}, and this release needs those up to ${NEWEST_MIGRATION}: apply them.`;

/** Whether a drain is so far behind that somebody should be told. */
export function isBehind(backlog: number, since: string | null, nowMs: number): boolean {
  return backlog >= DRAIN_BEHIND_ENTRIES || (since !== null && nowMs - Date.parse(since) > DRAIN_BEHIND_MS);
}
