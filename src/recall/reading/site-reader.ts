/**
 * Durable Object of one host whose pages are read. All requests to the host go through it, so that all
 * readers together keep to its robots.txt and to one request at a time, with a pause of a second before the
 * next.
 */
import { DurableObject } from 'cloudflare:workers';
import { attachStacks, constructorFailed } from '../../ledger/bugs.ts';
import { objectIn } from '../../ledger/namespace.ts';
import { migrate } from '../../ledger/object-store/schema.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import { setLogging } from '../../platform/log-settings.ts';
import { failureOf } from '../../platform/standard-webhooks.ts';
import { isRedirect, redirectTarget } from './addresses.ts';
import {
  HEADER_CHARS_MAX,
  PAGE_BYTES_MAX,
  PAUSE_MS,
  READ_TIMEOUT_MS,
  REDIRECTS_MAX,
  ROBOTS_BYTES_MAX,
  ROBOTS_CACHED_MS,
  ROBOTS_UNREACHABLE_MS,
  TURN_POLL_MS,
  TURN_TIMEOUT_MS,
} from './limits.ts';
import { isAllowed, PRODUCT_TOKEN } from './robots.ts';
import type { SiteAnswer, SiteReaderRpc, SiteRequest, SiteVisit } from './rpc.ts';
import { SITE_SCHEMA } from './schema.ts';

/** Headers that may matter as evidence. */
export const STORED_HEADERS = [
  'age',
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'date',
  'etag',
  'last-modified',
  'location',
  'retry-after',
  'server',
  'via',
  'x-robots-tag',
];

interface Fetching extends Pick<SiteRequest, 'url' | 'timeoutMs'> {
  bytesMax: number;
}

export class SiteReader extends DurableObject<Env> implements SiteReaderRpc {
  readonly #sql: SqlStorage;

