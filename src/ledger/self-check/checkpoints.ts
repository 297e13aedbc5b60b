/**
 * Checks stored checkpoints: D1's rows and R2's copies against each other, against the tree, and against the
 * object's own record; and each license's newest root in the agency log. If D1 was restored to an earlier
 * point, missing checkpoints are restored from R2 and reported.
 */
import type { Env } from '../../platform/env.ts';
import { callAgencyLog } from '../call.ts';
import { CHECK_CHECKPOINTS_MAX, CHECK_LOGS_MAX } from '../limits.ts';
import type { Hash } from '../merkle.ts';
import { type Published, readNewest } from '../object-store/checkpoints.ts';
import { readWalkPosition, type WalkPosition } from '../object-store/walk-positions.ts';
import { message } from '../templates.ts';
import { type Checkpoint, parseCheckpoint, readSize } from '../transparency/checkpoint.ts';
import { checkpointKey, timestampKey } from '../transparency/checkpoint-key.ts';
import { parseNote, signatureLine, verifiedSignatures } from '../transparency/note.ts';
import { isNoteOf, originOf } from '../transparency/origins.ts';
import { verifierKeysOf } from '../transparency/signer.ts';
import { insertCheckpoint, setCosignatures, setTimestamp } from '../transparency/store.ts';
import { storedRoot, type TreeStore } from '../transparency/trees.ts';
import type { RootEntry } from '../transparency/types.ts';
import { checkpointsBetween } from './store.ts';
import type { Fault, Slice } from './types.ts';

/** Logs of one object. */
export interface LogSource {
  sql: SqlStorage;
  env: Env;
  trees: TreeStore;
  /** Names of logs from this one on that may have checkpoints. */
  logsFrom(log: string, limit: number): string[];
  /** Newest root of a license in the agency log. Absent for the agency log itself. */
  published?(license: string): Published | null;
}

/** Checks a slice of the logs. Null: all are checked. Throws if D1, R2 or the agency log is out of reach. */
export async function checkpointSlice(at: LogSource): Promise<Slice | null> {
  const position = readWalkPosition(at.sql, 'logs');
  const under = position?.rest as string | null | undefined;
  const logs = at
    .logsFrom(position?.name ?? '', CHECK_LOGS_MAX)
    .filter((log) => log !== position?.name || typeof under === 'string');
  if (logs.length === 0) return null;
  const faults: Fault[] = await publishedFaults(at, logs);
  let next: WalkPosition | null = null;
  for (const log of logs) {
    const page = await checkpointFaults(at, log, log === position?.name ? (under ?? '') : '');
    faults.push(...page.faults);
    next = { name: log, rest: page.next };
    if (page.next !== null) break;
  }
  return next && { faults, position: next };
}

interface Page {
  faults: Fault[];
  /** Last checked key in R2; null: no more keys of this log. */
  next: string | null;
}

async function checkpointFaults(at: LogSource, log: string, startAfter: string): Promise<Page> {
  const { sql, env, trees } = at;
  const origin = originOf(env.LOG_ORIGIN, log);
  // Read first: checkpoints signed or stored from here on are not expected.
  const signed = readNewest(sql, log);
  const newest = signed && isNoteOf(origin, signed.note) ? signed : null;
  const prefix = checkpointKey(origin, 0).slice(0, -1);
  const sizeText = (key: string) => key.slice(prefix.length).split('.')[0] ?? '';
  const listed = await env.BUCKET.list({
    prefix,
    // Logs of licenses have longer keys under the same prefix.
    delimiter: '/',
    limit: CHECK_CHECKPOINTS_MAX,
    ...(startAfter && { startAfter }),
  });
  const keys = listed.objects.map(({ key }) => key);
  const last = listed.truncated ? keys.at(-1) : undefined;
  const copies = new Set(
    keys.map((key) => readSize(key.slice(prefix.length))).filter((size) => size !== null),
  );
  const range = { after: sizeText(startAfter), last: last ? sizeText(last) : null };
  const rows = await checkpointsBetween(env.DB, origin, range);
  const inD1 = new Set(rows.map(({ size }) => size));
  const newestSize = newest?.isStored ? newest.size : 0;
  const faults = [
    ...rows.flatMap(({ size, note }) => treeFault(trees, log, { size, root: note.split('\n')[2] ?? '' })),
    ...rows
      .filter(({ size }) => size <= newestSize && !copies.has(size))
      .map(({ size }) => lacking(log, size)),
  ];
  for (const size of copies) if (!inD1.has(size)) faults.push(...(await restoreCheckpoint(at, log, size)));
  if (!newest?.isStored || last) return { faults, next: last ?? null };
  return { faults: [...faults, ...(await newestFaults(at, log, newest, rows))], next: null };
}

