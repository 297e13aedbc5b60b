/**
 * What a pack is about, settled before anything is written: which entries, up to which checkpoints of their logs, and the checkpoint of
 * the agency log that has all of these.
 */

import type { Address } from '../../ledger/blocks/block.ts';
import { callAgencyLog } from '../../ledger/call.ts';
import { drainedState } from '../../ledger/drained-state.ts';
import { answered, askObject, logUnavailable } from '../../ledger/transparency/ask.ts';
import { AGENCY_LOG, licenseOrigin } from '../../ledger/transparency/origins.ts';
import { readKept } from '../../ledger/transparency/read-kept.ts';
import { objectOfLicense, timestampAt } from '../../ledger/transparency/store.ts';
import type { Env } from '../../platform/env.ts';
import { malformed } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import type { LogFilter } from '../search/filter.ts';
import { countLog, positionsFrom } from '../search/search.ts';
import { entryAtPlace } from '../store.ts';
import {
  CHECKPOINT_WAIT_S,
  DRAIN_TRIES_MAX,
  DRAIN_WAIT_MS,
  ENTRIES_BYTES_MAX,
  ENTRIES_MAX,
  LICENSES_MAX,
} from './limits.ts';

/** One license's log, as far as the pack is about it. */
export interface LogPart {
  license: string;
  /** The object that keeps it. */
  object: string;
  /** Entries that the checkpoint covers. */
  size: number;
  /** C2SP signed note. */
  checkpoint: string;
  /** The root's place in the agency log, and its leaf. */
  published: { index: number; leaf: string };
  /** Ascending, below `size`. */
  entries: Indexes;
  /** Neighbors of these: that they are of another time shows that none is left out. */
  borders: Indexes;
}

/**
 * Entries of one license by their index in its log, the UTF-8 bytes of each and its address: lists, which take a
 * tenth of a list of objects.
 */
export interface Indexes {
  indexes: number[];
  sizes: number[];
  shards: string[];
  seqs: number[];
}

export interface AgencyPart {
  size: number;
  checkpoint: string;
  /** RFC 3161, DER: when the checkpoint was there. Null: nobody has dated it. */
  timestamp: Uint8Array | null;
}

export interface Scope {
  /** By license. */
  logs: LogPart[];
  agency: AgencyPart;
  /** The text of a neighbor was deleted. */
  isOpen: boolean;
}

/** `isWhole`: all entries that a license has of that time. Throws what the caller is to be told. */
export async function scopeOf(
  env: Env,
  { filter, isWhole, now }: { filter: LogFilter; isWhole: boolean; now: number },
): Promise<Scope> {
  const count = await countLog(env.DB, filter);
  if (count === 0) throw nothingLogged();
  const { license: whole } = isWhole ? filter : {};
  // Before the entries are looked for: what is covered, and comes into D1 after that, would look as if it was left out.
  const known = whole === undefined ? undefined : await drainedLog(env, whole, now);
  const found = await entriesByLicense(env, filter, count);
  const logs: (Omit<LogPart, 'published'> & { at: string })[] = [];
  const places: number[] = [];
  let isOpen = false;
  for (const [license, entries] of found) {
    const log = known ?? (await newestOf(env, license, now));
    // The covered entries are a prefix of the list.
    const covered = entries.indexes.filter((index) => index < log.size);
    if (covered.length === 0) continue;
    const beside = isWhole ? neighbors(covered, log.size) : [];
    const borders = await Promise.all(beside.map((idx) => entryAtPlace(env, { license, idx })));
    isOpen ||= borders.includes(null);
    places.push(log.place);
    logs.push({
      ...log,
      license,
      entries: firstOf(entries, covered.length),
      borders: listed(
        borders.flatMap((one) => (one ? [{ ...one, bytes: Buffer.byteLength(one.line) }] : [])),
      ),
    });
  }
  if (logs.length === 0) throw uncovered();
  const leaves = await callAgencyLog<(string | null)[]>(env, (log) => log.rootBodies(places));
  return {
    logs: logs.map((log, at) => {
      const [index, leaf] = [places[at], leaves[at]];
      if (index === undefined || !leaf) throw logUnavailable();
      return { ...log, published: { index, leaf } };
    }),
    agency: await agencyPart(env, Math.max(...places), now),
    isOpen,
  };
}

type Listed = Address & { idx: number; bytes: number };

function push({ indexes, sizes, shards, seqs }: Indexes, { idx, bytes, shard, seq }: Listed): void {
  indexes.push(idx);
  sizes.push(bytes);
  shards.push(shard);
  seqs.push(seq);
}

