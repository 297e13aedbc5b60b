/** The one call to the ledger that every partner request makes, with its time-out and its refusals. */
import { invalidToken, type TokenFault } from '../access/challenge.ts';
import { ledgerStub } from '../ledger/outbox.ts';
import type { CheckAnswer, CheckRequest, KeyRefusal, RecordAnswer, RecordRequest } from '../ledger/types.ts';
import type { Env } from '../platform/env.ts';
import { Refusal } from '../platform/problem.ts';
import { LEDGER_TIMEOUT_MS } from './limits.ts';

export async function recordUse(env: Env, object: string, request: RecordRequest): Promise<RecordAnswer> {
  return inTime(ledgerStub(env, object).record(request) as Promise<RecordAnswer>);
}

export async function checkState(env: Env, object: string, request: CheckRequest): Promise<CheckAnswer> {
  return inTime(ledgerStub(env, object).check(request) as Promise<CheckAnswer>);
}

export function ledgerUnavailable(detail: string): Refusal {
  return new Refusal({ code: 'ledger_unavailable', detail, headers: { 'Retry-After': '1' } });
}

const FAULTS = {
  invalid_token: 'revoked',
  address_refused: 'address',
  proof_missing: 'proof_missing',
  proof_replayed: 'proof_replayed',
} as const satisfies Record<KeyRefusal, TokenFault>;

/** A key or token that the object does not accept: 401, as if the token had never been good. */
export function refusedKey(code: KeyRefusal): Refusal {
  return invalidToken(FAULTS[code]);
}

async function inTime<T>(call: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the ledger did not answer in time')), LEDGER_TIMEOUT_MS);
  });
  try {
    return await Promise.race([call, late]);
  } catch (error) {
    console.error(JSON.stringify({ level: 'error', event: 'ledger_call_failed', error: String(error) }));
    throw ledgerUnavailable('The use could not be written down, so nothing was delivered. Try again.');
  } finally {
    clearTimeout(timer);
  }
}
