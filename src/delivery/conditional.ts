/**
 * Conditional requests (RFC 9110 §13): whether a 304 is allowed. Evaluated after the decision, so a refused
 * request never gets here. An entity tag covers everything that the bytes depend on. A date has a resolution
 * of one second, and item version, license, decision and stamp can each return to an earlier state. A date
 * therefore matches only if it equals the one that was sent, and only for the grant first delivered in that
 * second; if two answers could share a date, the full response is sent.
 */
import type { GrantRecord } from '../ledger/types.ts';
import { noteLookup } from '../platform/metrics/isolate.ts';
import { firstDeliveries, firstMoments } from './caches.ts';
import type { Dated } from './types.ts';

export interface Conditions {
  ifMatch?: string | undefined;
  ifUnmodifiedSince?: string | undefined;
  ifNoneMatch?: string | undefined;
  ifModifiedSince?: string | undefined;
}

/** Weak comparison (RFC 9110 §13.1.2), so a proxy's `W/` prefix does no harm. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}

/** Strong comparison (RFC 9110 §13.1.1), because the bytes must be identical. */
export function matchesStrongly(ifMatch: string, etag: string): boolean {
  if (ifMatch.trim() === '*') return true;
  return !etag.startsWith('W/') && ifMatch.split(',').some((candidate) => candidate.trim() === etag);
}

const secondOf = (ms: number) => Math.floor(ms / 1000);

/**
 * Returns the start of the current response in milliseconds: the first delivery of its grant, or the start of
 * the current release, if later. Null if it is unknown, or if another response may share its second.
 */
function answeredSince({ versionCreated, first, sinceMs, now }: Dated): number | null {
  if (!first) return null;
  const second = secondOf(Math.max(first.atMs, sinceMs));
  const isAmbiguous = second >= secondOf(now) || second === secondOf(versionCreated);
  return isAmbiguous || !Number.isFinite(second) ? null : second * 1000;
}

/**
 * Value of `Last-Modified`. If the start is unknown it is the version's own time, which never leads to a 304.
 */
export function lastModified(dated: Dated): string {
  const ms = answeredSince(dated) ?? Math.min(dated.versionCreated, dated.now);
  return new Date(ms).toUTCString();
}

/** RFC 9110 §13.2.2: `If-None-Match` takes precedence over a date. */
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

/** Result of a request's conditions. `failed`: 412, `unchanged`: 304. */
export type Outcome = 'whole' | 'unchanged' | 'failed';

export function outcomeOf(conditions: Conditions, etag: string, dated: () => Dated): Outcome {
  const { ifMatch, ifUnmodifiedSince } = conditions;
  if (ifMatch !== undefined) {
    if (!matchesStrongly(ifMatch, etag)) return 'failed';
  } else if (ifUnmodifiedSince !== undefined && !isUnmodified(ifUnmodifiedSince, dated())) return 'failed';
  return isUnchanged(conditions, etag, dated) ? 'unchanged' : 'whole';
}

/**
 * RFC 9110 §13.1.4: a value that is not a date is ignored. Responses within the second of a first delivery,
 * or before it is known, carry the version's date, so that date is accepted, too.
 */
function isUnmodified(ifUnmodifiedSince: string, dated: Dated): boolean {
  const sinceMs = Date.parse(ifUnmodifiedSince);
  if (Number.isNaN(sinceMs)) return true;
  const versionMs = secondOf(Math.min(dated.versionCreated, dated.now)) * 1000;
  return sinceMs === versionMs || sinceMs >= (answeredSince(dated) ?? versionMs);
}

/** License and item. Dates tell the grants of a scope apart only while no two of them share a second. */
export type Scope = `${string} ${string}`;

/** Undefined: the first delivery is not cached here, or another grant has the same date. */
export function knownFirst(grant: string): GrantRecord | undefined {
  const cached = firstDeliveries.get(grant);
  noteLookup('first_deliveries', cached !== undefined);
  return cached && firstMoments.get(cached.moment) === grant ? cached.first : undefined;
}

export function noteFirst(scope: Scope, grant: string, first: GrantRecord | null): void {
  if (!first) return;
  const cached = firstDeliveries.get(grant);
  if (cached?.first.id === first.id && firstMoments.get(cached.moment) === grant) return;
  const moment = `${scope} ${secondOf(first.atMs)}`;
  firstDeliveries.set(grant, { first, moment });
  const otherGrant = firstMoments.get(moment);
  firstMoments.set(moment, otherGrant === undefined || otherGrant === grant ? grant : null);
}
