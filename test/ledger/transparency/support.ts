/**
 * What the tests of the logs share: an object with entries, its tables to tamper with, and checks that trust
 * nothing of it.
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import type { AgencyLog } from '../../../src/agency-log/agency-log.ts';
import type { LedgerShard } from '../../../src/ledger/ledger-shard.ts';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { parseCheckpoint } from '../../../src/ledger/transparency/checkpoint.ts';
import { parseNote, verifiedSignatures } from '../../../src/ledger/transparency/note.ts';
import { AGENCY_LOG, originOf } from '../../../src/ledger/transparency/origins.ts';
import { verifierKeysOf } from '../../../src/ledger/transparency/signer.ts';
import type { LogAnswer, LogQuestion } from '../../../src/ledger/transparency/types.ts';
import { linesOf, rewriteLog } from '../../support/entry-log.ts';
import { naiveRoot } from '../../support/naive-merkle.ts';
import { type OpenObject, ok } from '../support.ts';

export type Stub = DurableObjectStub<LedgerShard>;

/** Of an object that keeps logs, of whatever. */
type AnyStub = DurableObjectStub<LedgerShard> | DurableObjectStub<AgencyLog>;

export const agencyObject = () => env.AGENCY_LOG.get(env.AGENCY_LOG.idFromName(AGENCY_LOG));

export async function deliver({ object, request }: OpenObject, count: number, prefix = 'itm'): Promise<void> {
  for (let n = 0; n < count; n++) await ok(object.record(request({ article: `${prefix}_${n}` })));
}

export async function ask<K extends LogQuestion['kind']>(
  object: AnyStub,
  question: Extract<LogQuestion, { kind: K }>,
): Promise<Extract<LogAnswer, { kind: K }>> {
  const answer = (await object.log(question)) as LogAnswer;
  if (answer.kind !== question.kind) throw new Error(JSON.stringify(answer));
  return answer as Extract<LogAnswer, { kind: K }>;
}

export const exec = <T extends Rpc.DurableObjectBranded>(
  object: DurableObjectStub<T>,
  sql: string,
  ...values: SqlStorageValue[]
) => runInDurableObject(object, (_: T, { storage }) => storage.sql.exec(sql, ...values).toArray());

/** As if the last checkpoints had been signed more than a minute ago. */
export const age = (object: AnyStub) => exec(object, 'UPDATE checkpoints SET at_ms = at_ms - 61000');

/** As if the last round had been half a day ago. */
export const roundDue = (object: Stub) => exec(object, `DELETE FROM meta WHERE name = 'last_round_ms'`);

/** Takes the state of the tables back, and forgets what was in memory: a storage that was set back. */
export async function rewind(object: Stub, license: string, size: number): Promise<void> {
  const isLater = ({ line }: { line: string }) => {
    const entry = JSON.parse(line) as { license: string; index: number };
    return entry.license === license && entry.index >= size;
  };
  await rewriteLog(object, (lines) => lines.filter((line) => !isLater(line)));
}

/** The checkpoint that a note holds, if its signature holds for this tree's origin. */
export function opened(tree: string, note: string) {
  const origin = originOf(env.LOG_ORIGIN, tree);
  const parsed = parseNote(note);
  expect(parsed && verifiedSignatures(parsed, verifierKeysOf(env.SIGNING_KEYS, origin))).toHaveLength(1);
  const checkpoint = parseCheckpoint(parsed?.text ?? '');
  if (!checkpoint) throw new Error(`no checkpoint: ${note}`);
  expect(checkpoint.origin).toBe(origin);
  return checkpoint;
}

export async function leavesOf(object: Stub, license: string): Promise<Buffer[]> {
  return (await linesOf(object, license)).map(({ line }) => Buffer.from(leafHash(line)));
}

/** Every leaf of the agency log, after its whole tree was rebuilt naively. */
export async function agencyLeaves(): Promise<{ license: string; size: number; root: string }[]> {
  const rows = await exec(agencyObject(), 'SELECT idx, body FROM roots ORDER BY idx');
  expect(rows.map(({ idx }) => idx)).toEqual(rows.map((_, index) => index));
  await age(agencyObject());
  const { size, note } = await ask(agencyObject(), { kind: 'checkpoint', tree: AGENCY_LOG });
  expect(size).toBe(rows.length);
  const leaves = rows.map(({ body }) => leafHash(String(body)));
  expect(Buffer.from(opened(AGENCY_LOG, note).root)).toEqual(naiveRoot(leaves));
  return rows.map(({ body }) => JSON.parse(String(body)));
}

export async function findingsOf(object: AnyStub): Promise<string[]> {
  return ((await object.health()).logFindings ?? []).map(({ kind }) => kind);
}

/** D1's checkpoints are out of reach while `body` runs. */
export async function withoutStoredCheckpoints(body: () => Promise<void>): Promise<void> {
  await env.DB.prepare('ALTER TABLE checkpoints RENAME TO checkpoints_away').run();
  try {
    await body();
  } finally {
    await env.DB.prepare('ALTER TABLE checkpoints_away RENAME TO checkpoints').run();
  }
}
