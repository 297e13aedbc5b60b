/** What of health is to wake somebody. Pure. */

import type { Health } from '../ledger/health.ts';
import type { FaultKind } from '../ledger/self-check/types.ts';
import { message } from '../ledger/templates.ts';
import type { Finding as LogFinding } from '../ledger/transparency/types.ts';
import type { Message } from '../rights/types.ts';
import { type AlertKind, ruleOf } from './kinds.ts';
import {
  BUGS_MIN,
  FAILURES_MS,
  OUTSIDE_FAILING_TOLD_MS,
  UNAVAILABLE_MIN,
  UNAVAILABLE_MINUTES_MIN,
  WENT_BACK_TOLD_MS,
} from './limits.ts';
import { MONITOR } from './names.ts';
import type { Failures } from './types.ts';

/** Holds at this look. */
export interface Condition {
  kind: AlertKind;
  /** Pool name; null: it is of the whole gateway. */
  object: string | null;
  detail: Message | string;
}

export const WATCH_DOWN = {
  kind: 'watch_down',
  object: MONITOR,
  detail: message('alert.watch_down', { object: MONITOR }),
} as const satisfies Condition;

const AS_TROUBLES = [
  'd1_unreachable',
  'schema_behind',
  'object_unreachable',
  'clock_unsure',
  'clock_set_back',
  'alarm_overdue',
  'drain_behind',
  'outbox_behind',
  'promise_soon',
  'promise_broken',
  'checkpoint_behind',
] as const satisfies AlertKind[];

/** Findings about logs. Witnesses and time stamps that only fail are for the morning's look at health, until it has lasted. */
const OF_LOGS: Partial<Record<LogFinding['kind'], AlertKind>> = {
  log_rewound: 'log_contradicted',
  log_rewritten: 'log_contradicted',
  root_contradicted: 'log_contradicted',
  witness_contradicts: 'log_contradicted',
  checkpoints_failing: 'checkpoints_failing',
};

const OF_OUTSIDE: LogFinding['kind'][] = ['witness_failing', 'timestamp_failing'];

/** Findings of the self-check. What it has put back itself wakes nobody. */
const OF_SELF_CHECK: Record<FaultKind, AlertKind | null> = {
  row_missing: 'ledger_changed',
  row_changed: 'ledger_changed',
  row_extra: 'ledger_changed',
  entry_missing: 'ledger_changed',
  entry_changed: 'ledger_changed',
  hashes_changed: 'ledger_changed',
  tree_changed: 'ledger_changed',
  usage_changed: 'ledger_changed',
  checkpoint_differs: 'ledger_changed',
  checkpoint_missing: 'ledger_changed',
  checkpoint_restored: null,
  log_unknown: 'ledger_changed',
  unit_missing: 'ledger_changed',
  grant_changed: 'ledger_changed',
  root_differs: 'ledger_changed',
  places_changed: 'ledger_changed',
  sums_changed: 'ledger_changed',
  archive_damaged: 'archive_damaged',
};

/** At most one of a kind and object: of several findings the newest is named. `nowMs` in milliseconds, UTC. */
export function conditionsOf(health: Health, failures: Failures[], nowMs: number): Condition[] {
  const conditions = [
    ...health.findings.flatMap(ofFinding),
    ...health.objects.flatMap((one) => [
      ...one.logFindings.flatMap(({ kind, origin, detail: text, message: detail = text }) => {
        const alert = OF_LOGS[kind as LogFinding['kind']];
        return alert
          ? [
              {
                kind: alert,
                object: one.object,
                detail: message('alert.of_log', { kind: trouble(kind), origin, detail }),
              },
            ]
          : [];
      }),
      ...ofOutside(one, nowMs),
      ...(one.wentBackAt !== null && nowMs - Date.parse(one.wentBackAt) < WENT_BACK_TOLD_MS
        ? [
            {
              kind: 'd1_went_back' as const,
              object: one.object,
              detail: message('alert.d1_went_back', { at: { instant: one.wentBackAt } }),
            },
          ]
        : []),
    ]),
    ...ofLicenses(health),
    ...ofFailures(failures, nowMs),
  ];
  return together(conditions);
}

