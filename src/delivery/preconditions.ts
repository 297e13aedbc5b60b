/**
 * What the headers of a request say of its answer (RFC 9110 §12 to §14): a value, read before anything is judged and applied to
 * what is then permitted.
 */
import type { Context } from 'hono';
import type { ItemVersion } from '../articles/model.ts';
import type { GrantRecord } from '../ledger/types.ts';
import { type AskedRange, askedRange, ifRangeHolds } from '../platform/byte-range.ts';
import { type Coding, codingOf } from '../platform/content-coding.ts';
import type { AppEnv } from '../platform/http.ts';
import { type Conditions, type Dated, knownFirst, type Outcome, outcomeOf } from './conditional.ts';
import { type SigningContext, signingContext } from './signing-context.ts';

export interface Preconditions {
  isHead: boolean;
  conditions: Conditions;
  /** How the content is to be encoded. */
  coding: Coding;
  /** What validators depend on besides the grant. */
  under: SigningContext;
}

/** `coding`: where the content is never encoded, whatever the client accepts. */
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

/** Cloudflare tells workers what its edge takes; what the client said stands beside the request. */
export function acceptedCoding(c: Context<AppEnv>): Coding {
  const { clientAcceptEncoding } = (c.req.raw.cf ?? {}) as { clientAcceptEncoding?: string };
  return codingOf(clientAcceptEncoding ?? c.req.header('Accept-Encoding'));
}

/** Characters of the grant's digest that tell two grants apart: 162 bits. */
const ETAG_CHARS = 27;

/**
 * Strong validator over item version, format, decision and license version, which the grant names but for the format, over the
 * bindings that the bytes are made of, and over the content coding (RFC 9110 §8.8.3.3).
 */
function etagOf(grant: string, format: string, { coding, under }: Preconditions): string {
  const encoding = coding === 'identity' ? '' : `+${coding}`;
  return `"${grant.slice(0, ETAG_CHARS)}.${under.seal}.${format}${encoding}"`;
}

export interface Validation {
  etag: string;
  outcome: Outcome;
  /** The first delivery that dates were compared with; undefined: none was, or none is known. */
  assumed: GrantRecord | undefined;
}

/** What would be delivered. */
export interface Deliverable {
  grant: string;
  format: string;
  item: ItemVersion;
  /** Milliseconds, UTC. */
  now: number;
}

/** What the conditions come to for what would be delivered. */
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

/** What its date is made of, when its grant was first delivered then. */
export const datedBy = (
  { under: { sinceMs } }: Preconditions,
  { item: { versionCreated }, now }: Pick<Deliverable, 'item' | 'now'>,
  first: GrantRecord | null | undefined,
): Dated => ({ versionCreated, first, sinceMs, now });

/** Which part of its content a request asks for. */
export interface RangeHeaders {
  range?: string | undefined;
  ifRange?: string | undefined;
}

/** `bytes`: of the whole; undefined: it has no bytes of its own, and no parts. */
export function rangeIn(
  { range, ifRange }: RangeHeaders,
  etag: string,
  bytes: number | undefined,
): AskedRange {
  return bytes !== undefined && ifRangeHolds(ifRange, etag) ? askedRange(range, bytes) : { kind: 'whole' };
}
