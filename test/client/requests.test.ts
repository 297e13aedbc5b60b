import { describe, expect, it, vi } from 'vitest';
import { Imprimatur, isRefused, TokenRefused, Unreachable } from '../../client/src/index.ts';
import { retryAfterMs } from '../../client/src/retry.ts';

const GATEWAY = 'https://gateway.example';
type Answer = (request: Request) => Response | Promise<Response>;

/** A gateway of a few lines: tokens by number, and whatever `api` says to the rest. */
function gateway(api: Answer, { expiresIn = 900, token }: { expiresIn?: number; token?: Answer } = {}) {
  const requests: Request[] = [];
  let tokens = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input as string, init as RequestInit);
    requests.push(request.clone() as Request);
    request.signal.throwIfAborted();
    if (new URL(request.url).pathname !== '/oauth/token') return api(request);
    if (token) return token(request);
    tokens += 1;
    // Long enough that several requests wait for it.
    await new Promise((resolve) => setTimeout(resolve, 5));
    return Response.json({
      access_token: `token-${tokens}`,
      token_type: 'Bearer',
      expires_in: expiresIn,
      scope: 'articles',
    });
  };
  const client = new Imprimatur({
    gateway: GATEWAY,
    clientId: 'key_1',
    clientSecret: 'imp_live_1',
    fetch,
    retry: { baseMs: 1, retries: 3 },
  });
  const sent = (path: string) => requests.filter(({ url }) => new URL(url).pathname === path);
  return { client, sent };
}

const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ type: 'x', title: 'x', status, code, detail: 'x' }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });
async function listOf<T>(found: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of found) list.push(item);
  return list;
}

const permit = () => Response.json({ article: 'itm_1', outcome: 'permit' });

describe('a token', () => {
  it('is asked for once by however many requests, and used for all', async () => {
    const { client, sent } = gateway(permit);
    await Promise.all(Array.from({ length: 20 }, () => client.decide('itm_1')));
    expect(sent('/oauth/token')).toHaveLength(1);
    const used = sent('/v1/decisions').map(({ headers }) => headers.get('Authorization'));
    expect(new Set(used)).toEqual(new Set(['Bearer token-1']));
  });

  it('is renewed before it ends', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { client, sent } = gateway(permit, { expiresIn: 900 });
      await client.decide('itm_1');
      vi.setSystemTime(Date.now() + 869_000);
      await client.decide('itm_1');
      expect(sent('/oauth/token')).toHaveLength(1);
      vi.setSystemTime(Date.now() + 2_000);
      await client.decide('itm_1');
      expect(sent('/oauth/token')).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is renewed once when the gateway calls it invalid, by all that were told so together', async () => {
    const { client, sent } = gateway(({ headers }) =>
      headers.get('Authorization') === 'Bearer token-1' ? problem(401, 'invalid_token') : permit(),
    );
    await Promise.all([client.decide('itm_1'), client.decide('itm_2'), client.decide('itm_3')]);
    expect(sent('/oauth/token')).toHaveLength(2);
  });

  it('is not asked for again and again when no token is good', async () => {
    const { client, sent } = gateway(() => problem(401, 'invalid_token'));
    await expect(client.decide('itm_1')).rejects.toMatchObject({ code: 'invalid_token', status: 401 });
    expect([sent('/oauth/token').length, sent('/v1/decisions').length]).toEqual([2, 2]);
  });

  it('and the secret that it is asked for with are sent to the gateway alone, wherever an answer points', async () => {
    const { client, sent } = gateway(permit);
    await client.decide('itm_1');
    const followed = [...sent('/oauth/token'), ...sent('/v1/decisions')].map(({ redirect }) => redirect);
    expect(followed).toEqual(['error', 'error']);
  });

  it('that is refused is an error of its own, and the next request asks anew', async () => {
    let requestCount = 0;
    const refuse = () =>
      ++requestCount === 1
        ? Response.json({ error: 'invalid_client', error_description: 'no' }, { status: 401 })
        : Response.json({ access_token: 'good', token_type: 'Bearer', expires_in: 900, scope: 'articles' });
    const { client } = gateway(permit, { token: refuse });
    const refused = await client.decide('itm_1').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TokenRefused);
    expect(refused).toMatchObject({ error: 'invalid_client', status: 401 });
    expect((await client.decide('itm_1')).outcome).toBe('permit');
  });
});

