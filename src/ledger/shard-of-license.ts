/** Asks the shard that keeps a license. */
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import type { Refusal } from '../platform/problem.ts';
import { isBugLogged } from '../platform/timeouts/unavailable.ts';
import { callLedger, type LedgerStub } from './call.ts';
import { ANSWER_TIMEOUT_MS } from './transparency/limits.ts';
import { objectOfLicense } from './transparency/store.ts';

/** A partner that moves is in its new shard within moments. */
const TRIES = 3;

interface Asking<T> {
  ask(shard: LedgerStub): Promise<T | { kind: 'elsewhere' }>;
  /** How long the shard may take beyond its own time, milliseconds. */
  waitMs?: number;
  /** What is thrown when the shard is out of reach. */
  unavailable(): Refusal;
  /** Name of the log line that says so. */
  event: string;
}

/**
 * Null: there is no such license. Each shard is called once, since it would refuse a proof that it has seen.
 */
export async function askShardOf<T>(
  env: Env,
  license: string,
  { ask, waitMs = 0, unavailable, event }: Asking<T>,
): Promise<T | null> {
  for (let tries = 0; tries < TRIES; tries++) {
    const object = await objectOfLicense(env.DB, license);
    if (!object) return null;
    const answer = await callLedger<T | { kind: 'elsewhere' }>(env, object, ask, {
      timeoutMs: ANSWER_TIMEOUT_MS + waitMs,
    }).catch((error: unknown) => {
      if (!isBugLogged(error)) log('error', event, { object, error: String(error) });
      throw unavailable();
    });
    if (!isElsewhere(answer)) return answer;
  }
  throw unavailable();
}

const isElsewhere = (answer: unknown): answer is { kind: 'elsewhere' } =>
  (answer as { kind?: string }).kind === 'elsewhere';
