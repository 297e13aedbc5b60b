/**
 * The agency log, as its object sees it: questions answered, roots taken in, its checkpoints signed and shown
 * to witnesses.
 */

import type { Head } from '../ledger/merkle.ts';
import { readFindings, readNewest } from '../ledger/object-store/checkpoints.ts';
import { message } from '../ledger/templates.ts';
import { LogAnswers } from '../ledger/transparency/answers.ts';
import { CheckpointKeeper } from '../ledger/transparency/keeper.ts';
import { FINDINGS_MAX } from '../ledger/transparency/limits.ts';
import { type LogDeps, originIn, reportFinding, settleFindingOf } from '../ledger/transparency/log-deps.ts';
import { AGENCY_LOG } from '../ledger/transparency/origins.ts';
import { StepRunner } from '../ledger/transparency/step-runner.ts';
import { storedTree } from '../ledger/transparency/trees.ts';
import type {
  Finding,
  LogAnswer,
  LogQuestion,
  RootAnswer,
  RootSubmission,
} from '../ledger/transparency/types.ts';
import { Outside } from './outside.ts';
import { register } from './registry.ts';
import { readRootBody, readRootHead, rootAtMs, rootTree } from './roots.ts';

export class AgencyLogs {
  readonly #deps: LogDeps;
  readonly #keeper: CheckpointKeeper;
  readonly #answers: LogAnswers;
  readonly #outside: Outside;
  readonly #runner: StepRunner;
  #head: Head;

  constructor(deps: Pick<LogDeps, 'sql' | 'transaction' | 'sync' | 'env' | 'object' | 'now'>) {
    const { sql } = deps;
    this.#head = readRootHead(sql);
    this.#deps = { ...deps, trees: rootTree(sql), head: () => this.#head, isElsewhere: () => false };
    this.#keeper = new CheckpointKeeper(this.#deps);
    // A root enters the agency log at most once a minute and license: so often, at most, one is signed at
    // once.
    this.#answers = new LogAnswers(this.#deps, this.#keeper, {
      signsAtOnce: true,
      entryAt: (index) => readRootBody(sql, index),
    });
    this.#outside = new Outside(this.#deps);
    this.#runner = new StepRunner(deps.object, () => this.#step());
  }

  /** Throws when D1 or R2 is out of reach and nothing can be said without them. */
  async answer(question: LogQuestion): Promise<LogAnswer> {
    // There is no other log here.
    if (question.kind === 'many' || question.kind === 'published' || question.tree !== AGENCY_LOG)
      return { kind: 'beyond', size: 0 };
    return this.#answers.answer(question);
  }

  /** Takes roots of license logs into the agency log. Durable when it resolves; repeats harmlessly. */
  async register(submissions: RootSubmission[]): Promise<RootAnswer[]> {
    const { sql, now } = this.#deps;
    const log = { head: this.#head };
    const answers = this.#deps.transaction(() =>
      submissions.map((submission) => register(sql, log, submission, now())),
    );
    this.#head = log.head;
    answers.forEach((answer, index) => {
      const license = submissions[index]?.license ?? '';
      if (answer.kind === 'contradicted')
        reportFinding(
          this.#deps,
          'root_contradicted',
          originIn(this.#deps, license),
          message('log.root_strange'),
        );
      if (answer.kind === 'included')
        settleFindingOf(this.#deps, 'root_contradicted', originIn(this.#deps, license));
    });
    await this.#deps.sync();
    return answers;
  }

  /** What the alarm does for the log. Never throws, and never takes long. */
  async tick(): Promise<void> {
    await this.#runner.run();
  }

  async #step(): Promise<boolean> {
    try {
      if (storedTree(this.#deps.trees, AGENCY_LOG).size > 0) await this.#keeper.newest(AGENCY_LOG);
      settleFindingOf(this.#deps, 'checkpoints_failing', AGENCY_LOG);
      await this.#outside.show();
    } catch (error) {
      reportFinding(this.#deps, 'checkpoints_failing', AGENCY_LOG, String(error));
    }
    return false;
  }

  /** Since when the log has roots that no kept checkpoint covers, milliseconds, UTC; null: it has none. */
  uncoveredSinceMs(): number | null {
    const { sql } = this.#deps;
    const newest = readNewest(sql, AGENCY_LOG);
    return newest && !newest.isStored ? newest.atMs : rootAtMs(sql, newest?.size ?? 0);
  }

  findings(): Finding[] {
    return readFindings(this.#deps.sql, FINDINGS_MAX);
  }
}
