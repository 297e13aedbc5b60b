/** Calls the shard of a license. */
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import type { Refusal } from '../platform/problem.ts';
import { isBugLogged } from '../platform/timeouts/unavailable.ts';
import { callLedger, type LedgerStub } from './call.ts';
import { ANSWER_TIMEOUT_MS } from './transparency/limits.ts';
import { objectOfLicense } from './transparency/store.ts';

/** A partner is in its new shard within moments after a switch. */
const TRIES = 3;

interface ShardCall<T> {
  call(shard: LedgerStub): Promise<T | { kind: 'elsewhere' }>;
  /** Additional time for the shard beyond the usual timeout, milliseconds. */
  waitMs?: number;
  /** Error if the shard is out of reach. */
  unavailable(): Refusal;
  /** Event of the log line in that case. */
  event: string;
}

/** Null: no such license. Calls each shard once, since a shard refuses a proof that it has seen. */
export async function callShardOf<T>(
  env: Env,
  license: string,
  { call, waitMs = 0, unavailable, event }: ShardCall<T>,
): Promise<T | null> {
  for (let tries = 0; tries < TRIES; tries++) {
    const object = await objectOfLicense(env.DB, license);
    if (!object) return null;
    const answer = await callLedger<T | { kind: 'elsewhere' }>(env, object, call, {
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
