import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { licensed } from '../licensing/desk.ts';
import { type Visitor, visitor } from '../support/console.ts';
import { create, operatorToken, partnerToken, request } from '../support/gateway.ts';

const HOSTILE = `<script>alert(1)</script>"'&`;
const SECRET = /imp_(?:live|test)_key_[0-9a-f]{32}_[\w-]+/g;

interface Key {
  id: string;
  client_secret: string;
  previousExpires?: string;
}

async function openLicense() {
  const admin = await operatorToken('admin');
  return { admin, desk: await visitor('desk'), ...(await licensed(admin)) };
}

const listed = async (token: string, license: string) =>
  ((await (await request(`/v1/admin/keys?license=${license}`, { token })).json()) as { items: Key[] }).items;

/** The word that makes a form the same form when it is sent again. */
const onceIn = (html: string) => /name="_once" value="([\w-]+)"/.exec(html)?.[1] ?? '';

async function issue(desk: Visitor, license: string, more: [string, string][] = []) {
  const once = onceIn(await desk.page(`/console/keys/new?license=${license}`));
  const form: [string, string][] = [
    ['_once', once],
    ['/license', license],
    ['/name', 'cms'],
    ['/env', 'live'],
    ['/addresses', ''],
    ...more,
  ];
  return { form, response: await desk.post(`/console/keys/new?license=${license}`, form) };
}

