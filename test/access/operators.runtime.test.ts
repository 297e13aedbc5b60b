/** Operators: what each role may, how they come and go, and the log of what they do. */
import { env } from 'cloudflare:workers';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { actionMessage } from '../../src/ledger/actions.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import { outboxStatements } from '../../src/ledger/store.ts';
import { create, operatorToken, partnerToken, request } from '../support/gateway.ts';
import { naiveRoot } from '../support/naive-merkle.ts';
import { drain, ingest, openNewsroom, openSite, wireItem } from '../support/newsroom.ts';

interface Operator {
  id: string;
  client_id: string;
  client_secret: string;
  role: string;
}

const owner = await operatorToken('owner');

const add = (role: string, more: object = {}) =>
  create<Operator>('/v1/admin/operators', owner, { name: `A ${role}`, role, ...more });
const operate = (path: string, method: string, json?: unknown, token = owner) =>
  request(`/v1/admin/operators${path && `/${path}`}`, { method, token, json });
const status = async (path: string, token: string, method = 'GET', json?: unknown) =>
  (await request(path, { method, token, ...(json !== undefined && { json }) })).status;

describe('a role', () => {
  it('opens what it is for, and nothing else', async () => {
    const routes: Record<string, [string, string, unknown?]> = {
      operators: ['GET', '/v1/admin/operators'],
      move: ['POST', '/v1/admin/partners/par_x/move', { object: 'ledger-0' }],
      partners: ['GET', '/v1/admin/partners'],
      license: ['PATCH', '/v1/admin/licenses/lic_x', { status: 'active' }],
      kill: ['PATCH', '/v1/admin/articles/itm_x', { pubStatus: 'canceled' }],
      ingest: ['PUT', '/v1/admin/articles?section=roles', {}],
      articles: ['GET', '/v1/admin/articles'],
      health: ['GET', '/v1/admin/health'],
      log: ['GET', '/v1/audit/deliveries'],
      actions: ['GET', '/v1/audit/actions'],
    };
    const opened = async (role: 'owner' | 'desk' | 'ingest' | 'auditor') => {
      const token = await operatorToken(role);
      const open = [];
      for (const [name, [method, path, json]] of Object.entries(routes))
        if ((await status(path, token, method, json)) !== 403) open.push(name);
      return open;
    };
    expect(await opened('owner')).toEqual([
      'operators',
      'move',
      'partners',
      'license',
      'kill',
      'ingest',
      'articles',
      'health',
      'log',
    ]);
    expect(await opened('desk')).toEqual([
      'partners',
      'license',
      'kill',
      'ingest',
      'articles',
      'health',
      'log',
    ]);
    expect(await opened('ingest')).toEqual(['ingest', 'articles']);
    expect(await opened('auditor')).toEqual(['partners', 'articles', 'health', 'log', 'actions']);
  });

  it('that is not enough is named in the refusal', async () => {
    const response = await operate('', 'GET', undefined, await operatorToken('desk'));
    expect(await response.json()).toMatchObject({
      code: 'insufficient_scope',
      detail: expect.stringMatching(/owner.*desk/),
    });
  });

  it('is needed under one of the scopes that the refusal names', async () => {
    const { token } = await openSite(await openNewsroom());
    const response = await request('/v1/admin/partners', { token });
    expect(response.headers.get('WWW-Authenticate')).toContain('scope="admin audit"');
    expect(await response.json()).toMatchObject({
      code: 'insufficient_scope',
      detail: 'This route needs a token with the scope "admin" or "audit".',
    });
  });

  it('that is changed holds at once', async () => {
    const operator = await add('desk');
    const token = await partnerToken(operator);
    expect(await status('/v1/admin/partners', token)).toBe(200);
    expect((await operate(operator.id, 'PATCH', { role: 'ingest' })).status).toBe(200);
    expect(await status('/v1/admin/partners', token)).toBe(403);
    expect(await status('/v1/admin/articles', token)).toBe(200);
  });
});

