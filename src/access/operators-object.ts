import { callObject } from '../ledger/call.ts';
import { OPERATORS_OBJECT } from '../ledger/names.ts';
import { objectIn } from '../ledger/namespace.ts';
import type { OperatorsRpc } from '../operators/rpc.ts';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { Refusal } from '../platform/problem.ts';
import { isBugLogged } from '../platform/timeouts/unavailable.ts';

/**
 * Calls the object. Throws `ledger_unavailable` when it does not answer. `repeats` means that the call is
 * idempotent and may be retried; a call that uses up a token or a proof is not, because the second one would
 * be refused.
 */
export async function callOperators<T>(
  env: Env,
  call: (object: DurableObjectStub<OperatorsRpc>) => Promise<T>,
  { repeats }: { repeats: boolean },
): Promise<T> {
  try {
    return await callObject<T>(OPERATORS_OBJECT, () => call(objectIn(env.OPERATORS, env, OPERATORS_OBJECT)), {
      repeats,
    });
  } catch (error) {
    if (!isBugLogged(error))
      log('error', 'ledger_call_failed', { object: OPERATORS_OBJECT, error: String(error) });
    throw new Refusal({
      code: 'ledger_unavailable',
      detail: "The operators' Durable Object is unavailable. Try again.",
      headers: { 'Retry-After': '2' },
    });
  }
}