describe('an API key in the console', () => {
  it('is issued on a page that shows its secret once, with what to do with it', async () => {
    const { admin, desk, license } = await openLicense();
    const { response } = await issue(desk, license.id);
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('private, no-store');
    const html = await response.text();
    const found = html.match(SECRET) ?? [];
    expect(found).toHaveLength(1);
    expect(html).toContain(
      'Anyone with the secret can fetch content as this partner: it contains the client ID.',
    );
    const [key] = await listed(admin, license.id);
    expect(html).toContain(`curl -u ${key?.id} `);
    expect(html).toContain('http://localhost:8787/oauth/token');
    expect(html).toContain(`data-then="/console/keys/${key?.id}"`);
    const client = { client_id: key?.id ?? '', client_secret: found[0] ?? '' };
    expect(await partnerToken(client)).toMatch(/^ey/);
  });

  it('that is asked for by the same form again is not made again, and the secret is not told again', async () => {
    const { admin, desk, license } = await openLicense();
    const { form } = await issue(desk, license.id);
    const repeated = await desk.post('/console/keys/new', form);
    expect(repeated.status).toBe(303);
    expect(repeated.headers.get('Location')).toBe('/console/keys?done=not_issued_twice');
    const html = await desk.page('/console/keys?done=not_issued_twice');
    expect(html).toContain('no second key was created');
    expect(html).not.toMatch(SECRET);
    expect(await listed(admin, license.id)).toHaveLength(1);
  });

  it('shows when it was last used, on its page, in the list and with its partner', async () => {
    const { admin, desk, license, partner } = await openLicense();
    const key = await create<Key & { client_id: string }>('/v1/admin/keys', admin, {
      license: license.id,
      name: `cms ${HOSTILE}`,
      addresses: ['192.0.2.0/24'],
      dpop: true,
      env: 'test',
    });
    const pages = [
      `/console/keys/${key.id}`,
      `/console/keys?license=${license.id}`,
      `/console/partners/${partner.id}`,
    ];
    for (const page of pages) expect(await desk.page(page)).toContain('>Never<');
    await env.DB.prepare(`UPDATE api_keys SET last_used = '2026-11-20T08:15:00.000Z' WHERE id = ?`)
      .bind(key.id)
      .run();
    for (const page of pages) {
      const html = await desk.page(page);
      expect(html).toContain('datetime="2026-11-20T08:15:00.000Z"');
      expect(html).not.toContain('>Never<');
      expect(html).not.toContain('<script>alert');
      expect(html).not.toMatch(SECRET);
    }
    const html = await desk.page(`/console/keys/${key.id}`);
    expect(html).toContain('192.0.2.0/24');
    expect(html).toContain('sender-constrained (DPoP)');
    expect(html).toContain(`href="/console/licenses/${license.id}"`);
    expect(html).toContain(`href="/console/partners/${partner.id}"`);
  });

  it('with a public key of the partner’s has no secret to show', async () => {
    const { desk, license, admin } = await openLicense();
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
    const { response } = await issue(desk, license.id, [['/jwk', JSON.stringify(jwk)]]);
    const [key] = await listed(admin, license.id);
    expect(response.headers.get('Location')).toBe(`/console/keys/${key?.id}?done=key_registered`);
    expect(await desk.page(`/console/keys/${key?.id}`)).toContain('private_key_jwt');
    expect(await desk.page(`/console/keys/${key?.id}/rotate`)).toContain('name="/jwk"');
    const { response: refused } = await issue(desk, license.id, [['/jwk', '{"kty":']]);
    expect(await refused.text()).toMatch(/id="f-jwk-fault"[^>]*>Enter valid JSON/);
  });

  it('is rotated with an overlap, and shows the new secret once', async () => {
    const { admin, desk, license } = await openLicense();
    const key = await create<Key>('/v1/admin/keys', admin, { license: license.id, name: 'cms' });
    const page = `/console/keys/${key.id}/rotate`;
    const form: [string, string][] = [
      ['_once', onceIn(await desk.page(page))],
      ['/overlapHours', '2'],
    ];
    const tooLong = await desk.post(page, [...form.slice(0, 1), ['/overlapHours', '400']]);
    expect(tooLong.status).toBe(400);
    expect(await tooLong.text()).toContain('id="f-overlapHours-fault"');
    const html = await (await desk.post(page, form)).text();
    const [secret = ''] = html.match(SECRET) ?? [];
    expect(html.match(SECRET)).toHaveLength(1);
    expect(html).toContain('Earlier secrets of this key work until');
    expect(secret).not.toBe(key.client_secret);
    expect(await partnerToken({ client_id: key.id, client_secret: secret })).toMatch(/^ey/);
    const { previousExpires } = (await listed(admin, license.id))[0] ?? {};
    for (const shown of [`/console/keys/${key.id}`, '/console/keys', `/console/licenses/${license.id}`])
      expect(await desk.page(shown)).toMatch(
        RegExp(`Older secret works until(</dt><dd>| )<time datetime="${previousExpires}"`),
      );
    expect((await desk.post(page, form)).headers.get('Location')).toBe(
      `/console/keys/${key.id}?done=not_rotated_twice`,
    );
  });

  it('has a feed address made for it, shown once, replaced at once, and revoked by its name', async () => {
    const { admin, desk, license } = await openLicense();
    const key = await create<Key>('/v1/admin/keys', admin, { license: license.id, name: 'reader' });
    const here = `/console/keys/${key.id}`;
    const page = `${here}/feed-address`;
    expect(await desk.page(here)).toContain(`href="${page}"`);
    const make = async (): Promise<string> => {
      const form: [string, string][] = [['_once', onceIn(await desk.page(page))]];
      const response = await desk.post(page, form);
      expect([response.status, response.headers.get('Cache-Control')]).toEqual([200, 'private, no-store']);
      const html = await response.text();
      const found = html.match(/http:\/\/localhost:8787(\/v1\/feeds\/feed_[0-9a-f]{72}\/articles\.rss)/);
      expect(html.match(/feed_[0-9a-f]{72}/g)).toHaveLength(1);
      expect(html).toContain(`data-then="${here}"`);
      const repeated = await desk.post(page, form);
      expect(repeated.headers.get('Location')).toBe(`${here}?done=feed_not_created_twice`);
      return found?.[1] ?? '';
    };
    const first = await make();
    expect((await request(first)).status).toBe(200);
    expect(await desk.page(page)).toContain('A new one replaces it immediately');
    const second = await make();
    expect([(await request(first)).status, (await request(second)).status]).toEqual([404, 200]);
    for (const shown of [here, page, '/console/keys'])
      expect(await desk.page(shown)).not.toMatch(/feed_[0-9a-f]{8}/);

    const misnamed = await desk.post(`${page}/revoke`, [['/confirm', 'another']]);
    expect(misnamed.status).toBe(400);
    expect((await request(second)).status).toBe(200);
    await desk.page(`${page}/revoke`);
    const revoked = await desk.post(`${page}/revoke`, [['/confirm', 'reader']]);
    expect(revoked.headers.get('Location')).toBe(`${here}?done=feed_revoked`);
    expect((await request(second)).status).toBe(404);
    expect(await desk.page(here)).toContain('>none<');
  });

  it('has its security limits folded until one is set or at fault', async () => {
    const { desk, license } = await openLicense();
    const foldOf = (html: string) => /<details class="folded"[^>]*>/.exec(html)?.[0];
    expect(foldOf(await desk.page('/console/keys/new'))).not.toContain('open');
    const { response } = await issue(desk, license.id, [['/jwk', 'no key']]);
    expect(foldOf(await response.text())).toContain('open');
  });

  it('is changed: name, end in the zone of the viewer, addresses', async () => {
    const { admin, desk, license } = await openLicense();
    const addresses = ['192.0.2.0/24'];
    const key = await create<Key>('/v1/admin/keys', admin, { license: license.id, name: 'cms', addresses });
    const page = `/console/keys/${key.id}/change`;
    expect(await desk.page(page)).toContain('192.0.2.0/24');
    const refused = await desk.post(page, [
      ['/name', 'app'],
      ['/addresses', '192.0.2.1/24'],
    ]);
    expect(await refused.text()).toMatch(
      /id="f-addresses-fault"[^>]*>“[^”]+”: Enter an IP address or a CIDR block/,
    );
    const cookie = `${desk.cookie}; imprimatur-zone=Asia%2FTokyo`;
    const form: [string, string][] = [
      ['/name', 'app'],
      ['/expires', '2098-01-01T09:00'],
      ['/addresses', ''],
    ];
    const changed = await desk.post(page, form, { Cookie: cookie });
    expect(changed.headers.get('Location')).toBe(`/console/keys/${key.id}?done=key_changed`);
    const now = await (await request(`/v1/admin/keys/${key.id}`, { token: admin })).json();
    expect(now).toMatchObject({ name: 'app', expires: '2098-01-01T00:00:00.000Z' });
    expect(now).not.toHaveProperty('addresses');
  });

  it('is revoked by typing its name, and offers nothing more then', async () => {
    const { admin, desk, license } = await openLicense();
    const key = await create<Key & { client_id: string }>('/v1/admin/keys', admin, {
      license: license.id,
      name: 'cms',
    });
    const page = `/console/keys/${key.id}`;
    expect((await desk.post(`${page}/revoke`, [['/confirm', 'app']])).status).toBe(400);
    expect(await partnerToken(key)).toMatch(/^ey/);
    const done = await desk.post(`${page}/revoke`, [['/confirm', 'cms']]);
    expect(done.headers.get('Location')).toBe(`${page}?done=key_revoked`);
    await expect(partnerToken(key)).rejects.toThrow(/401/);
    const html = await desk.page(page);
    expect(html).toContain('This key is revoked');
    expect(html).not.toContain(`${page}/rotate`);
    expect(html).not.toContain('curl');
  });

  it('says when nothing is delivered on it, and why', async () => {
    const { admin, desk, license } = await openLicense();
    const key = await create<Key>('/v1/admin/keys', admin, { license: license.id, name: 'cms' });
    const json = { status: 'suspended' };
    await request(`/v1/admin/licenses/${license.id}`, { method: 'PATCH', token: admin, json });
    expect(await desk.page(`/console/keys/${key.id}`)).toContain('its license is suspended');
    await env.DB.prepare(`UPDATE api_keys SET expires = '2026-01-01T00:00:00.000Z' WHERE id = ?`)
      .bind(key.id)
      .run();
    expect(await desk.page(`/console/keys/${key.id}`)).toContain('This key has expired');
  });

  it('is offered for the licenses of the partner that it is asked for', async () => {
    const { admin, desk, partner, license } = await openLicense();
    const other = await licensed(admin);
    const html = await desk.page(`/console/keys/new?partner=${partner.id}`);
    expect(html).toContain(`name="/license.is" value="${license.id} `);
    expect(html).not.toContain(other.license.id);
    const key = await create<Key>('/v1/admin/keys', admin, { license: license.id, name: 'mine' });
    expect(await desk.page(`/console/keys?partner=${partner.id}`)).toContain(key.id);
    expect(await desk.page(`/console/keys?partner=${other.partner.id}`)).not.toContain(key.id);
  });

  it.each([
    ['is terminated', { status: 'terminated' }, 'This license is terminated. Choose another one'],
    [
      'is over',
      { starts: '2020-01-01T00:00:00Z', ends: '2021-01-01T00:00:00Z' },
      'The term of this license is over. Renew the license first',
    ],
  ])('is not created for a license that %s, which the form says and leads to', async (_, change, said) => {
    const { admin, desk, license } = await openLicense();
    const page = `/console/licenses/${license.id}`;
    await request(`/v1/admin/licenses/${license.id}`, { method: 'PATCH', token: admin, json: change });
    const fault = `id="f-license-fault">${said} · <a href="${page}">Open license</a>`;
    expect(await desk.page(`/console/keys/new?license=${license.id}`)).toContain(fault);
    const { response } = await issue(desk, license.id);
    expect(response.status).toBe(409);
    expect(await response.text()).toContain(fault);
    expect(await listed(admin, license.id)).toEqual([]);
  });

  it('that is unknown is a page of its own', async () => {
    const { desk } = await openLicense();
    expect(await desk.page('/console/keys/key_none', 404)).toContain('Not found');
  });
});
