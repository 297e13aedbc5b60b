/**
 * Following the sequence from a place, or looking at its end: what is told on the way, and where the reader
 * stands then.
 */
import { type Passed, readNewest, readStretch, type Stretch } from '../../articles/sequence/read.ts';
import type { ChangeColumns } from '../../articles/sequence/store.ts';
import { agencyOf } from '../../platform/env.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { type ChangeView, type Reader, viewOf } from './change-view.ts';
import { type ChangePosition, changeMark, judgedByMark } from './cursor.ts';
import { resyncEntry } from './entry.ts';
import { ROWS_JUDGED_MAX, SCAN_ROWS_MAX, STRETCHES_MAX } from './limits.ts';

export interface Followed {
  entries: ChangeView[];
  place: ChangePosition;
  /** Item → sequence of the state that was judged. */
  judged: Record<string, number>;
  /** Rows that were looked at one by one. */
  rows: number;
  /** More is there to be read at once. */
  more: boolean;
}

/** Null: the license is not what it was read as any more. */
export async function follow(
  reader: Reader,
  from: ChangePosition | undefined,
  { limit, rowsMax = ROWS_JUDGED_MAX }: { limit: number; rowsMax?: number },
): Promise<Followed | null> {
  const passed: Followed = begun(reader, from);
  for (let stretches = 0; stretches < STRETCHES_MAX; stretches++) {
    const wanted = Math.min(limit - passed.entries.length, rowsMax - passed.rows);
    const stretch = await readOn(reader, passed.place, wanted);
    if (!isCurrent(reader, stretch)) return null;
    // Only the place that the reader came with can be of another sequence.
    if (stretches === 0 && from && !isKnown(from, stretch)) return startedOver(reader, stretch);
    if (stretches === 0 && from) passed.entries.push(...judgedOtherwise(reader, from));
    if (passed.place.head === 0) passed.place.head = stretch.last?.seq ?? 0;
    await passOver(reader, passed, stretch);
    if (!passed.more || passed.entries.length >= limit || passed.rows >= rowsMax) break;
  }
  const { place, more } = passed;
  return more ? passed : { ...passed, place: caughtUp(place) };
}

/** Beyond the end of any sequence. */
const LAST = Number.MAX_SAFE_INTEGER;

/**
 * The last changes that are told, newest first, of each item the last one: `limit` of them. The reader stands
 * at the end of the sequence then. Null: the license is not what it was read as any more.
 */
export async function newestOf(reader: Reader, { limit }: { limit: number }): Promise<Followed | null> {
  const passed: Followed = begun(reader, undefined);
  let before = LAST;
  for (let stretches = 0; stretches < STRETCHES_MAX; stretches++) {
    const left = ROWS_JUDGED_MAX - passed.rows;
    // The reader counts as told of no version before, so that each advisory is news.
    const query = { ...queryOf(reader), before, since: LAST, head: 0, limit: left };
    const stretch = await readNewest(reader.env.DB, query, reader.now);
    if (!isCurrent(reader, stretch)) return null;
    if (stretches === 0 && stretch.last) passed.place = positionAt(passed.place, stretch.last);
    for (let from = 0; from < stretch.rows.length && passed.entries.length < limit; ) {
      const rows = stretch.rows.slice(from, from + limit - passed.entries.length);
      await tell(reader, passed, rows);
      passed.entries = firstOfEach(passed.entries);
      from += rows.length;
    }
    before = stretch.oldest ?? 0;
    if (!stretch.more || passed.entries.length >= limit || passed.rows >= ROWS_JUDGED_MAX) break;
  }
  return { ...passed, place: caughtUp(passed.place), more: false };
}

/** A correction is told beside what it corrects, unless neither may be had. */
function firstOfEach(entries: readonly ChangeView[]): ChangeView[] {
  const first = new Map<string, ChangeView>();
  for (const view of entries) {
    const { shown, had } = view;
    const isCorrection = had?.article.snapshot.item.changeType === 'correction';
    const key = isCorrection ? `${shown.id} ${shown.version}` : shown.id;
    if (!first.has(key)) first.set(key, view);
  }
  return [...first.values()];
}

const caughtUp = (place: ChangePosition): ChangePosition => ({ ...place, since: place.seq, head: 0 });

function begun({ principal, state: { license } }: Reader, from: ChangePosition | undefined): Followed {
  const by = judgedByMark(license.bundle, principal.entitlement);
  const version = license.license.version;
  const place = from ?? { seq: 0, at: '', since: 0, head: 0, license: version, by };
  const isSame = place.license === version && place.by === by;
  // What was passed under other terms may not have been told then.
  const now = isSame ? place : caughtUp({ ...place, license: version, by });
  return { entries: [], place: { ...now }, judged: {}, rows: 0, more: false };
}

function readOn(reader: Reader, { seq, since, head }: ChangePosition, limit: number): Promise<Stretch> {
  return readStretch(reader.env.DB, { ...queryOf(reader), after: seq, since, head, limit }, reader.now);
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

/** Rows and license are of one instant, or what comes after a change of the license would be judged by what it was before. */
function isCurrent({ state: { license } }: Reader, { standing }: Pick<Stretch, 'standing'>): boolean {
  return standing?.version === license.license.version && standing.epoch === license.bundle.epoch;
}

function isKnown({ seq, at }: ChangePosition, { begin }: Stretch): boolean {
  return seq === 0 || (begin !== null && changeMark(begin) === at);
}

/** The catalogue was restored: what comes next in it is not what comes next for this reader. */
function startedOver(reader: Reader, { last }: Stretch): Followed {
  const start = begun(reader, undefined);
  return {
    ...start,
    entries: [resyncOf(reader)],
    place: last ? caughtUp(positionAt(start.place, last)) : start.place,
  };
}

/** A new version of the license says so itself, in the sequence. */
function judgedOtherwise(reader: Reader, from: ChangePosition): ChangeView[] {
  const { place } = begun(reader, from);
  return from.license === place.license && from.by !== place.by ? [resyncOf(reader)] : [];
}

function resyncOf({ env, state, now }: Reader): ChangeView {
  const { id, version } = state.license.license;
  const at = new Date(now).toISOString();
  return { shown: resyncEntry({ license: id, version, at }, agencyOf(env).publicUrl), at };
}

async function passOver(reader: Reader, passed: Followed, { rows, end, more }: Stretch): Promise<void> {
  await tell(reader, passed, rows);
  passed.more = more;
  if (end) passed.place = positionAt(passed.place, end);
}

async function tell(reader: Reader, passed: Followed, rows: ChangeColumns[]): Promise<void> {
  const view = await mapConcurrent(rows, (row) => viewOf(reader, row));
  passed.entries.push(...view.filter((entry) => entry !== null));
  for (const row of rows) if (row.change_type !== 'resync') passed.judged[row.item] = row.current_seq;
  passed.rows += rows.length;
}

const positionAt = (place: ChangePosition, change: Passed): ChangePosition => ({
  ...place,
  seq: change.seq,
  at: changeMark(change),
});
