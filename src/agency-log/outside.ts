/**
 * Witnesses and the time-stamping authority are asked by alarm, never while somebody waits. Whatever they do,
 * it ends as something kept beside the checkpoint or as a finding.
 */

import { proveConsistency } from '../ledger/merkle/proof.ts';
import type { Hash } from '../ledger/merkle.ts';
import {
  type NewestCheckpoint,
  readFindings,
  readNewest,
  writeCosignatures,
} from '../ledger/object-store/checkpoints.ts';
import { raiseMeta, readMeta, setMeta } from '../ledger/object-store/meta.ts';
import { message } from '../ledger/templates.ts';
import { checkpointKey, timestampKey } from '../ledger/transparency/checkpoint-key.ts';
import {
  COSIGN_INTERVAL_MS,
  EXTERNAL_BYTES_MAX,
  EXTERNAL_RETRY_MS,
  EXTERNAL_TIMEOUT_MS,
  FINDINGS_MAX,
  TIMESTAMP_INTERVAL_MS,
} from '../ledger/transparency/limits.ts';
import {
  type LogDeps,
  originIn,
  reportFinding,
  settleFindingOf,
  treeIn,
} from '../ledger/transparency/log-deps.ts';
import { parseSignatureLines, signatureLine } from '../ledger/transparency/note.ts';
import { AGENCY_LOG } from '../ledger/transparency/origins.ts';
import { setCosignatures, setTimestamp } from '../ledger/transparency/store.ts';
import { type BoundedAnswer, fetchBounded } from '../platform/bounded-fetch.ts';
import type { Message } from '../rights/types.ts';
import { readWitness, writeWitness } from './roots.ts';
import { checkTimestamp, timestampRequest } from './timestamp.ts';
import { addCheckpointBody, readAnswer, readWitnesses, type Witness, type WitnessAnswer } from './witness.ts';

interface Cosigned {
  witness: Witness;
  /** Signature line, verified. */
  line: string;
  atMs: number;
}

export class Outside {
  readonly #deps: LogDeps;
  /** Whom not to ask before when, milliseconds: after a failure. */
  readonly #notBefore = new Map<string, number>();

  constructor(deps: LogDeps) {
    this.#deps = deps;
  }

