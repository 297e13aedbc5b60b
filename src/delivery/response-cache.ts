/**
 * Response cache. A site requests an article the same way each time, so its decision, stamp and rendition are
 * cached. Every hit is still recorded in, and validated by, the ledger. Entries expire (`untilMs`) only for
 * what the ledger cannot report: time-dependent rules, and the age of the article.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { RecordRequest } from '../ledger/types.ts';
import type { AppEnv } from '../platform/http.ts';
import { noteLookup, noteStaleAnswer } from '../platform/metrics/isolate.ts';
import { Refusal } from '../platform/problem.ts';
import { answers } from './caches.ts';
import { knownFirst, lastModified, outcomeOf } from './conditional.ts';
import { perRequestFields, recordRepeated } from './ledger-call.ts';
import { CACHE_KEY_CHARS_MAX } from './limits.ts';
import { acceptedCoding, conditionsOf } from './preconditions.ts';
import { preconditionFailed, refusalByObject, withEntry } from './refusals.ts';
import { deliveryResponse } from './respond.ts';
import { type SigningContext, signingContext } from './signing-context.ts';
import type { CachedAnswer, CachedDelivery, CachedRefusal, Dated } from './types.ts';

const SECOND_MS = 1_000;

/**
 * Key: token, path and query, Accept and content coding. Null: not cacheable, because the request is too long
 * or its token has no id.
 */
function cacheKeyOf(c: Context<AppEnv>): string | null {
  const { token } = c.get('partner');
  const url = c.req.url;
  const accept = c.req.header('Accept') ?? '';
  const path = url.slice(url.indexOf('/', url.indexOf('//') + 2));
  if (!token || path.length + accept.length > CACHE_KEY_CHARS_MAX) return null;
  return `${token.id}\n${accept}\n${acceptedCoding(c)}\n${path}`;
}

export function cacheAnswer(c: Context<AppEnv>, under: SigningContext, cached: CachedAnswer): void {
  const key = c.get('answerKey');
  if (key !== undefined) answers.set(key, { cached, under, keyChars: key.length });
}

/** Serves repeated requests from the cache, and passes all others to the route. */
export function fromResponseCache(): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    const key = cacheKeyOf(c);
    if (key === null) return next();
    c.set('answerKey', key);
    const hit = answers.get(key);
    const isValid =
      hit !== undefined && c.get('now') < hit.cached.untilMs && hit.under === (await signingContext(c.env));
    noteLookup('answers', isValid);
    if (!isValid) return next();
    const answer =
      hit.cached.kind === 'delivery'
        ? await repeatDelivery(c, hit.cached)
        : await repeatRefusal(c, hit.cached);
    if (answer) return answer;
    noteStaleAnswer();
    answers.delete(key);
    return next();
  });
}

/** Null: the request must be judged again. */
async function repeatDelivery(c: Context<AppEnv>, cached: CachedDelivery): Promise<Response | null> {
  const head = c.req.method === 'HEAD';
  const dated = { ...cached.dated, now: c.get('now') };
  const outcome = outcomeOf(conditionsOf(c), cached.etag, () => ({
    ...dated,
    first: knownFirst(cached.grant),
  }));
  const { object, contentRequest, bareRequest, first, rendition } = cached;
  if (!rendition && outcome === 'whole') return null;
  const isBare = head || outcome !== 'whole';
  const text = isBare ? (bareRequest ?? withoutContent(contentRequest)) : contentRequest;
  if (text === null) return null;
  cached.bareRequest = isBare ? text : bareRequest;
  const entry = await recordRepeated(c.env, object, text, {
    perRequest: perRequestFields(c.get('partner')),
    knownFirst: first,
  });
  if (typeof entry !== 'string') {
    if (entry.kind === 'refused') throw refusalByObject(entry);
    return null;
  }
  if (outcome === 'failed') throw preconditionFailed(cached.etag, entry);
  settleDate(cached, dated);
  return deliveryResponse(cached, { entry, isUnchanged: outcome === 'unchanged', isHead: head });
}

function settleDate(cached: CachedDelivery, dated: Dated): void {
  if (cached.isDated) return;
  cached.headers.set('Last-Modified', lastModified(dated));
  cached.isDated = dated.now - (dated.first?.atMs ?? dated.now) > SECOND_MS;
}

function withoutContent(content: string | null): string | null {
  if (content === null) return null;
  const { draft, ...request } = JSON.parse(content) as RecordRequest;
  return JSON.stringify({ ...request, draft: { ...draft, delivered: [] }, carriesContent: false });
}

async function repeatRefusal(c: Context<AppEnv>, { object, text, problem }: CachedRefusal): Promise<null> {
  const answer = await recordRepeated(c.env, object, text, {
    perRequest: perRequestFields(c.get('partner')),
  });
  if (typeof answer === 'string' || answer.kind === 'stale') return null;
  if (answer.kind === 'refused') throw refusalByObject(answer);
  throw new Refusal(withEntry(problem, answer.recorded.id));
}
