/** The one call to the ledger that every partner request makes, with its time-out and its refusals. */
import { callLedger, outOfReach } from '../ledger/call.ts';
import { byItsClock, isClockUnsure, isOfAnotherTime } from '../ledger/clock-skew.ts';
import { ledgerStub } from '../ledger/outbox.ts';
import type {
  CheckAnswer,
  CheckRequest,
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
import { inTime, Late } from '../platform/reach/in-time.ts';
import { OutOfReach } from '../platform/reach/out-of-reach.ts';
import { during, noteCounted } from '../platform/request-scope.ts';
import { LEDGER_TIMEOUT_MS } from './limits.ts';
import { clocksDisagree, ledgerUnavailable } from './refusals.ts';

/** What of a caller differs from one request to the next; undefined: nothing. */
export function perRequestFields({ address, proof }: PartnerPrincipal): RecordBesides | undefined {
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
  return (await recordRepeated(env, object, text, { besides })) as RecordAnswer;
}

/**
 * `known`: id of the grant's first delivery. If it still is that, just the id of the new entry is answered. Asked once, whatever becomes of
 * it: each fetch is an entry of its own. After the time-out nothing is written for it any more, unless it had been by then or the object's
 * clock is behind what this isolate takes it for.
 */
export async function recordRepeated(
  env: Env,
  object: string,
  text: string,
  { besides, known }: { besides: RecordBesides | undefined; known?: string },
): Promise<RecordAnswer | string> {
  const stub = ledgerStub(env, object);
  const recorded = (untilMs: number) =>
    stub.recordAgain(text, besides, known, untilMs) as Promise<RecordAnswer | string>;
  const answer = await answered(object, (untilMs, waitMs) => inTime(recorded(untilMs), waitMs));
  if (typeof answer !== 'string' && answer.kind === 'refused' && !answer.recorded) noteCounted();
  return answer;
}

/** Deliveries that leave together: one call, whatever their number. */
export async function recordAll(
  env: Env,
  object: string,
  request: RecordAllRequest,
): Promise<RecordAllAnswer> {
  const recorded = (untilMs: number) =>
    ledgerStub(env, object).recordAll({ ...request, untilMs }) as Promise<RecordAllAnswer>;
  const answer = await answered(object, (untilMs, waitMs) => inTime(recorded(untilMs), waitMs));
  if (answer.kind === 'refused' && !REFUSED_WITH_ENTRIES.includes(answer.code)) noteCounted();
  return answer;
}

/** Of these each text of a page has its entry. */
const REFUSED_WITH_ENTRIES: readonly string[] = ['license_suspended', 'license_expired'];

/** Asked again when the connection broke, unless it is counted, or uses up a proof. */
export async function checkState(env: Env, object: string, request: CheckRequest): Promise<CheckAnswer> {
  const repeats = request.count === undefined && request.caller.proof === undefined;
  const answer = await answered(object, (untilMs, timeoutMs) =>
    callLedger<CheckAnswer>(env, object, (stub) => stub.check({ ...request, untilMs }), {
      timeoutMs,
      repeats,
    }),
  );
  if (request.count !== undefined && answer.kind !== 'stale') noteCounted();
  return answer;
}

/** `call` is told how long it is waited for: the object by an instant of its own clock, we ourselves by a time. */
async function answered<T extends string | { kind: 'ok' | 'refused' | 'stale' }>(
  object: string,
  call: (untilMs: number, waitMs: number) => Promise<T>,
  retry?: { untilMs: number },
): Promise<T> {
  const waitMs = retry ? retry.untilMs - Date.now() : LEDGER_TIMEOUT_MS;
  const untilMs = retry?.untilMs ?? Date.now() + waitMs;
  try {
    const answer = await during('ledger', () => call(byItsClock(object, untilMs), waitMs));
    noteLedgerCall(typeof answer === 'string' ? 'ok' : answer.kind);
    return answer;
  } catch (error) {
    if (!retry && isOfAnotherTime(object, error, untilMs)) return answered(object, call, { untilMs });
    const { cause, isBug } = error instanceof OutOfReach ? error : outOfReach(object, error);
    noteLedgerCall(cause instanceof Late ? 'timed_out' : 'failed');
    if (!isBug) log('error', 'ledger_call_failed', { object, error: String(error) });
    throw isClockUnsure(cause)
      ? clocksDisagree()
      : ledgerUnavailable('The use could not be written down, so nothing was delivered. Try again.');
  }
}
