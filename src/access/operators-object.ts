/** The object that answers for operators. Without its word nobody is let in. */
import { callObject } from '../ledger/call.ts';
import { OPERATORS_OBJECT } from '../ledger/names.ts';
import { objectIn } from '../ledger/namespace.ts';
import type { OperatorsRpc } from '../operators/rpc.ts';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { Refusal } from '../platform/problem.ts';
import { isBugTold } from '../platform/reach/out-of-reach.ts';

/**
 * Throws `ledger_unavailable` when it is out of reach. `repeats`: to ask twice is as good as once; what uses up a token or a proof is not,
 * for the second time it would be refused.
 */
export async function askOperators<T>(
  env: Env,
  ask: (object: DurableObjectStub<OperatorsRpc>) => Promise<T>,
  { repeats }: { repeats: boolean },
): Promise<T> {
  try {
    return await callObject<T>(OPERATORS_OBJECT, () => ask(objectIn(env.OPERATORS, env, OPERATORS_OBJECT)), {
      repeats,
    });
  } catch (error) {
    if (!isBugTold(error))
      log('error', 'ledger_call_failed', { object: OPERATORS_OBJECT, error: String(error) });
    throw new Refusal({
      code: 'ledger_unavailable',
      detail: "The operators' object is out of reach; try again.",
      headers: { 'Retry-After': '2' },
    });
  }
}
