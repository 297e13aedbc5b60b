/** Logs of entries of one object: answers questions and runs the round. */
import type { EntryLog } from '../log/entry-log.ts';
import { proveConsistency } from '../merkle/proof.ts';
import { readFindings, readPublished } from '../object-store/checkpoints.ts';
import { base64, LogAnswers } from './answers.ts';
import { CheckpointKeeper } from './keeper.ts';
import { CHECKPOINT_INTERVAL_MS, FINDINGS_MAX } from './limits.ts';
import { type LogDeps, treeIn } from './log-deps.ts';
import { Publisher } from './publisher.ts';
import { Round } from './round.ts';
import { StepRunner } from './step-runner.ts';
import { storedTree } from './trees.ts';
import type { Finding, LogAnswer, LogQuestion } from './types.ts';

type PublishedQuestion = Extract<LogQuestion, { kind: 'published' }>;

export class Logs {
  readonly #deps: LogDeps;
  readonly #keeper: CheckpointKeeper;
  readonly #publisher: Publisher;
  readonly #answers: LogAnswers;
  readonly #runner: StepRunner;

  constructor(deps: LogDeps, entries: EntryLog) {
    this.#deps = deps;
    this.#keeper = new CheckpointKeeper(deps);
    this.#publisher = new Publisher(deps);
    this.#answers = new LogAnswers(deps, this.#keeper);
    const round = new Round(deps, entries, this.#keeper, this.#publisher);
    this.#runner = new StepRunner(deps.object, () => round.step());
  }

  /** Throws if D1, R2 or the agency log is out of reach and required for the answer. */
  async answer(question: LogQuestion): Promise<LogAnswer> {
    const tree = question.kind === 'published' ? question.license : question.tree;
    if (this.#deps.isElsewhere(tree)) return { kind: 'elsewhere' };
    const answer = await (question.kind === 'published'
      ? this.#published(question)
      : this.#answers.answer(question));
    // The log may have left while D1 or the agency log was called.
    return this.#deps.isElsewhere(tree) ? { kind: 'elsewhere' } : answer;
  }

  async #published({ license, size }: PublishedQuestion): Promise<LogAnswer> {
    const { sql } = this.#deps;
    const stored = storedTree(this.#deps.trees, license);
    if (stored.size === 0 || (size ?? 0) > stored.size) return { kind: 'beyond', size: stored.size };
    const checkpoint = await this.#keeper.newest(license);
    if (checkpoint && checkpoint.size > 0) await this.#publisher.publish([{ license, checkpoint }]);
    const published = readPublished(sql, license);
    if (!published) return { kind: 'uncovered', dueMs: this.#deps.now() + CHECKPOINT_INTERVAL_MS };
    if (size === undefined) return { kind: 'published', ...published };
    const [from, to] = [Math.min(size, published.size), Math.max(size, published.size)];
    const hashes = proveConsistency(treeIn(this.#deps, license), from, to)?.map(base64);
    return { kind: 'published', ...published, ...(hashes && { consistency: { from, to, hashes } }) };
  }

  /**
   * The alarm's work on the logs. True if there is more to do soon. Never throws, and returns within a
   * bounded time.
   */
  step(): Promise<boolean> {
    return this.#runner.run();
  }

  findings(): Finding[] {
    return readFindings(this.#deps.sql, FINDINGS_MAX);
  }
}
