/**
 * Counts of this isolate's requests, for monitoring and for the completeness of the log. They stay out of the
 * request path: numbers are kept in memory and written after a response, every few seconds at most. An
 * isolate that ends loses its last seconds.
 */
import type { Context } from 'hono';
import type { Env } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { log } from '../../platform/log.ts';
import { countsToWrite, isCountsDue } from '../../platform/metrics/write.ts';
import { codeOf, requestScope } from '../../platform/request-scope.ts';
import { EDGE_WRITE_MS } from '../limits.ts';
import { type Answer, mayDeliver, outcomeTime, requestOutcomeOf } from './request-outcome.ts';
import { edgeCountsStatement } from './store.ts';
import { type DayCounts, EdgeTally, type RequestOutcome } from './tally.ts';

const tally = new EdgeTally();
/** Random; created at the first request, because the runtime forbids randomness in global scope. */
let isolate: string | undefined;
/** End of the period that the pending write covers. Milliseconds, UTC. */
let awaitedUntilMs = 0;

/** Notes the full texts of a feed, each of which is a delivery, with their outcome. */
export function noteTexts(atMs: number, outcome: RequestOutcome, texts: number): void {
  tally.arrived(atMs, texts);
  tally.ended(atMs, outcome, texts);
}

/** Must run before any other part of the request is examined. */
export function noteArrival(c: Context<AppEnv>, now: number): void {
  if (mayDeliver(c.req.method, c.req.path)) tally.arrived(now);
}

export function noteEnd(c: Context<AppEnv>, now: number): void {
  const isCounted = c.get('partner') !== undefined && requestScope()?.isCounted === true;
  if (mayDeliver(c.req.method, c.req.path)) {
    const answer = answerOf(c, isCounted);
    tally.ended(outcomeTime(answer, now), requestOutcomeOf(answer));
  }
  // A request that delivers nothing, for an unknown article: the log counts it.
  else if (isCounted) noteTexts(now, 'counted', 1);
  if (now >= awaitedUntilMs && (tally.isChanged || isCountsDue(now))) afterAnswer(c, now);
}

function answerOf({ res, error }: Context<AppEnv>, isCounted: boolean): Answer {
  return { status: res.status, entry: res.headers.get('Rights-Entry'), code: codeOf(error), isCounted };
}

function afterAnswer(c: Context<AppEnv>, now: number): void {
  const context = executionContextOf(c);
  if (!context) return;
  awaitedUntilMs = now + EDGE_WRITE_MS;
  context.waitUntil(writeSoon(c.env));
}

function executionContextOf(c: Context<AppEnv>) {
  try {
    return c.executionCtx;
  } catch {
    return null;
  }
}

/**
 * A write that is cancelled with its request is covered by the next one, because the numbers are absolute.
 */
async function writeSoon({ DB }: Env): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, EDGE_WRITE_MS));
  const days = tally.take();
  isolate ??= crypto.randomUUID();
  const isolateId = isolate;
  try {
    const edgeStatements = days.length > 0 ? [edgeCountsStatement(DB, isolateId, days)] : [];
    const counts = countsToWrite(DB, Date.now());
    const statements = [...edgeStatements, ...(counts?.statements ?? [])];
    if (statements.length === 0) return;
    const results = await DB.batch(statements);
    counts?.done(results.slice(edgeStatements.length));
  } catch (error) {
    log('error', 'edge_counts_failed', { error: String(error) });
    // The counts that prove completeness must not fail because of another table.
    await writeAlone(DB, isolateId, days);
  }
}

async function writeAlone(db: D1Database, isolateId: string, days: DayCounts[]): Promise<void> {
  if (days.length === 0) return;
  try {
    await edgeCountsStatement(db, isolateId, days).run();
  } catch (error) {
    tally.restore(days);
    log('error', 'edge_counts_failed', { error: String(error) });
  }
}
