/**
 * What the console asks of the gateway in the name of a session: what its operator may, and no more, judged
 * anew each time.
 */
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ROLES } from '../../../src/access/roles.ts';
import { type Session, withSession } from '../../../src/access/sessions/session.ts';
import { app } from '../../../src/app.ts';
import { BASE, create, operatorToken, partnerToken, request } from '../../support/gateway.ts';
import { drain, openNewsroom, openSite } from '../../support/newsroom.ts';
import { FROM_OURS, openSession, signedInAs, signedInWith, whoIs } from '../../support/sessions.ts';

const owner = await operatorToken('owner');
afterEach(() => {
  vi.restoreAllMocks();
});

async function sessionOf(cookie: string): Promise<Session> {
  const session = await whoIs(cookie);
  if (!session) throw new Error('nobody is signed in');
  return session;
}
const ask = async (session: Session, path: string, init: RequestInit = {}, of: object = env) =>
  app.fetch(new Request(`${BASE}${path}`, init), withSession(of as typeof env, session));
const post = (json: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(json),
});

describe('the gateway’s own API', () => {
  it.each(ROLES)('answers a session of the role %s as a token of it', async (role) => {
    const session = await sessionOf(await signedInAs(role));
    const token = await operatorToken(role);
    for (const path of ['operators', 'partners', 'articles', 'health']
      .map((path) => `/v1/admin/${path}`)
      .concat('/v1/audit/actions', '/v1/audit/deliveries', '/v1/articles')) {
      const response = await ask(session, path);
      expect([path, response.status]).toEqual([path, (await request(path, { token })).status]);
    }
  });

  it('enters what is done as done by the operator', async () => {
    const session = await sessionOf(await signedInAs('desk'));
    const created = await ask(session, '/v1/admin/partners', post({ name: 'By page' }));
    expect(created.status).toBe(201);
    const { id } = (await created.json()) as { id: string };
    await drain('operators');
    const auditor = await sessionOf(await signedInAs('auditor'));
    const acts = await ask(auditor, `/v1/audit/actions?resource=${id}`);
    expect(await acts.json()).toMatchObject({
      items: [{ act: 'partner.create', operator: session.operator, resource: id }],
    });
  });

  it('asks the object with each request: what was ended a moment ago asks for nothing', async () => {
    const created = await create<{ id: string; client_id: string; client_secret: string }>(
      '/v1/admin/operators',
      owner,
      { name: 'A desk', role: 'desk' },
    );
    const session = await sessionOf(await signedInWith(await partnerToken(created)));
    expect((await ask(session, '/v1/admin/partners')).status).toBe(200);
    await request(`/v1/admin/operators/${created.id}`, {
      method: 'PATCH',
      token: owner,
      json: { status: 'suspended' },
    });
    const refused = await ask(session, '/v1/admin/partners');
    expect([refused.status, await refused.json()]).toMatchObject([
      401,
      { code: 'invalid_token', detail: expect.stringContaining('session') },
    ]);
  });

  it('does not take one operator’s session for another’s', async () => {
    const [one, other] = [
      await sessionOf(await signedInAs('desk')),
      await sessionOf(await signedInAs('owner')),
    ];
    const status = async (forged: Session, path: string) => (await ask(forged, path)).status;
    expect(await status({ ...one, operator: other.operator }, '/v1/admin/partners')).toBe(401);
    expect(await status({ ...one, role: 'owner' }, '/v1/admin/operators')).toBe(403);
    expect(await status({ ...one, role: 'auditor' }, '/v1/audit/actions')).toBe(403);
    expect(await status({ ...one, id: 'x' }, '/v1/admin/partners')).toBe(401);
  });

  it('is out of reach with the object', async () => {
    const session = await sessionOf(await signedInAs('desk'));
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const OPERATORS = {
      idFromName: () => 'x',
      get: () => new Proxy({}, { get: () => () => Promise.reject(new Error('gone')) }),
    };
    const response = await ask(session, '/v1/admin/partners', {}, { ...env, OPERATORS });
    expect([response.status, await response.json()]).toMatchObject([503, { code: 'ledger_unavailable' }]);
  });

  it('counts against the operator’s rate', async () => {
    const session = await sessionOf(await signedInAs('desk'));
    const keys: string[] = [];
    const OPERATOR_LIMIT = {
      limit: async ({ key }: { key: string }) => {
        keys.push(key);
        return { success: false };
      },
    };
    expect((await ask(session, '/v1/admin/partners', {}, { ...env, OPERATOR_LIMIT })).status).toBe(429);
    expect(keys).toHaveLength(1);
  });
});

describe('a session in the environment', () => {
  it('is put there by this module alone: nothing of a request, a variable or a binding is one', async () => {
    const session = await sessionOf(await signedInAs('owner'));
    const names = ['session', 'SESSION', 'Symbol(session)', Symbol.for('session'), Symbol('session')];
    for (const name of names)
      for (const value of [session, JSON.stringify(session)]) {
        const response = await app.fetch(new Request(`${BASE}/v1/admin/partners`), { ...env, [name]: value });
        expect([String(name), response.status]).toEqual([String(name), 401]);
      }
    const headers = { session: JSON.stringify(session), Cookie: `session=${JSON.stringify(session)}` };
    expect((await request('/v1/admin/partners', { headers })).status).toBe(401);
  });

  it('stays in the request that it was made for', async () => {
    const session = await sessionOf(await signedInAs('owner'));
    await ask(session, '/v1/admin/partners');
    expect((await request('/v1/admin/partners')).status).toBe(401);
    expect(Object.getOwnPropertySymbols(env)).toEqual([]);
  });
});

describe('the cookie', () => {
  it('opens no route of the API: only the console asks in its name', async () => {
    const cookie = await signedInAs('owner');
    for (const path of ['/v1/admin/partners', '/v1/audit/actions', '/v1/articles'])
      expect([path, (await request(path, { headers: { Cookie: cookie, ...FROM_OURS } })).status]).toEqual([
        path,
        401,
      ]);
  });

  it('opens no session', async () => {
    const headers = { Cookie: await signedInAs('owner'), ...FROM_OURS };
    expect((await request('/console/session', { method: 'POST', headers })).status).toBe(401);
  });
});

it('A partner’s token stays a partner’s, whatever session comes with it', async () => {
  const { token } = await openSite(await openNewsroom());
  expect((await openSession(token, { Cookie: await signedInAs('owner') })).status).toBe(403);
});
