/**
 * Determines the scope of a pack before anything is written: its entries, the checkpoint of each license's
 * log, and the checkpoint of the agency log that covers these.
 */

import type { Address } from '../../ledger/blocks/block.ts';
import { callAgencyLog } from '../../ledger/call.ts';
import { drainedState } from '../../ledger/drained-state.ts';
import { OPERATORS_LOG, OPERATORS_OBJECT } from '../../ledger/names.ts';
import { askObject, askObjects, expectAnswer, logUnavailable } from '../../ledger/transparency/ask.ts';
import { AGENCY_LOG, licenseOrigin } from '../../ledger/transparency/origins.ts';
import {
  readStoredCheckpoint,
  readStoredCheckpoints,
} from '../../ledger/transparency/read-stored-checkpoint.ts';
import { shardsOfLicenses, timestampAt } from '../../ledger/transparency/store.ts';
import type { Env } from '../../platform/env.ts';
import { malformed } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import { getOrInsert } from '../../rights/get-or-insert.ts';
import type { LogFilter } from '../search/filter.ts';
import { countLog, positionsOf } from '../search/search.ts';
import { entryAtPosition } from '../store.ts';
import {
  CHECKPOINT_WAIT_S,
  DRAIN_TRIES_MAX,
  DRAIN_WAIT_MS,
  ENTRIES_BYTES_MAX,
  ENTRIES_MAX,
  LICENSES_MAX,
} from './limits.ts';

/** Part of one license's log. */
export interface LogPart {
  license: string;
  /** Shard that keeps the log. */
  object: string;
  /** Entries that the checkpoint covers. */
  size: number;
  /** C2SP signed note. */
  checkpoint: string;
  /** Index and leaf of the root in the agency log. */
  published: { index: number; leaf: string };
  /** Ascending, below `size`. */
  entries: Indexes;
  /** Neighbors of the entries. Their dates outside the period show that no entry is left out. */
  borders: Indexes;
}

/**
 * Entries of one license by index in its log, with their addresses. Parallel lists take a tenth of the memory
 * of a list of objects.
 */
export interface Indexes {
  indexes: number[];
  shards: string[];
  seqs: number[];
}

export interface AgencyPart {
  size: number;
  checkpoint: string;
  /** RFC 3161 time-stamp token, DER. Null if the checkpoint has no time stamp. */
  timestamp: Uint8Array | null;
}

export interface Scope {
  /** By license. */
  logs: LogPart[];
  agency: AgencyPart;
  /** The text of a neighbor was deleted. */
  isOpen: boolean;
}

/**
 * `isComplete`: the pack claims all entries of a license in the period. Throws the refusal for the caller.
 */
export async function scopeOf(
  env: Env,
  { filter, isComplete, now }: { filter: LogFilter; isComplete: boolean; now: number },
): Promise<Scope> {
  const count = await countLog(env.DB, filter);
  if (count === 0) throw nothingLogged();
  const { license: completeLicense } = isComplete ? filter : {};
  // Before the entries are searched: an entry that is drained afterwards would look omitted.
  const drained = completeLicense === undefined ? undefined : await drainedLog(env, completeLicense, now);
  const byLicense = await entriesByLicense(env, filter, count);
  const logs: (NewestLog & Pick<LogPart, 'entries' | 'borders'>)[] = [];
  let isOpen = false;
  const newest = drained ? [drained] : await newestLogs(env, [...byLicense.keys()], now);
  for (const log of newest) {
    const { license } = log;
    const entries = byLicense.get(license) ?? listed([]);
    // The covered entries are a prefix of the list.
    const covered = entries.indexes.filter((index) => index < log.size);
    if (covered.length === 0) continue;
    const adjacent = isComplete ? neighbors(covered, log.size) : [];
    const borders = await Promise.all(adjacent.map((idx) => entryAtPosition(env, { license, idx })));
    isOpen ||= borders.includes(null);
    logs.push({
      ...log,
      entries: firstOf(entries, covered.length),
      borders: listed(borders.filter((border) => border !== null)),
    });
  }
  if (logs.length === 0) throw uncovered();
  return { ...(await inAgencyLog(env, logs, now)), isOpen };
}

/**
 * Adds the root of each log in the agency log, and the checkpoint of the agency log that covers all of them.
 */
export async function inAgencyLog<L extends NewestLog>(
  env: Env,
  logs: readonly L[],
  now: number,
): Promise<{ logs: (L & Pick<LogPart, 'published'>)[]; agency: AgencyPart }> {
  const indexes = logs.map(({ agencyIndex }) => agencyIndex);
  const leaves = await callAgencyLog<(string | null)[]>(env, (log) => log.rootBodies(indexes));
  const published = logs.map((log, at) => {
    const leaf = leaves[at];
    if (!leaf) throw logUnavailable();
    return { ...log, published: { index: log.agencyIndex, leaf } };
  });
  return { logs: published, agency: await agencyPart(env, Math.max(...indexes), now) };
}

type Listed = Address & { idx: number };

function push({ indexes, shards, seqs }: Indexes, { idx, shard, seq }: Listed): void {
  indexes.push(idx);
  shards.push(shard);
  seqs.push(seq);
}

