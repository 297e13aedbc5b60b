/**
 * Keeps recalls up to date: derives them from new notes, reviews those that have changed or whose deadline
 * has passed, and reads the pages that are due. Every step may be interrupted and repeated; concurrent runs
 * have the effect of one.
 */

import { changesOfItemStatement, type ItemChangeColumns } from '../../articles/sequence/store.ts';
import { day } from '../../delivery/judge.ts';
import { mapConcurrent } from '../../delivery/map-concurrent.ts';
import { recallIdOf } from '../../ledger/events/recall.ts';
import { commitChange, type OutboxMessage } from '../../ledger/outbox.ts';
import { shardsOfLicenses } from '../../ledger/transparency/store.ts';
import type { Entry } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done } from '../../platform/failure.ts';
import { derivedId } from '../../platform/ids.ts';
import { log } from '../../platform/log.ts';
import { Refusal } from '../../platform/problem.ts';
import { problemMessage } from '../../platform/templates.ts';
import { takeReading } from '../../recall/reading/take-reading.ts';
import { raiseStatement, settleSubjectStatement } from '../reconciliation/findings-store.ts';
import { ITEM_CHANGES_MAX } from '../reconciliation/limits.ts';
import type { Found } from '../reconciliation/types.ts';
import { message } from '../templates.ts';
import { firstNotified, reportedAddresses } from './addresses.ts';
import { type RecallRows, rowsOf } from './derive.ts';
import { acknowledgementsOf, notesAfter, shardPositions, storeRows } from './derive-store.ts';
import { deliveredTo, isReading, judgeFacts, pageKey, readingsByPage, recallFacts } from './facts.ts';
import { reportsDone } from './judge.ts';
import {
  NOTES_MAX,
  READ_LEASE_MS,
  READ_MAX,
  READ_NOW_MAX,
  READ_NOW_PER_HOST_MAX,
  READ_PER_HOST_MAX,
  REPORTS_EACH_MAX,
  REVIEW_LEASE_MS,
  REVIEWED_MAX,
} from './limits.ts';
import {
  countDue,
  type DuePage,
  endReadingsStatement,
  makeDue,
  notifiedOf,
  pagesStatements,
  reportsOf,
  takeDuePages,
} from './pages-store.ts';
import {
  escalateStatement,
  holdersOfRecall,
  isChangedSince,
  notesOfRecall,
  progressStatement,
  takeRecalls,
  unchangedStatement,
} from './store.ts';
import type { Closed, Holder, Recall } from './types.ts';
import { deliveredVersion } from './version.ts';
import { watchPages, watchTitles } from './watch.ts';

/** The minute’s run. A failure is logged, and the next run repeats the work. */
export async function followRecalls(env: Env, forMs: number): Promise<void> {
  const untilMs = Date.now() + forMs;
  try {
    await updateRecalls(env, untilMs);
    let read = await readPages(env, { perHost: READ_PER_HOST_MAX, limit: READ_MAX });
    // The watch has the pages that recalls leave.
    read += await watchPages(env, READ_MAX - read);
    read += await watchTitles(env, READ_MAX - read);
    if (read > 0) await updateRecalls(env, untilMs);
  } catch (error) {
    log('error', 'recalls_failed', { error: String(error) });
  }
}

/** Derives recalls from new notes, and reviews those that have changed. */
export async function updateRecalls(env: Env, untilMs: number): Promise<void> {
  for (const begin of await shardPositions(env.DB))
    for (let position = begin; ; ) {
      const stretch = await notesAfter(env.DB, position, NOTES_MAX);
      if (!stretch) break;
      await storeRows(env.DB, position, await rowsFrom(env.DB, stretch.entries), stretch.lastSeq);
      if (stretch.rows < NOTES_MAX || Date.now() >= untilMs) break;
      position = { ...position, seq: stretch.lastSeq };
    }
  for (;;) {
    const nowMs = Date.now();
    const takenMs = nowMs + REVIEW_LEASE_MS + Math.floor(Math.random() * REVIEW_LEASE_MS);
    const recalls = await takeRecalls(env.DB, { nowMs, untilMs: takenMs, limit: REVIEWED_MAX });
    for (const recall of recalls) await review(env, recall, takenMs);
    if (recalls.length < REVIEWED_MAX || Date.now() >= untilMs) return;
  }
}

async function rowsFrom(db: D1Database, entries: Entry[]): Promise<RecallRows> {
  const rows = rowsOf(entries);
  if (rows.notices.length === 0) return rows;
  const { answers } = rowsOf(await acknowledgementsOf(db, rows.notices));
  return { ...rows, answers: [...answers, ...rows.answers] };
}

/** Never throws. If something happens meanwhile, or it fails, the recall is due again. */
async function review(env: Env, recall: Recall, takenMs: number): Promise<void> {
  try {
    await derivePages(env, recall, takenMs);
    await env.DB.batch(await reviewStatements(env, recall, takenMs));
  } catch (error) {
    if (!isChangedSince(error)) log('error', 'recalls_failed', { recall: recall.id, error: String(error) });
  }
}

