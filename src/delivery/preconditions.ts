/**
 * Preconditions of a request, from its headers (RFC 9110 §12 to §14): read before anything is judged, and
 * applied to the permitted delivery.
 */
import type { Context } from 'hono';
import type { ItemVersion } from '../articles/model.ts';
import type { GrantRecord } from '../ledger/types.ts';
import { ifRangeHolds, parseRange, type RequestedRange } from '../platform/byte-range.ts';
import { type Coding, codingOf } from '../platform/content-coding.ts';
import type { AppEnv } from '../platform/http.ts';
import { type Conditions, knownFirst, type Outcome, outcomeOf } from './conditional.ts';
import { type SigningContext, signingContext } from './signing-context.ts';
import type { Dated } from './types.ts';

export interface Preconditions {
  isHead: boolean;
  conditions: Conditions;
  coding: Coding;
  under: SigningContext;
}

/** `coding`: overrides the client's preference for content that is never encoded. */
export async function preconditionsOf(
  c: Context<AppEnv>,
  coding: Coding = acceptedCoding(c),
): Promise<Preconditions> {
  return {
    isHead: c.req.method === 'HEAD',
    conditions: conditionsOf(c),
    coding,
    under: await signingContext(c.env),
  };
}

export function conditionsOf(c: Context<AppEnv>): Conditions {
  return {
    ifMatch: c.req.header('If-Match'),
    ifUnmodifiedSince: c.req.header('If-Unmodified-Since'),
    ifNoneMatch: c.req.header('If-None-Match'),
    ifModifiedSince: c.req.header('If-Modified-Since'),
  };
}

/** Cloudflare overwrites `Accept-Encoding` for workers; the client's own value is in `cf`. */
export function acceptedCoding(c: Context<AppEnv>): Coding {
  const { clientAcceptEncoding } = (c.req.raw.cf ?? {}) as { clientAcceptEncoding?: string };
  return codingOf(clientAcceptEncoding ?? c.req.header('Accept-Encoding'));
}

/** Characters of the grant's digest in an ETag: 162 bits. */
const ETAG_CHARS = 27;

/**
 * Strong validator over the grant (item version, decision, license version), the format, the signing context
 * and the content coding (RFC 9110 §8.8.3.3).
 */
function etagOf(grant: string, format: string, { coding, under }: Preconditions): string {
  const encoding = coding === 'identity' ? '' : `+${coding}`;
  return `"${grant.slice(0, ETAG_CHARS)}.${under.seal}.${format}${encoding}"`;
}

export interface Validation {
  etag: string;
  outcome: Outcome;
  /** First delivery that dates were compared with; undefined: none was, or it is unknown. */
  assumed: GrantRecord | undefined;
}

export interface Deliverable {
  grant: string;
  format: string;
  item: ItemVersion;
  /** Milliseconds, UTC. */
  now: number;
}

export function validate(preconditions: Preconditions, deliverable: Deliverable): Validation {
  const { grant, format } = deliverable;
  const etag = etagOf(grant, format, preconditions);
  let assumed: GrantRecord | undefined;
  const outcome = outcomeOf(preconditions.conditions, etag, () => {
    assumed = knownFirst(grant);
    return datedBy(preconditions, deliverable, assumed);
  });
  return { etag, outcome, assumed };
}

export const datedBy = (
  { under: { sinceMs } }: Preconditions,
  { item: { versionCreated }, now }: Pick<Deliverable, 'item' | 'now'>,
  first: GrantRecord | null | undefined,
): Dated => ({ versionCreated, first, sinceMs, now });

export interface RangeHeaders {
  range?: string | undefined;
  ifRange?: string | undefined;
}

/** `bytes`: length of the whole; undefined: the component has no bytes of its own, so no ranges. */
export function rangeIn(
  { range, ifRange }: RangeHeaders,
  etag: string,
  bytes: number | undefined,
): RequestedRange {
  return bytes !== undefined && ifRangeHolds(ifRange, etag) ? parseRange(range, bytes) : { kind: 'whole' };
}
