/**
 * Reconciles one license after the other: reads its log from the last position, judges reported publications,
 * and requests overdue reports. Every step may be interrupted and repeated; concurrent runs have the effect
 * of one.
 */
import type { z } from '@hono/zod-openapi';
import { day } from '../../delivery/judge.ts';
import { firstRetainedMonth } from '../../ledger/archive/part.ts';
import { readRetention } from '../../ledger/retention/rules.ts';
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { message } from '../templates.ts';
import { articleSubject, raiseStatement, settleStatement } from './findings-store.ts';
import { judged, type LicenseFacts, licenseFacts } from './license-facts.ts';
import { CHANGES_MAX, DUE_MAX, JUDGED_MAX, READ_ROWS_MAX, REPORT_GRACE_MS } from './limits.ts';
import { readStretch } from './read.ts';
import type { runAnswer } from './schemas.ts';
import {
  dueArticles,
  enroll,
  forgetBefore,
  judgedStatement,
  markChanged,
  markEnded,
  markReconciled,
  markVersion,
  nextPosition,
  positionOf,
  publicationsToJudge,
  type ReadPosition,
  reportRequestedStatement,
  storeStretch,
  stretchFrom,
} from './store.ts';
import type { Found } from './types.ts';

type Run = z.output<typeof runAnswer>;

interface RunOptions {
  /** One license; absent: all that are due. */
  license?: string;
  /** Time budget in milliseconds. */
  forMs: number;
}

export async function reconcile(env: Env, { license, forMs }: RunOptions): Promise<Run> {
  const beganMs = Date.now();
  const untilMs = beganMs + forMs;
  const run: Run = { licenses: 0, entries: 0, judged: 0, opened: 0, settled: 0, more: false };
  const hasTime = () => Date.now() < untilMs;
  await enroll(env.DB);
  while (await markChanged(env.DB, CHANGES_MAX)) if (!hasTime()) return { ...run, more: true };
  if (license !== undefined) {
    const position = await positionOf(env.DB, license);
    if (position) run.more = !(await ofLicense(env, position, run, hasTime));
    return run;
  }
  for (;;) {
    const position = await nextPosition(env.DB, beganMs);
    if (!position) {
      await markEnded(env.DB, Date.now());
      return run;
    }
    if (!hasTime() || !(await ofLicense(env, position, run, hasTime))) return { ...run, more: true };
  }
}

/** Runs after another task. A failure is logged, and the next run repeats the work. */
export async function reconcileBeside(env: Env, options: RunOptions): Promise<void> {
  try {
    await reconcile(env, options);
  } catch (error) {
    log('error', 'reconciliation_failed', { error: String(error) });
  }
}

/** True: nothing is left for now. */
async function ofLicense(env: Env, begin: ReadPosition, run: Run, hasTime: () => boolean): Promise<boolean> {
  const { license } = begin;
  const facts = await licenseFacts(env.DB, license);
  // A license that the catalogue does not have (any more) is not judged.
  if (facts) {
    if (!(await readOn(env, begin, run, hasTime))) return false;
    const position = (await positionOf(env.DB, license)) ?? begin;
    if (position.version !== facts.version) await markVersion(env.DB, license, facts.version);
    if (!(await judgeAll(env, facts, run, hasTime))) return false;
    if (!(await requestReports(env, facts, position, run, hasTime))) return false;
  }
  await forget(env, begin);
  run.licenses++;
  await markReconciled(env.DB, license, Date.now());
  return true;
}

/** Once a day is enough, since retention is by month. */
async function forget(env: Env, { license, reconciledMs }: ReadPosition): Promise<void> {
  const nowMs = Date.now();
  if (iso(reconciledMs).slice(0, 10) === iso(nowMs).slice(0, 10)) return;
  const read = readRetention(env.RETENTION);
  if (!read.ok || read.value.entries === undefined) return;
  await forgetBefore(
    env.DB,
    license,
    Date.parse(`${firstRetainedMonth(nowMs, read.value.entries)}-01T00:00:00Z`),
  );
}

