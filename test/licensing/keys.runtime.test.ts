import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseApiKey } from '../../src/access/api-key.ts';
import { findSecret } from '../../src/licensing/keys/secrets.ts';
import { create, operatorToken, partnerToken, request } from '../support/gateway.ts';
import { licensed, type Resource, termsFor } from './desk.ts';

let admin = '';
beforeAll(async () => {
  admin = await operatorToken('admin');
});

type Key = Resource & { client_id: string; client_secret: string; hint: string };

const find = (secret: string) => findSecret(env.DB, parseApiKey(secret)?.hash ?? '');
const rotate = (id: string, overlapHours: unknown) =>
  request(`/v1/admin/keys/${id}/rotate`, { token: admin, json: { overlapHours } });

async function newKey(more: object = {}) {
  const { partner, license } = await licensed(admin);
  const key = await create<Key>('/v1/admin/keys', admin, { license: license.id, name: 'cms', ...more });
  return { partner, license, key };
}

describe('an API key', () => {
  it('is made for a license and tells its secret this once', async () => {
    const { license, key } = await newKey();
    expect(key).toMatchObject({
      client_id: key.id,
      license: license.id,
      name: 'cms',
      env: 'live',
      status: 'active',
    });
    expect(parseApiKey(key.client_secret)).toMatchObject({ env: 'live', id: key.id });
    expect(key.client_secret.endsWith(key.hint.slice(1))).toBe(true);
    const texts = await Promise.all(
      [`/v1/admin/keys/${key.id}`, `/v1/admin/keys?license=${license.id}`].map(async (path) =>
        (await request(path, { token: admin })).text(),
      ),
    );
    for (const text of texts) {
      expect(text).toContain(key.id);
      expect(text).not.toContain(key.client_secret);
      expect(text).not.toContain(parseApiKey(key.client_secret)?.hash);
    }
    const stored = await env.DB.prepare('SELECT * FROM key_secrets WHERE owner = ?').bind(key.id).all();
    expect(JSON.stringify(stored.results)).not.toContain(key.client_secret);
  });

  it('gets a token', async () => {
    expect(await partnerToken((await newKey()).key)).toMatch(/^ey/);
  });

  it.each<[string, object]>([
    ['/license', { license: 'lic_none', name: 'cms' }],
    ['/env', { env: 'staging' }],
    ['/expires', { expires: '2020-01-01T00:00:00Z' }],
    ['/expires', { expires: 'tomorrow' }],
    ['/addresses/0', { addresses: ['192.0.2.1/24'] }],
    ['/addresses', { addresses: [] }],
    ['/secret', { secret: 'mine' }],
  ])('is refused with the path %s of the fault', async (path, more) => {
    const { license } = await licensed(admin);
    const response = await request('/v1/admin/keys', {
      token: admin,
      json: { license: license.id, name: 'cms', ...more },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ path }] });
  });

  it.each([
    ['is terminated', { status: 'terminated' }, 'license_terminated'],
    ['is over', { starts: '2020-01-01T00:00:00Z', ends: '2021-01-01T00:00:00Z' }, 'license_over'],
  ])('is not made for a license that %s', async (_, change, fault) => {
    const { license } = await licensed(admin);
    const path = `/v1/admin/licenses/${license.id}`;
    expect((await request(path, { method: 'PATCH', token: admin, json: change })).status).toBe(200);
    const json = { license: license.id, name: 'cms' };
    const response = await request('/v1/admin/keys', { token: admin, json });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      errors: [{ path: '/license', key: fault, parameters: { license: license.id } }],
    });
  });

  it('that is rotated has a new secret, and the old one for the overlap', async () => {
    const { key } = await newKey({ env: 'test' });
    const before = Date.now();
    const response = await rotate(key.id, 2);
    expect(response.status).toBe(201);
    const rotated = (await response.json()) as Key & { previousExpires: string };
    expect(rotated.client_secret).not.toBe(key.client_secret);
    expect(await find(rotated.client_secret)).not.toHaveProperty('expiresMs');
    const old = await find(key.client_secret);
    expect(old?.expiresMs).toBe(Date.parse(rotated.previousExpires));
    expect(old?.expiresMs).toBeGreaterThanOrEqual(before + 2 * 3_600_000);
    expect(parseApiKey(rotated.client_secret)).toMatchObject({ env: 'test' });
  });

  it('that is rotated without overlap has one secret', async () => {
    const { key } = await newKey();
    expect((await rotate(key.id, 0)).status).toBe(201);
    expect(await find(key.client_secret)).toBeNull();
  });

  it('says until when its older secret works, and nothing of it otherwise', async () => {
    const { license, key } = await newKey();
    const path = `/v1/admin/keys/${key.id}`;
    const read = async () => (await (await request(path, { token: admin })).json()) as object;
    expect(await read()).not.toHaveProperty('previousExpires');
    const { previousExpires } = (await (await rotate(key.id, 2)).json()) as { previousExpires: string };
    expect(await read()).toHaveProperty('previousExpires', previousExpires);
    const { items } = (await (
      await request(`/v1/admin/keys?license=${license.id}`, { token: admin })
    ).json()) as { items: object[] };
    expect(items).toEqual([await read()]);

    const changeTo = (json: object) => request(path, { method: 'PATCH', token: admin, json });
    const expires = new Date(Date.parse(previousExpires) - 3_600_000).toISOString();
    expect(await (await changeTo({ expires })).json()).toHaveProperty('previousExpires', expires);
    await changeTo({ expires: null });

    await env.DB.prepare(`UPDATE key_secrets SET expires = ? WHERE owner = ? AND expires IS NOT NULL`)
      .bind('2026-01-01T00:00:00.000Z', key.id)
      .run();
    expect(await read()).not.toHaveProperty('previousExpires');
    await rotate(key.id, 0);
    expect(await read()).not.toHaveProperty('previousExpires');
    await rotate(key.id, 1);
    await request(path, { method: 'DELETE', token: admin });
    expect(await read()).not.toHaveProperty('previousExpires');
  });

  it.each([-1, 169, '2', null])('does not overlap for %j hours', async (hours) => {
    const { key } = await newKey();
    const response = await rotate(key.id, hours);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ path: '/overlapHours' }] });
  });

  it('that is revoked is over for good: no secret, no rotation, no change', async () => {
    const { key } = await newKey();
    const path = `/v1/admin/keys/${key.id}`;
    expect((await request(path, { method: 'DELETE', token: admin })).status).toBe(204);
    expect(await find(key.client_secret)).toBeNull();
    expect((await rotate(key.id, 1)).status).toBe(409);
    expect((await request(path, { method: 'PATCH', token: admin, json: { name: 'x' } })).status).toBe(409);
    expect(await (await request(path, { token: admin })).json()).toMatchObject({
      status: 'revoked',
      version: 2,
    });
    expect((await request(path, { method: 'DELETE', token: admin })).status).toBe(204);
  });

  it('can be given an end and addresses later', async () => {
    const { key } = await newKey();
    const path = `/v1/admin/keys/${key.id}`;
    const json = { expires: '2098-01-01T00:00:00Z', addresses: ['192.0.2.0/24', '2001:db8::/32'] };
    expect(await (await request(path, { method: 'PATCH', token: admin, json })).json()).toMatchObject({
      ...json,
      version: 2,
    });
    expect(await find(key.client_secret)).toMatchObject({
      expiresMs: Date.UTC(2098, 0, 1),
      addresses: json.addresses,
    });
    await request(path, { method: 'PATCH', token: admin, json: { expires: null, addresses: null } });
    expect(await find(key.client_secret)).toMatchObject({ addresses: [] });
  });
});

