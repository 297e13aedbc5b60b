/**
 * A page of a list as HTTP has it: a validator over all that it says, the link to the next page (RFC 8288), content coding, digest.
 * It is judged like any other before its validator is looked at: a 304 spares bytes, not the decision.
 */
import type { Context } from 'hono';
import { AS_ENCODED, ENCODED_BYTES_MIN, encoded } from '../platform/content-coding.ts';
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
  /** Null: none was made, because the caller has it already or wants none. */
  body: string | null;
  /** All that the body says, with the places that cursors lead to: a cursor is another text each time. */
  says: unknown;
  /** `Link`, of the next page among others. */
  link?: string;
}

/** With a key: the next page may begin after an item that the reader must not even learn of. */
function tagOf(c: Context<AppEnv>, { contentType, says }: Pick<ListAnswer, 'contentType' | 'says'>): string {
  return keyedTag(c.env.SIGNING_KEYS, JSON.stringify([c.var.partner.license, contentType, says]));
}

/**
 * Weak: the cursors of two answers that say the same are not the same bytes. So no `If-Match` holds but `*`;
 * and a list has no date, so that dates are no conditions (RFC 9110 §13.1.4).
 */
const outcomeFor = (c: Context<AppEnv>, tag: string): Outcome => {
  const ifMatch = c.req.header('If-Match');
  if (ifMatch !== undefined && !matchesStrongly(ifMatch, `W/"${tag}"`)) return 'failed';
  return matches(c.req.header('If-None-Match'), `"${tag}"`) ? 'unchanged' : 'whole';
};

/** Whether the caller wants an answer that says this. */
export function isListWanted(c: Context<AppEnv>, said: Pick<ListAnswer, 'contentType' | 'says'>): boolean {
  return outcomeFor(c, tagOf(c, said)) === 'whole';
}

export function listResponse(c: Context<AppEnv>, { contentType, body, says, link }: ListAnswer): Response {
  const tag = tagOf(c, { contentType, says });
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
  const content = encoded(bytes, coding);
  const described = contentHeaders({ contentType, coding, digest: contentDigest(content) });
  return new Response(content, { headers: { ...headers, ...described }, ...AS_ENCODED });
}

/** RFC 8288: the same question, with the cursor. */
export function nextLink(c: Context<AppEnv>, cursor: string): string {
  const url = new URL(c.req.url);
  url.searchParams.set('cursor', cursor);
  return `<${agencyOf(c.env).publicUrl}${url.pathname}${url.search}>; rel="next"`;
}
