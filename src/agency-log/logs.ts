/** The agency log, as its object sees it: questions answered, roots taken in, its checkpoints signed and shown to witnesses. */

import type { Head } from '../ledger/merkle.ts';
import { readFindings, readNewest } from '../ledger/object-store/checkpoints.ts';
import { message } from '../ledger/templates.ts';
import { LogAnswers } from '../ledger/transparency/answers.ts';
import { Beat } from '../ledger/transparency/beat.ts';
import { CheckpointKeeper } from '../ledger/transparency/keeper.ts';
import { FINDINGS_MAX } from '../ledger/transparency/limits.ts';
import { AGENCY_LOG } from '../ledger/transparency/origins.ts';
import { storedTree } from '../ledger/transparency/trees.ts';
import type {
  Finding,
  LogAnswer,
  LogQuestion,
  RootAnswer,
  RootSubmission,
} from '../ledger/transparency/types.ts';
import { find, originIn, settle, type Workplace } from '../ledger/transparency/workplace.ts';
import { Outside } from './outside.ts';
import { register } from './registry.ts';
import { readRootBody, readRootHead, rootAtMs, rootTree } from './roots.ts';

export class AgencyLogs {
  readonly #at: Workplace;
  readonly #keeper: CheckpointKeeper;
  readonly #answers: LogAnswers;
  readonly #outside: Outside;
  readonly #beat: Beat;
  #head: Head;

  constructor(at: Pick<Workplace, 'sql' | 'transaction' | 'sync' | 'env' | 'object' | 'now'>) {
    const { sql } = at;
    this.#head = readRootHead(sql);
    this.#at = { ...at, trees: rootTree(sql), head: () => this.#head, isElsewhere: () => false };
    this.#keeper = new CheckpointKeeper(this.#at);
    // A root enters the agency log at most once a minute and license: so often, at most, one is signed at once.
    this.#answers = new LogAnswers(this.#at, this.#keeper, {
      signsAtOnce: true,
      entryAt: (index) => readRootBody(sql, index),
    });
    this.#outside = new Outside(this.#at);
    this.#beat = new Beat(at.object, () => this.#step());
  }

  /** Throws when D1 or R2 is out of reach and nothing can be said without them. */
  async answer(question: LogQuestion): Promise<LogAnswer> {
    // There is no other log here.
    if (question.kind === 'published' || question.tree !== AGENCY_LOG) return { kind: 'beyond', size: 0 };
    return this.#answers.answer(question);
  }

  /** Takes roots of license logs into the agency log. Durable when it resolves; repeats harmlessly. */
  async register(submissions: RootSubmission[]): Promise<RootAnswer[]> {
    const { sql, now } = this.#at;
    const log = { head: this.#head };
    const answers = this.#at.transaction(() => submissions.map((one) => register(sql, log, one, now())));
    this.#head = log.head;
    answers.forEach((answer, index) => {
      const license = submissions[index]?.license ?? '';
      if (answer.kind === 'contradicted')
        find(this.#at, 'root_contradicted', originIn(this.#at, license), message('log.root_strange'));
      if (answer.kind === 'included') settle(this.#at, 'root_contradicted', originIn(this.#at, license));
    });
    await this.#at.sync();
    return answers;
  }

  /** What the alarm does for the log. Never throws, and never takes long. */
  async beat(): Promise<void> {
    await this.#beat.run();
  }

  async #step(): Promise<boolean> {
    try {
      if (storedTree(this.#at.trees, AGENCY_LOG).size > 0) await this.#keeper.newest(AGENCY_LOG);
      settle(this.#at, 'checkpoints_failing', AGENCY_LOG);
      await this.#outside.show();
    } catch (error) {
      find(this.#at, 'checkpoints_failing', AGENCY_LOG, String(error));
    }
    return false;
  }

  /** Since when the log has roots that no kept checkpoint covers, milliseconds, UTC; null: it has none. */
  uncoveredSinceMs(): number | null {
    const { sql } = this.#at;
    const newest = readNewest(sql, AGENCY_LOG);
    return newest && !newest.kept ? newest.atMs : rootAtMs(sql, newest?.size ?? 0);
  }

  findings(): Finding[] {
    return readFindings(this.#at.sql, FINDINGS_MAX);
  }
}
