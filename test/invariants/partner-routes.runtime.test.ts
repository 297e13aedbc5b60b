/**
 * What partners' programs ask for is served without the rest of the gateway, and just as the whole of it
 * would.
 */
import { describe, expect, it } from 'vitest';
import { app } from '../../src/app.ts';
import { isPartnerRoute, partnerGateway } from '../../src/partner-routes.ts';
import { BASE, request } from '../support/gateway.ts';

const routesOf = (of: typeof app) =>
  new Set(of.routes.filter(({ path }) => !path.endsWith('*')).map(({ method, path }) => `${method} ${path}`));
const urlOf = (route: string) => `${BASE}${route.split(' ')[1]?.replace(/:[^/]+/g, 'x')}`;

describe('partner routes', () => {
  it('has every route under its paths, and none beside them', () => {
    const whole = [...routesOf(app)];
    expect(whole.length).toBeGreaterThan(100);
    expect(whole.filter((route) => isPartnerRoute(urlOf(route))).sort()).toEqual(
      [...routesOf(partnerGateway)].sort(),
    );
  });

  it.each([
    ['/v1/articles', true],
    ['/v1/articles?q=harbor', true],
    ['/v1/articles.atom', true],
    ['/v1/changes?after=1', true],
    ['/v1/events?after=1', true],
    ['/oauth/token', true],
    ['/.well-known/jwks.json', true],
    ['/v1/articlesque', false],
    ['/v1/admin/articles', false],
    ['/console/articles', false],
    ['/?next=/v1/articles', false],
    ['/v1//articles', false],
    ['/', false],
  ])('is asked by the path alone: %s', (path, is) => {
    expect(isPartnerRoute(`${BASE}${path}`)).toBe(is);
    expect(isPartnerRoute(`http://[::1]:8787${path}`)).toBe(is);
  });

  it('says of a wrong method, of what is not there and of a page of another site what the whole says', async () => {
    for (const [method, path] of [
      ['DELETE', '/v1/articles/itm_none'],
      ['POST', '/v1/changes'],
      ['OPTIONS', '/oauth/token'],
      ['OPTIONS', '/.well-known/jwks.json'],
      ['GET', '/v1/articles/itm_none/none'],
      ['GET', '/.well-known/none'],
    ] as const) {
      const answer = await request(path, { method });
      const { env, createExecutionContext } = await import('cloudflare:test');
      const whole = await app.fetch(
        new Request(`${BASE}${path}`, { method }),
        env as never,
        createExecutionContext(),
      );
      expect([
        answer.status,
        answer.headers.get('Allow'),
        answer.headers.get('Access-Control-Allow-Methods'),
      ]).toEqual([
        whole.status,
        whole.headers.get('Allow'),
        whole.headers.get('Access-Control-Allow-Methods'),
      ]);
      const bodies = [await answer.text(), await whole.text()];
      expect(bodies[0]).toBe(bodies[1]);
    }
  });
});
