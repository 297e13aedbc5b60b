/** Calls of objects with a timeout. Fails with `Unavailable`. */
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
  /** Idempotent: may be repeated after a broken connection. */
  repeats?: boolean;
}

/**
 * Maps every error of the object to `Unavailable`, since refusals are values. The call may still have taken
 * effect. `call` creates a new stub for each try, because a failed stub stays broken.
 */
export async function callObject<T>(
  object: string,
  call: () => unknown,
  { timeoutMs = CALL_TIMEOUT_MS, repeats = false }: Calling = {},
): Promise<T> {
  try {
    return await withRetry(async () => (await call()) as T, {
      timeoutMs,
      isTransient: (error) => {
        // The next response may come from another instance.
        forgetSkew(object, error);
        return repeats && isPassing(error);
      },
    });
  } catch (error) {
    throw outOfReach(object, error);
  }
}

/** Calls a ledger shard. */
export function callLedger<T>(
  env: Env,
  object: string,
  call: (stub: LedgerStub) => unknown,
  calling?: Calling,
): Promise<T> {
  return callObject<T>(object, () => call(ledgerStub(env, object)), calling);
}

/** Calls the object of the agency log. Idempotent. */
export function callAgencyLog<T>(
  env: Env,
  call: (stub: DurableObjectStub<AgencyLogRpc>) => unknown,
): Promise<T> {
  return callObject<T>(AGENCY_LOG, () => call(objectIn(env.AGENCY_LOG, env, AGENCY_LOG)), { repeats: true });
}

/** Maps an error of a call. A bug is logged at once. */
export function outOfReach(object: string, error: unknown): Unavailable {
  forgetSkew(object, error);
  return new Unavailable('ledger', error, noteIfBug(object, error));
}

/** True for the platform's transient errors, except overload, which a retry would worsen. */
function isPassing(error: unknown): boolean {
  const { retryable, overloaded } = error as { retryable?: boolean; overloaded?: boolean };
  return retryable === true && overloaded !== true;
}
