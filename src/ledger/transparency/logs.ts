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
import type { Finding, LogAnswer, LogQuestion, SingleQuestion } from './types.ts';

type PublishedQuestion = Extract<SingleQuestion, { kind: 'published' }>;

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
    const questions = question.kind === 'many' ? question.questions : [question];
    await this.#publishRoots(questions);
    if (question.kind !== 'many') return this.#answer(question);
    return { kind: 'many', answers: await Promise.all(questions.map((question) => this.#answer(question))) };
  }

  async #answer(question: SingleQuestion): Promise<LogAnswer> {
    const tree = question.kind === 'published' ? question.license : question.tree;
    if (this.#deps.isElsewhere(tree)) return { kind: 'elsewhere' };
    const answer =
      question.kind === 'published' ? this.#published(question) : await this.#answers.answer(question);
    // The log may have left while D1 was called.
    return this.#deps.isElsewhere(tree) ? { kind: 'elsewhere' } : answer;
  }

  /** Before roots are asked for: takes the newest ones of these licenses into the agency log, in one call. */
  async #publishRoots(questions: SingleQuestion[]): Promise<void> {
    const licenses = questions.flatMap((question) =>
      question.kind === 'published' && !this.#deps.isElsewhere(question.license) && !this.#beyond(question)
        ? question.license
        : [],
    );
    if (licenses.length === 0) return;
    const roots = await Promise.all(
      licenses.map(async (license) => ({ license, checkpoint: await this.#keeper.newest(license) })),
    );
    await this.#publisher.publish(
      roots.flatMap(({ license, checkpoint }) =>
        checkpoint && checkpoint.size > 0 ? [{ license, checkpoint }] : [],
      ),
    );
  }

  /** Null: the log has entries, and the size that is asked about. */
  #beyond({ license, size = 0 }: PublishedQuestion): LogAnswer | null {
    const stored = storedTree(this.#deps.trees, license);
    return stored.size === 0 || size > stored.size ? { kind: 'beyond', size: stored.size } : null;
  }

  #published(question: PublishedQuestion): LogAnswer {
    const beyond = this.#beyond(question);
    if (beyond) return beyond;
    const { license, size } = question;
    const published = readPublished(this.#deps.sql, license);
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
