/**
 * What a partner states of a use besides: part of the decision's name, of the log, and of nothing that is a
 * list.
 */
import { describe, expect, it } from 'vitest';
import { request } from '../support/gateway.ts';
import { ingest, ingestWithPhotograph, logOf, scenario, wireItem } from '../support/newsroom.ts';

const { newsroom, site } = await scenario();
const article = await ingestWithPhotograph(newsroom);

const get = (path: string) => request(path, { token: site.token });

describe('a stated fact', () => {
  it('stands in the log with what else was stated, and on the record of the receipt', async () => {
    const query = 'use=display&purpose=Editorial&absoluteSize=1200px&event=urn:example:final';
    const response = await get(`/v1/articles/${article.id}?${query}`);
    expect(response.status).toBe(200);
    const stated = { purpose: 'editorial', absoluteSize: '1200 px', event: 'urn:example:final' };
    const entry = (await logOf(site.license)).find(({ id }) => id === response.headers.get('Rights-Entry'));
    expect(JSON.parse(entry?.body ?? '{}')).toMatchObject({ use: 'display', stated });
    const record = await request(`/v1/receipts/${entry?.id}`);
    expect(((await record.json()) as { stated: unknown }).stated).toMatchObject({
      use: 'display',
      ...stated,
    });
  });

  it('leaves no trace in an entry that states nothing besides', async () => {
    const response = await get(`/v1/articles/${article.id}?use=display&territory=AT`);
    const entry = (await logOf(site.license)).find(({ id }) => id === response.headers.get('Rights-Entry'));
    expect(Object.keys(JSON.parse(entry?.body ?? '{}'))).not.toContain('stated');
  });

  it('that cannot be is malformed, and is no refusal in the log', async () => {
    const before = await logOf(site.license);
    for (const path of ['', '/rights', `/components/${article.photograph}`]) {
      const response = await get(`/v1/articles/${article.id}${path}?use=display&territory=Japan`);
      expect([path, response.status]).toEqual([path, 400]);
      expect(await response.json()).toMatchObject({ code: 'malformed', errors: [{ path: '/territory' }] });
    }
    expect(await logOf(site.license)).toEqual(before);
    const abroad = await get(`/v1/articles/${article.id}?use=display&territory=JP`);
    expect([abroad.status, (await logOf(site.license)).length]).toEqual([403, before.length + 1]);
  });

  it('makes another delivery of it, whose answer is not the cached one', async () => {
    const path = `/v1/articles/${article.id}?use=display&count=`;
    const [once, repeated, twice] = await Promise.all([1, '01', 2].map((count) => get(`${path}${count}`)));
    const etag = (response: Response | undefined) => response?.headers.get('ETag');
    expect(etag(once)).toBeTruthy();
    expect(etag(repeated)).toBe(etag(once));
    expect(etag(twice)).not.toBe(etag(once));
    const conditional = await request(`${path}2`, {
      token: site.token,
      headers: { 'If-None-Match': String(etag(once)) },
    });
    expect(conditional.status).toBe(200);
  });

  it('is taken by every route that decides one use', async () => {
    const paths = [`/components/${article.photograph}`, '/rights'];
    for (const path of paths)
      expect([path, (await get(`/v1/articles/${article.id}${path}?use=display&count=1`)).status]).toEqual([
        path,
        200,
      ]);
    const decision = await request('/v1/decisions', {
      token: site.token,
      json: { article: article.id, use: { action: 'display', context: { count: 1, resolution: '72 dpi' } } },
    });
    expect(decision.status).toBe(200);
  });

  it('is asked for by name where a restriction asks for it', async () => {
    const limited = await ingest(newsroom, wireItem({ usageTerms: 'MAXIMUM SIZE 1200 PX.' }));
    const refused = await get(`/v1/articles/${limited.id}?use=display`);
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'indeterminate', missing: ['absoluteSize'] }),
    ]);
    expect(await (await get(`/v1/articles/${limited.id}/rights?use=display`)).json()).toMatchObject({
      outcome: 'deny',
      missing: ['absoluteSize'],
    });
    const fine = await get(`/v1/articles/${article.id}/rights?use=display`);
    expect(await fine.json()).not.toHaveProperty('missing');
  });

  it('opens what a restriction limits, and is carried by receipt, expression and words of that delivery', async () => {
    const limited = await ingest(newsroom, wireItem({ usageTerms: 'MAXIMUM SIZE 1200 PX.' }));
    const path = `/v1/articles/${limited.id}?use=display&title=morgen&channel=web&absoluteSize=`;
    const refused = await get(`${path}1600px`);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([403, 'restricted']);
    const delivered = await get(`${path}800px`);
    expect(delivered.status).toBe(200);
    const [, claims = ''] = (delivered.headers.get('Rights-Receipt') ?? '').split('.');
    expect(JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')))).toMatchObject({
      stated: { absoluteSize: '800 px' },
    });
    const item = (await delivered.json()) as { usageTerms: string; rightsInfo: { encodedRights: string } };
    expect(item.usageTerms).toContain('Only for the use that was stated: absolute size 800 px.');
    expect(JSON.parse(item.rightsInfo.encodedRights).permission[0].constraint).toContainEqual({
      leftOperand: 'absoluteSize',
      operator: 'eq',
      rightOperand: 800,
      unit: 'http://dbpedia.org/resource/Pixel',
    });
    const page = await request(`${path}800px`, { token: site.token, headers: { Accept: 'text/html' } });
    expect(await page.text()).toContain('absolute size 800 px');
    const receipt = delivered.headers.get('Rights-Receipt');
    const verdict = await request('/v1/receipts/verify', { json: { receipt } });
    expect(await verdict.json()).toMatchObject({
      valid: true,
      claims: { stated: { absoluteSize: '800 px' } },
    });
  });

  it('is taken by no list, and refused with its path where nobody may state it', async () => {
    expect((await get('/v1/articles?count=1')).status).toBe(400);
    const decision = await request('/v1/decisions', {
      token: site.token,
      json: { article: article.id, use: { context: { recipient: 'par_1', absoluteSize: '9 bananas' } } },
    });
    expect(decision.status).toBe(400);
    expect(
      ((await decision.json()) as { errors: { path: string }[] }).errors.map(({ path }) => path).sort(),
    ).toEqual(['/use/context/absoluteSize', '/use/context/recipient']);
    const query = await get(`/v1/articles/${article.id}?dateTime=2030-01-01T00:00:00Z`);
    expect(await query.json()).toMatchObject({ code: 'malformed', errors: [{ path: '/dateTime' }] });
  });
});
