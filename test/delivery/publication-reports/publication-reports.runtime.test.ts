/** Reports over HTTP: entered once, all or none, amended by their name; and read again. */
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { create, operatorToken, request } from '../../support/gateway.ts';
import { drain, ingest, logOf, openSite, scenario, wireItem } from '../../support/newsroom.ts';

const { newsroom, site } = await scenario();

interface Answer {
  items: { id: string; index: number; repeated: boolean; clientRef?: string }[];
  entered: number;
  repeated: number;
}
interface Problem {
  code: string;
  detail: string;
  errors: { path: string; message: string; line?: number; column?: number }[];
}

const publishedAt = '2026-11-24T07:00:00Z';
const report = { uri: 'urn:test:one', title: 'morgen', channel: 'web', publishedAt };
const post = (json: unknown, token = site.token, path = '/v1/publications') => request(path, { token, json });
const csv = (body: string, path = '/v1/publications') =>
  request(path, { token: site.token, body, headers: { 'Content-Type': 'text/csv; charset=utf-8' } });
const faultsOf = async (response: Response) => {
  expect(response.status).toBe(400);
  return ((await response.json()) as Problem).errors;
};

describe('a report', () => {
  it('is one entry, however often it is sent and by whichever key', async () => {
    const own = await openSite(newsroom);
    const first = await post(report, own.token);
    expect(first.status).toBe(201);
    const repeated = await post([{ ...report, publishedAt: '2026-11-24T08:00:00+01:00' }, report], own.token);
    expect(repeated.status).toBe(200);
    expect(await repeated.json<Answer>()).toMatchObject({ entered: 0, repeated: 2 });
    const log = await logOf(own.license);
    expect(log.map(({ kind, outcome, billable }) => [kind, outcome, billable])).toEqual([
      ['publication', 'permit', 0],
    ]);
  });

  it('of many at once is as many entries, in their order', async () => {
    const own = await openSite(newsroom);
    const many = Array.from({ length: 450 }, (_, n) => ({
      ...report,
      uri: `urn:test:${n}`,
      clientRef: `r${n}`,
    }));
    const answer = await (await post(many, own.token)).json<Answer>();
    expect(answer.items.map(({ index, clientRef }) => [index, clientRef])).toEqual(
      many.map(({ clientRef }, n) => [n, clientRef]),
    );
    const more = [...many.slice(400), { ...report, clientRef: 'last' }];
    expect(await (await post(more, own.token)).json<Answer>()).toMatchObject({ entered: 1, repeated: 50 });
  });

  it('is found by its article', async () => {
    const own = await openSite(newsroom);
    const [{ id }, article] = [await ingest(newsroom, wireItem()), await ingest(newsroom, wireItem())];
    await post([report, { ...report, uri: undefined, article: id, title: 'abend' }], own.token);
    await drain();
    const found = async (query: string) => {
      const answer = await request(`/v1/publications?${query}`, { token: own.token });
      expect(answer.status).toBe(200);
      return (await answer.json<{ items: { article: string | null; title: string }[] }>()).items;
    };
    expect(await found(`article=${id}`)).toMatchObject([{ article: id, title: 'abend' }]);
    expect(await found(`article=${article.id}`)).toEqual([]);
    expect(await found('')).toHaveLength(2);
  });

  it('amends the one of the same name', async () => {
    const own = await openSite(newsroom);
    const named = { ...report, clientRef: 'cms-7' };
    await post(named, own.token);
    await post({ ...named, withdrawnAt: '2026-11-25T07:00:00Z' }, own.token);
    const log = (await logOf(own.license)).map(({ body }) => JSON.parse(body));
    expect(log.map(({ revision, withdrawnAt }) => [revision, withdrawnAt])).toEqual([
      [undefined, null],
      [1, '2026-11-25T07:00:00.000Z'],
    ]);
  });

  it('that is faulty is told with its place, and nothing of the list is entered', async () => {
    const before = (await logOf(site.license)).length;
    expect(await faultsOf(await post({ ...report, channel: 'fax' }))).toMatchObject([{ path: '/channel' }]);
    expect(
      await faultsOf(
        await post([
          report,
          { ...report, uri: undefined },
          { ...report, publishedAt: '2099-01-01T00:00:00Z' },
          { ...report, url: 'https://user:word@morgen.example/' },
          { ...report, reader: 'Anna' },
        ]),
      ),
    ).toMatchObject([{ path: '/1' }, { path: '/3/url' }, { path: '/4/reader' }]);
    expect(await faultsOf(await post({ ...report, publishedAt: '2099-01-01T00:00:00Z' }))).toMatchObject([
      { path: '/publishedAt' },
    ]);
    expect(await faultsOf(await post([]))).toMatchObject([{ path: '/' }]);
    expect(await logOf(site.license)).toHaveLength(before);
  });

  it('is refused when there have been too many that day', { tags: 'slow' }, async () => {
    const own = await openSite(newsroom);
    await post(report, own.token);
    await drain();
    const places = Array.from({ length: 49_999 }, (_, n) => 1_000 + n);
    await env.DB.prepare(
      `INSERT INTO notes (license, idx, shard, seq, id, at, kind, leaf, body)
       SELECT license, value, shard, value, 'pub_' || license || value, at, kind, '', '{}'
       FROM notes CROSS JOIN json_each(?2) WHERE license = ?1`,
    )
      .bind(own.license, JSON.stringify(places))
      .run();
    const answer = await post({ ...report, clientRef: 'one-more' }, own.token);
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, '3600']);
    await env.DB.prepare('DELETE FROM notes WHERE license = ? AND idx >= 1000').bind(own.license).run();
  });

  it('names deliveries of its own license only', async () => {
    const entry = `dlv_${'0'.repeat(12)}7${'0'.repeat(19)}`;
    expect(await faultsOf(await post({ ...report, entry }))).toMatchObject([{ path: '/entry' }]);
    expect(await faultsOf(await post({ ...report, receipt: 'a.b.c' }))).toMatchObject([{ path: '/receipt' }]);
  });
});

