/** State of all ledger objects and the outbox. Works without D1, and with unreachable objects. */
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { NEWEST_MIGRATION } from '../platform/schema.ts';
import { withTimeout } from '../platform/timeouts/with-timeout.ts';
import { noteIfBug } from './bugs.ts';
import { type Finding, type ObjectHealth, type Pending, troublesOf } from './findings.ts';
import { FINDINGS_SHOWN_MAX, HEALTH_D1_TIMEOUT_MS, HEALTH_TIMEOUT_MS } from './limits.ts';
import { configuredLogKeepers, everyLogKeeper, logKeeperStub } from './outbox.ts';
import { unconfirmedLicenses } from './restored/store.ts';
import { openFindings } from './self-check/store.ts';
import { newestMigration, pendingByObject } from './store.ts';
import { storedMember } from './stored-message.ts';
import { AGENCY_LOG, originOf } from './transparency/origins.ts';
import { newestStored } from './transparency/store.ts';
import type { MergeDelayStatus } from './transparency/types.ts';
import type { OwnHealth } from './types.ts';

export interface Health {
  status: 'ok' | 'degraded';
  /** Changes that wait for an object; null if D1 cannot be read. */
  outbox: number | null;
  /** Time of the oldest; null: none waits, or D1 cannot be read. */
  outboxSince: string | null;
  /** Merge delay of the licenses of reachable objects. */
  promises: MergeDelayStatus;
  objects: ObjectHealth[];
  /**
   * Current troubles, then licenses that wait for the desk after a restore, then the newest open findings of
   * the self-check.
   */
  findings: Finding[];
  /** Open findings of the self-check, including unlisted ones. */
  openFindings: number | null;
  /** Licenses suspended until the desk confirms them, including unlisted ones. */
  unconfirmedLicenses: number | null;
  /** Endpoints of partners that the gateway has disabled. */
  disabledWebhooks: number | null;
  /** Holders of recalls that are past their deadline; null: D1 cannot be read. */
  overdueRecalls: OverdueRecall[] | null;
  /** Newest stored checkpoint of the agency log; null: none yet, or D1 cannot be read. */
  checkpoint: { size: number; at: string } | null;
}

export interface OverdueRecall {
  recall: string;
  partner: string;
  /** Second contact, or the first one. Null: the partner has none. */
  contact: string | null;
}

export async function gatewayHealth(env: Env, nowMs: number): Promise<Health> {
  const [catalogue, applied] = await Promise.all([fromD1(env), schemaBehind(env)]);
  const names = catalogue?.objects ?? configuredLogKeepers(env);
  const objects = await Promise.all(names.map((name) => objectHealth(env, name)));
  const troubles = troublesOf(objects, catalogue?.pending ?? null, nowMs, applied);
  const findings = [
    ...troubles,
    ...(catalogue?.unconfirmed.findings ?? []),
    ...(catalogue?.open.findings ?? []),
  ];
  const outbox = catalogue?.pending.reduce((sum, { count }) => sum + count, 0) ?? null;
  const well =
    findings.length === 0 &&
    outbox === 0 &&
    objects.every(
      (objectHealth) => objectHealth.drainFailures === 0 && objectHealth.logFindings.length === 0,
    );
  return {
    status: well ? 'ok' : 'degraded',
    outbox,
    outboxSince: earliest(catalogue?.pending.map(({ oldest }) => oldest) ?? []),
    promises: mergeStatuses(objects.flatMap(({ promises }) => promises ?? [])),
    objects,
    findings,
    openFindings: catalogue?.open.count ?? null,
    unconfirmedLicenses: catalogue?.unconfirmed.count ?? null,
    disabledWebhooks: catalogue?.disabledWebhooks ?? null,
    overdueRecalls: catalogue?.overdueRecalls ?? null,
    checkpoint: catalogue?.checkpoint ?? null,
  };
}

interface FromD1 {
  objects: string[];
  pending: Pending[];
  open: { findings: Finding[]; count: number };
  unconfirmed: { findings: Finding[]; count: number };
  disabledWebhooks: number;
  overdueRecalls: OverdueRecall[];
  checkpoint: Health['checkpoint'];
}

