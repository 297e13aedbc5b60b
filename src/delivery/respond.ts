/** The response to a delivery, but for the name of its entry: validators, rights headers, and nothing a shared cache may keep. */
import type { Context } from 'hono';
import type { ItemVersion } from '../articles/model.ts';
import type { GrantRecord } from '../ledger/types.ts';
import { AS_ENCODED, type Coding, codingOf } from '../platform/content-coding.ts';
import type { Env } from '../platform/env.ts';
import type { AppEnv } from '../platform/http.ts';
import { Refusal } from '../platform/problem.ts';
import {
  type Conditions,
  type Dated,
  knownFirst,
  lastModified,
  noteFirst,
  type Outcome,
  outcomeOf,
} from './conditional.ts';
import type { Delivered } from './deliver.ts';
import { ledgerUnavailable } from './ledger-call.ts';
import type { MadeUnder } from './made-under.ts';
import { withEntry, withheldHeader } from './refuse.ts';
import type { StampedRendition } from './stamping.ts';

/** Characters of the grant's digest that tell two grants apart: 162 bits. */
const ETAG_CHARS = 27;

/**
 * Strong validator over item version, format, decision and license version, which the grant names but for the format, over the
 * bindings that the bytes are made of, and over the content coding (RFC 9110 §8.8.3.3).
 */
export function etagOf(
  grant: string,
  format: string,
  { seal }: Pick<MadeUnder, 'seal'>,
  coding: Coding = 'identity',
): string {
  const encoding = coding === 'identity' ? '' : `+${coding}`;
  return `"${grant.slice(0, ETAG_CHARS)}.${seal}.${format}${encoding}"`;
}

/** The validators of an answer, and what they came to. */
export interface Validated {
  etag: string;
  dated: Dated;
  coding: Coding;
  outcome: Outcome;
}

/** What a request asks besides what it is for: its method, its conditions, how the content may be encoded. */
export interface Asked {
  isHead: boolean;
  /** What the conditions come to for what would be delivered under this grant. */
  outcome(grant: string, format: string, item: ItemVersion): Outcome;
  /** Throws a `Refusal` when the condition was judged on a first delivery that the ledger does not know. */
  validated(delivered: Delivered, format: string): Validated;
}

export function askedOf(c: Context<AppEnv>, under: MadeUnder, isEncoded = true): Asked {
  const { now } = c.var;
  const { sinceMs } = under;
  const coding = isEncoded ? acceptedCoding(c) : 'identity';
  const conditions = conditionsOf(c);
  const dated = ({ versionCreated }: ItemVersion, first: GrantRecord | null | undefined): Dated => ({
    versionCreated,
    first,
    sinceMs,
    now,
  });
  let assumed: GrantRecord | undefined;
  let outcome: Outcome = 'whole';
  return {
    isHead: c.req.method === 'HEAD',
    outcome: (grant, format, item) => {
      outcome = outcomeOf(conditions, etagOf(grant, format, under, coding), () => {
        assumed = knownFirst(grant);
        return dated(item, assumed);
      });
      return outcome;
    },
    validated: ({ grant, item, first, license }, format) => {
      noteFirst(`${license.license.id} ${item.id}`, grant, first);
      if (outcome !== 'whole' && assumed && assumed.id !== first?.id)
        throw ledgerUnavailable('The log of this license is being put right. Try again.');
      return { etag: etagOf(grant, format, under, coding), dated: dated(item, first), coding, outcome };
    },
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

/** 412. `entry`: of what was asked, as a HEAD is entered; a list has none. */
export function preconditionFailed(etag: string, entry?: string): Refusal {
  const problem = {
    code: 'precondition_failed',
    detail: 'It is not what If-Match or If-Unmodified-Since names any more. Nothing was delivered.',
    headers: { ETag: etag },
  } as const;
  return new Refusal(entry === undefined ? problem : withEntry(problem, entry));
}

/** Cloudflare tells workers what its edge takes; what the client said stands beside the request. */
export function acceptedCoding(c: Context<AppEnv>): Coding {
  const { clientAcceptEncoding } = (c.req.raw.cf ?? {}) as { clientAcceptEncoding?: string };
  return codingOf(clientAcceptEncoding ?? c.req.header('Accept-Encoding'));
}

/** Of a content, or of what a GET would bring. */
export function contentHeaders({
  contentType,
  coding,
  digest,
}: {
  contentType: string;
  coding: Coding;
  digest?: string;
}): Record<string, string> {
  return {
    'Content-Type': contentType,
    ...(coding !== 'identity' && { 'Content-Encoding': coding }),
    ...(digest !== undefined && { 'Content-Digest': digest }),
  };
}

/** Where a license is to be had. */
export const licenseLink = (env: Env) => `<${env.AGENCY_LICENSE_URL}>; rel="license"`;

/** What every delivery says. A response copies headers in half the time that it takes to read a record. */
let common: { link: string; headers: Headers } | undefined;

function commonHeaders(env: Env): Headers {
  const link = licenseLink(env);
  if (common?.link !== link) {
    const headers = new Headers({
      Link: link,
      'Cache-Control': 'private, no-cache, no-transform',
      Vary: 'Accept, Accept-Encoding, Authorization',
    });
    common = { link, headers };
  }
  return common.headers;
}

/** All but the entry and what the content is. */
export function rightsHeaders(
  env: Env,
  delivered: Delivered,
  { etag, dated, receipt }: { etag: string; dated: Dated; receipt?: string },
): Headers {
  const headers = new Headers(commonHeaders(env));
  if (receipt) headers.set('Rights-Receipt', receipt);
  headers.set('ETag', etag);
  headers.set('Last-Modified', lastModified(dated));
  return setAll(headers, withheldHeader(delivered.withheld));
}

export function setAll(headers: Headers, more: Record<string, string>): Headers {
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  return headers;
}

/** What a response to a delivery is made of but for the entry: cached, it makes the next one. */
export interface Answer {
  /** With those of the content, or of what a GET would bring. */
  headers: Headers;
  /** Null: so far only asked about. */
  rendition: StampedRendition | null;
}

/** RFC 9110: a 304 describes no content (§15.4.5), and a HEAD that which a GET would bring. */
export function deliveryResponse(
  { headers, rendition }: Answer,
  { entry, isUnchanged, isHead }: { entry: string; isUnchanged: boolean; isHead: boolean },
): Response {
  const body = isUnchanged || isHead ? null : (rendition?.bytes ?? null);
  const response = new Response(body, { status: isUnchanged ? 304 : 200, headers, ...AS_ENCODED });
  response.headers.set('Rights-Entry', entry);
  if (body) return response;
  response.headers.delete('Content-Digest');
  if (isUnchanged) for (const name of ['Content-Type', 'Content-Encoding']) response.headers.delete(name);
  return response;
}
