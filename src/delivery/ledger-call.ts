/** The calls to the ledger of partner requests, and the 503 when the ledger does not answer in time. */
import { callLedger, outOfReach } from '../ledger/call.ts';
import { isClockUnsure, shouldRetryWithSkew, toObjectClock } from '../ledger/clock-skew.ts';
import { ledgerStub } from '../ledger/outbox.ts';
import type {
  CheckAnswer,
  CheckRequest,
  PerRequestFields,
  RecordAllAnswer,
  RecordAllRequest,
  RecordAnswer,
  RecordRequest,
} from '../ledger/types.ts';
import type { Env } from '../platform/env.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { log } from '../platform/log.ts';
import { noteLedgerCall } from '../platform/metrics/isolate.ts';
import { during, noteCounted } from '../platform/request-scope.ts';
import { Unavailable } from '../platform/timeouts/unavailable.ts';
import { Late, withTimeout } from '../platform/timeouts/with-timeout.ts';
import { LEDGER_TIMEOUT_MS } from './limits.ts';
import { clocksDisagree, ledgerUnavailable } from './refusals.ts';

/** Fields of the caller that differ between requests; undefined: there are none. */
export function perRequestFields({ address, proof }: PartnerPrincipal): PerRequestFields | undefined {
  if (address === undefined && proof === undefined) return undefined;
  return { ...(address !== undefined && { address }), ...(proof && { proof }) };
}

/** Serializes a request to record, without the fields of `perRequestFields`. Equal uses have equal texts. */
export function textOf(request: RecordRequest): string {
  const { address: _address, proof: _proof, ...caller } = request.caller;
  return JSON.stringify({ ...request, caller } satisfies RecordRequest);
}

export async function recordUse(
  env: Env,
  object: string,
  text: string,
  perRequest: PerRequestFields | undefined,
): Promise<RecordAnswer> {
  return (await recordRepeated(env, object, text, { perRequest })) as RecordAnswer;
}

/**
 * Records a use. `knownFirst`: id of the grant's first delivery; if it is unchanged, only the id of the new
 * entry is returned. Never retried, because each fetch is an entry of its own. After the timeout nothing more
 * is written, unless the write was under way or the shard's clock is behind this isolate's estimate of it.
 */
export async function recordRepeated(
  env: Env,
  object: string,
  text: string,
  { perRequest, knownFirst }: { perRequest: PerRequestFields | undefined; knownFirst?: string },
): Promise<RecordAnswer | string> {
  const stub = ledgerStub(env, object);
  const sendRecord = (untilMs: number) =>
    stub.recordRepeated(text, perRequest, knownFirst, untilMs) as Promise<RecordAnswer | string>;
  const answer = await callWithDeadline(object, (untilMs, waitMs) =>
    withTimeout(sendRecord(untilMs), waitMs),
  );
  if (typeof answer !== 'string' && answer.kind === 'refused' && !answer.recorded) noteCounted();
  return answer;
}

export async function recordAll(
  env: Env,
  object: string,
  request: RecordAllRequest,
): Promise<RecordAllAnswer> {
  const sendRecord = (untilMs: number) =>
    ledgerStub(env, object).recordAll({ ...request, untilMs }) as Promise<RecordAllAnswer>;
  const answer = await callWithDeadline(object, (untilMs, waitMs) =>
    withTimeout(sendRecord(untilMs), waitMs),
  );
  if (answer.kind === 'refused' && !REFUSED_WITH_ENTRIES.includes(answer.code)) noteCounted();
  return answer;
}

/** With these refusals every text of the page has an entry. */
const REFUSED_WITH_ENTRIES: readonly string[] = ['license_suspended', 'license_expired'];

/** Retries after a broken connection, unless the request is counted or uses up a proof. */
export async function checkState(env: Env, object: string, request: CheckRequest): Promise<CheckAnswer> {
  const repeats = request.count === undefined && request.caller.proof === undefined;
  const answer = await callWithDeadline(object, (untilMs, timeoutMs) =>
    callLedger<CheckAnswer>(env, object, (stub) => stub.check({ ...request, untilMs }), {
      timeoutMs,
      repeats,
    }),
  );
  if (request.count !== undefined && answer.kind !== 'stale') noteCounted();
  return answer;
}

/** Passes `call` its deadline: for the shard an instant of the shard's clock, for this isolate a duration. */
async function callWithDeadline<T extends string | { kind: 'ok' | 'refused' | 'stale' }>(
  object: string,
  call: (untilMs: number, waitMs: number) => Promise<T>,
  retry?: { untilMs: number },
): Promise<T> {
  const waitMs = retry ? retry.untilMs - Date.now() : LEDGER_TIMEOUT_MS;
  const untilMs = retry?.untilMs ?? Date.now() + waitMs;
  try {
    const answer = await during('ledger', () => call(toObjectClock(object, untilMs), waitMs));
    noteLedgerCall(typeof answer === 'string' ? 'ok' : answer.kind);
    return answer;
  } catch (error) {
    if (!retry && shouldRetryWithSkew(object, error, untilMs))
      return callWithDeadline(object, call, { untilMs });
    const { cause, isBug } = error instanceof Unavailable ? error : outOfReach(object, error);
    noteLedgerCall(cause instanceof Late ? 'timed_out' : 'failed');
    if (!isBug) log('error', 'ledger_call_failed', { object, error: String(error) });
    throw isClockUnsure(cause)
      ? clocksDisagree()
      : ledgerUnavailable('The use could not be written down, so nothing was delivered. Try again.');
  }
}
