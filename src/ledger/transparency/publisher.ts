/**
 * Publishes roots of licenses to the agency log: the root of the newest stored checkpoint, with a proof that
 * it continues the previous one. Safe to interrupt: a repeated submission returns the recorded index.
 */
import { callAgencyLog } from '../call.ts';
import { proveConsistency } from '../merkle/proof.ts';
import { raisePublished, readPublished } from '../object-store/checkpoints.ts';
import { message } from '../templates.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { TURNS_MAX } from './limits.ts';
import { type LogDeps, originIn, reportFinding, settleFindingOf, treeIn } from './log-deps.ts';
import { parseNote } from './note.ts';
import type { RootAnswer, RootSubmission, SignedCheckpoint } from './types.ts';

export interface ToPublish {
  license: string;
  checkpoint: SignedCheckpoint;
}

export class Publisher {
  readonly #deps: LogDeps;
  /**
   * Submission under way. Sequential, because an older root that overtakes a newer one would look like a
   * rollback.
   */
  #turn: Promise<unknown> = Promise.resolve();
  /** Number of waiting submissions, including the current one. */
  #turns = 0;

  constructor(deps: LogDeps) {
    this.#deps = deps;
  }

  /** Throws if the agency log is out of reach. */
  publish(roots: ToPublish[]): Promise<void> {
    if (this.#turns >= TURNS_MAX) return Promise.reject(new Error('too many wait for the agency log'));
    this.#turns++;
    const turn = this.#turn
      .then(() => this.#publish(roots))
      .finally(() => {
        this.#turns--;
      });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #publish(roots: ToPublish[]): Promise<void> {
    const publishedSize = (license: string) => readPublished(this.#deps.sql, license)?.size ?? 0;
    const behind = await this.#send(
      roots
        .map((root) => ({ ...root, from: publishedSize(root.license) }))
        .filter(({ checkpoint, from }) => checkpoint.size > from),
    );
    // The first answer names the agency log's size, from which the proof then starts. Still behind means
    // another problem.
    const stillBehind = await this.#send(behind);
    if (stillBehind.length > 0) throw new Error('the agency log moves on while roots are sent to it');
  }

  async #send(roots: (ToPublish & { from: number })[]): Promise<(ToPublish & { from: number })[]> {
    const sendable = roots.flatMap((root) => {
      const submission = this.#submission(root);
      return submission ? [{ root, submission }] : [];
    });
    if (sendable.length === 0) return [];
    const submitted = sendable.map(({ submission }) => submission);
    const answers = await callAgencyLog<RootAnswer[]>(this.#deps.env, (log) => log.addRoots(submitted));
    return sendable.flatMap(({ root }, index) => {
      const answer = answers[index];
      if (!answer) throw new Error('the agency log did not answer for every root');
      if (answer.kind === 'behind') return [{ ...root, from: answer.size }];
      this.#take(root, answer);
      return [];
    });
  }

  #take({ license, checkpoint }: ToPublish, answer: Exclude<RootAnswer, { kind: 'behind' }>): void {
    const origin = originIn(this.#deps, license);
    if (answer.kind === 'contradicted') {
      const detail = message('log.root_passed', { there: answer.size, size: checkpoint.size });
      reportFinding(this.#deps, 'root_contradicted', origin, detail);
      return;
    }
    const { index } = answer;
    raisePublished(this.#deps.sql, license, { size: checkpoint.size, index });
    settleFindingOf(this.#deps, 'root_contradicted', origin);
  }

  /** Null: there is nothing to prove, and a finding says why. */
  #submission({ license, checkpoint, from }: ToPublish & { from: number }): RootSubmission | null {
    const { size, note } = checkpoint;
    const root = parseCheckpoint(parseNote(note)?.text ?? '')?.root;
    const hashes = proveConsistency(treeIn(this.#deps, license), Math.min(from, size), size);
    if (!root || !hashes || from > size) {
      const detail = message('log.root_ahead', { there: from, size });
      reportFinding(this.#deps, 'root_contradicted', originIn(this.#deps, license), detail);
      return null;
    }
    return { license, size, root: base64(root), from, hashes: hashes.map(base64) };
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
