/** Proofs of a pack: for each log, the hashes that give its root together with the leaves in the pack. */
import { type Subtree, subtreesBeside } from '../../ledger/merkle/cover.ts';
import { askObject, askObjects, expectAnswer } from '../../ledger/transparency/ask.ts';
import { AGENCY_LOG } from '../../ledger/transparency/origins.ts';
import type { Env } from '../../platform/env.ts';
import { chunksOf } from '../entry-pages.ts';
import { SUBTREES_AT_ONCE } from './limits.ts';
import type { AgencyPart, LogPart, NewestLog } from './scope.ts';

interface Tree {
  /** Shard that keeps the log. */
  object: string;
  tree: string;
  size: number;
}

/** `{size, hashes}` as JSON text, in chunks. */
export async function* licenseProof(env: Env, log: LogPart, now: number): AsyncGenerator<string> {
  const { object, license: tree, size, entries, borders } = log;
  const leaves = [...borders.indexes, ...entries.indexes].sort((a, b) => a - b);
  yield `{"size":${size},"hashes":[`;
  yield* hashesOf(env, { object, tree, size }, subtreesBeside(leaves, size), now);
  yield ']}\n';
}

/** Proofs of many logs, of which each has few of the leaves. In the order of `logs`. `indexes` ascend. */
export async function licenseProofs(
  env: Env,
  logs: readonly (Pick<NewestLog, 'license' | 'object' | 'size'> & { indexes: number[] })[],
  now: number,
): Promise<{ size: number; hashes: string[] }[]> {
  const asked = logs.flatMap(({ object, license: tree, size, indexes }) =>
    [...chunksOf(subtreesBeside(indexes, size), SUBTREES_AT_ONCE)].map((subtrees) => ({
      object,
      question: { kind: 'subtrees' as const, tree, size, subtrees },
    })),
  );
  const answers = await askObjects(env, asked);
  const hashes = Map.groupBy(
    asked.map(({ question: { tree } }, at) => ({ tree, ...expectAnswer(answers[at], 'subtrees', now) })),
    ({ tree }) => tree,
  );
  return logs.map(({ license, size }) => ({
    size,
    hashes: (hashes.get(license) ?? []).flatMap((answer) => answer.hashes),
  }));
}

/** `{size, leaves, hashes}` as JSON text, in chunks. The leaves are the newest roots of the logs. */
export async function* agencyProof(
  env: Env,
  { agency: { size }, logs }: { agency: AgencyPart; logs: Pick<LogPart, 'published'>[] },
  now: number,
): AsyncGenerator<string> {
  const leaves = logs
    .map(({ published: { index, leaf } }) => ({ index, leaf: JSON.parse(leaf) as object }))
    .sort((a, b) => a.index - b.index);
  const subtrees = subtreesBeside(
    leaves.map(({ index }) => index),
    size,
  );
  yield `{"size":${size},"leaves":${JSON.stringify(leaves)},"hashes":[`;
  yield* hashesOf(env, { object: AGENCY_LOG, tree: AGENCY_LOG, size }, subtrees, now);
  yield ']}\n';
}

async function* hashesOf(
  env: Env,
  { object, tree, size }: Tree,
  subtrees: Iterable<Subtree>,
  now: number,
): AsyncGenerator<string> {
  let separator = '';
  for (const batch of chunksOf(subtrees, SUBTREES_AT_ONCE)) {
    const answer = await askObject(env, object, { kind: 'subtrees', tree, size, subtrees: batch });
    const { hashes } = expectAnswer(answer, 'subtrees', now);
    yield separator + hashes.map((hash) => JSON.stringify(hash)).join(',');
    separator = ',';
  }
}