async function readOn(env: Env, begin: ReadPosition, run: Run, hasTime: () => boolean): Promise<boolean> {
  for (let position = begin; ; ) {
    const stretch = await stretchFrom(env, position, READ_ROWS_MAX);
    if (!stretch) return true;
    const nextIdx = stretch.lastIdx + 1;
    if (await storeStretch(env.DB, position, readStretch(stretch.entries), nextIdx))
      run.entries += stretch.rows;
    if (stretch.rows < READ_ROWS_MAX) return true;
    if (!hasTime()) return false;
    position = { ...position, nextIdx };
  }
}

async function judgeAll(env: Env, license: LicenseFacts, run: Run, hasTime: () => boolean): Promise<boolean> {
  for (;;) {
    const nowMs = Date.now();
    const due = await publicationsToJudge(env.DB, { license: license.id, nowMs, limit: JUDGED_MAX });
    for (const reported of due) {
      const { found, recheckMs } = await judged(env, license, reported, nowMs);
      const { ref, article } = reported;
      const subject = { license: license.id, partner: license.partner, article, subject: ref };
      await storeJudgement(env, { subject, found, run, nowMs }, [
        // The requested report has arrived.
        settleStatement(env.DB, {
          subject: { ...subject, subject: articleSubject(article) },
          found: [],
          now: iso(nowMs),
        }),
        judgedStatement(env.DB, reported, recheckMs),
      ]);
      run.judged++;
      if (!hasTime()) return false;
    }
    if (due.length < JUDGED_MAX) return true;
  }
}

interface Judgement {
  subject: { license: string; partner: string; article: string; subject: string };
  found: Found[];
  run: Run;
  nowMs: number;
}

async function storeJudgement(
  env: Env,
  { subject, found, run, nowMs }: Judgement,
  moreStatements: D1PreparedStatement[],
): Promise<void> {
  const [raised, ...settled] = await env.DB.batch([
    raiseStatement(env.DB, [{ subject, found }], iso(nowMs)),
    settleStatement(env.DB, { subject, found, now: iso(nowMs) }),
    ...moreStatements,
  ]);
  run.opened += raised?.meta.changes ?? 0;
  // The last statement is not about a finding.
  for (const result of settled.slice(0, -1)) run.settled += result.meta.changes ?? 0;
}

/** Deliveries whose report is overdue. */
async function requestReports(
  env: Env,
  license: LicenseFacts,
  position: ReadPosition,
  run: Run,
  hasTime: () => boolean,
): Promise<boolean> {
  const { reportWithinMs, startsMs } = license;
  const sinceMs = reportWithinMs === null ? position.reportingSinceMs : startsMs;
  if (sinceMs === null) return true;
  const untilMs = Date.now() - (reportWithinMs ?? REPORT_GRACE_MS);
  for (;;) {
    const due = await dueArticles(env.DB, { license: license.id, sinceMs, untilMs, limit: DUE_MAX });
    if (due.length === 0) return true;
    const now = iso(Date.now());
    const missing = due.filter(({ reported }) => reported === 0);
    const [raised] = await env.DB.batch([
      raiseStatement(
        env.DB,
        missing.map(({ article, entry, version, atMs }) => ({
          subject: {
            license: license.id,
            partner: license.partner,
            article,
            subject: articleSubject(article),
          },
          found: [notReported({ entry, version, atMs })],
        })),
        now,
      ),
      reportRequestedStatement(env.DB, {
        license: license.id,
        articles: due.map(({ article }) => article),
        untilMs,
      }),
    ]);
    run.opened += raised?.meta.changes ?? 0;
    if (!hasTime()) return false;
  }
}

function notReported({ entry, version, atMs }: { entry: string; version: string; atMs: number }): Found {
  const at = iso(atMs);
  return {
    kind: 'delivered_not_reported',
    sentence: message('publication.not_reported', { delivered: day(Date.parse(at)) }),
    evidence: { firstDelivery: { entry, version, at } },
  };
}

const iso = (ms: number) => new Date(ms).toISOString();
