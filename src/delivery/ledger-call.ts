/** The one call to the ledger that every partner request makes, with its time-out and its refusals. */
import { invalidToken, type TokenFault } from '../access/challenge.ts';
import { callLedger, outOfReach } from '../ledger/call.ts';
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
import { noteLedgerCall } from '../platform/metrics/isolate.ts';
import { Refusal } from '../platform/problem.ts';
import { inTime, Late } from '../platform/reach/in-time.ts';
import { OutOfReach } from '../platform/reach/out-of-reach.ts';
import { during } from '../platform/request-scope.ts';
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

/**
 * `known`: id of the grant's first delivery. If it still is that, just the id of the new entry is answered. Asked once, whatever becomes of
 * it: each fetch is an entry of its own. After the time-out nothing is written for it any more, unless it had been by then.
 */
export async function recordAgain(
  env: Env,
  object: string,
  text: string,
  { besides, known }: { besides: RecordBesides | undefined; known?: string },
): Promise<RecordAnswer | string> {
  const stub = ledgerStub(env, object);
  const recorded = () =>
    stub.recordAgain(text, besides, known, waitsUntil()) as Promise<RecordAnswer | string>;
  return answered(object, () => inTime(recorded(), LEDGER_TIMEOUT_MS));
}

/** Deliveries that leave together: one call, whatever their number. */
export async function recordAll(
  env: Env,
  object: string,
  request: RecordAllRequest,
): Promise<RecordAllAnswer> {
  const untilMs = waitsUntil();
  const recorded = () =>
    ledgerStub(env, object).recordAll({ ...request, untilMs }) as Promise<RecordAllAnswer>;
  return answered(object, () => inTime(recorded(), LEDGER_TIMEOUT_MS));
}

/** Asked again when the connection broke, unless it is counted, or uses up a proof. */
export async function checkState(env: Env, object: string, request: CheckRequest): Promise<CheckAnswer> {
  const asked = { ...request, untilMs: waitsUntil() };
  const repeats = request.count === undefined && request.caller.proof === undefined;
  return answered(object, () =>
    callLedger<CheckAnswer>(env, object, (stub) => stub.check(asked), {
      timeoutMs: LEDGER_TIMEOUT_MS,
      repeats,
    }),
  );
}

/** By our clock; those of one platform are milliseconds apart. */
const waitsUntil = () => Date.now() + LEDGER_TIMEOUT_MS;

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

async function answered<T extends string | { kind: 'ok' | 'refused' | 'stale' }>(
  object: string,
  call: () => Promise<T>,
): Promise<T> {
  try {
    const answer = await during('ledger', call);
    noteLedgerCall(typeof answer === 'string' ? 'ok' : answer.kind);
    return answer;
  } catch (error) {
    const { cause, isBug } = error instanceof OutOfReach ? error : outOfReach(object, error);
    noteLedgerCall(cause instanceof Late ? 'timed_out' : 'failed');
    if (!isBug) log('error', 'ledger_call_failed', { object, error: String(error) });
    throw ledgerUnavailable('The use could not be written down, so nothing was delivered. Try again.');
  }
}
