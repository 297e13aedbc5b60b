/** Following the sequence from a place: what is told on the way, and where the reader stands then. */
import { type Passed, readStretch, type Stretch } from '../../articles/sequence/read.ts';
import { agencyOf } from '../../platform/env.ts';
import { inGroups } from '../in-groups.ts';
import { resyncEntry } from './entry.ts';
import { ROWS_JUDGED_MAX, SCAN_ROWS_MAX, STRETCHES_MAX } from './limits.ts';
import { changeMark, judgedByMark, type Place } from './place.ts';
import { type Reader, type Told, toldOf } from './told.ts';

export interface Followed {
  entries: Told[];
  place: Place;
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
  from: Place | undefined,
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

const caughtUp = (place: Place): Place => ({ ...place, since: place.seq, head: 0 });

function begun({ principal, state: { license } }: Reader, from: Place | undefined): Followed {
  const by = judgedByMark(license.bundle, principal.entitlement);
  const version = license.license.version;
  const place = from ?? { seq: 0, at: '', since: 0, head: 0, license: version, by };
  const isSame = place.license === version && place.by === by;
  // What was passed under other terms may not have been told then.
  const now = isSame ? place : caughtUp({ ...place, license: version, by });
  return { entries: [], place: { ...now }, judged: {}, rows: 0, more: false };
}

function readOn({ env, state, now }: Reader, { seq, since, head }: Place, limit: number): Promise<Stretch> {
  const { license, startsMs, products } = state.license.bundle;
  return readStretch(
    env.DB,
    {
      license: license.id,
      selections: products.map(({ selection }) => selection),
      startsMs,
      advance: license.terms.advance === true,
      after: seq,
      since,
      head,
      limit,
      scan: SCAN_ROWS_MAX,
    },
    now,
  );
}

/** Rows and license are of one instant, or what comes after a change of the license would be judged by what it was before. */
function isCurrent({ state: { license } }: Reader, { standing }: Stretch): boolean {
  return standing?.version === license.license.version && standing.epoch === license.bundle.epoch;
}

function isKnown({ seq, at }: Place, { begin }: Stretch): boolean {
  return seq === 0 || (begin !== null && changeMark(begin) === at);
}

/** The catalogue was restored: what comes next in it is not what comes next for this reader. */
function startedOver(reader: Reader, { last }: Stretch): Followed {
  const start = begun(reader, undefined);
  return {
    ...start,
    entries: [resyncOf(reader)],
    place: last ? caughtUp(placeAt(start.place, last)) : start.place,
  };
}

/** A new version of the license says so itself, in the sequence. */
function judgedOtherwise(reader: Reader, from: Place): Told[] {
  const { place } = begun(reader, from);
  return from.license === place.license && from.by !== place.by ? [resyncOf(reader)] : [];
}

function resyncOf({ env, state, now }: Reader): Told {
  const { id, version } = state.license.license;
  const at = new Date(now).toISOString();
  return { shown: resyncEntry({ license: id, version, at }, agencyOf(env).publicUrl), at };
}

async function passOver(reader: Reader, passed: Followed, { rows, end, more }: Stretch): Promise<void> {
  const told = await inGroups(rows, (row) => toldOf(reader, row));
  passed.entries.push(...told.filter((entry) => entry !== null));
  for (const row of rows) if (row.change_type !== 'resync') passed.judged[row.item] = row.current_seq;
  passed.rows += rows.length;
  passed.more = more;
  if (end) passed.place = placeAt(passed.place, end);
}

const placeAt = (place: Place, change: Passed): Place => ({
  ...place,
  seq: change.seq,
  at: changeMark(change),
});
