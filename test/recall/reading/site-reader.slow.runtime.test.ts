/** The object of a host on an account, where `fetch` itself reaches public addresses only. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PAUSE_MS, ROBOTS_CACHED_MS } from '../../../src/recall/reading/limits.ts';
import { readPage } from '../../../src/recall/reading/read-page.ts';
import { eventually } from '../../support/eventually.ts';

const DOMAINS = ['kansai.example'];

let host: string;
let hosts = 0;
let requests: { url: string; atMs: number; init: RequestInit }[];
let answer: (url: string) => Response | Promise<Response>;

beforeEach(() => {
  host = `w${hosts++}.kansai.example`;
  requests = [];
  answer = () =>
    new Response('<p>Text</p>', { headers: { 'Content-Type': 'text/html', 'Set-Cookie': 'a=1' } });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    requests.push({ url, atMs: Date.now(), init });
    return url.endsWith('/robots.txt') ? new Response(null, { status: 404 }) : answer(url);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const object = () => env.SITES.get(env.SITES.idFromName(host));
const read = (path = '/') => readPage(env, { url: `https://${host}${path}`, domains: DOMAINS });
const gaps = () => requests.slice(1).map(({ atMs }, index) => atMs - (requests[index]?.atMs ?? 0));

describe('the object of a host', () => {
  it('pauses for a second after a request, also if it was evicted since', async () => {
    await read('/1');
    await evictDurableObject(object());
    await Promise.all([read('/2'), read('/3')]);
    expect(requests).toHaveLength(4);
    for (const gap of gaps()) expect(gap).toBeGreaterThanOrEqual(PAUSE_MS);
  });

  it('makes no request while another one goes on', async () => {
    let running = 0;
    let most = 0;
    answer = async () => {
      most = Math.max(most, ++running);
      await scheduler.wait(300);
      running--;
      return new Response('');
    };
    await Promise.all([read('/1'), read('/2')]);
    expect(requests).toHaveLength(3);
    expect(most).toBe(1);
  });

  it('says that it is busy rather than have a reader wait for ever, and has asked nothing then', async () => {
    const reading = read('/1');
    await eventually(() => expect(requests).toHaveLength(1));
    await runInDurableObject(object(), (_, { storage }) =>
      storage.sql.exec('UPDATE state SET next_ms = ?', Date.now() + 10_900),
    );
    expect((await reading).reason).toBe('busy');
    expect(requests).toHaveLength(1);
  });

  it('reads on after the clock was set back', async () => {
    await read('/1');
    await runInDurableObject(object(), (_, { storage }) =>
      storage.sql.exec('UPDATE state SET next_ms = ?', Date.now() + 86_400_000),
    );
    expect((await read('/2')).status).toBe(200);
  });

  it('asks for robots.txt again after a day', async () => {
    const now = Date.now;
    let aheadMs = 0;
    vi.spyOn(Date, 'now').mockImplementation(() => now() + aheadMs);
    await read('/1');
    aheadMs = ROBOTS_CACHED_MS - 60_000;
    await read('/2');
    expect(requests).toHaveLength(3);
    aheadMs = ROBOTS_CACHED_MS;
    await read('/3');
    expect(requests).toHaveLength(5);
    expect(requests.at(-2)?.url).toBe(`https://${host}/robots.txt`);
  });
});

describe('a reading', () => {
  it('has its bytes, headers and instant in R2, and no others', async () => {
    const page = await read('/story');
    const sha256 = createHash('sha256').update('<p>Text</p>').digest('hex');
    expect(page).toMatchObject({ sha256, status: 200 });
    expect(await (await env.BUCKET.get(`readings/${sha256}`))?.text()).toBe('<p>Text</p>');
    const { objects } = await env.BUCKET.list({ prefix: `readings/${sha256}/${page.readAt}` });
    expect(objects).toHaveLength(1);
    expect(await (await env.BUCKET.get(objects[0]?.key ?? ''))?.json()).toEqual({
      url: `https://${host}/story`,
      finalUrl: `https://${host}/story`,
      readAt: page.readAt,
      status: 200,
      headers: { 'content-type': 'text/html' },
    });
  });

  it('asks the source, not a cache, and follows nothing by itself', async () => {
    await read();
    for (const { init } of requests) {
      expect(init.redirect).toBe('manual');
      expect(new Headers(init.headers).get('Cache-Control')).toBe('no-cache');
    }
  });

  it('is not made outside the domains of the title', async () => {
    for (const url of ['https://kansai.example.org/', 'http://kansai.example/', 'http://localhost/'])
      expect(await readPage(env, { url, domains: DOMAINS })).toMatchObject({ reason: 'not_registered' });
    expect(requests).toEqual([]);
  });

  it('decodes the text by its label', async () => {
    const bytes = new Uint8Array([0x3c, 0x70, 0x3e, 0x63, 0x61, 0x66, 0xe9]);
    for (const type of ['text/html; charset=ISO-8859-1', 'text/html', 'text/html; charset=unknown']) {
      answer = () => new Response(bytes, { headers: { 'Content-Type': type } });
      const { content } = await read();
      expect(content?.text, type).toBe('<p>café');
    }
  });
});
