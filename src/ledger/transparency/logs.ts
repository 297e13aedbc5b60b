/** The logs of one object, as the object sees them: questions answered, roots taken in, the round kept going. */
import { log } from '../../platform/log.ts';
import { atMost } from '../../platform/reach/in-time.ts';
import { proveConsistency, proveInclusion, subtreeHashes } from '../merkle/proof.ts';
import type { Hash } from '../merkle.ts';
import {
  type NewestCheckpoint,
  readFindings,
  readNewest,
  readPublished,
} from '../object-store/checkpoints.ts';
import { readRootBody, rootAtMs } from '../object-store/roots.ts';
import { message } from '../templates.ts';
import { CheckpointKeeper } from './keeper.ts';
import { CHECKPOINT_INTERVAL_MS, FINDINGS_MAX, ROUND_WAIT_MS } from './limits.ts';
import { AGENCY_LOG } from './origins.ts';
import { Outside } from './outside.ts';
import { Publisher } from './publisher.ts';
import { register } from './registry.ts';
import { Round } from './round.ts';
import { storedTree } from './trees.ts';
import type {
  Finding,
  LogAnswer,
  LogQuestion,
  RootAnswer,
  RootSubmission,
  SignedCheckpoint,
} from './types.ts';
import { find, originIn, settle, treeIn, type Workplace } from './workplace.ts';

type Inclusion = Extract<LogQuestion, { kind: 'inclusion' }>;
type PublishedQuestion = Extract<LogQuestion, { kind: 'published' }>;

export class Logs {
  readonly #at: Workplace;
  readonly #keeper: CheckpointKeeper;
  readonly #publisher: Publisher;
  readonly #round: Round;
  readonly #outside: Outside;
  /** The beat under way, which an alarm may have stopped waiting for. */
  #beating: Promise<boolean> | null = null;

  constructor(at: Workplace) {
    this.#at = at;
    this.#keeper = new CheckpointKeeper(at);
    this.#publisher = new Publisher(at);
    this.#round = new Round(at, this.#keeper, this.#publisher);
    this.#outside = new Outside(at);
  }

  /** Throws when D1, R2 or the agency log is out of reach and nothing can be said without them. */
  async answer(question: LogQuestion): Promise<LogAnswer> {
    const tree = question.kind === 'published' ? question.license : question.tree;
    if (this.#at.isElsewhere(tree)) return { kind: 'elsewhere' };
    const answer = await this.#answer(question);
    // It may have left while D1 or the agency log was asked.
    return this.#at.isElsewhere(tree) ? { kind: 'elsewhere' } : answer;
  }

  async #answer(question: LogQuestion): Promise<LogAnswer> {
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
        const stored = treeIn(this.#at, tree);
        const hashes = proveConsistency(stored, from, to);
        return hashes
          ? { kind: 'consistency', from, to, hashes: hashes.map(base64) }
          : { kind: 'beyond', size: stored.size };
      }
      case 'subtrees': {
        const stored = treeIn(this.#at, question.tree);
        const hashes = subtreeHashes(stored, question.size, question.subtrees);
        return hashes
          ? { kind: 'subtrees', hashes: hashes.map(base64) }
          : { kind: 'beyond', size: stored.size };
      }
      case 'published':
        return this.#published(question);
    }
  }