function listed(entries: Listed[]): Indexes {
  const lists: Indexes = { indexes: [], shards: [], seqs: [] };
  for (const entry of entries) push(lists, entry);
  return lists;
}

const firstOf = ({ indexes, shards, seqs }: Indexes, count: number): Indexes => ({
  indexes: indexes.slice(0, count),
  shards: shards.slice(0, count),
  seqs: seqs.slice(0, count),
});

/** Sorted by license id, then index. */
async function entriesByLicense(env: Env, filter: LogFilter, count: number): Promise<Map<string, Indexes>> {
  if (count > ENTRIES_MAX) throw tooMuch(`These are ${count} entries: a pack holds ${ENTRIES_MAX}`);
  const byLicense = new Map<string, Indexes>();
  let bytes = 0;
  for await (const entry of positionsOf(env, filter)) {
    const indexes = getOrInsert(byLicense, entry.license, () => listed([]));
    push(indexes, entry);
    bytes += entry.bytes;
    if (bytes > ENTRIES_BYTES_MAX)
      throw tooMuch(
        `These entries have more than ${ENTRIES_BYTES_MAX / 1e6} MB: a pack holds ${ENTRIES_BYTES_MAX / 1e6} MB`,
      );
  }
  if (byLicense.size > LICENSES_MAX)
    throw tooMuch(`These are entries of ${byLicense.size} licenses: a pack holds ${LICENSES_MAX}`);
  return new Map([...byLicense].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const tooMuch = (excess: string): Refusal =>
  malformed('query', [{ path: '/from', message: `${excess}; ask for less time` }]);

/** The newest checkpoint of a license's log whose root is in the agency log. */
export interface NewestLog {
  license: string;
  /** Shard that keeps the log. */
  object: string;
  size: number;
  /** C2SP signed note. */
  checkpoint: string;
  /** ISO 8601 UTC. */
  at: string;
  /** Index of the root in the agency log. */
  agencyIndex: number;
}

/** In the order of `licenses`. A new checkpoint is made if the last is older than a minute. */
export async function newestLogs(env: Env, licenses: readonly string[], now: number): Promise<NewestLog[]> {
  const shards = await shardsOfLicenses(env.DB, licenses);
  const asked = licenses.map((license) => {
    const object = license === OPERATORS_LOG ? OPERATORS_OBJECT : shards.get(license)?.object;
    if (object === undefined) throw logUnavailable();
    return { object, question: { kind: 'published' as const, license } };
  });
  const published = (await askObjects(env, asked)).map((answer) => expectAnswer(answer, 'published', now));
  const names = published.map(({ size }, at) => ({
    origin: licenseOrigin(env.LOG_ORIGIN, licenses[at] ?? ''),
    size,
  }));
  const stored = await readStoredCheckpoints(env, names);
  return asked.map(({ object, question: { license } }, at) => {
    const [root, checkpoint] = [published[at], stored[at]];
    if (!root || !checkpoint) throw logUnavailable();
    return {
      ...{ license, object, size: root.size, agencyIndex: root.index },
      ...{ checkpoint: checkpoint.note, at: checkpoint.at },
    };
  });
}

/**
 * The newest log, once D1 has all entries that the checkpoint covers, or will not receive more. Throws if
 * they are still not drained.
 */
async function drainedLog(env: Env, license: string, now: number): Promise<NewestLog> {
  const [log] = await newestLogs(env, [license], now);
  if (!log) throw logUnavailable();
  for (let tries = 1; !(await isDrained(env, license, log)); tries++) {
    if (tries === DRAIN_TRIES_MAX) throw logUnavailable();
    await new Promise((next) => setTimeout(next, DRAIN_WAIT_MS));
  }
  return log;
}

/**
 * The last entry may be archived or deleted. Then the shard must have drained everything before the
 * checkpoint.
 */
async function isDrained(
  env: Env,
  license: string,
  { object, size, at }: { object: string; size: number; at: string },
): Promise<boolean> {
  if (await entryAtPosition(env, { license, idx: size - 1 })) return true;
  const { lackingSince } = await drainedState(env, object);
  return lackingSince === null || lackingSince > at;
}

/** `indexes`: consecutive. */
function neighbors(indexes: number[], size: number): number[] {
  const adjacent = [(indexes[0] ?? 0) - 1, (indexes.at(-1) ?? 0) + 1];
  return adjacent.filter((index) => index >= 0 && index < size);
}

/** The newest checkpoint with a time stamp, if it covers the roots; otherwise the newest. */
async function agencyPart(env: Env, last: number, now: number): Promise<AgencyPart> {
  const dated = await timestampAt(env.DB, env.LOG_ORIGIN, null);
  const stored = dated && dated.size > last && (await readStoredCheckpoint(env, env.LOG_ORIGIN, dated.size));
  if (stored)
    return { size: dated.size, checkpoint: stored.note, timestamp: Buffer.from(dated.timestamp, 'base64') };
  const covering = expectAnswer(
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

export function uncovered(): Refusal {
  return new Refusal({
    code: 'checkpoint_pending',
    detail: `These entries are newer than the newest checkpoint. The next is due within ${CHECKPOINT_WAIT_S} s.`,
    headers: { 'Retry-After': String(CHECKPOINT_WAIT_S) },
  });
}
