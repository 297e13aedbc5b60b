/** How a request that might have ended with a delivery did end, by its answer. Pure. */
import { timeOfId } from '../../platform/ids.ts';
import type { ProblemCode } from '../../platform/problem.ts';
import type { Ending } from './tally.ts';

const DELIVERY = /^\/v1\/(articles\/[^/]+(\/components\/[^/]+)?|thumbnails\/[^/]+)$/;

/** Articles, components and thumbnails. A feed may carry whole texts, too: it notes them itself, text by text. */
export function mayDeliver(method: string, path: string): boolean {
  return (method === 'GET' || method === 'HEAD') && DELIVERY.test(path);
}

export interface Answer {
  status: number;
  /** The entry that it names. */
  entry: string | null;
  /** Of a problem; null: it is none. */
  code: string | null;
  /** The object has said that it only counts it. */
  isCounted: boolean;
}

/** How a refusal ended that the ledger knows nothing of. */
const BY_CODE: Partial<Record<ProblemCode, Ending>> = {
  invalid_token: 'unauthenticated',
  insufficient_scope: 'unauthenticated',
  malformed: 'malformed',
  not_acceptable: 'malformed',
  too_many_requests: 'limited',
  ledger_unavailable: 'unavailable',
  storage_unavailable: 'unavailable',
  content_unavailable: 'unavailable',
};

export function endingOf({ status, entry, code, isCounted }: Answer): Ending {
  if (entry !== null) return 'entered';
  if (isCounted) return 'counted';
  if (code !== null) return BY_CODE[code as ProblemCode] ?? 'other';
  return status < 400 ? 'unlogged' : 'other';
}

/** Of the day that its entry stands in, so that both sides of midnight say the same. Milliseconds, UTC. */
export function endedAt({ entry }: Pick<Answer, 'entry'>, nowMs: number): number {
  return (entry !== null && timeOfId(entry)) || nowMs;
}
