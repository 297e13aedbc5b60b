/**
 * Follows the sequence of changes from a position, or reads its end. Returns the visible changes and the new
 * position.
 */
import {
  type ChangeMark,
  type ChangeRange,
  readChangeRange,
  readNewest,
} from '../../articles/sequence/read.ts';
import type { ChangeColumns } from '../../articles/sequence/store.ts';
import { agencyOf } from '../../platform/env.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { type ChangeView, type Reader, viewOf } from './change-view.ts';
import { type ChangePosition, changeMark, judgedByMark } from './cursor.ts';
import { resyncEntry } from './entry.ts';
import { ROWS_JUDGED_MAX, SCAN_ROWS_MAX, STRETCHES_MAX } from './limits.ts';

export interface Followed {
  entries: ChangeView[];
  position: ChangePosition;
  judged: Record<string, number>;
  rows: number;
  more: boolean;
}

export async function follow(
  reader: Reader,
  from: ChangePosition | undefined,
  { limit, rowsMax = ROWS_JUDGED_MAX }: { limit: number; rowsMax?: number },
): Promise<Followed | null> {
  const progress: Followed = startFrom(reader, from);
  for (let stretches = 0; stretches < STRETCHES_MAX; stretches++) {
    const rowLimit = Math.min(limit - progress.entries.length, rowsMax - progress.rows);
    const stretch = await readNext(reader, progress.position, rowLimit);
    if (!isCurrent(reader, stretch)) return null;
    // Only the caller's own cursor can belong to another sequence.
    if (stretches === 0 && from && !isInSequence(from, stretch)) return startedOver(reader, stretch);
    if (stretches === 0 && from) progress.entries.push(...judgedOtherwise(reader, from));
    if (progress.position.head === 0) progress.position.head = stretch.last?.seq ?? 0;
    await advance(reader, progress, stretch);
    if (!progress.more || progress.entries.length >= limit || progress.rows >= rowsMax) break;
  }
  const { position, more } = progress;
  return more ? progress : { ...progress, position: caughtUp(position) };
}

/** Greater than any sequence number. */
const LAST = Number.MAX_SAFE_INTEGER;

/**
 * Reads the `limit` latest visible changes, newest first, one for each item. The returned position is the end
 * of the sequence. Null: the license has changed since it was read.
 */
export async function newestOf(reader: Reader, { limit }: { limit: number }): Promise<Followed | null> {
  const progress: Followed = startFrom(reader, undefined);
  let before = LAST;
  for (let stretches = 0; stretches < STRETCHES_MAX; stretches++) {
    const rowsLeft = ROWS_JUDGED_MAX - progress.rows;
    // The query assumes a reader that has seen no version, so every advisory counts as news.
    const query = { ...queryOf(reader), before, since: LAST, head: 0, limit: rowsLeft };
    const stretch = await readNewest(reader.env.DB, query, reader.now);
    if (!isCurrent(reader, stretch)) return null;
    if (stretches === 0 && stretch.last) progress.position = positionAt(progress.position, stretch.last);
    for (let from = 0; from < stretch.rows.length && progress.entries.length < limit; ) {
      const rows = stretch.rows.slice(from, from + limit - progress.entries.length);
      await appendViews(reader, progress, rows);
      progress.entries = firstOfEach(progress.entries);
      from += rows.length;
    }
    before = stretch.oldest ?? 0;
    if (!stretch.more || progress.entries.length >= limit || progress.rows >= ROWS_JUDGED_MAX) break;
  }
  return { ...progress, position: caughtUp(progress.position), more: false };
}

/** Keeps a correction next to the version that it corrects, unless neither is available. */
function firstOfEach(entries: readonly ChangeView[]): ChangeView[] {
  const first = new Map<string, ChangeView>();
  for (const view of entries) {
    const { change, permitted } = view;
    const isCorrection = permitted?.article.snapshot.item.changeType === 'correction';
    const key = isCorrection ? `${change.id} ${change.version}` : change.id;
    if (!first.has(key)) first.set(key, view);
  }
  return [...first.values()];
}

const caughtUp = (position: ChangePosition): ChangePosition => ({
  ...position,
  since: position.seq,
  head: 0,
});

function startFrom({ principal, state: { license } }: Reader, from: ChangePosition | undefined): Followed {
  const judgedBy = judgedByMark(license.bundle, principal.entitlement);
  const version = license.license.version;
  const position = from ?? { seq: 0, at: '', since: 0, head: 0, license: version, by: judgedBy };
  const isSame = position.license === version && position.by === judgedBy;
  // Changes that were passed under other terms may not have been shown, so the reader catches up again.
  const now = isSame ? position : caughtUp({ ...position, license: version, by: judgedBy });
  return { entries: [], position: { ...now }, judged: {}, rows: 0, more: false };
}

function readNext(reader: Reader, { seq, since, head }: ChangePosition, limit: number): Promise<ChangeRange> {
  return readChangeRange(reader.env.DB, { ...queryOf(reader), after: seq, since, head, limit }, reader.now);
}

function queryOf({ state }: Reader) {
  const { license, startsMs, products } = state.license.bundle;
  return {
    license: license.id,
    selections: products.map(({ selection }) => selection),
    startsMs,
    advance: license.terms.advance === true,
    scan: SCAN_ROWS_MAX,
  };
}

/**
 * Rows and license must come from one instant. Otherwise changes after a license change would be judged by
 * its old terms.
 */
function isCurrent({ state: { license } }: Reader, { standing }: Pick<ChangeRange, 'standing'>): boolean {
  return standing?.version === license.license.version && standing.epoch === license.bundle.epoch;
}

function isInSequence({ seq, at }: ChangePosition, { begin }: ChangeRange): boolean {
  return seq === 0 || (begin !== null && changeMark(begin) === at);
}

/** The catalogue was restored, so the next changes do not continue what this reader has seen. */
function startedOver(reader: Reader, { last }: ChangeRange): Followed {
  const start = startFrom(reader, undefined);
  return {
    ...start,
    entries: [resyncOf(reader)],
    position: last ? caughtUp(positionAt(start.position, last)) : start.position,
  };
}

/**
 * A new license version has its own change in the sequence; other changes of what the license is judged by do
 * not.
 */
function judgedOtherwise(reader: Reader, from: ChangePosition): ChangeView[] {
  const { position } = startFrom(reader, from);
  return from.license === position.license && from.by !== position.by ? [resyncOf(reader)] : [];
}

function resyncOf({ env, state, now }: Reader): ChangeView {
  const { id, version } = state.license.license;
  const at = new Date(now).toISOString();
  return { change: resyncEntry({ license: id, version, at }, agencyOf(env).publicUrl), at };
}

async function advance(reader: Reader, progress: Followed, { rows, end, more }: ChangeRange): Promise<void> {
  await appendViews(reader, progress, rows);
  progress.more = more;
  if (end) progress.position = positionAt(progress.position, end);
}

async function appendViews(reader: Reader, progress: Followed, rows: ChangeColumns[]): Promise<void> {
  const view = await mapConcurrent(rows, (row) => viewOf(reader, row));
  progress.entries.push(...view.filter((entry) => entry !== null));
  for (const row of rows) if (row.change_type !== 'resync') progress.judged[row.item] = row.current_seq;
  progress.rows += rows.length;
}

const positionAt = (position: ChangePosition, change: ChangeMark): ChangePosition => ({
  ...position,
  seq: change.seq,
  at: changeMark(change),
});
