/** The order of refusals that has nothing to do with rights: who, then what, then how. */
import { describe, expect, it } from 'vitest';
import { request } from '../support/gateway.ts';

describe('a request', () => {
  it.each([
    ['GET', '/v1/articles?limit=many'],
    ['GET', '/v1/articles/itm_1?teritory=DE'],
    ['GET', '/v1/articles/itm_1/components/cmp_1?use='],
    ['POST', '/v1/decisions'],
    ['GET', '/v1/audit/deliveries?limit=many'],
    ['POST', '/v1/admin/partners'],
  ])('without a token is 401 before anything else is looked at: %s %s', async (method, path) => {
    const response = await request(path, { method, ...(method === 'POST' && { json: { nonsense: true } }) });
    expect([response.status, response.headers.get('WWW-Authenticate')]).toEqual([
      401,
      'Bearer realm="imprimatur"',
    ]);
  });

  it.each([
    ['DELETE', '/v1/articles', 'GET, HEAD, OPTIONS'],
    ['GET', '/v1/decisions', 'POST, OPTIONS'],
    ['GET', '/oauth/token', 'POST, OPTIONS'],
    ['DELETE', '/v1/admin/articles', 'GET, PUT, HEAD, OPTIONS'],
  ])('of a method that is not offered says which are: %s %s', async (method, path, allow) => {
    const response = await request(path, { method });
    expect([response.status, response.headers.get('Allow')]).toEqual([405, allow]);
  });

  it('for a path that is not there at all is 404', async () => {
    expect((await request('/v1/nothing')).status).toBe(404);
  });
});