/** Fault of a checkpoint (root in base64) of another tree than the local one. */
function treeFault(trees: TreeStore, log: string, { size, root }: { size: number; root: string }): Fault[] {
  const ownRoot = storedRoot(trees, log, size);
  if (ownRoot && Buffer.from(ownRoot).toString('base64') === root) return [];
  const detail = message(ownRoot ? 'self_check.checkpoint_root' : 'self_check.checkpoint_tree', { size });
  return [{ kind: 'checkpoint_differs', license: log, index: size, detail }];
}

function lacking(log: string, size: number): Fault {
  const detail = message('self_check.checkpoint_missing', { size });
  return { kind: 'checkpoint_missing', license: log, index: size, detail };
}

/** Restores a checkpoint that D1 lacks if it was signed for this tree. */
async function restoreCheckpoint({ trees, env }: LogSource, log: string, size: number): Promise<Fault[]> {
  const origin = originOf(env.LOG_ORIGIN, log);
  const stored = await env.BUCKET.get(checkpointKey(origin, size));
  if (!stored) return [];
  const signed = openNote(await stored.text(), origin, env.SIGNING_KEYS);
  const ownRoot = storedRoot(trees, log, size);
  if (signed?.size !== size || !ownRoot || !Buffer.from(ownRoot).equals(signed.root)) {
    const detail = message('self_check.checkpoint_unsigned', { size });
    return [{ kind: 'checkpoint_differs', license: log, index: size, detail }];
  }
  const { note, cosignatures } = signed;
  if (!(await insertCheckpoint(env.DB, origin, { size, at: stored.uploaded.toISOString(), note }))) return [];
  if (cosignatures) await setCosignatures(env.DB, origin, size, cosignatures);
  const stamp = await env.BUCKET.get(timestampKey(origin, size));
  if (stamp)
    await setTimestamp(env.DB, origin, size, Buffer.from(await stamp.arrayBuffer()).toString('base64'));
  const detail = message('self_check.checkpoint_restored', { size });
  return [{ kind: 'checkpoint_restored', license: log, index: size, detail }];
}

/** Separates a note from witnesses' signatures. Null: not a checkpoint of the gateway. */
function openNote(
  text: string,
  origin: string,
  keys: string,
): (Checkpoint & { note: string; cosignatures: string }) | null {
  const parsed = parseNote(text);
  const checkpoint = parseCheckpoint(parsed?.text ?? '');
  const ownSignatures = parsed && verifiedSignatures(parsed, verifierKeysOf(keys, origin));
  if (!parsed || !ownSignatures || checkpoint?.origin !== origin) return null;
  const lines = (isOwn: boolean) =>
    parsed.signatures
      .filter((line) => ownSignatures.some(({ signature }) => signature === line) === isOwn)
      .map(signatureLine)
      .join('');
  return { ...checkpoint, note: `${parsed.text}\n${lines(true)}`, cosignatures: lines(false) };
}

/** The object's last published checkpoint: D1 and R2 must have it, byte for byte. */
async function newestFaults(
  { env }: LogSource,
  log: string,
  newest: { size: number; note: string },
  rows: { size: number; note: string }[],
): Promise<Fault[]> {
  const { size, note } = newest;
  const stored = await env.BUCKET.get(checkpointKey(originOf(env.LOG_ORIGIN, log), size));
  const row = rows.find((candidate) => candidate.size === size);
  const differs = (store: string): Fault => ({
    kind: 'checkpoint_differs',
    license: log,
    index: size,
    detail: message('self_check.checkpoint_text', { store, size }),
  });
  return [
    ...(stored ? [] : [lacking(log, size)]),
    ...(stored && !(await stored.text()).startsWith(note) ? [differs('R2')] : []),
    ...(row && row.note !== note ? [differs('D1')] : []),
  ];
}

/** Each license's newest root must be at its recorded index in the agency log, and be of this tree. */
async function publishedFaults(
  { trees, env, published: rootOf }: LogSource,
  logs: string[],
): Promise<Fault[]> {
  const published = logs.flatMap((license) => {
    const newest = rootOf?.(license) ?? null;
    return newest ? [{ license, ...newest }] : [];
  });
  if (published.length === 0) return [];
  const indexes = published.map(({ index }) => index);
  const bodies = await callAgencyLog<(string | null)[]>(env, (log) => log.rootBodies(indexes));
  return published.flatMap(({ license, size, index }, at): Fault[] => {
    const root = storedRoot(trees, license, size);
    if (root && isRootOf(bodies[at] ?? '', { license, size, root })) return [];
    const detail = message('self_check.root_differs', { index, size });
    return [{ kind: 'root_differs', license, index: size, detail }];
  });
}

function isRootOf(
  body: string,
  { license, size, root }: { license: string; size: number; root: Hash },
): boolean {
  try {
    const entry = JSON.parse(body) as RootEntry;
    const encoded = Buffer.from(root).toString('base64');
    return entry.license === license && entry.size === size && entry.root === encoded;
  } catch {
    return false;
  }
}
