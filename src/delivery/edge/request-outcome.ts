/** Classifies the outcome of a request that might have been a delivery, from its response. Pure. */
import { timeOfId } from '../../platform/ids.ts';
import type { ProblemCode } from '../../platform/problem.ts';
import type { RequestOutcome } from './tally.ts';

const DELIVERY = /^\/v1\/(articles\/[^/]+(\/components\/[^/]+)?|thumbnails\/[^/]+)$/;

/** Matches articles, components and thumbnails. Feeds note their full texts themselves, one by one. */
export function mayDeliver(method: string, path: string): boolean {
  return (method === 'GET' || method === 'HEAD') && DELIVERY.test(path);
}

export interface Answer {
  status: number;
  entry: string | null;
  /** Problem code; null: the response is not a problem. */
  code: string | null;
  isCounted: boolean;
}

const BY_CODE: Partial<Record<ProblemCode, RequestOutcome>> = {
  invalid_token: 'unauthenticated',
  insufficient_scope: 'unauthenticated',
  malformed: 'malformed',
  not_acceptable: 'malformed',
  too_many_requests: 'limited',
  ledger_unavailable: 'unavailable',
  storage_unavailable: 'unavailable',
  content_unavailable: 'unavailable',
};

export function requestOutcomeOf({ status, entry, code, isCounted }: Answer): RequestOutcome {
  if (entry !== null) return 'entered';
  if (isCounted) return 'counted';
  if (code !== null) return BY_CODE[code as ProblemCode] ?? 'other';
  return status < 400 ? 'unlogged' : 'other';
}

/** Day of the response's entry, so that a request around midnight counts on one day. Milliseconds, UTC. */
export function outcomeTime({ entry }: Pick<Answer, 'entry'>, nowMs: number): number {
  return (entry !== null && timeOfId(entry)) || nowMs;
}
