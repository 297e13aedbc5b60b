/**
 * Conditional requests (RFC 9110 §13), asked of a decision that has been made like any other: what is refused never comes here.
 *
 * An entity tag tells all that the bytes are made of. A date tells seconds, and of an item's version, license, decision and stamp
 * any may go back to what it was. So a date is only ever believed to the second, as the one that was sent; only for the grant that
 * was first delivered then; and wherever two answers could have been given that date, the answer is whole.
 */
import type { GrantRecord } from '../ledger/types.ts';
import { noteLookup } from '../platform/metrics/isolate.ts';
import { firstDeliveries, firstMoments } from './caches.ts';

export interface Conditions {
  ifMatch?: string | undefined;
  ifUnmodifiedSince?: string | undefined;
  ifNoneMatch?: string | undefined;
  ifModifiedSince?: string | undefined;
}

/** RFC 9110 §13.1.2: weak comparison, so that a proxy's `W/` does no harm. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}

/** RFC 9110 §13.1.1: strong comparison, since what is asked for must be the very same bytes. */
export function matchesStrongly(ifMatch: string, etag: string): boolean {
  if (ifMatch.trim() === '*') return true;
  return !etag.startsWith('W/') && ifMatch.split(',').some((candidate) => candidate.trim() === etag);
}

export interface Dated {
  /** Milliseconds, UTC. */
  versionCreated: number;
  /** The first delivery of what is delivered now; absent: not known. */
  first?: Pick<GrantRecord, 'atMs'> | null | undefined;
  /** Since when the gateway renders and signs as it does now. */
  sinceMs: number;
  now: number;
}

const secondOf = (ms: number) => Math.floor(ms / 1000);

/**
 * Since when this answer is given: its grant was first delivered then, or the gateway has rendered and signed as it does since
 * then. Null while another one may still be given the same second, and where it is not known.
 */
function answeredSince({ versionCreated, first, sinceMs, now }: Dated): number | null {
  if (!first) return null;
  const second = secondOf(Math.max(first.atMs, sinceMs));
  const isAmbiguous = second >= secondOf(now) || second === secondOf(versionCreated);
  return isAmbiguous || !Number.isFinite(second) ? null : second * 1000;
}

/** What `Last-Modified` says. The version's own time is no promise: no condition is met by it. */
export function lastModified(dated: Dated): string {
  const ms = answeredSince(dated) ?? Math.min(dated.versionCreated, dated.now);
  return new Date(ms).toUTCString();
}

/** RFC 9110 §13.2.2: where there is `If-None-Match`, a date is not looked at. */
export function isUnchanged(
  { ifNoneMatch, ifModifiedSince }: Conditions,
  etag: string,
  dated: () => Dated,
): boolean {
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, etag);
  if (ifModifiedSince === undefined) return false;
  const since = answeredSince(dated());
  return since !== null && Date.parse(ifModifiedSince) === since;
}

/** What the conditions of a request come to. `failed`: 412, `unchanged`: 304. */
export type Outcome = 'whole' | 'unchanged' | 'failed';

/** In the order of RFC 9110 §13.2.2. */
export function outcomeOf(conditions: Conditions, etag: string, dated: () => Dated): Outcome {
  const { ifMatch, ifUnmodifiedSince } = conditions;
  if (ifMatch !== undefined) {
    if (!matchesStrongly(ifMatch, etag)) return 'failed';
  } else if (ifUnmodifiedSince !== undefined && !isUnmodified(ifUnmodifiedSince, dated())) return 'failed';
  return isUnchanged(conditions, etag, dated) ? 'unchanged' : 'whole';
}

/**
 * RFC 9110 §13.1.4; what is no date is no condition. Within the second of a first delivery, and before the
 * first delivery is known, answers are dated by their version, so that date is one that was sent.
 */
function isUnmodified(ifUnmodifiedSince: string, dated: Dated): boolean {
  const sinceMs = Date.parse(ifUnmodifiedSince);
  if (Number.isNaN(sinceMs)) return true;
  const versionMs = secondOf(Math.min(dated.versionCreated, dated.now)) * 1000;
  return sinceMs === versionMs || sinceMs >= (answeredSince(dated) ?? versionMs);
}

/** What is asked about: one license and one item. Its grants are told apart by a date only if no two of them have the same one. */
export type Scope = `${string} ${string}`;

/** Undefined: not known here, or another grant has the same date. */
export function knownFirst(grant: string): GrantRecord | undefined {
  const known = firstDeliveries.get(grant);
  noteLookup('first_deliveries', known !== undefined);
  return known && firstMoments.get(known.moment) === grant ? known.first : undefined;
}

export function noteFirst(scope: Scope, grant: string, first: GrantRecord | null): void {
  if (!first) return;
  const moment = `${scope} ${secondOf(first.atMs)}`;
  firstDeliveries.set(grant, { first, moment });
  const other = firstMoments.get(moment);
  firstMoments.set(moment, other === undefined || other === grant ? grant : null);
}