async function fromD1(env: Env): Promise<FromD1 | null> {
  try {
    const [objects, pending, open, unconfirmed, disabledWebhooks, overdueRecalls, newest] = await withTimeout(
      Promise.all([
        everyLogKeeper(env),
        pendingByObject(env.DB),
        openFindings(env.DB, FINDINGS_SHOWN_MAX),
        unconfirmedLicenses(env.DB, FINDINGS_SHOWN_MAX),
        disabledWebhooksIn(env.DB),
        overdueRecallsIn(env.DB),
        newestStored(env.DB, originOf(env.LOG_ORIGIN, AGENCY_LOG)),
      ]),
      HEALTH_D1_TIMEOUT_MS,
    );
    const checkpoint = newest && { size: newest.size, at: newest.at };
    return { objects, pending, open, unconfirmed, disabledWebhooks, overdueRecalls, checkpoint };
  } catch (error) {
    log('error', 'health_without_d1', { error: String(error) });
    return null;
  }
}

async function disabledWebhooksIn(db: D1Database): Promise<number> {
  const sql = `SELECT count(*) AS count FROM webhooks WHERE status = 'disabled' AND reason IN ('failing', 'gone')`;
  return (await db.prepare(sql).first<number>('count')) ?? 0;
}

/** `late`: see `Progress` in src/audit/recalls/types.ts. */
async function overdueRecallsIn(db: D1Database): Promise<OverdueRecall[]> {
  const { results } = await db
    .prepare(
      `SELECT recalls.id AS recall, name AS partner, coalesce(recall_contact, contact) AS contact
       FROM recalls INDEXED BY recalls_by_state CROSS JOIN json_each(progress, '$.late') AS late
       CROSS JOIN licenses ON licenses.id = late.value CROSS JOIN partners ON partners.id = partner
       WHERE recalls.state = 'overdue' ORDER BY recalls.at, recalls.id LIMIT ?`,
    )
    .bind(FINDINGS_SHOWN_MAX)
    .all<OverdueRecall>();
  return results;
}

/** The newest applied migration if this release needs newer ones. A newer schema is accepted. */
async function schemaBehind(env: Env): Promise<string | null> {
  const applied = await withTimeout(newestMigration(env.DB), HEALTH_D1_TIMEOUT_MS).catch(() => null);
  return applied !== null && applied < NEWEST_MIGRATION ? applied : null;
}

async function objectHealth(env: Env, object: string): Promise<ObjectHealth> {
  try {
    return toObjectHealth(
      object,
      await withTimeout(logKeeperStub(env, object).health() as Promise<OwnHealth>, HEALTH_TIMEOUT_MS),
    );
  } catch (error) {
    noteIfBug(object, error);
    return {
      object,
      reachable: false,
      backlog: null,
      backlogSince: null,
      alarmAt: null,
      alarmRanAt: null,
      drainFailures: null,
      checkedAt: null,
      walkedAt: null,
      logFindings: [],
      promises: null,
      uncoveredSince: null,
      wentBackAt: null,
      clockFault: null,
      earlierDatesAt: null,
      work: null,
      queue: null,
    };
  }
}

function toObjectHealth(object: string, health: OwnHealth): ObjectHealth {
  const { backlog, backlogSince, drainFailures } = health;
  return {
    object,
    reachable: true,
    backlog,
    backlogSince,
    alarmAt: instant(health.alarmAtMs),
    alarmRanAt: instant(health.alarmRanMs),
    drainFailures,
    work: health.work ?? null,
    queue: health.group ?? null,
    checkedAt: instant(health.checkedAtMs),
    walkedAt: instant(health.walkedAtMs),
    logFindings: (health.logFindings ?? []).map(({ sinceMs, message, ...finding }) => ({
      ...finding,
      ...storedMember(message),
      since: new Date(sinceMs).toISOString(),
    })),
    promises: health.promises ?? null,
    uncoveredSince: instant(health.uncoveredSinceMs),
    wentBackAt: instant(health.rollbackAtMs),
    clockFault: health.clockFault ?? null,
    earlierDatesAt: instant(health.earlierDatesAtMs),
  };
}

function mergeStatuses(statuses: MergeDelayStatus[]): MergeDelayStatus {
  return {
    broken: statuses.reduce((sum, { broken }) => sum + broken, 0),
    soon: statuses.reduce((sum, { soon }) => sum + soon, 0),
    oldest: earliest(statuses.flatMap(({ oldest }) => oldest ?? [])),
  };
}

/** ISO 8601 UTC. */
function earliest(instants: string[]): string | null {
  return instants.toSorted()[0] ?? null;
}

function instant(ms: number | null | undefined): string | null {
  return ms ? new Date(ms).toISOString() : null;
}
