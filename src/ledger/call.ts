/** A call of an object that ends in time: with its answer, or with `OutOfReach`. */
import type { AgencyLogRpc } from '../agency-log/rpc.ts';
import type { Env } from '../platform/env.ts';
import { Unavailable } from '../platform/timeouts/unavailable.ts';
import { withRetry } from '../platform/timeouts/with-timeout.ts';
import { noteIfBug } from './bugs.ts';
import { forgetSkew } from './clock-skew.ts';
import { CALL_TIMEOUT_MS } from './limits.ts';
import { objectIn } from './namespace.ts';
import { ledgerStub } from './outbox.ts';
import { AGENCY_LOG } from './transparency/origins.ts';

export type LedgerStub = ReturnType<typeof ledgerStub>;

interface Calling {
  timeoutMs?: number;
  /** To do it twice is as good as once: it may be asked again when the connection broke. */
  repeats?: boolean;
}

/**
 * Whatever the object throws is told as being out of reach: its refusals are values. What was called may have been done all the same. `ask` makes
 * the stub anew for each try, since one that has failed goes on failing.
 */
export async function callObject<T>(
  object: string,
  ask: () => unknown,
  { timeoutMs = CALL_TIMEOUT_MS, repeats = false }: Calling = {},
): Promise<T> {
  try {
    return await withRetry(async () => (await ask()) as T, {
      timeoutMs,
      isTransient: (error) => {
        // What answers next may be another one.
        forgetSkew(object, error);
        return repeats && isPassing(error);
      },
    });
  } catch (error) {
    throw outOfReach(object, error);
  }
}

/** As `callObject`, of a ledger shard. */
export function callLedger<T>(
  env: Env,
  object: string,
  ask: (stub: LedgerStub) => unknown,
  calling?: Calling,
): Promise<T> {
  return callObject<T>(object, () => ask(ledgerStub(env, object)), calling);
}

/** As `callObject`, of the object of the agency log: to ask it twice is as good as once. */
export function callAgencyLog<T>(
  env: Env,
  ask: (stub: DurableObjectStub<AgencyLogRpc>) => unknown,
): Promise<T> {
  return callObject<T>(AGENCY_LOG, () => ask(objectIn(env.AGENCY_LOG, env, AGENCY_LOG)), { repeats: true });
}

/** What is thrown instead of `error`, which the call of an object has ended with. A bug is told at once. */
export function outOfReach(object: string, error: unknown): Unavailable {
  forgetSkew(object, error);
  return new Unavailable('ledger', error, noteIfBug(object, error));
}

/** In the platform's own words; who asks an overloaded object again makes it worse. */
function isPassing(error: unknown): boolean {
  const { retryable, overloaded } = error as { retryable?: boolean; overloaded?: boolean };
  return retryable === true && overloaded !== true;
}
