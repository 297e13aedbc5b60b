/** Builds the response to a delivery: validators, rights headers, and no permission for shared caches. */
import { type Coding, PRE_ENCODED } from '../platform/content-coding.ts';
import type { Env } from '../platform/env.ts';
import { lastModified } from './conditional.ts';
import type { Delivered } from './deliver.ts';
import { withheldHeader } from './refusals.ts';
import type { Answer } from './types.ts';

/** Headers of the content, or of the content that a GET would return. */
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

export const licenseLink = (env: Env) => `<${env.AGENCY_LICENSE_URL}>; rel="license"`;

/** Headers of every delivery. Copying a `Headers` object takes half the time of reading a record. */
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

export function rightsHeaders(
  env: Env,
  { etag, dated, withheld }: Delivered,
  receipt: string | undefined,
): Headers {
  const headers = new Headers(commonHeaders(env));
  if (receipt) headers.set('Rights-Receipt', receipt);
  headers.set('ETag', etag);
  headers.set('Last-Modified', lastModified(dated));
  return setAll(headers, withheldHeader(withheld));
}

export function setAll(headers: Headers, more: Record<string, string>): Headers {
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  return headers;
}

/**
 * RFC 9110: a 304 describes no content (§15.4.5), and a HEAD describes the content that a GET would return.
 */
export function deliveryResponse(
  { headers, rendition }: Answer,
  { entry, isUnchanged, isHead }: { entry: string; isUnchanged: boolean; isHead: boolean },
): Response {
  const body = isUnchanged || isHead ? null : (rendition?.bytes ?? null);
  const response = new Response(body, { status: isUnchanged ? 304 : 200, headers, ...PRE_ENCODED });
  response.headers.set('Rights-Entry', entry);
  if (body) return response;
  response.headers.delete('Content-Digest');
  if (isUnchanged) for (const name of ['Content-Type', 'Content-Encoding']) response.headers.delete(name);
  return response;
}