describe('an operator', () => {
  it('is added with a key that is shown once, and signs in with it', async () => {
    const operator = await add('auditor');
    expect(operator.client_secret).toMatch(/^imp_live_opr_/);
    expect(await status('/v1/audit/actions', await partnerToken(operator))).toBe(200);
    expect(await (await operate(operator.id, 'GET')).text()).not.toContain(operator.client_secret);
  });

  it('is added once, and rotated once, for each Idempotency-Key', async () => {
    const headers = { 'Idempotency-Key': `"${crypto.randomUUID()}"` };
    const ask = (path: string, json: object) =>
      request(`/v1/admin/operators${path}`, { token: owner, json, headers });
    const created = await ask('', { name: 'Once', role: 'desk' });
    expect(created.status).toBe(201);
    expect((await ask('', { name: 'Once', role: 'desk' })).status).toBe(409);
    headers['Idempotency-Key'] = `"${crypto.randomUUID()}"`;
    const { id } = (await created.json()) as Operator;
    const rotated = (await (await ask(`/${id}/rotate`, {})).json()) as Operator;
    expect((await ask(`/${id}/rotate`, {})).status).toBe(409);
    expect(await status('/v1/admin/partners', await partnerToken(rotated))).toBe(200);
  });

  it('that is rotated has no old key and no old token', async () => {
    const operator = await add('desk');
    const token = await partnerToken(operator);
    const rotated = (await (await operate(`${operator.id}/rotate`, 'POST', {})).json()) as Operator;
    expect(await status('/v1/admin/partners', token)).toBe(401);
    await expect(partnerToken(operator)).rejects.toThrow(/401/);
    expect(await status('/v1/admin/partners', await partnerToken(rotated))).toBe(200);
  });

  it('that is suspended is out at once, with key and tokens, until an owner says otherwise', async () => {
    const operator = await add('desk');
    const token = await partnerToken(operator);
    const suspended = await operate(operator.id, 'PATCH', { status: 'suspended' });
    expect(await suspended.json()).toMatchObject({ status: 'suspended' });
    expect(await status('/v1/admin/partners', token)).toBe(401);
    await expect(partnerToken(operator)).rejects.toThrow(/401/);
    expect((await operate(operator.id, 'PATCH', { name: 'Still out' })).status).toBe(200);
    expect(await status('/v1/admin/partners', token)).toBe(401);
    expect((await operate(operator.id, 'PATCH', { status: 'active' })).status).toBe(200);
    expect(await status('/v1/admin/partners', await partnerToken(operator))).toBe(200);
  });

  it('that is revoked is out at once and for good', async () => {
    const operator = await add('desk');
    const token = await partnerToken(operator);
    expect((await operate(operator.id, 'DELETE')).status).toBe(204);
    expect(await status('/v1/admin/partners', token)).toBe(401);
    await expect(partnerToken(operator)).rejects.toThrow(/401/);
    expect((await operate(`${operator.id}/rotate`, 'POST', {})).status).toBe(409);
    expect((await operate(operator.id, 'PATCH', { name: 'Back' })).status).toBe(409);
    expect((await operate(operator.id, 'PATCH', { status: 'active' })).status).toBe(409);
    expect((await operate(operator.id, 'DELETE')).status).toBe(204);
  });

  it('that is the last owner stays one', async () => {
    const others = await env.DB.prepare(`SELECT id FROM operators WHERE role = 'owner'`).all<{
      id: string;
    }>();
    const last = await add('owner');
    const token = await partnerToken(last);
    await env.DB.prepare(`UPDATE operators SET role = 'desk' WHERE role = 'owner' AND id <> ?`)
      .bind(last.id)
      .run();
    expect((await operate(last.id, 'DELETE', undefined, token)).status).toBe(409);
    expect((await operate(last.id, 'PATCH', { role: 'desk' }, token)).status).toBe(409);
    expect((await operate(last.id, 'PATCH', { status: 'suspended' }, token)).status).toBe(409);
    // Nor does one count whose key is over.
    const over = await add('owner', { expires: new Date(Date.now() + 3_600_000).toISOString() });
    await env.DB.prepare(`UPDATE operators SET expires = '2026-01-01T00:00:00Z' WHERE id = ?`)
      .bind(over.id)
      .run();
    expect((await operate(last.id, 'DELETE', undefined, token)).status).toBe(409);
    await env.DB.prepare(`UPDATE operators SET role = 'owner' WHERE id IN (SELECT value FROM json_each(?))`)
      .bind(JSON.stringify(others.results.map(({ id }) => id)))
      .run();
  });

  it.each<[string, object]>([
    ['/role', { role: 'admin' }],
    ['/name', { name: '' }],
    ['/expires', { expires: '2020-01-01T00:00:00Z' }],
    ['/jwk', { jwk: { kty: 'oct', k: 'AAAA' } }],
    ['/scope', { scope: 'all' }],
  ])('is refused with the path %s of the fault', async (path, more) => {
    const response = await request('/v1/admin/operators', {
      token: owner,
      json: { name: 'X', role: 'desk', ...more },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ path }] });
  });
});

