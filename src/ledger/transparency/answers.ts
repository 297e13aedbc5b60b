/** Answers questions about the logs of one object. */
import { proveConsistency, proveInclusion, subtreeHashes } from '../merkle/proof.ts';
import type { Hash } from '../merkle.ts';
import { type NewestCheckpoint, readNewest } from '../object-store/checkpoints.ts';
import type { CheckpointKeeper } from './keeper.ts';
import { CHECKPOINT_INTERVAL_MS } from './limits.ts';
import { type LogDeps, treeIn } from './log-deps.ts';
import { storedTree } from './trees.ts';
import type { LogAnswer, SignedCheckpoint, SingleQuestion } from './types.ts';

/** Questions that every log answers. */
export type TreeQuestion = Exclude<SingleQuestion, { kind: 'published' }>;
type Inclusion = Extract<SingleQuestion, { kind: 'inclusion' }>;

interface Answering {
  /** Whether a request for an uncovered leaf signs a checkpoint, even if the last one is recent. */
  signsAtOnce?: boolean;
  /** The text of a leaf, if it may be disclosed. */
  entryAt?(index: number): string | null;
}

export class LogAnswers {
  readonly #deps: LogDeps;
  readonly #keeper: CheckpointKeeper;
  readonly #answering: Answering;

  constructor(deps: LogDeps, keeper: CheckpointKeeper, answering: Answering = {}) {
    this.#deps = deps;
    this.#keeper = keeper;
    this.#answering = answering;
  }

  /** Throws if D1 or R2 is out of reach and required for the answer. */
  async answer(question: TreeQuestion): Promise<LogAnswer> {
    switch (question.kind) {
      case 'checkpoint': {
        const newest = await this.#keeper.newest(question.tree);
        if (!newest) return { kind: 'beyond', size: 0 };
        return { kind: 'checkpoint', ...given(newest) };
      }
      case 'inclusion':
        return question.size === undefined
          ? this.#covered(question)
          : this.#included(question, question.size);
      case 'consistency': {
        const { tree, from, to } = question;
        const stored = treeIn(this.#deps, tree);
        const hashes = proveConsistency(stored, from, to);
        return hashes
          ? { kind: 'consistency', from, to, hashes: hashes.map(base64) }
          : { kind: 'beyond', size: stored.size };
      }
      case 'subtrees': {
        const stored = treeIn(this.#deps, question.tree);
        const hashes = subtreeHashes(stored, question.size, question.subtrees);
        return hashes
          ? { kind: 'subtrees', hashes: hashes.map(base64) }
          : { kind: 'beyond', size: stored.size };
      }
    }
  }

  #included({ tree, index }: Inclusion, size: number): LogAnswer {
    const stored = treeIn(this.#deps, tree);
    const hashes = proveInclusion(stored, index, size);
    if (!hashes) return { kind: 'beyond', size: stored.size };
    const entry = this.#answering.entryAt?.(index) ?? null;
    return { kind: 'inclusion', index, size, hashes: hashes.map(base64), ...(entry !== null && { entry }) };
  }

  async #covered(question: Inclusion): Promise<LogAnswer> {
    const { tree, index } = question;
    const { size } = storedTree(this.#deps.trees, tree);
    if (index >= size) return { kind: 'beyond', size };
    if (question.signs === false) return this.#inStored(question);
    let newest = await this.#keeper.newest(tree);
    if (this.#answering.signsAtOnce && newest && newest.size <= index)
      newest = await this.#keeper.newest(tree, { atOnce: true });
    if (!newest || newest.size <= index) return this.#uncovered(question, newest?.atMs ?? this.#deps.now());
    return this.#includedIn(newest, question);
  }

  #inStored(question: Inclusion): LogAnswer {
    const newest = readNewest(this.#deps.sql, question.tree);
    if (!newest?.isStored || newest.size <= question.index)
      return this.#uncovered(question, this.#deps.now());
    return this.#includedIn(newest, question);
  }

  #uncovered({ tree, index }: Inclusion, sinceMs: number): LogAnswer {
    const stored = treeIn(this.#deps, tree);
    const [leaf] = subtreeHashes(stored, stored.size, [[index, index + 1]]) ?? [];
    const dueMs = sinceMs + CHECKPOINT_INTERVAL_MS;
    return { kind: 'uncovered', dueMs, ...(leaf && { leaf: base64(leaf) }) };
  }

  #includedIn(newest: NewestCheckpoint, question: Inclusion): LogAnswer {
    const answer = this.#included(question, newest.size);
    return answer.kind === 'inclusion' ? { ...answer, checkpoint: given(newest) } : answer;
  }
}

function given({
  size,
  atMs,
  note,
  cosignatures,
}: SignedCheckpoint & { cosignatures: string }): SignedCheckpoint {
  return { size, atMs, note: note + cosignatures };
}

export function base64(hash: Hash): string {
  return Buffer.from(hash).toString('base64');
}