/**
 * Derives the pages of a recall from its logs: those at its closing, if it is closed. A completed one keeps
 * what it was completed on.
 */
async function derivePages(
  { DB }: Env,
  { id, type, article, closed }: Recall,
  takenMs: number,
): Promise<void> {
  // A picture is not judged by the text of a page.
  if (type === 'picture.eliminated' || closed?.how === 'completed') return;
  const [{ holders }, notes] = await Promise.all([holdersOfRecall(DB, id), notesOfRecall(DB, id)]);
  const [reports, notified] = await Promise.all([
    reportsOf(DB, article, holders),
    notifiedOf(DB, article, holders),
  ]);
  const readings = readingsByPage(notes.filter(isReading));
  const rows = holders.flatMap((holder) =>
    reportedAddresses({
      ...{ article, holder, reports: reports.get(holder.license) ?? [], closedAt: closed?.at ?? null },
      since: firstNotified(holder.at, notified.get(holder.license) ?? []),
      readingOf: (url) => readings.get(pageKey({ license: holder.license, url }))?.[0] ?? null,
    }),
  );
  const flooded = new Set(
    [...reports].flatMap(([license, all]) => (all.length >= 2 * REPORTS_EACH_MAX ? license : [])),
  );
  const statements = await pagesStatements(DB, id, rows, flooded);
  await DB.batch([unchangedStatement(DB, id, takenMs), ...statements]);
}

async function reviewStatements(env: Env, recall: Recall, takenMs: number): Promise<D1PreparedStatement[]> {
  if (recall.closed) return [await closedStatement(env, { ...recall, closed: recall.closed }, takenMs)];
  const nowMs = Date.now();
  const [{ holders, pages }, changes] = await Promise.all([
    holdersOfRecall(env.DB, recall.id),
    changesOfItem(env.DB, recall.article),
  ]);
  const change = changes.find(({ recall: id }) => id === recall.id);
  const needsTitles = pages.length > 0 && !holders.every(reportsDone);
  const delivered = needsTitles ? await deliveredTo(env, recall.article, holders) : new Map();
  const { state, progress, overdue, nextDueMs } = judgeFacts({ holders, pages, delivered }, nowMs);
  const at = change?.at ?? recall.at;
  const isSuperseded =
    change !== undefined &&
    isReplaced(
      recall,
      changes.filter(({ seq }) => seq > change.seq),
    );
  if (state === 'closed' || isSuperseded) {
    const closed = {
      at: new Date(nowMs).toISOString(),
      how: state === 'closed' ? ('completed' as const) : ('superseded' as const),
      operator: null,
      note: null,
      open: progress.holders.notified - progress.holders.done,
    };
    return [
      progressStatement(
        env.DB,
        { id: recall.id, at, state: 'closed', progress, closed },
        { takenMs, nextMs: null },
      ),
      endReadingsStatement(env.DB, recall.id),
      settleAnswered(
        env.DB,
        recall,
        holders.filter(({ overdueAt }) => overdueAt !== null),
      ),
    ];
  }
  const late = overdue.filter(({ overdueAt }) => overdueAt === null);
  const answered = holders.filter(
    ({ overdueAt, license }) => overdueAt !== null && !progress.late.includes(license),
  );
  await escalate(env, { ...recall, at }, late, nowMs);
  return [
    progressStatement(
      env.DB,
      { id: recall.id, at, state, progress, closed: null },
      { takenMs, nextMs: nextDueMs },
    ),
    settleAnswered(env.DB, recall, answered),
  ];
}

/** Entries that the logs had at the closing may be drained after it: its figures are those of all of them. */
async function closedStatement(
  env: Env,
  recall: Recall & { closed: Closed },
  takenMs: number,
): Promise<D1PreparedStatement> {
  const { id, at, state, closed } = recall;
  const { progress } = judgeFacts(await recallFacts(env, recall), Date.parse(closed.at));
  const open = progress.holders.notified - progress.holders.done;
  return progressStatement(
    env.DB,
    { id, at, state, progress, closed: { ...closed, open } },
    { takenMs, nextMs: null },
  );
}

type Change = Pick<ItemChangeColumns, 'seq' | 'change_type' | 'at'> & { recall: string | undefined };

async function changesOfItem(db: D1Database, item: string): Promise<Change[]> {
  const { results } = await changesOfItemStatement(db, item, ITEM_CHANGES_MAX).all<ItemChangeColumns>();
  return results.map(({ seq, version, change_type, at }) => ({
    ...{ seq, change_type, at },
    recall: recallIdOf({ seq, item, version, changeType: change_type, at }),
  }));
}