function listed(entries: Listed[]): Indexes {
  const lists: Indexes = { indexes: [], sizes: [], shards: [], seqs: [] };
  for (const entry of entries) push(lists, entry);
  return lists;
}

const firstOf = ({ indexes, sizes, shards, seqs }: Indexes, count: number): Indexes => ({
  indexes: indexes.slice(0, count),
  sizes: sizes.slice(0, count),
  shards: shards.slice(0, count),
  seqs: seqs.slice(0, count),
});

/** In the order of the licenses' ids, of each ascending. */
async function entriesByLicense(
  env: Env,
  filter: LogFilter,
  count: number,
): Promise<[license: string, Indexes][]> {
  if (count > ENTRIES_MAX) throw tooMuch(`These are ${count} entries: a pack holds ${ENTRIES_MAX}`);
  const found = new Map<string, Indexes>();
  let bytes = 0;
  for await (const entry of positionsFrom(env, filter)) {
    const known = found.get(entry.license) ?? listed([]);
    found.set(entry.license, known);
    push(known, entry);
    bytes += entry.bytes;
    if (bytes > ENTRIES_BYTES_MAX)
      throw tooMuch(
        `These entries have more than ${ENTRIES_BYTES_MAX / 1e6} MB: a pack holds ${ENTRIES_BYTES_MAX / 1e6} MB`,
      );
  }
  if (found.size > LICENSES_MAX)
    throw tooMuch(`These are entries of ${found.size} licenses: a pack holds ${LICENSES_MAX}`);
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
}

const tooMuch = (what: string): Refusal =>
  malformed('query', [{ path: '/from', message: `${what}; ask for less time` }]);

/** The checkpoint whose root is the license's newest in the agency log; a new one if the last is older than a minute. */
async function newestOf(env: Env, license: string, now: number) {
  const object = await objectOfLicense(env.DB, license);
  if (!object) throw logUnavailable();
  const { index: place, size } = answered(
    await askObject(env, object, { kind: 'published', license }),
    'published',
    now,
  );
  const kept = await readKept(env, licenseOrigin(env.LOG_ORIGIN, license), size);
  if (!kept) throw logUnavailable();
  return { object, size, checkpoint: kept.note, at: kept.at, place };
}

/** The same, of a log of which D1 has all that the checkpoint covers, or will not get more. Throws when it is still on its way. */
async function drainedLog(env: Env, license: string, now: number) {
  const log = await newestOf(env, license, now);
  for (let tries = 1; !(await isDrained(env, license, log)); tries++) {
    if (tries === DRAIN_TRIES_MAX) throw logUnavailable();
    await new Promise((next) => setTimeout(next, DRAIN_WAIT_MS));
  }
  return log;
}

/** The last entry may be in the archive, or be gone: then the object has nothing left to drain from before the checkpoint. */
async function isDrained(
  env: Env,
  license: string,
  { object, size, at }: { object: string; size: number; at: string },
): Promise<boolean> {
  if (await entryAtPlace(env, { license, idx: size - 1 })) return true;
  const { lackingSince } = await drainedState(env, object);
  return lackingSince === null || lackingSince > at;
}

/** Of what is without a gap. */
function neighbors(indexes: number[], size: number): number[] {
  const beside = [(indexes[0] ?? 0) - 1, (indexes.at(-1) ?? 0) + 1];
  return beside.filter((index) => index >= 0 && index < size);
}

/** One that an authority has dated, if it covers the roots; else the newest. */
async function agencyPart(env: Env, last: number, now: number): Promise<AgencyPart> {
  const dated = await timestampAt(env.DB, env.LOG_ORIGIN, null);
  const kept = dated && dated.size > last && (await readKept(env, env.LOG_ORIGIN, dated.size));
  if (kept)
    return { size: dated.size, checkpoint: kept.note, timestamp: Buffer.from(dated.timestamp, 'base64') };
  const covering = answered(
    await askObject(env, AGENCY_LOG, { kind: 'inclusion', tree: AGENCY_LOG, index: last }),
    'inclusion',
    now,
  );
  if (!covering.checkpoint) throw logUnavailable();
  return { size: covering.size, checkpoint: covering.checkpoint.note, timestamp: null };
}

export function nothingLogged(): Refusal {
  return new Refusal({ code: 'not_found', detail: 'There is no such entry in the log.' });
}

function uncovered(): Refusal {
  return new Refusal({
    code: 'checkpoint_pending',
    detail: `These entries are newer than the newest checkpoint. The next is due within ${CHECKPOINT_WAIT_S} s.`,
    headers: { 'Retry-After': String(CHECKPOINT_WAIT_S) },
  });
}