describe('trying again', () => {
  it('goes on after 429 and 503, no earlier than the gateway asks', async () => {
    const answers = [
      problem(503, 'ledger_unavailable'),
      problem(429, 'too_many_requests', { 'Retry-After': '1' }),
      permit(),
    ];
    const { client, sent } = gateway(() => answers.shift() ?? permit());
    const began = performance.now();
    expect((await client.decide('itm_1')).outcome).toBe('permit');
    expect(sent('/v1/decisions')).toHaveLength(3);
    expect(performance.now() - began).toBeGreaterThan(990);
  });

  it('ends, with what the gateway said last', async () => {
    const { client, sent } = gateway(() => problem(503, 'ledger_unavailable'));
    const error = await client.decide('itm_1').catch((error: unknown) => error);
    expect(isRefused(error, 'ledger_unavailable')).toBe(true);
    expect(sent('/v1/decisions')).toHaveLength(4);
  });

  it('does not wait for longer than is allowed', async () => {
    const { client, sent } = gateway(() => problem(429, 'too_many_requests', { 'Retry-After': '86400' }));
    await expect(client.decide('itm_1')).rejects.toMatchObject({ retryAfterMs: 86_400_000 });
    expect(sent('/v1/decisions')).toHaveLength(1);
  });

  it('goes on when the connection breaks, and says that the gateway cannot be reached when it stays so', async () => {
    let broken = 2;
    const { client } = gateway(() => {
      if (broken-- > 0) throw new TypeError('fetch failed');
      return permit();
    });
    expect((await client.decide('itm_1')).outcome).toBe('permit');
    const dead = gateway(() => {
      throw new TypeError('fetch failed');
    });
    await expect(dead.client.decide('itm_1')).rejects.toBeInstanceOf(Unreachable);
  });

  it('never repeats a refusal', async () => {
    const { client, sent } = gateway(() => problem(403, 'territory_not_licensed'));
    await expect(client.article('itm_1')).rejects.toMatchObject({ code: 'territory_not_licensed' });
    expect(sent('/v1/articles/itm_1')).toHaveLength(1);
  });

  it('stops at once when it is told to', async () => {
    const stop = new AbortController();
    const { client } = gateway(() => problem(429, 'too_many_requests', { 'Retry-After': '50' }));
    setTimeout(() => stop.abort(new Error('enough')), 30);
    const began = performance.now();
    await expect(client.article('itm_1', { signal: stop.signal })).rejects.toThrow('enough');
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it.each([
    ['7', 7_000],
    ['Thu, 01 Jan 2026 00:00:10 GMT', 10_000],
    ['Thu, 01 Jan 2025 00:00:00 GMT', 0],
    ['soon', undefined],
    [null, undefined],
  ])('reads Retry-After %s', (header, ms) => {
    expect(retryAfterMs(header, Date.parse('2026-01-01T00:00:00Z'))).toBe(ms);
  });
});

describe('an answer that is not this gateway’s', () => {
  it.each([
    ['a page', () => new Response('<html>', { status: 200, headers: { 'Content-Type': 'text/html' } })],
    ['a proxy’s refusal', () => new Response('<html>', { status: 403 })],
    ['a 304 that nobody asked for', () => new Response(null, { status: 304 })],
  ])('is an error: %s', async (name, answer) => {
    const { client } = gateway(answer);
    const pending = name.startsWith('a 304') ? client.article('itm_1') : client.decide('itm_1');
    await expect(pending).rejects.toBeInstanceOf(Unreachable);
  });
});

describe('changes', () => {
  const change = (id: string, changeType = 'new') => ({ id, changeType, components: [], sections: [] });
  const pages: Record<string, object> = {
    '': { items: [change('1'), change('2')], next: 'A' },
    A: { items: [change('3'), change('lic', 'resync')], next: 'B' },
    B: { items: [], next: 'B' },
  };
  const api: Answer = ({ url }) => Response.json(pages[new URL(url).searchParams.get('after') ?? '']);

  it('come in order, a resync among them, with a cursor that goes past none of them', async () => {
    const { client } = gateway(api);
    const changes = await listOf(client.changes({ waitS: 0 }));
    expect(changes.map(({ id, cursor }) => [id, cursor])).toEqual([
      ['1', undefined],
      ['2', 'A'],
      ['3', 'A'],
      ['lic', 'B'],
    ]);
    expect(changes.at(-1)?.changeType).toBe('resync');
  });

  it('go on from a stored cursor', async () => {
    const { client } = gateway(api);
    const changes = await listOf(client.changes({ waitS: 0, after: 'A' }));
    expect(changes.map(({ id }) => id)).toEqual(['3', 'lic']);
  });

  it('are waited for, at the gateway, until one is told to stop', async () => {
    const stop = new AbortController();
    const { client, sent } = gateway(async (request) => {
      if (new URL(request.url).searchParams.get('after') !== 'B') return api(request);
      return new Promise((_, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason));
      });
    });
    const observed: string[] = [];
    const followed = (async () => {
      for await (const { id } of client.changes({ signal: stop.signal })) observed.push(id);
    })();
    setTimeout(() => stop.abort(new Error('enough')), 60);
    await expect(followed).rejects.toThrow('enough');
    expect(observed).toEqual(['1', '2', '3', 'lic']);
    expect(sent('/v1/changes').at(-1)?.headers.get('Prefer')).toBe('wait=25');
  });
});
