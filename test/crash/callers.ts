/** The load: partners' sites that ask again and again, whatever happens to the gateway. */

import { type Answer, CHOSEN_ARTICLES, CHOSEN_KEYS, type Fixture, type Key, type Site } from './fixture.ts';
import type { Random } from './random.ts';
import { pause } from './victim.ts';

const PATIENCE_MS = 20_000;

export interface Ask {
  site: Site;
  key: Key;
  article: string;
  path: string;
  method: 'GET' | 'HEAD';
  etag?: string;
}

/** `restMs`: what it waits between two requests. */
export async function caller(
  fixture: Fixture,
  random: Random,
  isOver: () => boolean,
  restMs = 0,
): Promise<void> {
  const etags = new Map<string, string>();
  while (!isOver()) {
    const ask = nextAsk(fixture, random, etags);
    if ([0, 503].includes(await perform(fixture, ask, etags))) await pause(random.between(10, 60));
    if (restMs > 0) await pause(restMs);
  }
}

function nextAsk(fixture: Fixture, random: Random, etags: Map<string, string>): Ask {
  const site = random.pick(fixture.sites);
  const key = random.pick(site.keys.slice(-CHOSEN_KEYS));
  const article = random.pick(fixture.articles.slice(-CHOSEN_ARTICLES));
  const title = random.chance(0.9) ? `title=${random.pick(site.titles)}` : '';
  const about = { site, key, article, method: 'GET' as const };
  const path = `/v1/articles/${article}?${title}`;
  const kind = random.next();
  if (kind < 0.03) return { ...about, path: '/v1/articles' };
  if (kind < 0.06) return { ...about, path: '/v1/articles/itm_00000000000000000000000000000000' };
  if (kind < 0.12) return { ...about, path: `${path}&use=print&channel=print` };
  if (kind < 0.22) return { ...about, path, method: 'HEAD' };
  const etag = kind < 0.4 ? etags.get(path) : undefined;
  return { ...about, path, ...(etag && { etag }) };
}

/** The status; 0 when nothing came back. */
export async function perform(
  perform: Fixture,
  ask: Ask,
  etags = new Map<string, string>(),
): Promise<number> {
  const began = performance.now();
  let response: Response;
  try {
    response = await fetch(perform.url + ask.path, {
      method: ask.method,
      headers: {
        Authorization: `Bearer ${ask.key.token}`,
        ...(ask.etag && { 'If-None-Match': ask.etag }),
      },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    perform.unanswered++;
    perform.missed.push(performance.now());
    return 0;
  }
  // With the head of the answer the client knows that it was answered, whether or not the rest still comes.
  const etag = response.headers.get('ETag');
  if (etag) etags.set(ask.path, etag);
  noted(perform, ask, response, { began, ended: performance.now() });
  await response.arrayBuffer().catch(() => undefined);
  return response.status;
}

function noted(
  fixture: Fixture,
  { site, key, article, path, method }: Ask,
  { status, headers }: Response,
  span: { began: number; ended: number },
): void {
  const let_in = status === 200 || status === 304;
  const ofArticle = path.includes(article);
  const stopped = [site.license, key.id, ...(ofArticle ? [article] : [])].find((subject) =>
    fixture.withdrawals.covers(subject, span),
  );
  if (stopped && let_in)
    fixture.faults.push(`${status} for ${path}, though ${stopped} had been stopped before`);
  if (stopped && !let_in && status !== 503) fixture.refusedInTime++;
  if (status === 503) {
    fixture.unavailable++;
    fixture.missed.push(span.ended);
    if (!/^\d+$/.test(headers.get('Retry-After') ?? '') || headers.has('Rights-Entry'))
      fixture.faults.push(
        `503 for ${path} that does not say when to come again, or says that something was entered`,
      );
  } else if (status === 401 && span.ended < key.revokedAt)
    fixture.faults.push(`401 for key ${key.id}, which nobody had revoked`);
  else if (![200, 304, 401, 402, 403, 404, 410].includes(status))
    fixture.faults.push(`${status} for ${path}`);

  const entry = headers.get('Rights-Entry');
  const receipt = headers.get('Rights-Receipt');
  if (receipt) fixture.receipts.add(receipt);
  const hasContent = status === 200 && method === 'GET';
  if (entry)
    fixture.answers.push({
      status,
      entry,
      license: site.license,
      key,
      article,
      hasContent,
      ...span,
    } satisfies Answer);
  else if (let_in && ofArticle) fixture.faults.push(`${status} for ${path} without an entry`);
}
