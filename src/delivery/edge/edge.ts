/**
 * What this isolate sees at the edge. Nothing of it is on the way of a request: numbers in memory, written down after an answer, at most
 * every few seconds, and with them what the isolate counts for monitoring. An isolate that is lost takes its last seconds with it.
 */
import type { Context } from 'hono';
import type { Env } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { log } from '../../platform/log.ts';
import { countsToWrite, isCountsDue } from '../../platform/metrics/write.ts';
import { codeOf, requestScope } from '../../platform/request-scope.ts';
import { EDGE_WRITE_MS } from '../limits.ts';
import { type Answer, endedAt, endingOf, mayDeliver } from './request-outcome.ts';
import { edgeCountsStatement } from './store.ts';
import { type DayCounts, EdgeTally, type Ending } from './tally.ts';

const tally = new EdgeTally();
/** Random; made at the first request, where the runtime allows it. */
let isolate: string | undefined;
/** Until when what is counted is waited for by a write that is under way. Milliseconds, UTC. */
let awaitedUntilMs = 0;

/** Texts of a feed, each a delivery, when it is known how they ended. */
export function noteTexts(atMs: number, ending: Ending, texts: number): void {
  tally.arrived(atMs, texts);
  tally.ended(atMs, ending, texts);
}

/** As soon as it is there, before anything of it is looked at. */
export function noteArrival(c: Context<AppEnv>, now: number): void {
  if (mayDeliver(c.req.method, c.req.path)) tally.arrived(now);
}

export function noteEnd(c: Context<AppEnv>, now: number): void {
  const isCounted = c.get('partner') !== undefined && requestScope()?.isCounted === true;
  if (mayDeliver(c.req.method, c.req.path)) {
    const answer = answerOf(c, isCounted);
    tally.ended(endedAt(answer, now), endingOf(answer));
  }
  // A question that lets nothing out, of something unknown: it is among the counts of the log.
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

/** Not there where the app is called without one. */
function executionContextOf(c: Context<AppEnv>) {
  try {
    return c.executionCtx;
  } catch {
    return null;
  }
}

/** Cut off with its request, it is made up for by the next one's: the numbers are absolute. */
async function writeSoon({ DB }: Env): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, EDGE_WRITE_MS));
  const days = tally.take();
  isolate ??= crypto.randomUUID();
  const by = isolate;
  try {
    const seen = days.length > 0 ? [edgeCountsStatement(DB, by, days)] : [];
    const counts = countsToWrite(DB, Date.now());
    const statements = [...seen, ...(counts?.statements ?? [])];
    if (statements.length === 0) return;
    const results = await DB.batch(statements);
    counts?.done(results.slice(seen.length));
  } catch (error) {
    log('error', 'edge_counts_failed', { error: String(error) });
    // What completeness is judged by does not hang on the table of another thing.
    await writeAlone(DB, by, days);
  }
}

async function writeAlone(db: D1Database, by: string, days: DayCounts[]): Promise<void> {
  if (days.length === 0) return;
  try {
    await edgeCountsStatement(db, by, days).run();
  } catch (error) {
    tally.putBack(days);
    log('error', 'edge_counts_failed', { error: String(error) });
  }
}
