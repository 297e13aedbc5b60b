/** Metrics of the ledger: the numbers of health, and the work of objects. Pure. */

import type { Family, Sample } from '../../platform/metrics/exposition.ts';
import { histogramSamples } from '../../platform/metrics/exposition.ts';
import type { ObjectHealth } from '../findings.ts';
import type { Health } from '../health.ts';
import { AGENCY_LOG } from '../transparency/origins.ts';
import type { GroupFigures, WorkDone } from '../types.ts';
import { GROUP_BOUNDS } from '../work.ts';

const gauge = (name: string, help: string, samples: Sample[]): Family => ({
  name,
  help,
  type: 'gauge',
  samples,
});
const counter = (name: string, help: string, samples: Sample[]): Family => ({
  name,
  help,
  type: 'counter',
  samples,
});

/** One number for the whole gateway; null: unknown, so no sample. */
const single = (value: number | null | undefined): Sample[] =>
  value === null || value === undefined ? [] : [{ labels: {}, value }];

export function ledgerFamilies(health: Health, nowMs: number): Family[] {
  const { objects, outbox, outboxSince, openFindings, unconfirmedLicenses, disabledWebhooks, checkpoint } =
    health;
  const each = (value: (health: ObjectHealth) => number | null): Sample[] =>
    objects.flatMap((health) => {
      const number = value(health);
      return number === null ? [] : [{ labels: { object: health.object }, value: number }];
    });
  const ageS = (since: string | null) => (since === null ? null : secondsBetween(since, nowMs));
  return [
    gauge('healthy', '1: health says ok; 0: it says degraded.', single(health.status === 'ok' ? 1 : 0)),
    gauge('d1_reachable', '1: D1 could be read; 0: it could not.', single(outbox === null ? 0 : 1)),
    gauge('findings_open', 'Findings of the self-check that are open.', single(openFindings)),
    gauge(
      'licenses_unconfirmed',
      'Licenses that are suspended since D1 was restored, until the desk confirms them.',
      single(unconfirmedLicenses),
    ),
    gauge(
      'webhooks_disabled',
      'Endpoints of partners that the gateway has disabled: they are not notified of kills.',
      single(disabledWebhooks),
    ),
    gauge('outbox_rows', 'Changes that an object has not acknowledged.', single(outbox)),
    gauge(
      'outbox_age_seconds',
      'Age of the oldest change that an object has not acknowledged; 0: there is none.',
      single(outbox === null ? null : (ageS(outboxSince) ?? 0)),
    ),
    gauge(
      'agency_log_size',
      'Leaves that the newest kept checkpoint of the agency log is of.',
      single(checkpoint?.size),
    ),
    gauge(
      'agency_checkpoint_age_seconds',
      'Age of the newest kept checkpoint of the agency log.',
      single(checkpoint && secondsBetween(checkpoint.at, nowMs)),
    ),
    gauge(
      'ledger_reachable',
      '1: the object answered health in time; 0: it did not.',
      each(({ reachable }) => (reachable ? 1 : 0)),
    ),
    gauge(
      'ledger_backlog_entries',
      'Entries of the object that are not in D1 yet.',
      each(({ backlog }) => backlog),
    ),
    gauge(
      'ledger_backlog_age_seconds',
      'Age of the oldest entry that is not in D1 yet; 0: there is none.',
      each(({ reachable, backlogSince }) => (reachable ? (ageS(backlogSince) ?? 0) : null)),
    ),
    gauge(
      'ledger_drain_failures',
      'Runs of the drain that have failed in a row.',
      each(({ drainFailures }) => drainFailures),
    ),
    gauge(
      'ledger_alarm_age_seconds',
      'Since when the alarm of the object has not run.',
      each(({ alarmRanAt }) => ageS(alarmRanAt)),
    ),
    gauge(
      'ledger_promises_broken',
      'Licenses of the object whose receipts promise inclusion in the agency log, and are not included in time.',
      each(({ promises }) => promises?.broken ?? null),
    ),
    gauge(
      'ledger_promises_due',
      'Licenses of the object whose receipts will not be included in time within six hours.',
      each(({ promises }) => promises?.soon ?? null),
    ),
    gauge(
      'agency_log_uncovered_age_seconds',
      'Since when the agency log has roots that no kept checkpoint covers; 0: it has none.',
      objects
        .filter(({ object, reachable }) => object === AGENCY_LOG && reachable)
        .map(({ uncoveredSince }) => ({ labels: {}, value: ageS(uncoveredSince) ?? 0 })),
    ),
    gauge(
      'ledger_self_check_age_seconds',
      'Since when the self-check of the object has not run.',
      each(({ checkedAt }) => ageS(checkedAt)),
    ),
    gauge(
      'ledger_self_check_walk_age_seconds',
      'Since when the self-check has not been through everything of the object.',
      each(({ walkedAt }) => ageS(walkedAt)),
    ),
    gauge(
      'ledger_log_findings',
      'Findings about logs, checkpoints and witnesses of the object.',
      each(({ reachable, logFindings }) => (reachable ? logFindings.length : null)),
    ),
    ...workFamilies(objects),
  ];
}

/** Counters restart at 0 with the object, as Prometheus expects. */
function workFamilies(objects: ObjectHealth[]): Family[] {
  const worked = objects.flatMap(({ object, work }) => (work ? [{ labels: { object }, work }] : []));
  const each = (value: (done: WorkDone) => number): Sample[] =>
    worked.map(({ labels, work }) => ({ labels, value: value(work) }));
  const queued = (value: (of: GroupFigures) => number): Sample[] =>
    objects.flatMap(({ object, queue }) => (queue ? [{ labels: { object }, value: value(queue) }] : []));
  return [
    {
      name: 'ledger_commit_callers',
      help: 'Callers that shared a commit of the object: its group size. The count is the number of commits.',
      type: 'histogram',
      samples: worked.flatMap(({ labels, work: { commits, callers } }) =>
        histogramSamples(labels, { buckets: commits, sum: callers, bounds: GROUP_BOUNDS }),
      ),
    },
    gauge(
      'ledger_waiting_callers',
      'Callers that wait for a commit of the object.',
      queued(({ waiting }) => waiting),
    ),
    counter(
      'ledger_turned_away_total',
      'Callers that were answered 503 because too many waited for the object; nothing of theirs was written.',
      queued(({ turnedAway }) => turnedAway),
    ),
    counter(
      'ledger_gone_total',
      'Callers that had been told 503 before their turn came; nothing of theirs was written.',
      queued(({ gone }) => gone),
    ),
    counter(
      'ledger_drain_statements_total',
      'Statements that wrote entries or counts of the object to D1.',
      each(({ drainStatements }) => drainStatements),
    ),
    counter(
      'ledger_drain_rows_total',
      'Entries and counts of the object that were written to D1.',
      each(({ drainRows }) => drainRows),
    ),
  ];
}

/** At least 0, since clocks differ. */
function secondsBetween(since: string, nowMs: number): number {
  return Math.max(0, (nowMs - Date.parse(since)) / 1_000);
}
