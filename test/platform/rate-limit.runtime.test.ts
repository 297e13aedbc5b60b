/**
 * Rate limits, by the runtime's own simulation of the platform's binding, with the numbers of wrangler.toml.
 */
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { app } from '../../src/app.ts';
import { BASE, operatorToken, request } from '../support/gateway.ts';
import { ingest, openNewsroom, openSite, wireItem } from '../support/newsroom.ts';

/** As wrangler.toml has them. */
const VERIFICATIONS = 60;
const LOOK_UPS = 600;
const TOKEN_REQUESTS = 300;

/** Counting begins anew with the clock's minute: no test begins just before. */
beforeEach(async () => {
  const leftMs = 60_000 - (Date.now() % 60_000);
  if (leftMs < 10_000) await scheduler.wait(leftMs);
});

let addresses = 0;
const someAddress = () => `198.51.100.${++addresses}`;
const from = (address: string) => ({ 'CF-Connecting-IP': address });

/** Sends until it is too much; how many were served. On a slow machine the minute may turn on the way. */
async function servedUntilTooMany(
  most: number,
  send: () => Promise<Response>,
): Promise<{ served: number; last: Response }> {
  for (let served = 0; ; served++) {
    const last = await send();
    if (last.status === 429) return { served, last };
    await last.body?.cancel();
    if (served > 2 * most) throw new Error(`${served} were served`);
  }
}

const verify = (address: string) =>
  request('/v1/receipts/verify', { json: { receipt: 'none' }, headers: from(address) });

describe('one address', () => {
  it('has so many verifications a minute, and is told when to come back', { tags: 'slow' }, async () => {
    const address = someAddress();
    const { served, last } = await servedUntilTooMany(VERIFICATIONS, () => verify(address));
    expect(served).toBeGreaterThanOrEqual(VERIFICATIONS);
    expect(last.headers.get('Retry-After')).toBe('60');
    expect(await last.json()).toMatchObject({
      code: 'too_many_requests',
      detail: expect.stringMatching(/^This address/),
    });
    // A script of another site can read that, too.
    expect(last.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect((await verify(someAddress())).status).toBe(200);
    expect((await request('/v1/log/keys', { headers: from(address) })).status).toBe(200);
  });

  it('has so many other public look-ups', { tags: 'slow' }, async () => {
    const address = someAddress();
    const paths = ['/v1/log/keys', '/v1/receipts/dlv_1', '/v1/log/checkpoints', '/v1/log/timestamp'];
    let n = 0;
    const { served } = await servedUntilTooMany(LOOK_UPS, () =>
      request(paths[n++ % paths.length] ?? '', { headers: from(address) }),
    );
    expect(served).toBeGreaterThanOrEqual(LOOK_UPS);
    for (const path of [...paths, '/v1/log/checkpoint', '/v1/log/consistency?from=0&to=0'])
      expect([path, (await request(path, { headers: from(address) })).status]).toEqual([path, 429]);
    // Clients cannot do without these, and caches keep them.
    for (const path of ['/.well-known/jwks.json', '/.well-known/oauth-authorization-server', '/verify'])
      expect([path, (await request(path, { headers: from(address) })).status]).toEqual([path, 200]);
  });

  it('has so many token requests, whatever they are', async () => {
    const address = someAddress();
    const ask = () =>
      request('/oauth/token', {
        body: 'grant_type=client_credentials',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...from(address) },
      });
    const { served, last } = await servedUntilTooMany(TOKEN_REQUESTS, ask);
    expect(served).toBeGreaterThanOrEqual(TOKEN_REQUESTS);
    expect([last.headers.get('Retry-After'), await last.json()]).toMatchObject([
      '60',
      { error: 'slow_down' },
    ]);
  });

  it('is its whole block in IPv6', async () => {
    let n = 0;
    await servedUntilTooMany(VERIFICATIONS, () => verify(`2001:db8:0:1::${(++n).toString(16)}`));
    expect((await verify('2001:db8:0:1:ffff::1')).status).toBe(429);
    expect((await verify('2001:db8:0:2::1')).status).toBe(200);
  });

  it('that nobody names is not counted', async () => {
    for (let n = 0; n <= VERIFICATIONS; n++)
      expect((await request('/v1/receipts/verify', { json: { receipt: 'none' } })).status).toBe(200);
  });
});

describe('one license', () => {
  it('has each question of a batch counted, so that a batch is no way around the limit', async () => {
    const newsroom = await openNewsroom();
    const [site, article] = [await openSite(newsroom), await ingest(newsroom, wireItem())];
    const keys: string[] = [];
    const counted = (most: number) => ({
      ...env,
      LICENSE_LIMIT: {
        limit: async ({ key }: { key: string }) => ({ success: keys.push(key) <= most }),
      },
    });
    const ask = (questions: number, most: number) => {
      keys.length = 0;
      const body = JSON.stringify(Array(questions).fill({ article: article.id, use: {} }));
      const headers = { Authorization: `Bearer ${site.token}`, 'Content-Type': 'application/json' };
      return app.request(`${BASE}/v1/decisions`, { method: 'POST', headers, body }, counted(most));
    };
    expect((await ask(7, 7)).status).toBe(200);
    expect([keys.length, new Set(keys).size]).toEqual([7, 1]);
    const refused = await ask(7, 6);
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '60']);
    expect(await refused.json()).toMatchObject({ detail: expect.stringMatching(/^This license/) });
  });
});

describe('one operator', () => {
  it('is told to wait on desk and audit routes, before anything is looked at', async () => {
    const limited = { ...env, OPERATOR_LIMIT: { limit: async () => ({ success: false }) } };
    for (const [role, path] of [
      ['desk', '/v1/admin/partners?cursor=x'],
      ['auditor', '/v1/audit/deliveries'],
      ['auditor', '/v1/audit/actions'],
    ] as const) {
      const headers = { Authorization: `Bearer ${await operatorToken(role)}` };
      const response = await app.request(`${BASE}${path}`, { headers }, limited);
      expect([path, response.status, response.headers.get('Retry-After')]).toEqual([path, 429, '60']);
      expect(await response.json()).toMatchObject({ detail: expect.stringMatching(/^This operator/) });
    }
  });
});
