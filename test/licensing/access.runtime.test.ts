import { describe, expect, it } from 'vitest';
import { operatorToken, request } from '../support/gateway.ts';

const ROUTES: [string, string][] = ['partners', 'products', 'licenses', 'keys', 'restrictions'].flatMap(
  (name): [string, string][] => [
    ['POST', `/v1/admin/${name}`],
    ['GET', `/v1/admin/${name}`],
    ['GET', `/v1/admin/${name}/x`],
    ['PATCH', `/v1/admin/${name}/x`],
  ],
);
const ALL: [string, string][] = [
  ...ROUTES,
  ['POST', '/v1/admin/keys/x/rotate'],
  ['DELETE', '/v1/admin/keys/x'],
  ['DELETE', '/v1/admin/restrictions/x'],
];

const call = (method: string, path: string, token?: string) =>
  request(path, {
    method,
    ...(token && { token }),
    ...(method === 'GET' || method === 'DELETE' ? {} : { json: { unknown: true } }),
  });

describe('the licensing desk', () => {
  it.each(ALL)('%s %s lets nobody in without a token, and no newsroom', async (method, path) => {
    expect((await call(method, path)).status).toBe(401);
    expect((await call(method, path, await operatorToken('ingest'))).status).toBe(403);
  });

  it.each(ALL)(
    '%s %s lets an auditor read partners, products and licenses, and change nothing',
    async (method, path) => {
      const isRead = method === 'GET' && /partners|products|licenses/.test(path);
      const { status } = await call(method, path, await operatorToken('auditor'));
      expect(status).toBe(isRead ? (path.endsWith('/x') ? 404 : 200) : 403);
    },
  );

  it.each(ALL.filter(([, path]) => path.includes('/x')))(
    '%s %s does not know the id, or finds the body wrong first',
    async (method, path) => {
      const response = await call(method, path, await operatorToken('admin'));
      expect(response.status).toBe(method === 'GET' || method === 'DELETE' ? 404 : 400);
      expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    },
  );

  it.each(['e30', 'x'.repeat(300), 'cGFyXzE', '%00', "' OR 1=1"])(
    'a list refuses the cursor "%s"',
    async (cursor) => {
      const token = await operatorToken('admin');
      for (const name of ['partners', 'products', 'licenses', 'keys', 'restrictions']) {
        const response = await request(`/v1/admin/${name}?cursor=${encodeURIComponent(cursor)}`, { token });
        expect(response.status).toBe(400);
        expect(await response.json()).toMatchObject({ code: 'invalid_cursor' });
      }
    },
  );

  it('a body that is no JSON is refused with its path', async () => {
    const token = await operatorToken('admin');
    const headers = { 'Content-Type': 'application/json' };
    const response = await request('/v1/admin/partners', {
      method: 'POST',
      token,
      body: '{"name":',
      headers,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'malformed', errors: [{ path: '/' }] });
  });
});
