/** The logs of entries that one object keeps, as the object sees them: questions answered, the round kept going. */
import type { EntryLog } from '../log/entry-log.ts';
import { proveConsistency } from '../merkle/proof.ts';
import { readFindings, readPublished } from '../object-store/checkpoints.ts';
import { base64, LogAnswers } from './answers.ts';
import { Beat } from './beat.ts';
import { CheckpointKeeper } from './keeper.ts';
import { CHECKPOINT_INTERVAL_MS, FINDINGS_MAX } from './limits.ts';
import { Publisher } from './publisher.ts';
import { Round } from './round.ts';
import { storedTree } from './trees.ts';
import type { Finding, LogAnswer, LogQuestion } from './types.ts';
import { treeIn, type Workplace } from './workplace.ts';

type PublishedQuestion = Extract<LogQuestion, { kind: 'published' }>;

export class Logs {
  readonly #at: Workplace;
  readonly #keeper: CheckpointKeeper;
  readonly #publisher: Publisher;
  readonly #answers: LogAnswers;
  readonly #beat: Beat;

  constructor(at: Workplace, entries: EntryLog) {
    this.#at = at;
    this.#keeper = new CheckpointKeeper(at);
    this.#publisher = new Publisher(at);
    this.#answers = new LogAnswers(at, this.#keeper);
    const round = new Round(at, entries, this.#keeper, this.#publisher);
    this.#beat = new Beat(at.object, () => round.step());
  }

  /** Throws when D1, R2 or the agency log is out of reach and nothing can be said without them. */
  async answer(question: LogQuestion): Promise<LogAnswer> {
    const tree = question.kind === 'published' ? question.license : question.tree;
    if (this.#at.isElsewhere(tree)) return { kind: 'elsewhere' };
    const answer = await (question.kind === 'published'
      ? this.#published(question)
      : this.#answers.answer(question));
    // It may have left while D1 or the agency log was asked.
    return this.#at.isElsewhere(tree) ? { kind: 'elsewhere' } : answer;
  }

  async #published({ license, size }: PublishedQuestion): Promise<LogAnswer> {
    const { sql } = this.#at;
    const stored = storedTree(this.#at.trees, license);
    if (stored.size === 0 || (size ?? 0) > stored.size) return { kind: 'beyond', size: stored.size };
    const checkpoint = await this.#keeper.newest(license);
    if (checkpoint && checkpoint.size > 0) await this.#publisher.publish([{ license, checkpoint }]);
    const published = readPublished(sql, license);
    if (!published) return { kind: 'uncovered', dueMs: this.#at.now() + CHECKPOINT_INTERVAL_MS };
    if (size === undefined) return { kind: 'published', ...published };
    const [from, to] = [Math.min(size, published.size), Math.max(size, published.size)];
    const hashes = proveConsistency(treeIn(this.#at, license), from, to)?.map(base64);
    return { kind: 'published', ...published, ...(hashes && { consistency: { from, to, hashes } }) };
  }

  /** What the alarm does for the logs. True when there is more to do soon. Never throws, and never takes long. */
  beat(): Promise<boolean> {
    return this.#beat.run();
  }

  findings(): Finding[] {
    return readFindings(this.#at.sql, FINDINGS_MAX);
  }
}
