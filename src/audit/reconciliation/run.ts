/**
 * Reconciliation, a license after the other: its log is read on from where it was left, what was reported is judged, and what was let out is
 * asked about when its time is over. All of it may be cut off anywhere and repeated; two runs at the same time do it once.
 */
import { firstKeptMonth } from '../../ledger/archive/part.ts';
import { readRetention } from '../../ledger/retention/rules.ts';
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { message } from '../templates.ts';
import { articleSubject, raiseStatement, settleStatement } from './findings-store.ts';
import { CHANGES_MAX, DUE_MAX, JUDGED_MAX, READ_ROWS_MAX, REPORT_GRACE_MS } from './limits.ts';
import { readStretch } from './read.ts';
import {
  askedForStatement,
  dueArticles,
  enroll,
  forgetBefore,
  judgedStatement,
  keepStretch,
  looked,
  markChanged,
  markVersion,
  nextPlace,
  type Place,
  placeOf,
  publicationsToJudge,
  stretchFrom,
} from './store.ts';
import type { Found } from './types.ts';
import { judged, type LicenseFacts, licenseFacts } from './world.ts';

export interface Run {
  /** Licenses that were looked at. */
  licenses: number;
  /** Entries that were read, publications that were judged. */
  entries: number;
  judged: number;
  /** Findings that were opened, or opened again, and that settled by themselves. */
  opened: number;
  settled: number;
  /** There is more to do than there was time for. */
  more: boolean;
}

interface Asked {
  /** One license; absent: all that are to be reconciled. */
  license?: string;
  /** Milliseconds that it may take. */
  forMs: number;
}

export async function reconcile(env: Env, { license, forMs }: Asked): Promise<Run> {
  const beganMs = Date.now();
  const untilMs = beganMs + forMs;
  const run: Run = { licenses: 0, entries: 0, judged: 0, opened: 0, settled: 0, more: false };
  const inTime = () => Date.now() < untilMs;
  await enroll(env.DB);
  while (await markChanged(env.DB, CHANGES_MAX)) if (!inTime()) return { ...run, more: true };
  if (license !== undefined) {
    const place = await placeOf(env.DB, license);
    if (place) run.more = !(await ofLicense(env, place, run, inTime));
    return run;
  }
  for (;;) {
    const place = await nextPlace(env.DB, beganMs);
    if (!place) return run;
    if (!inTime() || !(await ofLicense(env, place, run, inTime))) return { ...run, more: true };
  }
}

/** For who does it beside something else: what fails is told, and done by the next. */
export async function reconcileBeside(env: Env, asked: Asked): Promise<void> {
  try {
    await reconcile(env, asked);
  } catch (error) {
    log('error', 'reconciliation_failed', { error: String(error) });
  }
}

/** True: nothing is left to do for now. */
async function ofLicense(env: Env, begin: Place, run: Run, inTime: () => boolean): Promise<boolean> {
  const { license } = begin;
  const facts = await licenseFacts(env.DB, license);
  // A license that the catalogue has not (any more) is not judged.
  if (facts) {
    if (!(await readOn(env, begin, run, inTime))) return false;
    const place = (await placeOf(env.DB, license)) ?? begin;
    if (place.version !== facts.version) await markVersion(env.DB, license, facts.version);
    if (!(await judgeAll(env, facts, run, inTime))) return false;
    if (!(await askAll(env, facts, place, run, inTime))) return false;
  }
  await forget(env, begin);
  run.licenses++;
  await looked(env.DB, license, Date.now());
  return true;
}

/** Once a day is enough: it goes by months. */
async function forget(env: Env, { license, lookedMs }: Place): Promise<void> {
  const nowMs = Date.now();
  if (iso(lookedMs).slice(0, 10) === iso(nowMs).slice(0, 10)) return;
  const read = readRetention(env.RETENTION);
  if (!read.ok || read.value.entries === undefined) return;
  await forgetBefore(
    env.DB,
    license,
    Date.parse(`${firstKeptMonth(nowMs, read.value.entries)}-01T00:00:00Z`),
  );
}

async function readOn(env: Env, begin: Place, run: Run, inTime: () => boolean): Promise<boolean> {
  for (let place = begin; ; ) {
    const stretch = await stretchFrom(env, place, READ_ROWS_MAX);
    if (!stretch) return true;
    const nextIdx = stretch.lastIdx + 1;
    if (await keepStretch(env.DB, place, readStretch(stretch.entries), nextIdx)) run.entries += stretch.rows;
    if (stretch.rows < READ_ROWS_MAX) return true;
    if (!inTime()) return false;
    place = { ...place, nextIdx };
  }
}

async function judgeAll(env: Env, license: LicenseFacts, run: Run, inTime: () => boolean): Promise<boolean> {
  for (;;) {
    const nowMs = Date.now();
    const due = await publicationsToJudge(env.DB, { license: license.id, nowMs, limit: JUDGED_MAX });
    for (const reported of due) {
      const { found, againMs } = await judged(env, license, reported, nowMs);
      const { ref, article } = reported;
      const subject = { license: license.id, partner: license.partner, article, subject: ref };
      await keep(env, { subject, found, run, nowMs }, [
        // What was asked for has been reported.
        settleStatement(env.DB, {
          subject: { ...subject, subject: articleSubject(article) },
          found: [],
          now: iso(nowMs),
        }),
        judgedStatement(env.DB, reported, againMs),
      ]);
      run.judged++;
      if (!inTime()) return false;
    }
    if (due.length < JUDGED_MAX) return true;
  }
}

interface Kept {
  subject: { license: string; partner: string; article: string; subject: string };
  found: Found[];
  run: Run;
  nowMs: number;
}

async function keep(
  env: Env,
  { subject, found, run, nowMs }: Kept,
  besides: D1PreparedStatement[],
): Promise<void> {
  const [raised, ...settled] = await env.DB.batch([
    raiseStatement(env.DB, [{ subject, found }], iso(nowMs)),
    settleStatement(env.DB, { subject, found, now: iso(nowMs) }),
    ...besides,
  ]);
  run.opened += raised?.meta.changes ?? 0;
  // The last statement is no finding's.
  for (const one of settled.slice(0, -1)) run.settled += one.meta.changes ?? 0;
}

/** Deliveries whose time to be reported is over. */
async function askAll(
  env: Env,
  license: LicenseFacts,
  place: Place,
  run: Run,
  inTime: () => boolean,
): Promise<boolean> {
  const { reportWithinMs, startsMs } = license;
  const sinceMs = reportWithinMs === null ? place.reportingSinceMs : startsMs;
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
      askedForStatement(env.DB, {
        license: license.id,
        articles: due.map(({ article }) => article),
        untilMs,
      }),
    ]);
    run.opened += raised?.meta.changes ?? 0;
    if (!inTime()) return false;
  }
}

function notReported({ entry, version, atMs }: { entry: string; version: string; atMs: number }): Found {
  const at = iso(atMs);
  return {
    kind: 'delivered_not_reported',
    said: message('publication.not_reported', { delivered: { instant: at, shown: at.slice(0, 10) } }),
    evidence: { firstDelivery: { entry, version, at } },
  };
}

const iso = (ms: number) => new Date(ms).toISOString();