/** Whether this look could tell that it does not hold. */
export function isKnown(health: Health, { kind, object }: Pick<Condition, 'kind' | 'object'>): boolean {
  const d1 = health.outbox !== null;
  switch (ruleOf(kind).source) {
    case 'watch':
      return true;
    case 'd1':
      // Of very many findings only the newest are listed: what is not among them may hold still.
      return d1 && !(isOfSelfCheck(kind) && isCut(health));
    case 'object': {
      const own = health.objects.find((one) => one.object === object);
      // Without D1 not every object is known by name.
      return own ? own.reachable : d1;
    }
  }
}

const isOfSelfCheck = (kind: AlertKind) => kind === 'ledger_changed' || kind === 'archive_damaged';

function isCut({ findings, openFindings }: Health): boolean {
  return (openFindings ?? 0) > findings.filter(({ kind }) => kind in OF_SELF_CHECK).length;
}

function ofFinding(finding: Health['findings'][number]): Condition[] {
  const { kind, object, license, index, message: detail = finding.detail } = finding;
  const asTrouble = AS_TROUBLES.find((one) => one === kind);
  if (asTrouble) return [{ kind: asTrouble, object, detail }];
  const alert = OF_SELF_CHECK[kind as FaultKind];
  const of = { kind: trouble(kind), license: license ?? '', detail };
  const said = index === null ? message('alert.of_license', of) : message('alert.of_entry', { ...of, index });
  return alert ? [{ kind: alert, object, detail: said }] : [];
}

const trouble = (value: string) => ({ of: 'trouble', value });

/** Without the error: it may have the address, and an alert goes to strangers. */
function ofOutside({ object, logFindings }: Health['objects'][number], nowMs: number): Condition[] {
  const isLong = (since: string) => nowMs - Date.parse(since) >= OUTSIDE_FAILING_TOLD_MS;
  return logFindings
    .filter(({ kind, since }) => OF_OUTSIDE.some((one) => one === kind) && isLong(since))
    .map(({ kind, origin, since }) => ({
      kind: 'outside_failing',
      object,
      detail: message('alert.outside', { kind: trouble(kind), origin, since: { instant: since } }),
    }));
}

function ofLicenses({ unconfirmedLicenses: held }: Health): Condition[] {
  if (!held) return [];
  const detail = message('alert.licenses_held', { number: held });
  return [{ kind: 'licenses_held', object: null, detail }];
}

function ofFailures(failures: Failures[], nowMs: number): Condition[] {
  const lately = failures.filter(({ minuteMs }) => minuteMs > nowMs - FAILURES_MS);
  const of = (kind: Failures['kind']) => lately.filter((one) => one.kind === kind);
  const sum = (list: Failures[]) => list.reduce((total, { count }) => total + count, 0);
  const [bugs, away] = [of('bug'), of('unavailable')];
  const isBurst = away.filter(({ count }) => count >= UNAVAILABLE_MIN).length >= UNAVAILABLE_MINUTES_MIN;
  return [
    ...(sum(bugs) >= BUGS_MIN
      ? [
          {
            kind: 'bugs' as const,
            object: null,
            detail: message('alert.bugs', { number: sum(bugs) }),
          },
        ]
      : []),
    ...(isBurst
      ? [
          {
            kind: 'unavailable' as const,
            object: null,
            detail: message('alert.unavailable', { number: sum(away) }),
          },
        ]
      : []),
  ];
}

/** The first of a kind and object is named; of more, how many there are. */
function together(conditions: Condition[]): Condition[] {
  const groups = new Map<string, Condition[]>();
  for (const one of conditions) {
    const key = `${one.kind} ${one.object ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    if (more.length === 0) return [first];
    const { detail } = first;
    return [{ ...first, detail: message('alert.more', { detail, number: more.length }) }];
  });
}
