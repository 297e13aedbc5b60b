/** The one call to the ledger that every partner request makes, with its time-out and its refusals. */
import { invalidToken, type TokenFault } from '../access/challenge.ts';
import { callLedger, outOfReach } from '../ledger/call.ts';
import { byItsClock, isClockUnsure, isOfAnotherTime } from '../ledger/clock-skew.ts';
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
 * it: each fetch is an entry of its own. After the time-out nothing is written for it any more, unless it had been by then or the object's
 * clock is behind what this isolate takes it for.
 */
export async function recordAgain(
  env: Env,
  object: string,
  text: string,
  { besides, known }: { besides: RecordBesides | undefined; known?: string },
): Promise<RecordAnswer | string> {
  const stub = ledgerStub(env, object);
  const recorded = (untilMs: number) =>
    stub.recordAgain(text, besides, known, untilMs) as Promise<RecordAnswer | string>;
  return answered(object, (untilMs, waitMs) => inTime(recorded(untilMs), waitMs));
}

/** Deliveries that leave together: one call, whatever their number. */
export async function recordAll(
  env: Env,
  object: string,
  request: RecordAllRequest,
): Promise<RecordAllAnswer> {
  const recorded = (untilMs: number) =>
    ledgerStub(env, object).recordAll({ ...request, untilMs }) as Promise<RecordAllAnswer>;
  return answered(object, (untilMs, waitMs) => inTime(recorded(untilMs), waitMs));
}

/** Asked again when the connection broke, unless it is counted, or uses up a proof. */
export async function checkState(env: Env, object: string, request: CheckRequest): Promise<CheckAnswer> {
  const repeats = request.count === undefined && request.caller.proof === undefined;
  return answered(object, (untilMs, timeoutMs) =>
    callLedger<CheckAnswer>(env, object, (stub) => stub.check({ ...request, untilMs }), {
      timeoutMs,
      repeats,
    }),
  );
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

const CLOCKS_DISAGREE =
  'Clocks of the gateway disagree, so that no license could be judged and nothing was delivered. Its operator is alerted.';

/** `call` is told how long it is waited for: the object by an instant of its own clock, we ourselves by a time. */
async function answered<T extends string | { kind: 'ok' | 'refused' | 'stale' }>(
  object: string,
  call: (untilMs: number, waitMs: number) => Promise<T>,
  again?: { untilMs: number },
): Promise<T> {
  const waitMs = again ? again.untilMs - Date.now() : LEDGER_TIMEOUT_MS;
  const untilMs = again?.untilMs ?? Date.now() + waitMs;
  try {
    const answer = await during('ledger', () => call(byItsClock(object, untilMs), waitMs));
    noteLedgerCall(typeof answer === 'string' ? 'ok' : answer.kind);
    return answer;
  } catch (error) {
    if (!again && isOfAnotherTime(object, error, untilMs)) return answered(object, call, { untilMs });
    const { cause, isBug } = error instanceof OutOfReach ? error : outOfReach(object, error);
    noteLedgerCall(cause instanceof Late ? 'timed_out' : 'failed');
    if (!isBug) log('error', 'ledger_call_failed', { object, error: String(error) });
    throw isClockUnsure(cause)
      ? new Refusal({ code: 'ledger_unavailable', detail: CLOCKS_DISAGREE, headers: { 'Retry-After': '60' } })
      : ledgerUnavailable('The use could not be written down, so nothing was delivered. Try again.');
  }
}