  get #host(): string {
    return this.ctx.id.name ?? this.ctx.id.toString();
  }

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const { storage } = ctx;
    this.#sql = storage.sql;
    try {
      setLogging(env);
      storage.transactionSync(() => migrate(storage.sql, SITE_SCHEMA));
    } catch (error) {
      throw constructorFailed(this.#host, error);
    }
  }

  async visit(request: SiteRequest): Promise<SiteVisit> {
    const robots = await this.#robots(request);
    if (robots.kind === 'unread') return robots;
    const { text, spentMs } = robots;
    if (!isAllowed(text, request.url)) return { kind: 'unread', reason: 'robots', spentMs };
    const { url } = request;
    const timeoutMs = request.timeoutMs - spentMs;
    const visit = await this.#fetch({ url, timeoutMs, bytesMax: PAGE_BYTES_MAX });
    return { ...visit, spentMs: visit.spentMs + spentMs };
  }

  async robots({ url, timeoutMs }: Pick<SiteRequest, 'url' | 'timeoutMs'>): Promise<SiteVisit> {
    return this.#fetch({ url, timeoutMs, bytesMax: ROBOTS_BYTES_MAX });
  }

  /** The cached robots.txt, or a new one. */
  async #robots(
    request: SiteRequest,
  ): Promise<{ kind: 'text'; text: string; spentMs: number } | Extract<SiteVisit, { kind: 'unread' }>> {
    const [cached] = this.#sql.exec<{ text: string | null; expires_ms: number }>('SELECT * FROM robots');
    let text = cached?.text ?? null;
    let spentMs = 0;
    if (!cached || cached.expires_ms <= Date.now()) {
      const visit = await this.#fetchRobots(request);
      if (visit.kind === 'unread' && visit.reason === 'busy') return visit;
      spentMs = visit.spentMs;
      text = robotsText(visit);
      this.#sql.exec(
        'INSERT OR REPLACE INTO robots (only, text, expires_ms) VALUES (1, ?, ?)',
        text,
        Date.now() + (text === null ? ROBOTS_UNREACHABLE_MS : ROBOTS_CACHED_MS),
      );
    }
    if (text === null) return { kind: 'unread', reason: 'robots_unreachable', spentMs };
    return { kind: 'text', text, spentMs };
  }

  /** Follows redirects to other hosts, too, through their objects. */
  async #fetchRobots({ url: page, domains, timeoutMs }: SiteRequest): Promise<SiteVisit> {
    let url = new URL('/robots.txt', page).href;
    let spentMs = 0;
    for (let redirects = 0; ; redirects++) {
      const { host } = new URL(url);
      const request = { url, timeoutMs: timeoutMs - spentMs };
      const visit = await (host === this.#host
        ? this.robots(request)
        : objectIn(this.env.SITES, this.env, host).robots(request));
      spentMs += visit.spentMs;
      if (visit.kind === 'unread' || !isRedirect(visit.answer)) return { ...visit, spentMs };
      const { location = null } = visit.answer.headers;
      const target = redirectTarget(this.env, { from: url, location, domains });
      if (target === null || redirects === REDIRECTS_MAX)
        return { kind: 'unread', reason: 'redirected', spentMs };
      url = target;
    }
  }

  /** One request, in its turn. */
  async #fetch({ url, timeoutMs, bytesMax }: Fetching): Promise<SiteVisit> {
    if (timeoutMs <= 0) return { kind: 'unread', reason: 'timed_out', spentMs: 0 };
    if (!(await this.#turn(timeoutMs))) return { kind: 'unread', reason: 'busy', spentMs: 0 };
    const startedMs = Date.now();
    try {
      const response = await (this.env.OUTSIDE ?? globalThis).fetch(url, {
        headers: {
          Accept: 'text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1',
          'Cache-Control': 'no-cache',
          'User-Agent': `${PRODUCT_TOKEN}/1.0 (+${agencyOf(this.env).publicUrl}/licensing)`,
        },
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const answer = await answerOf(response, bytesMax);
      return { kind: 'answer', answer, spentMs: Date.now() - startedMs };
    } catch (error) {
      return { kind: 'unread', reason: failureOf(error), spentMs: Date.now() - startedMs };
    } finally {
      this.#setNext(Date.now() + PAUSE_MS);
    }
  }

  /**
   * Waits until the request before has ended, and the pause after it. Stored before the request is made, so
   * that it holds for an object that was evicted since. False: others are first for too long.
   */
  async #turn(timeoutMs: number): Promise<boolean> {
    const untilMs = Date.now() + TURN_TIMEOUT_MS;
    const longestMs = timeoutMs + PAUSE_MS;
    for (;;) {
      const nowMs = Date.now();
      const { next_ms: nextMs } = this.#sql.exec<{ next_ms: number }>('SELECT next_ms FROM state').one();
      // A clock that was set back must not stop the reading.
      if (nextMs <= nowMs || nextMs > nowMs + READ_TIMEOUT_MS + PAUSE_MS) {
        this.#setNext(nowMs + longestMs);
        return true;
      }
      if (nowMs >= untilMs) return false;
      await scheduler.wait(Math.min(nextMs - nowMs, TURN_POLL_MS));
    }
  }

  #setNext(nextMs: number): void {
    this.#sql.exec('UPDATE state SET next_ms = ?', nextMs);
  }
}

/** RFC 9309 §2.3.1. Null: unreachable, so nothing is permitted. */
function robotsText(visit: SiteVisit): string | null {
  if (visit.kind === 'unread') return null;
  const { status, bytes } = visit.answer;
  if (status >= 200 && status < 300) return new TextDecoder().decode(bytes);
  // Too many requests: the host is there, and wants to be left alone.
  return status >= 400 && status < 500 && status !== 429 ? '' : null;
}

async function answerOf(response: Response, bytesMax: number): Promise<SiteAnswer> {
  const { status } = response;
  const headers = Object.fromEntries(
    STORED_HEADERS.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value.slice(0, HEADER_CHARS_MAX)]];
    }),
  );
  if (isRedirect({ status, headers })) {
    await response.body?.cancel().catch(() => undefined);
    return { status, headers, bytes: new Uint8Array(), isCut: false };
  }
  return { status, headers, ...(await firstBytes(response, bytesMax)) };
}

async function firstBytes(
  { body }: Response,
  bytesMax: number,
): Promise<Pick<SiteAnswer, 'bytes' | 'isCut'>> {
  const reader = body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  while (reader && length <= bytesMax) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  if (length > bytesMax) await reader?.cancel().catch(() => undefined);
  return { bytes: new Uint8Array(Buffer.concat(parts).subarray(0, bytesMax)), isCut: length > bytesMax };
}

attachStacks(SiteReader.prototype);
