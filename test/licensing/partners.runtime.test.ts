import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { create, operatorToken, request } from '../support/gateway.ts';
import { kansai, licensed, type Resource, wien } from './desk.ts';

let admin = '';
beforeAll(async () => {
  admin = await operatorToken('admin');
});

const patch = (id: string, json: unknown) =>
  request(`/v1/admin/partners/${id}`, { method: 'PATCH', token: admin, json });

describe('a partner', () => {
  it('is registered with its titles, in a ledger object that it keeps', async () => {
    const partner = await create<Resource>('/v1/admin/partners', admin, {
      name: ' Kansai Group ',
      titles: [kansai],
    });
    expect(partner).toMatchObject({ name: 'Kansai Group', status: 'active', version: 1, titles: [kansai] });
    const read = await request(`/v1/admin/partners/${partner.id}`, { token: admin });
    expect(await read.json()).toEqual(partner);
    const row = await env.DB.prepare('SELECT ledger FROM partners WHERE id = ?').bind(partner.id).first();
    expect(row).toEqual({ ledger: 'ledger-0' });
    const owed = await env.DB.prepare('SELECT count(*) AS rows FROM outbox').first();
    expect(owed).toEqual({ rows: 0 });
  });

  it.each<[string, object]>([
    ['/name', { titles: [] }],
    ['/titles/0/market', { name: 'x', titles: [{ ...kansai, market: 'JPN' }] }],
    ['/titles/0/market', { name: 'x', titles: [{ ...kansai, market: 'XX' }] }],
    ['/titles/0/domains/0', { name: 'x', titles: [{ ...kansai, domains: ['https://kansai.example/'] }] }],
    ['/titles/0/feed', { name: 'x', titles: [{ ...kansai, feed: 'https://other.example/feed.xml' }] }],
    ['/titles/0/feed', { name: 'x', titles: [{ ...kansai, feed: 'http://localhost:8080/feed.xml' }] }],
    ['/titles/1/id', { name: 'x', titles: [kansai, { ...wien, id: kansai.id }] }],
    ['/titles/0/owner', { name: 'x', titles: [{ ...kansai, owner: 'x' }] }],
    ['/status', { name: 'x', status: 'active' }],
  ])('is refused with the path %s of the fault', async (path, json) => {
    const response = await request('/v1/admin/partners', { token: admin, json });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'malformed', errors: [{ path }] });
  });

  it('has feeds on the domains of their titles alone', async () => {
    const [domain] = kansai.domains;
    const titles = [{ ...kansai, feed: `https://www.${domain}/feed.xml` }];
    const { id } = await create<Resource>('/v1/admin/partners', admin, { name: 'Kansai Group', titles });
    const moved = await patch(id, { titles: [{ ...kansai, feed: `https://not-${domain}/feed.xml` }] });
    expect(moved.status).toBe(400);
    expect(await moved.json()).toMatchObject({
      errors: [{ path: '/titles/0/feed', message: 'Expected an address on one of the domains of the title' }],
    });
    expect(await (await patch(id, { titles: [{ ...kansai, domains: [] }] })).json()).toMatchObject({
      version: 2,
    });
  });

  it('is suspended and brought back, each change a version', async () => {
    const { id } = await create<Resource>('/v1/admin/partners', admin, { name: 'Kansai Group' });
    expect(await (await patch(id, { status: 'suspended' })).json()).toMatchObject({
      status: 'suspended',
      version: 2,
    });
    expect(
      await (await patch(id, { status: 'active', contact: 'desk@kansai.example' })).json(),
    ).toMatchObject({
      status: 'active',
      version: 3,
      contact: 'desk@kansai.example',
    });
    expect(await (await patch(id, { contact: null })).json()).not.toHaveProperty('contact');
    const recallContact = 'Night desk, +49 30 1234';
    expect(await (await patch(id, { recallContact })).json()).toMatchObject({ recallContact });
    expect(await (await patch(id, { recallContact: null })).json()).not.toHaveProperty('recallContact');
  });

  it('whose titles change moves the epoch', async () => {
    const epoch = async () =>
      (
        await env.DB.prepare(`SELECT value FROM gateway_state WHERE name = 'epoch'`).first<{
          value: number;
        }>()
      )?.value ?? 0;
    const { id } = await create<Resource>('/v1/admin/partners', admin, { name: 'Kansai Group' });
    const before = await epoch();
    await patch(id, { name: 'Kansai Media' });
    expect(await epoch()).toBe(before);
    expect((await patch(id, { titles: [wien] })).status).toBe(200);
    expect(await epoch()).toBe(before + 1);
  });

  it('cannot lose a title that a license names, until the license is over', async () => {
    const { partner, license } = await licensed(admin, { titles: ['kansai-web'] });
    const refused = await patch(partner.id, { titles: [wien] });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining(license.id),
    });
    await request(`/v1/admin/licenses/${license.id}`, {
      method: 'PATCH',
      token: admin,
      json: { status: 'terminated' },
    });
    expect((await patch(partner.id, { titles: [wien] })).status).toBe(200);
  });

  it('is found in pages, each once', async () => {
    for (let index = 0; index < 3; index++)
      await create('/v1/admin/partners', admin, { name: `Paper ${index}` });
    const ids: string[] = [];
    for (let path: string | null = '/v1/admin/partners?limit=2'; path; ) {
      const page = (await (await request(path, { token: admin })).json()) as {
        items: Resource[];
        next: string | null;
      };
      expect(page.items.length).toBeLessThanOrEqual(2);
      ids.push(...page.items.map((item) => item.id));
      path = page.next && `/v1/admin/partners?limit=2&cursor=${page.next}`;
    }
    const stored = await env.DB.prepare('SELECT id FROM partners ORDER BY id').all<{ id: string }>();
    expect(ids).toEqual(stored.results.map((row) => row.id));
  });
});

describe('two admins who change the same partner at once', () => {
  it('both succeed one after the other, or one is told of the conflict; no change is lost unnoticed', async () => {
    const { id } = await create<Resource>('/v1/admin/partners', admin, { name: 'Kansai Group' });
    const answers = await Promise.all(['A', 'B', 'C'].map((name) => patch(id, { name })));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);
    const { version } = (await (
      await request(`/v1/admin/partners/${id}`, { token: admin })
    ).json()) as Resource;
    expect(version).toBe(1 + statuses.filter((status) => status === 200).length);
  });
});
