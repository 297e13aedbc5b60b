/** The one call to the ledger that every partner request makes, with its time-out and its refusals. */
import { invalidToken, type TokenFault } from '../access/challenge.ts';
import { inTime as answeredInTime } from '../ledger/in-time.ts';
import { ledgerStub } from '../ledger/outbox.ts';
import type {
  CheckAnswer,
  CheckRequest,
  KeyRefusal,
  RecordAllAnswer,
  RecordAllRequest,
  RecordAnswer,
  RecordBesides,
  RecordRequest,
} from '../ledger/types.ts';
import type { Env } from '../platform/env.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { log } from '../platform/log.ts';
import { Refusal } from '../platform/problem.ts';
import { LEDGER_TIMEOUT_MS } from './limits.ts';

/** What of a caller differs from one request to the next; undefined: nothing. */
export function besidesOf({ address, proof }: PartnerPrincipal): RecordBesides | undefined {
  if (address === undefined && proof === undefined) return undefined;
  return { ...(address !== undefined && { address }), ...(proof && { proof }) };
}

/** A request to record as its text: the same use, asked for again, has the same. Without what `besidesOf` gives. */
export function textOf(request: RecordRequest): string {
  const { address: _address, proof: _proof, ...caller } = request.caller;
  return JSON.stringify({ ...request, caller } satisfies RecordRequest);
}

export async function recordUse(
  env: Env,
  object: string,
  text: string,
  besides: RecordBesides | undefined,
): Promise<RecordAnswer> {
  return (await recordAgain(env, object, text, { besides })) as RecordAnswer;
}

/** `known`: id of the grant's first delivery. If it still is that, just the id of the new entry is answered. */
export async function recordAgain(
  env: Env,
  object: string,
  text: string,
  { besides, known }: { besides: RecordBesides | undefined; known?: string },
): Promise<RecordAnswer | string> {
  const stub = ledgerStub(env, object);
  return inTime(stub.recordAgain(text, besides, known) as Promise<RecordAnswer | string>);
}

/** Deliveries that leave together: one call, whatever their number. */
export async function recordAll(
  env: Env,
  object: string,
  request: RecordAllRequest,
): Promise<RecordAllAnswer> {
  return inTime(ledgerStub(env, object).recordAll(request) as Promise<RecordAllAnswer>);
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
  try {
    return await answeredInTime(call, LEDGER_TIMEOUT_MS);
  } catch (error) {
    log('error', 'ledger_call_failed', { error: String(error) });
    throw ledgerUnavailable('The use could not be written down, so nothing was delivered. Try again.');
  }
}