/** A kill replaces all earlier recalls of the article, a correction earlier ones, and a release a hold. */
function isReplaced({ type }: Recall, later: Pick<Change, 'change_type'>[]): boolean {
  const by = new Set(later.map(({ change_type }) => change_type));
  if (by.has('kill')) return true;
  if (type === 'article.corrected') return by.has('correction');
  return type === 'article.held' && by.has('release');
}

const subjectOf = ({ id }: Pick<Recall, 'id'>) => `recall ${id}`;

/** A finding for a partner that has not answered. What its pages show are findings on its publications. */
function unanswered({ type, at, version }: Recall, { event, notice, dueAt }: Holder): Found {
  const isCorrection = type === 'article.corrected';
  return {
    kind: isCorrection ? 'stale_version' : 'kept_after_kill',
    sentence: message(isCorrection ? 'publication.correction_unanswered' : 'publication.recall_unanswered', {
      changed: day(Date.parse(at)),
      due: day(Date.parse(dueAt ?? at)),
    }),
    evidence: { change: { type, version, at }, event, notice, dueAt },
  };
}

const settleAnswered = (db: D1Database, recall: Recall, holders: Holder[]) =>
  settleSubjectStatement(db, {
    ...{ subject: subjectOf(recall), licenses: holders.map(({ license }) => license) },
    now: new Date().toISOString(),
  });

/** Notifies partner and desk, once for each holder, that a deadline has passed. */
async function escalate(env: Env, recall: Recall, holders: Holder[], nowMs: number): Promise<void> {
  if (holders.length === 0) return;
  const at = new Date(nowMs).toISOString();
  const { id, article, version } = recall;
  const licenses = holders.map(({ license }) => license);
  const shards = await shardsOfLicenses(env.DB, licenses);
  const messages: OutboxMessage[] = [];
  const results: Parameters<typeof raiseStatement>[1] = [];
  for (const holder of holders) {
    const { license, dueAt } = holder;
    log('error', 'recall_overdue', { recall: id, license, article, dueAt });
    const shard = shards.get(license);
    if (!shard) continue;
    const { partner, object } = shard;
    if (!reportsDone(holder))
      results.push({
        subject: { license, partner, article, subject: subjectOf(recall) },
        found: [unanswered(recall, holder)],
      });
    const event = {
      ...{ id: derivedId('evt', license, 'recall.overdue', id), type: 'recall.overdue' as const, at },
      ...{ license, article, version, recall: id },
      ...(dueAt !== null && { dueAt }),
      overdue: { event: holder.event, type: recall.type },
    };
    messages.push({ object, change: { kind: 'event', event } });
  }
  const statements = [
    escalateStatement(env.DB, { recall: id, licenses, at }),
    raiseStatement(env.DB, results, at),
  ];
  try {
    await commitChange(env, statements, messages);
  } catch (error) {
    // Stored, and the outbox delivers it.
    if (!(error instanceof Refusal)) throw error;
  }
}

interface ReadOptions {
  /** Only pages of this recall. */
  recall?: string;
  perHost: number;
  limit: number;
}

/** Reads pages that are due. Returns how many were read. */
export async function readPages(env: Env, { recall, perHost, limit }: ReadOptions): Promise<number> {
  const nowMs = Date.now();
  const due = await takeDuePages(env.DB, {
    ...(recall !== undefined && { recall }),
    ...{ nowMs, untilMs: nowMs + READ_LEASE_MS, perHost, limit },
  });
  const read = await mapConcurrent(due, (page) => readPage(env, page));
  return read.filter(Boolean).length;
}

/** True: the reading is in the log. A page that fails is due again when its lease ends. */
async function readPage(env: Env, page: DuePage): Promise<boolean> {
  const { recall, license, nextMs, article, recalledAt, event, publication, published, title, url } = page;
  try {
    const version = await deliveredVersion(env, {
      ...{ article, license, before: recalledAt },
      // The version of a package is not that of an article in it.
      reported: published === article ? page.version : null,
    });
    if (version === null) return false;
    const task = { license, title, article, version, url, event, recall, publication, step: String(nextMs) };
    return (await takeReading(env, task)).kind === 'taken';
  } catch (error) {
    log('error', 'page_not_read', { recall, license, url, error: String(error) });
    return false;
  }
}

/**
 * Reads all pages of a recall: as many at once as one answer waits for, the others within the next minutes.
 * Conflict: it is closed.
 */
export async function readNow(
  env: Env,
  { id: recall, closed }: Recall,
): Promise<Attempt<{ read: number; waiting: number }>> {
  if (closed) return conflicting(problemMessage('conflict.recall_closed'));
  const nowMs = Date.now();
  await makeDue(env.DB, recall, nowMs);
  const read = await readPages(env, { recall, perHost: READ_NOW_PER_HOST_MAX, limit: READ_NOW_MAX });
  return done({ read, waiting: await countDue(env.DB, recall, nowMs) });
}
