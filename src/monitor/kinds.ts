/** All kinds of alerts. Everything else is only a line in the log. Pure. */

/**
 * `critical`: partners, readers or the proof are harmed now. `warning`: they will be, unless someone acts by
 * the morning.
 */
export type Severity = 'critical' | 'warning';

/** Source that must answer before an alert can resolve: silence of the source does not resolve it. */
type Source = 'd1' | 'object' | 'watch';

interface AlertRule {
  severity: Severity;
  source: Source;
  /** Consecutive checks, one a minute, in which the condition must hold before anyone is notified. */
  looks: number;
  /** One sentence about the effect on partners. */
  meaning: string;
  page: string;
}

export const ALERTS = {
  watch_down: {
    severity: 'critical',
    source: 'watch',
    looks: 2,
    meaning: 'The object that looks for trouble does not answer: no other alert can be told until it does.',
    page: 'incident-ledger-object-overloaded-or-unreachable',
  },
  d1_unreachable: {
    severity: 'critical',
    source: 'watch',
    looks: 2,
    meaning:
      'Deliveries of what is cached go on for a minute; partners get no new tokens, lists or articles, and the desk cannot work.',
    page: 'incident-d1-slow-or-down',
  },
  schema_behind: {
    severity: 'critical',
    source: 'watch',
    looks: 2,
    meaning: 'D1 lacks migrations that this release needs: what uses them ends with an error.',
    page: 'incident-a-burst-of-errors',
  },
  object_unreachable: {
    severity: 'critical',
    source: 'object',
    looks: 2,
    meaning: 'Partners that live in this object get 503: nothing leaves unlogged.',
    page: 'incident-ledger-object-overloaded-or-unreachable',
  },
  clock_unsure: {
    severity: 'critical',
    source: 'object',
    looks: 1,
    meaning: 'Partners that live in this object get 503, because clocks disagree: terms could not be judged.',
    page: 'incident-a-clock-is-wrong',
  },
  clock_set_back: {
    severity: 'warning',
    source: 'object',
    looks: 1,
    meaning: 'Some entries are dated in the future, by a clock that was ahead. Deliveries go on.',
    page: 'incident-a-clock-is-wrong',
  },
  unavailable: {
    severity: 'critical',
    source: 'watch',
    looks: 1,
    meaning: 'Many requests are answered 503: partners get nothing, or not all.',
    page: 'incident-a-burst-of-errors',
  },
  bugs: {
    severity: 'critical',
    source: 'watch',
    looks: 1,
    meaning:
      'Requests end with 500, or with 503 where a ledger shard fails: the cause is in this release or in its input.',
    page: 'incident-a-burst-of-errors',
  },
  outbox_behind: {
    severity: 'critical',
    source: 'd1',
    looks: 1,
    meaning:
      'A change of the desk or the newsroom has not reached this object: a kill or a revocation may not be in force for its partners.',
    page: 'incident-the-outbox-is-behind',
  },
  d1_went_back: {
    severity: 'critical',
    source: 'object',
    looks: 1,
    meaning:
      'D1 is at an earlier point than the one that was written to. The log comes back by itself; what the desk has changed since does not.',
    page: 'incident-d1-was-set-back',
  },
  licenses_held: {
    severity: 'critical',
    source: 'd1',
    looks: 1,
    meaning:
      'Licenses are suspended since D1 was set back: their partners get 403 until the desk confirms them.',
    page: 'incident-d1-was-set-back',
  },
  webhooks_disabled: {
    severity: 'warning',
    source: 'd1',
    looks: 1,
    meaning:
      'Endpoints of partners are disabled: their systems are not notified of kills until they work again.',
    page: 'incident-an-endpoint-is-disabled',
  },
  recall_overdue: {
    severity: 'warning',
    source: 'd1',
    looks: 1,
    meaning:
      'Partners are past the deadline of a kill or correction: what was withdrawn may still be published.',
    page: 'incident-a-recall-is-overdue',
  },
  log_contradicted: {
    severity: 'critical',
    source: 'object',
    looks: 1,
    meaning:
      'A log is not the continuation of what was signed: it was set back or rewritten. Deliveries go on; the proof does not.',
    page: 'incident-a-finding-about-the-log',
  },
  ledger_changed: {
    severity: 'critical',
    source: 'd1',
    looks: 1,
    meaning:
      'What was written is not there as it was written: somebody or something has changed D1, R2 or the ledger.',
    page: 'incident-a-finding-about-the-log',
  },
  promise_broken: {
    severity: 'critical',
    source: 'object',
    looks: 1,
    meaning: 'Receipts verify as overdue: their entries are not in the agency log after 24 hours.',
    page: 'incident-a-receipt-promise-is-broken',
  },
  promise_soon: {
    severity: 'warning',
    source: 'object',
    looks: 1,
    meaning: 'Within 6 hours receipts will verify as overdue.',
    page: 'incident-a-receipt-promise-is-broken',
  },
  checkpoints_failing: {
    severity: 'warning',
    source: 'object',
    looks: 3,
    meaning:
      'Checkpoints cannot be signed or kept. Nobody notices for some hours; then receipts become overdue.',
    page: 'incident-a-receipt-promise-is-broken',
  },
  checkpoint_behind: {
    severity: 'warning',
    source: 'object',
    looks: 1,
    meaning:
      'The agency log has not been signed for an hour although it has grown: nothing new can be proved.',
    page: 'incident-a-receipt-promise-is-broken',
  },
  outside_failing: {
    severity: 'warning',
    source: 'object',
    looks: 1,
    meaning:
      'For half a day a witness or the time-stamping authority has confirmed nothing of the agency log, or what it gave could not be kept: what outsiders could prove by it grows old. Partners notice nothing.',
    page: 'incident-a-witness-or-the-time-stamping-authority-fails',
  },
  drain_behind: {
    severity: 'warning',
    source: 'object',
    looks: 2,
    meaning:
      'Entries wait for D1. Deliveries go on and nothing is lost; lists, reports and receipt look-ups lag.',
    page: 'incident-the-drain-is-behind',
  },
  alarm_overdue: {
    severity: 'warning',
    source: 'object',
    looks: 2,
    meaning:
      'The object does nothing by itself. Deliveries go on; entries do not reach D1, and checkpoints are not signed.',
    page: 'incident-ledger-object-overloaded-or-unreachable',
  },
  archive_damaged: {
    severity: 'warning',
    source: 'd1',
    looks: 1,
    meaning:
      'A file of the archive is gone or changed. Deliveries are not touched; its entries can be proved, and not shown.',
    page: 'incident-a-finding-about-the-log',
  },
} as const satisfies Record<string, AlertRule>;

export type AlertKind = keyof typeof ALERTS;
export const ALERT_KINDS = Object.keys(ALERTS) as AlertKind[];

/** After a rollback, an object may hold alerts of kinds that only the later release knows. */
export function isAlertKind(kind: string): kind is AlertKind {
  return Object.hasOwn(ALERTS, kind);
}

export function ruleOf(kind: AlertKind): AlertRule {
  return ALERTS[kind];
}

const GUIDE = 'docs/operations.md';

/** Address of the incident's runbook. `base` is the address of the published guide. */
export function runbookOf(kind: AlertKind, base: string | undefined): string {
  return `${base?.trim() || GUIDE}#${ruleOf(kind).page}`;
}