describe('a table', () => {
  const head = 'uri,title,channel,publishedAt,components';

  it('is entered as a list would be', async () => {
    const answer = await csv(
      `${head}\r\nurn:test:t1,morgen,web,${publishedAt},\r\n"urn:test:t2",abend,app,${publishedAt},b a\r\n`,
    );
    expect(answer.status).toBe(201);
    expect(await answer.json<Answer>()).toMatchObject({ entered: 2 });
    const last = JSON.parse((await logOf(site.license)).at(-1)?.body ?? '');
    expect(last).toMatchObject({ title: 'abend', channel: 'app', components: ['a', 'b'] });
  });

  it('with faults is told each with line and column', async () => {
    const faults = await faultsOf(
      await csv(
        `${head}\nurn:test:t3,morgen,web,${publishedAt},\n,morgen,fax,yesterday,\nurn:test:t4,morgen,web,2099-01-01T00:00:00Z,`,
      ),
    );
    expect(faults).toMatchObject([
      { path: '/1/channel', line: 3, column: 3 },
      { path: '/1/publishedAt', line: 3, column: 4 },
    ]);
    expect(await faultsOf(await csv('uri;title\nx;y'))).toMatchObject([{ path: '/', line: 1, column: 1 }]);
    expect((await csv(head)).status).toBe(400);
  });

  it('is for reports alone', async () => {
    const elsewhere = await csv('a,b', '/v1/decisions');
    expect(elsewhere.status).toBe(415);
  });
});

describe('a declaration', () => {
  it('is entered, and read again by its own partner', async () => {
    const own = await openSite(newsroom);
    const declared = {
      title: 'morgen',
      period: '2026-10',
      figure: 'circulation',
      value: 48_200,
      unit: 'copies',
    };
    expect((await post(declared, own.token, '/v1/declarations')).status).toBe(201);
    expect((await post(declared, own.token, '/v1/declarations')).status).toBe(200);
    const table = `title,period,figure,value\nabend,2026-Q3,page_views,1200\n`;
    const sent = await request('/v1/declarations', {
      token: own.token,
      body: table,
      headers: { 'Content-Type': 'text/csv' },
    });
    expect(sent.status).toBe(201);
    await drain();
    const list = async (query = '', token = own.token) =>
      (
        await (
          await request(`/v1/declarations${query}`, { token })
        ).json<{ items: Record<string, unknown>[] }>()
      ).items;
    expect(await list()).toMatchObject([{ title: 'abend', value: 1200, unit: null }, declared]);
    expect(await list('?title=abend')).toHaveLength(1);
    expect(await list('', site.token)).toEqual([]);
  });

  it.each([{ period: '2026-13' }, { figure: 'souls' }, { value: -1 }, { value: '3' }])(
    'is refused where it says %j',
    async (change) => {
      const declared = { title: 'morgen', period: '2026', figure: 'readers', value: 1, ...change };
      expect(await faultsOf(await post(declared, site.token, '/v1/declarations'))).toMatchObject([
        { path: `/${Object.keys(change)[0]}` },
      ]);
    },
  );
});

describe('what left by another door', () => {
  const sent = { uri: 'urn:test:mailed', door: 'email', sentAt: publishedAt, note: 'The line was down' };
  const enter = (json: unknown, token = newsroom.admin) => post(json, token, '/v1/admin/externals');

  it('is entered once by the desk, beside the deliveries, with who has done so', async () => {
    const own = await openSite(newsroom);
    const created = await create<{ id: string }>('/v1/admin/externals', newsroom.admin, {
      license: own.license,
      ...sent,
    });
    expect((await enter({ license: own.license, ...sent })).status).toBe(200);
    const [row, ...more] = await logOf(own.license);
    expect(more).toEqual([]);
    expect(JSON.parse(row?.body ?? '')).toMatchObject({
      id: created.id,
      kind: 'external',
      door: 'email',
      key: null,
      operator: expect.stringMatching(/^opr_/),
    });
    await drain('operators');
    const auditor = await operatorToken('auditor');
    const { items } = await (
      await request(`/v1/audit/actions?resource=${own.license}`, { token: auditor })
    ).json<{ items: { act: string }[] }>();
    expect(items.map(({ act }) => act)).toContain('external.enter');
    const entry = await request(`/v1/audit/deliveries/${created.id}`, { token: auditor });
    expect(await entry.json()).toMatchObject({ entry: { id: created.id }, trace: null, receipt: null });
    const listed = await request(`/v1/audit/deliveries?license=${own.license}&kind=external`, {
      token: auditor,
    });
    expect(await listed.json()).toMatchObject({ items: [{ id: created.id }] });
  });

  it('of an unknown license, or in the future, is refused', async () => {
    expect((await enter({ license: `lic_${'0'.repeat(32)}`, ...sent })).status).toBe(404);
    expect((await enter({ license: site.license, ...sent, sentAt: '2099-01-01T00:00:00Z' })).status).toBe(
      400,
    );
    expect((await enter({ license: site.license, ...sent, article: 'itm_1' })).status).toBe(400);
  });
});
