/**
 * HTTP response of a list page: validator, link to the next page (RFC 8288), content coding and digest. The
 * page is judged before its validator is compared: a 304 saves bytes, not the decision.
 */
import type { Context } from 'hono';
import { ENCODED_BYTES_MIN, encode, PRE_ENCODED } from '../platform/content-coding.ts';
import { contentDigest } from '../platform/content-digest.ts';
import { keyedTag } from '../platform/cursor.ts';
import { agencyOf } from '../platform/env.ts';
import type { AppEnv } from '../platform/http.ts';
import { matches, matchesStrongly, type Outcome } from './conditional.ts';
import { acceptedCoding } from './preconditions.ts';
import { preconditionFailed } from './refusals.ts';
import { contentHeaders } from './respond.ts';

export interface ListAnswer {
  contentType: string;
  /** Null: no body is needed, because the caller has it already or sent a HEAD. */
  body: string | null;
  /** JSON of everything that the body says, with positions in place of cursors, whose text differs each time. */
  tagText: string;
  link?: string;
}

/**
 * The tag is keyed, because the next page may begin after an item whose existence the reader must not learn.
 */
function tagOf(
  c: Context<AppEnv>,
  { contentType, tagText }: Pick<ListAnswer, 'contentType' | 'tagText'>,
): string {
  return keyedTag(c.env.SIGNING_KEYS, `${c.get('partner').license}\n${contentType}\n${tagText}`);
}

/**
 * The tag is weak, because cursors make equal pages differ in bytes. No `If-Match` but `*` holds, and a list
 * has no date, so conditions by date are ignored (RFC 9110 §13.1.4).
 */
const outcomeFor = (c: Context<AppEnv>, tag: string): Outcome => {
  const ifMatch = c.req.header('If-Match');
  if (ifMatch !== undefined && !matchesStrongly(ifMatch, `W/"${tag}"`)) return 'failed';
  return matches(c.req.header('If-None-Match'), `"${tag}"`) ? 'unchanged' : 'whole';
};

export function needsBody(c: Context<AppEnv>, content: Pick<ListAnswer, 'contentType' | 'tagText'>): boolean {
  return outcomeFor(c, tagOf(c, content)) === 'whole';
}

export function listResponse(c: Context<AppEnv>, { contentType, body, tagText, link }: ListAnswer): Response {
  const tag = tagOf(c, { contentType, tagText });
  const headers = {
    ETag: `W/"${tag}"`,
    'Cache-Control': 'private, no-cache, no-transform',
    Vary: 'Accept, Accept-Encoding, Authorization',
    ...(link !== undefined && { Link: link }),
  };
  const outcome = outcomeFor(c, tag);
  if (outcome === 'failed') throw preconditionFailed(headers.ETag);
  if (outcome === 'unchanged') return new Response(null, { status: 304, headers });
  if (body === null)
    return new Response(null, {
      headers: { ...headers, ...contentHeaders({ contentType, coding: acceptedCoding(c) }) },
    });
  const bytes = new TextEncoder().encode(body);
  const coding = bytes.length < ENCODED_BYTES_MIN ? 'identity' : acceptedCoding(c);
  const content = encode(bytes, coding);
  const described = contentHeaders({ contentType, coding, digest: contentDigest(content) });
  return new Response(content, { headers: { ...headers, ...described }, ...PRE_ENCODED });
}

/** RFC 8288: the same query, with the cursor. */
export function nextPageLink(c: Context<AppEnv>, cursor: string): string {
  const url = new URL(c.req.url);
  url.searchParams.set('cursor', cursor);
  return `<${agencyOf(c.env).publicUrl}${url.pathname}${url.search}>; rel="next"`;
}