describe('the operators’ log', () => {
  interface Action {
    act: string;
    resource: string;
    operator: string;
    change?: string;
    before: string | null;
    after: string | null;
    index: number;
    leaf: string;
  }
  const actionsOn = async (resource: string) => {
    await drain('operators');
    const auditor = await operatorToken('auditor');
    const response = await request(`/v1/audit/actions?resource=${resource}`, { token: auditor });
    return ((await response.json()) as { items: Action[] }).items;
  };

  it('has every change, with who made it and digests of before and after', async () => {
    const newsroom = await openNewsroom();
    const site = await openSite(newsroom);
    const article = await ingest(newsroom, wireItem());
    const desk = (path: string, method: string, json?: unknown) =>
      request(`/v1/admin${path}`, { method, token: newsroom.admin, json });
    await desk(`/partners/${site.partner}`, 'PATCH', { name: 'Renamed' });
    await desk(`/licenses/${site.license}`, 'PATCH', { status: 'suspended' });
    await desk(`/articles/${article.id}`, 'PATCH', { pubStatus: 'canceled' });
    await desk(`/keys/${site.key.id}/rotate`, 'POST', { overlapHours: 0 });
    await desk(`/keys/${site.key.id}`, 'DELETE');
    await desk(`/licenses/${site.license}`, 'PATCH', { status: 'active' });
    await desk(`/licenses/${site.license}`, 'PATCH', { status: 'terminated' });
    const actsOn = async (resource: string) =>
      (await actionsOn(resource)).map(({ act, change }) => [act, change].filter(Boolean).join(' ')).reverse();
    expect(await actsOn(site.partner)).toEqual(['partner.create', 'partner.change']);
    expect(await actsOn(site.license)).toEqual([
      'license.create',
      'license.change suspend',
      'license.change reactivate',
      'license.change terminate',
    ]);
    expect(await actsOn(site.key.id)).toEqual(['key.create', 'key.rotate', 'key.revoke']);
    expect(await actsOn(article.id)).toEqual(['article.ingest', 'article.change kill']);
    const [change, created] = await actionsOn(site.partner);
    expect(created?.before).toBeNull();
    expect([change?.before, change?.operator]).toEqual([created?.after, created?.operator]);
    expect(change?.after).not.toBe(change?.before);
  });

  it('is a tree: whoever changes a row in D1 is found out', async () => {
    await add('desk');
    await drain('operators');
    const { results } = await env.DB.prepare(
      `SELECT body FROM entries WHERE license = 'operators' ORDER BY idx`,
    ).all<{
      body: string;
    }>();
    const object = env.OPERATORS.get(env.OPERATORS.idFromName('operators'));
    const { size, root } = await object.tree('operators');
    expect(results).toHaveLength(size);
    expect(Buffer.from(naiveRoot(results.map(({ body }) => leafHash(body)))).toString('hex')).toBe(root);
  });

  it('has an action once, however often its word comes', async () => {
    const object = env.OPERATORS.get(env.OPERATORS.idFromName('operators'));
    const action = {
      id: 'act_twice',
      operator: 'opr_1',
      act: 'test',
      resource: 'x',
      before: null,
      after: null,
      done: new Date().toISOString(),
    };
    const { size } = await object.tree('operators');
    for (let n = 0; n < 3; n++) await object.apply([{ kind: 'action', action }]);
    expect((await object.tree('operators')).size).toBe(size + 1);
  });

  it('has an operator that somebody has put into D1 unsaid, once, as soon as it asks for anything', async () => {
    const token = await operatorToken('desk');
    const { sub: id = '' } = decodeJwt(token);
    expect(await actionsOn(id)).toEqual([]);
    await Promise.all([1, 2, 3].map(() => status('/v1/admin/partners', token)));
    expect(await actionsOn(id)).toMatchObject([{ act: 'operator.found', operator: 'operators', via: 'd1' }]);
    await status('/v1/admin/partners', token);
    expect(await actionsOn(id)).toHaveLength(1);
  });

  it('has no such entry of one whose word only waits in the outbox', async () => {
    const token = await operatorToken('desk');
    const { sub: id = '' } = decodeJwt(token);
    const word = actionMessage({ operator: 'command', now: Date.now() }, 'operator.create', id, {
      after: {},
    });
    const operator = { id, role: 'desk' as const, status: 'active' as const, generation: 0, version: 1 };
    const messages = [{ object: 'operators', change: { kind: 'operator' as const, operator } }, word];
    await env.DB.batch(outboxStatements(env.DB, messages, [], new Date().toISOString()));
    expect(await status('/v1/admin/partners', token)).toBe(200);
    expect((await actionsOn(id)).map(({ act }) => act)).toEqual(['operator.create']);
  });

  it('has nothing of a change that was refused', async () => {
    const newsroom = await openNewsroom();
    const site = await openSite(newsroom);
    const refused = await request(`/v1/admin/licenses/${site.license}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { partner: 'par_other' },
    });
    expect(refused.status).toBe(400);
    expect(await actionsOn(site.license)).toHaveLength(1);
  });

  it('has checkpoints and proofs for auditors, and is not among the deliveries', async () => {
    const auditor = await operatorToken('auditor');
    const checkpoint = await request('/v1/audit/checkpoints/operators', { token: auditor });
    expect(await checkpoint.text()).toMatch(/\/license\/operators\n\d+\n/);
    const proof = await request('/v1/audit/proofs/operators?index=0', { token: auditor });
    expect(proof.status).toBe(200);
    const deliveries = await (await request('/v1/audit/deliveries?limit=200', { token: auditor })).text();
    expect(deliveries).not.toContain('"license":"operators"');
  });

  it('is nobody’s but the auditor’s', async () => {
    const newsroom = await openNewsroom();
    const site = await openSite(newsroom);
    expect(await status('/v1/audit/actions', site.token)).toBe(403);
    expect(await status('/v1/audit/actions', owner)).toBe(403);
    expect(await status('/v1/audit/proofs/operators?index=0', site.token)).toBe(404);
  });
});
