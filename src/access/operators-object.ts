/** The object that answers for operators. Without its word nobody is let in. */
import { OPERATORS_OBJECT } from '../ledger/names.ts';
import { ledgerStub } from '../ledger/outbox.ts';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { Refusal } from '../platform/problem.ts';

/** Throws `ledger_unavailable` when it is out of reach. */
export async function askOperators<T>(
  env: Env,
  ask: (object: ReturnType<typeof ledgerStub>) => Promise<T>,
): Promise<T> {
  try {
    return await ask(ledgerStub(env, OPERATORS_OBJECT));
  } catch (error) {
    log('error', 'ledger_call_failed', { object: OPERATORS_OBJECT, error: String(error) });
    throw new Refusal({
      code: 'ledger_unavailable',
      detail: "The operators' object is out of reach; try again.",
      headers: { 'Retry-After': '2' },
    });
  }
}
