/** Derives alert conditions from health. Pure. */

import type { Health } from '../ledger/health.ts';
import type { FaultKind } from '../ledger/self-check/types.ts';
import { message } from '../ledger/templates.ts';
import type { Finding as LogFinding } from '../ledger/transparency/types.ts';
import type { Message } from '../rights/types.ts';
import { type AlertKind, ruleOf } from './kinds.ts';
import {
  BUGS_MIN,
  D1_RESTORE_ALERT_MS,
  EXTERNAL_FAILURE_ALERT_MS,
  FAILURES_MS,
  UNAVAILABLE_MIN,
  UNAVAILABLE_MINUTES_MIN,
} from './limits.ts';
import { MONITOR } from './names.ts';
import type { Failures } from './types.ts';

export interface Condition {
  kind: AlertKind;
  /** Pool name. Null means the whole gateway. */
  object: string | null;
  detail: Message | string;
}

export const WATCH_DOWN = {
  kind: 'watch_down',
  object: MONITOR,
  detail: message('alert.watch_down', { object: MONITOR }),
} as const satisfies Condition;

const HEALTH_ALERTS = [
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

/**
 * Findings about logs. Failing witnesses and time stamps raise an alert only after EXTERNAL_FAILURE_ALERT_MS.
 */
const LOG_ALERTS: Partial<Record<LogFinding['kind'], AlertKind>> = {
  log_rewound: 'log_contradicted',
  log_rewritten: 'log_contradicted',
  root_contradicted: 'log_contradicted',
  witness_contradicts: 'log_contradicted',
  checkpoints_failing: 'checkpoints_failing',
};

const EXTERNAL_FAILURES: LogFinding['kind'][] = ['witness_failing', 'timestamp_failing'];

/** Findings of the self-check. A finding that the self-check has repaired raises no alert. */
const SELF_CHECK_ALERTS: Record<FaultKind, AlertKind | null> = {
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

/**
 * Returns at most one condition for each kind and object; it names the newest finding. `nowMs` is in
 * milliseconds, UTC.
 */
export function conditionsOf(health: Health, failures: Failures[], nowMs: number): Condition[] {
  const conditions = [
    ...health.findings.flatMap(fromFinding),
    ...health.objects.flatMap((objectHealth) => [
      ...objectHealth.logFindings.flatMap(({ kind, origin, detail: text, message: detail = text }) => {
        const alert = LOG_ALERTS[kind as LogFinding['kind']];
        return alert
          ? [
              {
                kind: alert,
                object: objectHealth.object,
                detail: message('alert.of_log', { kind: trouble(kind), origin, detail }),
              },
            ]
          : [];
      }),
      ...fromExternalFailures(objectHealth, nowMs),
      ...(objectHealth.wentBackAt !== null &&
      nowMs - Date.parse(objectHealth.wentBackAt) < D1_RESTORE_ALERT_MS
        ? [
            {
              kind: 'd1_went_back' as const,
              object: objectHealth.object,
              detail: message('alert.d1_went_back', { at: { instant: objectHealth.wentBackAt } }),
            },
          ]
        : []),
    ]),
    ...fromLicenses(health),
    ...fromWebhooks(health),
    ...fromRecalls(health),
    ...fromFailures(failures, nowMs),
  ];
  return mergeByObject(conditions);
}

/** Tells whether this check could have seen that the condition no longer holds. */
export function isObservable(health: Health, { kind, object }: Pick<Condition, 'kind' | 'object'>): boolean {
  const d1 = health.outbox !== null;
  switch (ruleOf(kind).source) {
    case 'watch':
      return true;
    case 'd1':
      // Health lists only the newest of many findings, so an unlisted one may still hold.
      return d1 && !(isSelfCheckAlert(kind) && isTruncated(health));
    case 'object': {
      const target = health.objects.find((candidate) => candidate.object === object);
      // Without D1 not every object is known by name.
      return target ? target.reachable : d1;
    }
  }
}

const isSelfCheckAlert = (kind: AlertKind) => kind === 'ledger_changed' || kind === 'archive_damaged';

function isTruncated({ findings, openFindings }: Health): boolean {
  return (openFindings ?? 0) > findings.filter(({ kind }) => kind in SELF_CHECK_ALERTS).length;
}

function fromFinding(finding: Health['findings'][number]): Condition[] {
  const { kind, object, license, index, message: detail = finding.detail } = finding;
  const healthAlert = HEALTH_ALERTS.find((healthKind) => healthKind === kind);
  if (healthAlert) return [{ kind: healthAlert, object, detail }];
  const alert = SELF_CHECK_ALERTS[kind as FaultKind];
  const params = { kind: trouble(kind), license: license ?? '', detail };
  const text =
    index === null ? message('alert.of_license', params) : message('alert.of_entry', { ...params, index });
  return alert ? [{ kind: alert, object, detail: text }] : [];
}

const trouble = (value: string) => ({ of: 'trouble', value });

/** The detail omits the error, which may contain the address: alerts go to third parties. */
function fromExternalFailures(
  { object, logFindings }: Health['objects'][number],
  nowMs: number,
): Condition[] {
  const isLong = (since: string) => nowMs - Date.parse(since) >= EXTERNAL_FAILURE_ALERT_MS;
  return logFindings
    .filter(({ kind, since }) => EXTERNAL_FAILURES.some((failure) => failure === kind) && isLong(since))
    .map(({ kind, origin, since }) => ({
      kind: 'outside_failing',
      object,
      detail: message('alert.outside', { kind: trouble(kind), origin, since: { instant: since } }),
    }));
}

function fromLicenses({ unconfirmedLicenses: unconfirmed }: Health): Condition[] {
  if (!unconfirmed) return [];
  const detail = message('alert.licenses_held', { number: unconfirmed });
  return [{ kind: 'licenses_held', object: null, detail }];
}

function fromWebhooks({ disabledWebhooks: disabled }: Health): Condition[] {
  if (!disabled) return [];
  return [
    {
      kind: 'webhooks_disabled',
      object: null,
      detail: message('alert.webhooks_disabled', { number: disabled }),
    },
  ];
}

/** Names whom to call. */
function fromRecalls({ overdueRecalls: overdue }: Health): Condition[] {
  if (!overdue || overdue.length === 0) return [];
  const named = overdue.map(({ partner, contact }) =>
    contact === null ? partner : `${partner} (${contact})`,
  );
  const partners = { list: [...new Set(named)].slice(0, PARTNERS_NAMED_MAX), joint: 'comma' as const };
  const detail = message('alert.recall_overdue', { number: overdue.length, partners });
  return [{ kind: 'recall_overdue', object: null, detail }];
}

/** Partners that one alert names; the list of recalls has all. */
const PARTNERS_NAMED_MAX = 5;

function fromFailures(failures: Failures[], nowMs: number): Condition[] {
  const recent = failures.filter(({ minuteMs }) => minuteMs > nowMs - FAILURES_MS);
  const of = (kind: Failures['kind']) => recent.filter((failure) => failure.kind === kind);
  const sum = (list: Failures[]) => list.reduce((total, { count }) => total + count, 0);
  const [bugs, outages] = [of('bug'), of('unavailable')];
  const isBurst = outages.filter(({ count }) => count >= UNAVAILABLE_MIN).length >= UNAVAILABLE_MINUTES_MIN;
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
            detail: message('alert.unavailable', { number: sum(outages) }),
          },
        ]
      : []),
  ];
}

/** Merges conditions of the same kind and object: names the first and counts the others. */
function mergeByObject(conditions: Condition[]): Condition[] {
  const groups = new Map<string, Condition[]>();
  for (const condition of conditions) {
    const key = `${condition.kind} ${condition.object ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), condition]);
  }
  return [...groups.values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    if (more.length === 0) return [first];
    const { detail } = first;
    return [{ ...first, detail: message('alert.more', { detail, number: more.length }) }];
  });
}
