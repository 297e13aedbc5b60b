import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { loadLicenseBundle } from '../../src/licensing/bundle.ts';
import { create, operatorToken, request } from '../support/gateway.ts';
import { ingest, openNewsroom, openSite, wireItem } from '../support/newsroom.ts';
import { licensed, type Resource, termsFor } from './desk.ts';

let admin = '';
beforeAll(async () => {
  admin = await operatorToken('admin');
});

const post = (json: unknown) => request('/v1/admin/licenses', { token: admin, json });
const patch = (id: string, json: unknown) =>
  request(`/v1/admin/licenses/${id}`, { method: 'PATCH', token: admin, json });

async function faultPaths(response: Response): Promise<string[]> {
  expect(response.status).toBe(400);
  return ((await response.json()) as { errors: { path: string }[] }).errors.map((error) => error.path);
}

describe('a license', () => {
  it('is granted by its terms, as version 1, and says its ODRL agreement', async () => {
    const { license } = await licensed(admin, { advance: true });
    expect(license).toMatchObject({
      version: 1,
      status: 'active',
      advance: true,
      uses: ['display', 'distribute'],
    });
    const read = (await (
      await request(`/v1/admin/licenses/${license.id}`, { token: admin })
    ).json()) as Resource;
    expect(read).toMatchObject(license);
    expect(read.agreement).toMatchObject({ permission: expect.anything() });
    expect(read.versions).toMatchObject([
      { version: 1, status: 'active', operator: expect.stringMatching(/^opr_/) },
    ]);
  });

  it('is not granted without a consent reference, nor on what does not exist', async () => {
    const { partner, product } = await licensed(admin);
    const { consent: _consent, ...without } = termsFor(partner.id, product.id);
    expect(await faultPaths(await post(without))).toContain('/consent/reference');
    expect(await faultPaths(await post(termsFor('par_none', product.id)))).toEqual(['/partner']);
    expect(await faultPaths(await post(termsFor(partner.id, 'prd_none')))).toEqual(['/products/0']);
    expect(
      await faultPaths(await post(termsFor(partner.id, product.id, { titles: ['wien', 'graz'] }))),
    ).toEqual(['/titles/1']);
    expect(await faultPaths(await post(termsFor(partner.id, product.id, { uses: ['fly'] })))).toEqual([
      '/uses/0',
    ]);
    expect(
      await faultPaths(await post(termsFor(partner.id, product.id, { territories: ['Atlantis'] }))),
    ).toEqual(['/territories/0']);
    expect(
      await faultPaths(await post(termsFor(partner.id, product.id, { ends: '2020-01-01T00:00:00Z' }))),
    ).toEqual(['/ends']);
    const consent = { reference: 'TMA-1', signedBy: 'M. Example', signedOn: '2999-01-01' };
    expect(await faultPaths(await post(termsFor(partner.id, product.id, { consent })))).toEqual([
      '/consent/signedOn',
    ]);
  });

  it('is refused with all faults in one answer: of the schema, and of the rules behind it', async () => {
    const { partner, product } = await licensed(admin);
    const {
      consent: _consent,
      channels: _channels,
      ...without
    } = termsFor(partner.id, product.id, {
      territories: ['JP', 'Narnia'],
      ends: '2020-01-01T00:00:00Z',
      quota: { limit: 5 },
      timeZone: 'Asia/Atlantis',
    });
    const response = await post(without);
    const { errors } = (await response.clone().json()) as { errors: { path: string; key: string }[] };
    expect(new Set(await faultPaths(response))).toEqual(
      new Set([
        '/consent/reference',
        '/consent/signedBy',
        '/consent/signedOn',
        '/channels',
        '/territories/1',
        '/ends',
        '/quota/per',
        '/quota/onExceed',
        '/timeZone',
      ]),
    );
    expect(errors.find(({ path }) => path === '/territories/1')).toMatchObject({ key: 'territory' });
    expect(new Set(errors.map(({ path }) => path)).size).toBe(errors.length);
  });

  it('is changed with all faults of the change in one answer', async () => {
    const { license } = await licensed(admin);
    const change = { territories: ['Narnia'], quota: { limit: -1 }, languages: ['!'] };
    expect(new Set(await faultPaths(await patch(license.id, change)))).toEqual(
      new Set(['/territories/0', '/quota/limit', '/quota/per', '/quota/onExceed', '/languages/0']),
    );
  });

  it('counts its quota in a time zone that there is, and tells its ledger object', async () => {
    const { partner, product, license } = await licensed(admin, { timeZone: 'Asia/Tokyo' });
    expect(license.timeZone).toBe('Asia/Tokyo');
    const state = await runInDurableObject(
      env.LEDGER.get(env.LEDGER.idFromName('ledger-0')),
      (_: LedgerShard, { storage: { sql } }) =>
        JSON.parse(String(sql.exec('SELECT state FROM licenses WHERE id = ?', license.id).one().state)),
    );
    expect(state.timeZone).toBe('Asia/Tokyo');
    for (const timeZone of ['Asia/Atlantis', '+09:00', '', 9])
      expect(await faultPaths(await post(termsFor(partner.id, product.id, { timeZone })))).toEqual([
        '/timeZone',
      ]);
    const taken = (await (await patch(license.id, { timeZone: null })).json()) as Resource;
    expect(taken.timeZone).toBeUndefined();
  });

  it('changes by versions, and keeps what each said', async () => {
    const { license } = await licensed(admin, { quota: { limit: 3, per: 'day', onExceed: 'refuse' } });
    expect(await (await patch(license.id, { status: 'suspended' })).json()).toMatchObject({
      version: 2,
      status: 'suspended',
    });
    const third = (await (
      await patch(license.id, { status: 'active', channels: ['web', 'newsletter'], quota: null })
    ).json()) as Resource;
    expect(third).toMatchObject({ version: 3, status: 'active', channels: ['web', 'newsletter'] });
    expect(third).not.toHaveProperty('quota');
    const { versions } = (await (
      await request(`/v1/admin/licenses/${license.id}`, { token: admin })
    ).json()) as {
      versions: { version: number; status: string; terms: { channels: string[] } }[];
    };
    expect(versions.map(({ version, status, terms }) => [version, status, terms.channels])).toEqual([
      [3, 'active', ['web', 'newsletter']],
      [2, 'suspended', ['web']],
      [1, 'active', ['web']],
    ]);
  });

  it('keeps its version when a change of it is refused', async () => {
    const { license } = await licensed(admin);
    expect(await faultPaths(await patch(license.id, { products: ['prd_none'] }))).toEqual(['/products/0']);
    expect(await faultPaths(await patch(license.id, { term: 1 }))).toEqual(['/term']);
    expect((await loadLicenseBundle(env.DB, license.id))?.license.version).toBe(1);
  });

  it('cannot move to another partner', async () => {
    const [one, other] = [await licensed(admin), await licensed(admin)];
    expect(await faultPaths(await patch(one.license.id, { partner: other.partner.id }))).toEqual([
      '/partner',
    ]);
  });

  it('that is terminated stays so', async () => {
    const { license } = await licensed(admin);
    expect((await patch(license.id, { status: 'terminated' })).status).toBe(200);
    expect((await patch(license.id, { status: 'active' })).status).toBe(409);
    expect((await patch(license.id, { advance: true })).status).toBe(409);
  });

  it('is listed by partner', async () => {
    const { partner, license } = await licensed(admin);
    await licensed(admin);
    const response = await request(`/v1/admin/licenses?partner=${partner.id}`, { token: admin });
    expect(await response.json()).toEqual({ items: [license], next: null });
  });

  it('is listed by status and by the instant at which it is over, whatever offset that is written with', async () => {
    const { partner, product, license } = await licensed(admin);
    const created = await create<Resource>(
      '/v1/admin/licenses',
      admin,
      termsFor(partner.id, product.id, { ends: '2098-01-01T00:30:00+01:00' }),
    );
    const over = async (query: string) => {
      const list = await request(`/v1/admin/licenses?partner=${partner.id}&${query}`, { token: admin });
      return ((await list.json()) as { items: Resource[] }).items.map(({ id }) => id);
    };
    expect(await over('endsBefore=2098-01-01T00:00:00Z')).toEqual([created.id]);
    expect(await over('endsBefore=2097-12-31T23:30:00Z')).toEqual([]);
    expect(await over('endsFrom=2097-12-31T23:30:00Z')).toEqual([license.id, created.id]);
    expect(await over('endsFrom=2098-01-01T00:00:00Z')).toEqual([license.id]);
    await patch(created.id, { status: 'suspended' });
    expect(await over('status=suspended')).toEqual([created.id]);
    expect((await request('/v1/admin/licenses?endsBefore=soon', { token: admin })).status).toBe(400);
  });

  it('is listed and counted as scheduled until it begins, while it is active', async () => {
    const { partner, product, license } = await licensed(admin);
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    // It has begun, although its text sorts after the present instant in UTC.
    const begun = new Date(Date.now() - 60_000 + 14 * 3_600_000).toISOString().replace('Z', '+14:00');
    const [scheduled, suspended] = await Promise.all(
      [inAnHour, inAnHour, begun].map((starts) =>
        create<Resource>('/v1/admin/licenses', admin, termsFor(partner.id, product.id, { starts })),
      ),
    );
    await patch(suspended?.id ?? '', { status: 'suspended' });
    const list = await request(`/v1/admin/licenses?partner=${partner.id}&status=scheduled&count=true`, {
      token: admin,
    });
    expect(await list.json()).toMatchObject({ items: [{ id: scheduled?.id, status: 'active' }], count: 1 });
    const active = await request(`/v1/admin/licenses?partner=${partner.id}&status=active`, { token: admin });
    const ids = ((await active.json()) as { items: Resource[] }).items.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([license.id, scheduled?.id]));
  });

  it('tells the units that are used of its day, month and term', async () => {
    const newsroom = await openNewsroom();
    const site = await openSite(newsroom);
    const { used } = (await (
      await request(`/v1/admin/licenses/${site.license}`, { token: admin })
    ).json()) as { used: unknown };
    expect(used).toEqual({ day: 0, month: 0, term: 0 });
    const { id } = await ingest(newsroom, wireItem());
    expect((await request(`/v1/articles/${id}`, { token: site.token })).status).toBe(200);
    const read = await request(`/v1/admin/licenses/${site.license}`, { token: admin });
    expect(await read.json()).toMatchObject({ used: { day: 1, month: 1, term: 1 } });
  });
});