  /** Shows the newest agency checkpoint to whoever has not seen it. Never throws. */
  async show(): Promise<void> {
    const newest = readNewest(this.#deps.sql, AGENCY_LOG);
    if (!newest?.isStored || newest.size === 0) return;
    const cosigned = Promise.all(this.#witnesses().map((witness) => this.#cosign(witness, newest)));
    await Promise.all([
      cosigned.then((answers) => this.#take(newest.size, answers.flat())),
      this.#stamp(newest),
    ]);
  }

  #witnesses(): Witness[] {
    try {
      const witnesses = readWitnesses(this.#deps.env.WITNESSES);
      this.#settleAllBut(witnesses.map(({ name }) => this.#who(name)));
      return witnesses;
    } catch (error) {
      reportFinding(this.#deps, 'witness_failing', 'WITNESSES', String(error));
      return [];
    }
  }

  #who(name: string): string {
    return `${originIn(this.#deps, AGENCY_LOG)} ${name}`;
  }

  /** Nobody waits for a witness that is not asked any more. */
  #settleAllBut(witnesses: string[]): void {
    for (const { kind, origin } of readFindings(this.#deps.sql, FINDINGS_MAX))
      if (kind.startsWith('witness_') && !witnesses.includes(origin))
        settleFindingOf(this.#deps, kind, origin);
  }

  /** What is to be kept: one cosignature or none. */
  async #cosign(witness: Witness, { size, note }: NewestCheckpoint): Promise<Cosigned[]> {
    const { now, sql } = this.#deps;
    const lastCosigned = readWitness(sql, witness.name);
    const fresh = lastCosigned?.size === size && now() - lastCosigned.atMs < COSIGN_INTERVAL_MS;
    if (fresh || this.#isBackingOff(witness.name)) return [];
    try {
      let answer = await this.#ask(witness, lastCosigned?.size ?? 0, { size, note });
      // It has cosigned another size than we remember: prove from there, once.
      if (answer.kind === 'has' && answer.size <= size)
        answer = await this.#ask(witness, answer.size, { size, note });
      if (answer.kind === 'cosigned') return [{ witness, line: answer.line, atMs: answer.atMs }];
      const [kind, detail] = refused(answer, size);
      this.#fail(witness, kind, detail);
    } catch (error) {
      this.#fail(witness, 'witness_failing', String(error));
    }
    return [];
  }

  #fail({ name }: Witness, kind: 'witness_contradicts' | 'witness_failing', detail: Message | string): void {
    this.#backOff(name);
    reportFinding(this.#deps, kind, this.#who(name), detail);
  }

  async #ask(
    witness: Witness,
    old: number,
    { size, note }: Pick<NewestCheckpoint, 'size' | 'note'>,
  ): Promise<WitnessAnswer> {
    const hashes: Hash[] | null = proveConsistency(treeIn(this.#deps, AGENCY_LOG), old, size);
    if (!hashes) return { kind: 'has', size: old };
    const body = addCheckpointBody(old, hashes, note);
    const response = await post(
      `${witness.url}/add-checkpoint`,
      Buffer.from(body),
      'text/plain; charset=utf-8',
    );
    const answer = { status: response.status, body: Buffer.from(response.bytes).toString() };
    return readAnswer(answer, { witness, note, now: this.#deps.now() });
  }

  /** Keeps one line a witness. A newer checkpoint may have been signed since: its lines are left alone. */
  async #take(size: number, cosigned: Cosigned[]): Promise<void> {
    const { sql, env } = this.#deps;
    const origin = originIn(this.#deps, AGENCY_LOG);
    const newest = readNewest(sql, AGENCY_LOG);
    if (cosigned.length === 0 || newest?.size !== size) return;
    const renewed = (name: string, id: string) =>
      cosigned.some(({ witness: { key } }) => key.name === name && key.id === id);
    const others = (parseSignatureLines(newest.cosignatures) ?? []).filter(
      ({ name, id }) => !renewed(name, id),
    );
    const lines = [...others.map(signatureLine), ...cosigned.map(({ line }) => line)].join('');
    try {
      writeCosignatures(sql, AGENCY_LOG, size, lines);
      await setCosignatures(env.DB, origin, size, lines);
      await env.BUCKET.put(checkpointKey(origin, size), newest.note + lines, {
        httpMetadata: { contentType: 'text/plain; charset=utf-8' },
      });
      // Last: a witness whose cosignature got lost on the way is asked again.
      for (const { witness, atMs } of cosigned) {
        writeWitness(sql, witness.name, { size, atMs });
        settleFindingOf(this.#deps, 'witness_failing', this.#who(witness.name));
        settleFindingOf(this.#deps, 'witness_contradicts', this.#who(witness.name));
      }
    } catch (error) {
      for (const { witness } of cosigned) this.#fail(witness, 'witness_failing', storageFault(error));
    }
  }

  async #stamp({ size, note }: NewestCheckpoint): Promise<void> {
    const { sql, env, now } = this.#deps;
    const url = env.TIMESTAMP_URL;
    const origin = originIn(this.#deps, AGENCY_LOG);
    // Nobody waits for an authority that is not asked any more.
    if (!url) settleFindingOf(this.#deps, 'timestamp_failing', origin);
    const [lastMs, lastSize] = [readMeta(sql, 'timestamped_ms'), readMeta(sql, 'timestamped_size')];
    // A clock that was set back must not delay the next timestamp.
    const isFresh = Math.abs(now() - lastMs) < TIMESTAMP_INTERVAL_MS;
    if (!url || lastSize >= size || isFresh || this.#isBackingOff(url)) return;
    const nonce = crypto.getRandomValues(new Uint8Array(8));
    nonce[0] = 1 + ((nonce[0] ?? 0) % 0x7f);
    try {
      const response = await post(url, timestampRequest(note, nonce), 'application/timestamp-query');
      if (response.status !== 200) throw new Error(`the authority answers ${response.status}`);
      const verdict = checkTimestamp(response.bytes, note, nonce);
      if (!verdict.ok) throw new Error(verdict.reason);
      await this.#storeTimestamp(size, response.bytes);
      setMeta(sql, 'timestamped_ms', now());
      raiseMeta(sql, 'timestamped_size', size);
      settleFindingOf(this.#deps, 'timestamp_failing', origin);
    } catch (error) {
      this.#backOff(url);
      reportFinding(this.#deps, 'timestamp_failing', origin, String(error));
    }
  }

  async #storeTimestamp(size: number, reply: Uint8Array): Promise<void> {
    const { env } = this.#deps;
    const origin = originIn(this.#deps, AGENCY_LOG);
    try {
      await setTimestamp(env.DB, origin, size, Buffer.from(reply).toString('base64'));
      await env.BUCKET.put(timestampKey(origin, size), reply, {
        httpMetadata: { contentType: 'application/timestamp-reply' },
      });
    } catch (error) {
      throw new Error(storageFault(error));
    }
  }

  #isBackingOff(who: string): boolean {
    return this.#deps.now() < (this.#notBefore.get(who) ?? 0);
  }

  #backOff(who: string): void {
    this.#notBefore.set(who, this.#deps.now() + EXTERNAL_RETRY_MS);
  }
}

/** It has done what it was asked for: whoever reads the finding need not ask there. */
const storageFault = (error: unknown) => `what it gave could not be kept: ${String(error)}`;

function refused(
  answer: Exclude<WitnessAnswer, { kind: 'cosigned' }>,
  size: number,
): ['witness_contradicts' | 'witness_failing', Message] {
  switch (answer.kind) {
    case 'contradicts':
      return ['witness_contradicts', answer.detail];
    case 'failed':
      return ['witness_failing', answer.detail];
    case 'has':
      return answer.size > size
        ? ['witness_contradicts', message('log.witness_ahead', { there: answer.size, size })]
        : ['witness_failing', message('log.witness_size', { there: answer.size })];
  }
}

function post(url: string, body: Uint8Array, type: string): Promise<BoundedAnswer> {
  return fetchBounded(
    url,
    { method: 'POST', headers: { 'Content-Type': type }, body: new Uint8Array(body) },
    { timeoutMs: EXTERNAL_TIMEOUT_MS, bytesMax: EXTERNAL_BYTES_MAX },
  );
}