  #included({ tree, index }: Inclusion, size: number): LogAnswer {
    const stored = treeIn(this.#at, tree);
    const hashes = proveInclusion(stored, index, size);
    if (!hashes) return { kind: 'beyond', size: stored.size };
    const entry = tree === AGENCY_LOG ? readRootBody(this.#at.sql, index) : null;
    return { kind: 'inclusion', index, size, hashes: hashes.map(base64), ...(entry !== null && { entry }) };
  }

  async #covered(question: Inclusion): Promise<LogAnswer> {
    const { tree, index } = question;
    const { size } = storedTree(this.#at.sql, tree);
    if (index >= size) return { kind: 'beyond', size };
    if (question.signs === false) return this.#keptAlready(question);
    let newest = await this.#keeper.newest(tree);
    // A root enters the agency log at most once a minute and license: so often, at most, this can happen.
    if (tree === AGENCY_LOG && newest && newest.size <= index)
      newest = await this.#keeper.newest(tree, { atOnce: true });
    if (!newest || newest.size <= index) return this.#uncovered(question, newest?.atMs ?? this.#at.now());
    return this.#includedIn(newest, question);
  }

  #keptAlready(question: Inclusion): LogAnswer {
    const newest = readNewest(this.#at.sql, question.tree);
    if (!newest?.kept || newest.size <= question.index) return this.#uncovered(question, this.#at.now());
    return this.#includedIn(newest, question);
  }

  #uncovered({ tree, index }: Inclusion, sinceMs: number): LogAnswer {
    const stored = treeIn(this.#at, tree);
    const [leaf] = subtreeHashes(stored, stored.size, [[index, index + 1]]) ?? [];
    const dueMs = sinceMs + CHECKPOINT_INTERVAL_MS;
    return { kind: 'uncovered', dueMs, ...(leaf && { leaf: base64(leaf) }) };
  }

  #includedIn(newest: NewestCheckpoint, question: Inclusion): LogAnswer {
    const answer = this.#included(question, newest.size);
    return answer.kind === 'inclusion' ? { ...answer, checkpoint: given(newest) } : answer;
  }

  async #published({ license, size }: PublishedQuestion): Promise<LogAnswer> {
    const { sql } = this.#at;
    const stored = storedTree(sql, license);
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

  /** Takes roots of license logs into the agency log. Durable when it resolves; repeats harmlessly. */
  async register(submissions: RootSubmission[]): Promise<RootAnswer[]> {
    const { sql, object, now } = this.#at;
    if (object !== AGENCY_LOG) throw new Error('this object does not keep the agency log');
    const log = { head: this.#at.head(AGENCY_LOG) };
    const answers = this.#at.transaction(() => submissions.map((one) => register(sql, log, one, now())));
    this.#at.setHead(AGENCY_LOG, log.head);
    answers.forEach((answer, index) => {
      const license = submissions[index]?.license ?? '';
      if (answer.kind === 'contradicted')
        find(this.#at, 'root_contradicted', originIn(this.#at, license), message('log.root_strange'));
      if (answer.kind === 'included') settle(this.#at, 'root_contradicted', originIn(this.#at, license));
    });
    await this.#at.sync();
    return answers;
  }

  /** What the alarm does for the logs. True when there is more to do soon. Never throws, and never takes long. */
  async beat(): Promise<boolean> {
    this.#beating ??= this.#beat()
      .catch((error) => {
        // Not even a finding could be written. The alarm has others to serve.
        log('error', 'logs_failed', { object: this.#at.object, error: String(error) });
        return false;
      })
      .finally(() => {
        this.#beating = null;
      });
    return atMost(this.#beating, ROUND_WAIT_MS, true);
  }

  async #beat(): Promise<boolean> {
    if (this.#at.object !== AGENCY_LOG) return this.#round.step();
    try {
      if (storedTree(this.#at.sql, AGENCY_LOG).size > 0) await this.#keeper.newest(AGENCY_LOG);
      settle(this.#at, 'checkpoints_failing', AGENCY_LOG);
      await this.#outside.show();
    } catch (error) {
      find(this.#at, 'checkpoints_failing', AGENCY_LOG, String(error));
    }
    return false;
  }

  /** Since when the agency log has roots that no kept checkpoint covers, milliseconds, UTC; null: it has none, or is not here. */
  uncoveredSinceMs(): number | null {
    const { object, sql } = this.#at;
    if (object !== AGENCY_LOG) return null;
    const newest = readNewest(sql, AGENCY_LOG);
    return newest && !newest.kept ? newest.atMs : rootAtMs(sql, newest?.size ?? 0);
  }

  findings(): Finding[] {
    return readFindings(this.#at.sql, FINDINGS_MAX);
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

function base64(hash: Hash): string {
  return Buffer.from(hash).toString('base64');
}
