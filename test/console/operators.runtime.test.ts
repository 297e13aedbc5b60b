import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { visitor } from '../support/console.ts';
import { create, operatorToken, partnerToken, request } from '../support/gateway.ts';

const HOSTILE = `<script>alert(1)</script>"'&`;
const SECRET = /imp_live_opr_[0-9a-f]{32}_[\w-]+/g;
const onceIn = (html: string) => /name="_once" value="([\w-]+)"/.exec(html)?.[1] ?? '';

interface Operator {
  id: string;
  client_id: string;
  client_secret: string;
}

const add = async (role: string, name = 'Dana') =>
  create<Operator>('/v1/admin/operators', await operatorToken('owner'), { name, role });

/** Somebody who signs in elsewhere. */
async function addPerson(): Promise<string> {
  const operator = await add('desk', `Ida ${HOSTILE}`);
  const identity = JSON.stringify({ issuer: 'https://login.tidemark.example', subject: `sub-${HOSTILE}` });
  await env.DB.prepare('UPDATE operators SET identity = ?, hint = NULL WHERE id = ?')
    .bind(identity, operator.id)
    .run();
  return operator.id;
}

describe('operators in the console', () => {
  it('are added with a key that is shown once, and not a second time by the same form', async () => {
    const owner = await visitor('owner');
    const form: [string, string][] = [
      ['_once', onceIn(await owner.page('/console/operators/new'))],
      ['/name', `Dana ${HOSTILE}`],
      ['/role', 'desk'],
      ['/expires', ''],
      ['/jwk', ''],
    ];
    expect(await owner.page('/console/operators/new')).toContain('is all that’s needed to sign in');
    const html = await (await owner.post('/console/operators/new', form)).text();
    expect(html.match(SECRET)).toHaveLength(1);
    expect(html).not.toContain('/v1/admin/articles');
    expect(html).toContain('Anyone with the secret can sign in as this operator');
    expect(html).not.toContain('<script>alert');
    const id = /data-then="\/console\/operators\/(opr_[0-9a-f]{32})"/.exec(html)?.[1] ?? '';
    const client_secret = html.match(SECRET)?.[0] ?? '';
    expect(await partnerToken({ client_id: id, client_secret })).toMatch(/^ey/);
    const newsroom = [
      ['/name', 'Editorial system'],
      ['/role', 'ingest'],
    ] as [string, string][];
    const sends = await (await owner.post('/console/operators/new', newsroom)).text();
    expect(sends).toMatch(
      /<code>PUT http[^<]*\/v1\/admin\/articles<\/code>\. <a href="\/docs\/agency#ingestArticle">/,
    );
    const repeated = await owner.post('/console/operators/new', form);
    expect(repeated.headers.get('Location')).toBe('/console/operators?done=not_added_twice');
    expect(await owner.page(`/console/operators/${id}`)).not.toMatch(SECRET);
  });

  it('are listed with their roles and where they sign in, oneself among them', async () => {
    const owner = await visitor('owner');
    const person = await addPerson();
    const html = await owner.page('/console/operators');
    expect(html).toContain('>login.tidemark.example<');
    expect(html).toContain('(you)');
    expect(html).not.toContain('<script>alert');
    const page = await owner.page(`/console/operators/${person}`);
    expect(page).toContain('https://login.tidemark.example');
    expect(page).not.toContain('<script>alert');
    // Neither key nor role is ours.
    expect(page).not.toContain('/rotate');
    expect(await owner.page(`/console/operators/${person}/change`)).not.toContain('name="/role"');
  });

  it('are listed and counted by role', async () => {
    const owner = await visitor('owner');
    const [desk, auditor] = [await add('desk', 'Dora of the desk'), await add('auditor', 'Aude the auditor')];
    const list = await owner.page('/console/operators?role=auditor&q=the');
    expect(list).toContain(`href="/console/operators/${auditor.id}"`);
    expect(list).not.toContain(desk.id);
    expect(list).toContain('<option value="auditor" selected="">Auditor</option>');
    // What is added from there has the role.
    expect(list).toContain('href="/console/operators/new?role=auditor"');
    const all = `/v1/admin/operators?q=the&count=true`;
    const token = await operatorToken('owner');
    const counted = async (path: string) =>
      ((await (await request(path, { token })).json()) as { count: number }).count;
    expect(await counted(all)).toBe(2);
    expect(await counted(`${all}&role=desk`)).toBe(1);
    expect((await request('/v1/admin/operators?role=editor', { token })).status).toBe(400);
  });

  it('get another role at once', async () => {
    const owner = await visitor('owner');
    const operator = await add('desk');
    const page = `/console/operators/${operator.id}`;
    const changed = await owner.post(`${page}/change`, [
      ['/name', 'Dana'],
      ['/role', 'auditor'],
    ]);
    expect(changed.headers.get('Location')).toBe(`${page}?done=operator_changed`);
    expect(await owner.page(page)).toContain('Auditor');
  });

  it('are suspended, reactivated, rotated and revoked by typing their name', async () => {
    const owner = await visitor('owner');
    const operator = await add('desk');
    const page = `/console/operators/${operator.id}`;
    const act = async (what: string, name = 'Dana', more: [string, string][] = []) =>
      owner.post(`${page}/${what}`, [['/confirm', name], ...more]);
    expect((await act('suspend', 'Dan')).status).toBe(400);
    expect((await act('suspend')).headers.get('Location')).toBe(`${page}?done=operator_suspended`);
    await expect(partnerToken(operator)).rejects.toThrow(/401/);
    expect((await act('reactivate')).headers.get('Location')).toBe(`${page}?done=operator_reactivated`);
    expect(await partnerToken(operator)).toMatch(/^ey/);
    const once: [string, string] = ['_once', onceIn(await owner.page(`${page}/rotate`))];
    const html = await (await act('rotate', 'Dana', [once])).text();
    const client_secret = html.match(SECRET)?.[0] ?? '';
    expect(html.match(SECRET)).toHaveLength(1);
    await expect(partnerToken(operator)).rejects.toThrow(/401/);
    expect(await partnerToken({ ...operator, client_secret })).toMatch(/^ey/);
    const repeated = await act('rotate', 'Dana', [once]);
    expect(repeated.headers.get('Location')).toBe(`${page}?done=not_rotated_twice`);
    expect((await act('revoke')).headers.get('Location')).toBe(`${page}?done=operator_revoked`);
    await expect(partnerToken({ ...operator, client_secret })).rejects.toThrow(/401/);
    expect(await owner.page(page)).not.toContain(`${page}/revoke`);
  });

  it('are nobody’s but owners’', async () => {
    for (const role of ['desk', 'ingest', 'auditor'] as const) {
      const visit = await visitor(role);
      expect([role, (await visit.get('/console/operators')).status]).toEqual([role, 403]);
      expect(await visit.page('/console/products', role === 'desk' ? 200 : 403)).not.toContain(
        'href="/console/operators"',
      );
    }
  });
});
