/**
 * Answers that were given before. A site that shows an article asks for it the same way each time: what was judged, stamped and
 * rendered for it is kept, and the ledger is asked, as at every request, whether it was judged on the current state. Only what the
 * ledger cannot tell ends by itself: what the clock changes, and how old an article may be (`untilMs`).
 */
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { RecordRequest } from '../ledger/types.ts';
import type { AppEnv } from '../platform/http.ts';
import { noteLookup, noteNotKept } from '../platform/metrics/isolate.ts';
import { type Problem, Refusal } from '../platform/problem.ts';
import { answers } from './caches.ts';
import { type Dated, knownFirst, lastModified, outcomeOf } from './conditional.ts';
import { perRequestFields, recordRepeated } from './ledger-call.ts';
import { CACHE_KEY_CHARS_MAX } from './limits.ts';
import { acceptedCoding, conditionsOf } from './preconditions.ts';
import { preconditionFailed, refusalByObject, withEntry } from './refusals.ts';
import { type Answer, deliveryResponse } from './respond.ts';
import { signingContext } from './signing-context.ts';

/** Where and how it is recorded again. */
export interface Replayable {
  /** Pool name of the ledger object. */
  object: string;
  /** Until when what was judged holds by itself. Milliseconds, UTC. */
  untilMs: number;
}

interface CachedDelivery extends Replayable, Answer {
  kind: 'delivery';
  etag: string;
  grant: string;
  dated: Dated;
  /** Id of the grant's first delivery: the receipt is about it. */
  first: string;
  /** The requests to record: with content, and for HEAD and 304. Null: not asked for yet. */
  content: string | null;
  bare: string | null;
  /** `Last-Modified` is final: until the second of the first delivery is over it is not. */
  isDated?: boolean;
}

interface CachedRefusal extends Replayable {
  kind: 'refusal';
  text: string;
  /** All but the entry. */
  problem: Problem;
}

const SECOND_MS = 1_000;

export type CachedAnswer = CachedDelivery | CachedRefusal;

/** The whole question: token, path and query, format. Null: nothing is kept of it, for it is too long or of a token without id. */
function cacheKeyOf(c: Context<AppEnv>): string | null {
  const { token } = c.var.partner;
  const url = c.req.url;
  const accept = c.req.header('Accept') ?? '';
  const path = url.slice(url.indexOf('/', url.indexOf('//') + 2));
  if (!token || path.length + accept.length > CACHE_KEY_CHARS_MAX) return null;
  return `${token.id}\n${accept}\n${acceptedCoding(c)}\n${path}`;
}

export async function cacheAnswer(c: Context<AppEnv>, cached: CachedAnswer): Promise<void> {
  const key = cacheKeyOf(c);
  if (key === null) return;
  answers.set(key, { cached, under: await signingContext(c.env), keyChars: key.length });
}

/** Answers as before what was asked before; anything else goes on to the route. */
export function fromResponseCache(): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    const key = cacheKeyOf(c);
    if (key === null) return next();
    const known = answers.get(key);
    const isGood =
      known !== undefined &&
      c.var.now < known.cached.untilMs &&
      known.under.text === (await signingContext(c.env)).text;
    noteLookup('answers', isGood);
    if (!isGood) return next();
    const answer =
      known.cached.kind === 'delivery'
        ? await repeatDelivery(c, known.cached)
        : await repeatRefusal(c, known.cached);
    if (answer) return answer;
    noteNotKept();
    answers.delete(key);
    return next();
  });
}

/** Null: it has to be judged again. */
async function repeatDelivery(c: Context<AppEnv>, cached: CachedDelivery): Promise<Response | null> {
  const head = c.req.method === 'HEAD';
  const dated = { ...cached.dated, now: c.var.now };
  const outcome = outcomeOf(conditionsOf(c), cached.etag, () => ({
    ...dated,
    first: knownFirst(cached.grant),
  }));
  const { object, content, bare, first, rendition } = cached;
  if (!rendition && outcome === 'whole') return null;
  const isBare = head || outcome !== 'whole';
  const text = isBare ? (bare ?? withoutContent(content)) : content;
  if (text === null) return null;
  cached.bare = isBare ? text : bare;
  const entry = await recordRepeated(c.env, object, text, {
    besides: perRequestFields(c.var.partner),
    known: first,
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

/** The same request, for when nothing of what was permitted leaves. */
function withoutContent(content: string | null): string | null {
  if (content === null) return null;
  const { draft, ...request } = JSON.parse(content) as RecordRequest;
  return JSON.stringify({ ...request, draft: { ...draft, delivered: [] }, carriesContent: false });
}

async function repeatRefusal(c: Context<AppEnv>, { object, text, problem }: CachedRefusal): Promise<null> {
  const answer = await recordRepeated(c.env, object, text, { besides: perRequestFields(c.var.partner) });
  if (typeof answer === 'string' || answer.kind === 'stale') return null;
  if (answer.kind === 'refused') throw refusalByObject(answer);
  throw new Refusal(withEntry(problem, answer.recorded.id));
}