describe('what a decision needs of a license', () => {
  it('is its terms, partner, products, general restrictions and epoch, as they stand together', async () => {
    const { partner, product, license } = await licensed(admin);
    const restriction = await create<Resource>('/v1/admin/restrictions', admin, {
      scope: 'section:sport',
      text: 'JAPAN OUT',
    });
    const bundle = await loadLicenseBundle(env.DB, license.id);
    expect(bundle).toMatchObject({
      license: {
        id: license.id,
        version: 1,
        terms: { partner: partner.id },
        titles: [{ id: 'kansai-web' }, { id: 'wien' }],
      },
      status: 'active',
      startsMs: Date.UTC(2026, 0, 1),
      endsMs: Date.UTC(2099, 0, 1),
      partner: { id: partner.id, name: 'Kansai Group', status: 'active', ledger: 'ledger-0' },
      products: [{ id: product.id, selection: { sections: ['sport'] } }],
    });
    expect(bundle?.restrictions.map(({ id }) => id)).toContain(restriction.id);
    await request(`/v1/admin/products/${product.id}`, {
      method: 'PATCH',
      token: admin,
      json: { sections: null, languages: ['ja'] },
    });
    const later = await loadLicenseBundle(env.DB, license.id);
    expect(later?.products).toEqual([{ id: product.id, selection: { languages: ['ja'] } }]);
    expect(later?.epoch).toBe((bundle?.epoch ?? 0) + 1);
  });

  it('is nothing when there is no such license', async () => {
    expect(await loadLicenseBundle(env.DB, 'lic_none')).toBeNull();
  });
});