describe('keys that are listed', () => {
  it('are those of a license, or of all licenses of a partner', async () => {
    const { partner, product, license } = await licensed(admin);
    const second = await create('/v1/admin/licenses', admin, termsFor(partner.id, product.id));
    const keys = [];
    for (const { id } of [license, second])
      keys.push(await create('/v1/admin/keys', admin, { license: id, name: 'cms' }));
    await newKey();
    const listed = async (query: string) => {
      const response = await request(`/v1/admin/keys?${query}`, { token: admin });
      return ((await response.json()) as { items: Resource[] }).items.map(({ id }) => id);
    };
    expect(await listed(`partner=${partner.id}`)).toEqual(keys.map(({ id }) => id));
    expect(await listed(`partner=${partner.id}&license=${second.id}`)).toEqual([keys[1]?.id]);
    expect(await listed('partner=par_none')).toEqual([]);
  });
});

describe('what makes a secret, asked for twice with one Idempotency-Key,', () => {
  const headers = () => ({ 'Idempotency-Key': `"${crypto.randomUUID()}"` });
  const statuses = (responses: Response[]) => responses.map(({ status }) => status).sort();
  const keysOf = async (license: string) => {
    const response = await request(`/v1/admin/keys?license=${license}`, { token: admin });
    return ((await response.json()) as { items: Resource[] }).items;
  };

  it('makes one key, also when both come at once', async () => {
    const { license } = await licensed(admin);
    const call = { token: admin, json: { license: license.id, name: 'cms' }, headers: headers() };
    const responses = await Promise.all([1, 2].map(() => request('/v1/admin/keys', call)));
    expect(statuses(responses)).toEqual([201, 409]);
    expect(await keysOf(license.id)).toHaveLength(1);
    const repeated = await request('/v1/admin/keys', call);
    expect(await repeated.json()).toMatchObject({ code: 'conflict', errors: [{ path: 'Idempotency-Key' }] });
    // Nobody else can use a key up.
    const other = await operatorToken('desk');
    expect((await request('/v1/admin/keys', { ...call, token: other })).status).toBe(201);
  });

  it('is made when the first request was refused', async () => {
    const { license } = await licensed(admin);
    const call = { token: admin, headers: headers() };
    const createKey = (json: object) =>
      request('/v1/admin/keys', { ...call, json: { license: license.id, ...json } });
    expect((await createKey({ name: '' })).status).toBe(400);
    expect((await createKey({ name: 'cms' })).status).toBe(201);
  });

  it('rotates once: the secret that the first answer has stays good', async () => {
    const { key } = await newKey();
    const call = { token: admin, json: { overlapHours: 0 }, headers: headers() };
    const first = await request(`/v1/admin/keys/${key.id}/rotate`, call);
    const { client_secret } = (await first.json()) as Key;
    expect((await request(`/v1/admin/keys/${key.id}/rotate`, call)).status).toBe(409);
    expect(await find(client_secret)).toMatchObject({ generation: 2 });
  });

  it('is refused when the header is no such key', async () => {
    const { license } = await licensed(admin);
    const response = await request('/v1/admin/keys', {
      token: admin,
      json: { license: license.id, name: 'cms' },
      headers: { 'Idempotency-Key': 'short' },
    });
    expect(await response.json()).toMatchObject({
      code: 'malformed',
      errors: [{ path: '/Idempotency-Key' }],
    });
  });
});

describe('the owner of a secret', () => {
  it('is a key with what hangs on it, in one look-up', async () => {
    const { partner, license, key } = await newKey();
    expect(await find(key.client_secret)).toEqual({
      kind: 'key',
      key: key.id,
      license: license.id,
      licenseVersion: 1,
      licenseStatus: 'active',
      partner: partner.id,
      partnerStatus: 'active',
      ledger: 'ledger-0',
      env: 'live',
      status: 'active',
      addresses: [],
      dpop: false,
      generation: 1,
    });
  });

  it('is an operator', async () => {
    const row = await env.DB.prepare(`SELECT id FROM operators WHERE role = 'owner' LIMIT 1`).first<{
      id: string;
    }>();
    await env.DB.prepare('INSERT INTO key_secrets (hash, owner, expires, created) VALUES (?, ?, NULL, ?)')
      .bind('ab', row?.id ?? '', new Date().toISOString())
      .run();
    expect(await findSecret(env.DB, 'ab')).toEqual({
      kind: 'operator',
      id: row?.id,
      role: 'owner',
      status: 'active',
      generation: 0,
    });
  });

  it('is nobody', async () => {
    expect(await findSecret(env.DB, 'cd')).toBeNull();
  });
});
