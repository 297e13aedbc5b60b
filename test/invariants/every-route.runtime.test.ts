/** Invariant 4: every route enforces the same decision; what must not be seen leaks through none of them. */
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/formats/index.ts';
import { request, tellingHeaders } from '../support/gateway.ts';
import {
  type Ingested,
  ingest,
  ingestWithPhotograph,
  openNewsroom,
  openSite,
  scenario,
  wireItem,
} from '../support/newsroom.ts';

const { newsroom, site } = await scenario();

/** Every partner route that could say something of an article, with the status of each. */
async function everywhere(article: { id: string; components: { id: string }[] }, token = site.token) {
  const component = article.components[0]?.id ?? '';
  const calls: [string, Response][] = await Promise.all(
    [
      ['article', `/v1/articles/${article.id}`],
      ['old version', `/v1/articles/${article.id}?version=1`],
      ['component', `/v1/articles/${article.id}/components/${component}`],
      ['rights', `/v1/articles/${article.id}/rights`],
      ['feed', '/v1/articles'],
      ['search', '/v1/articles?q=Harbor'],
      ['Atom', '/v1/articles.atom'],
      ['RSS', '/v1/articles.rss'],
      ['JSON Feed', '/v1/articles.json'],
    ].map(async ([name, path]) => [name, await request(String(path), { token })] as [string, Response]),
  );
  calls.push([
    'decision',
    await request('/v1/decisions', { token, json: { article: article.id, use: { action: 'display' } } }),
  ]);
  for (const [name, { suffix, mediaTypes }] of Object.entries(FORMATS)) {
    calls.push([name, await request(`/v1/articles/${article.id}.${suffix}`, { token })]);
    const headers = { Accept: mediaTypes[0] };
    calls.push([`accepted ${name}`, await request(`/v1/articles/${article.id}`, { token, headers })]);
  }
  return Promise.all(
    calls.map(async ([name, response]) => ({ name, status: response.status, text: await response.text() })),
  );
}

const LISTS = ['feed', 'search', 'Atom', 'RSS', 'JSON Feed'];
const LEAK = /Secret-body|The deal runs two years/;

async function nothingLeaks(article: Ingested, expected: Record<string, number>) {
  const answers = await everywhere(article);
  for (const { name, status, text } of answers) {
    expect([name, text.match(LEAK)]).toEqual([name, null]);
    if (name in expected) expect([name, status]).toEqual([name, expected[name]]);
    if (LISTS.includes(name)) expect([name, text.includes(article.id)]).toEqual([name, false]);
  }
}

const patch = (id: string, change: Record<string, unknown>) =>
  request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: newsroom.admin, json: change });

describe('every route', () => {
  it('shows an article that is licensed', async () => {
    const article = await ingest(newsroom, wireItem());
    const answers = await everywhere(article);
    expect(answers.map(({ name, status }) => [name, status])).toEqual(answers.map(({ name }) => [name, 200]));
    for (const name of LISTS)
      expect(answers.find((answer) => answer.name === name)?.text).toContain(article.id);
  });

  it('hides a killed article, and says so where it was asked for by id', async () => {
    const article = await ingest(newsroom, wireItem());
    await request(`/v1/articles/${article.id}`, { token: site.token });
    expect(
      (await patch(article.id, { pubStatus: 'canceled', notice: 'Killed: the quotation was wrong.' })).status,
    ).toBe(200);
    await nothingLeaks(article, { article: 410, 'old version': 410, component: 410, HTML: 410, text: 410 });
    const problem = await (await request(`/v1/articles/${article.id}`, { token: site.token })).json();
    expect(problem).toMatchObject({ code: 'killed', notice: 'Killed: the quotation was wrong.' });
  });

  it('hides an article that is held', async () => {
    const article = await ingest(newsroom, wireItem());
    await patch(article.id, { pubStatus: 'withheld' });
    await nothingLeaks(article, { article: 403, 'old version': 403, component: 403 });
  });

  it('hides an embargoed article from a license without advance', async () => {
    const article = await ingest(
      newsroom,
      wireItem({ embargoedUntil: new Date(Date.now() + 3_600_000).toISOString() }),
    );
    await nothingLeaks(article, { article: 403, 'old version': 403, component: 403 });
  });

  it('answers for an article outside the products as for one that does not exist, to the byte', async () => {
    const elsewhere = await openNewsroom();
    const article = await ingestWithPhotograph(elsewhere);
    await nothingLeaks(article, {});
    const unknown = 'itm_00000000000000000000000000000000';
    const pairs = [
      [`/v1/articles/${article.id}`, `/v1/articles/${unknown}`],
      [`/v1/articles/${article.id}?version=1`, `/v1/articles/${unknown}?version=1`],
      [`/v1/articles/${article.id}/rights`, `/v1/articles/${unknown}/rights`],
      [
        `/v1/articles/${article.id}/components/${article.photograph}`,
        `/v1/articles/${unknown}/components/cmp_1`,
      ],
    ] as const;
    for (const [uncovered, absent] of pairs) {
      const [one, other] = await Promise.all(
        [uncovered, absent].map((path) => request(path, { token: site.token })),
      );
      expect([one?.status, await one?.text()]).toEqual([404, await other?.text()]);
      expect(one && tellingHeaders(one)).toEqual(other && tellingHeaders(other));
    }
  });
});

describe('an embargo with advance', () => {
  it('delivers with a banner in every format and notBefore in the receipt, and holds publication', async () => {
    const early = await openSite(newsroom, { advance: true });
    const until = Math.ceil(Date.now() / 1000) * 1000 + 3_600_000;
    const article = await ingest(newsroom, wireItem({ embargoedUntil: new Date(until).toISOString() }));
    for (const accept of ['application/json', 'text/html', 'text/plain']) {
      const response = await request(`/v1/articles/${article.id}`, {
        token: early.token,
        headers: { Accept: accept },
      });
      expect(response.status).toBe(200);
      expect(await response.text()).toMatch(/EMBARGOED/);
      const claims = JSON.parse(
        atob(
          (response.headers.get('Rights-Receipt')?.split('.')[1] ?? '')
            .replaceAll('-', '+')
            .replaceAll('_', '/'),
        ),
      );
      expect(claims.nbf).toBe(until / 1000);
    }
    const display = await request(`/v1/articles/${article.id}?use=display`, { token: early.token });
    expect([display.status, ((await display.json()) as { code: string }).code]).toEqual([403, 'embargoed']);
  });
});

describe('a license that is not in force', () => {
  it('tells nothing of what exists outside its products', async () => {
    const elsewhere = await openNewsroom();
    const article = await ingest(elsewhere, wireItem());
    const over = await openSite(newsroom);
    await request(`/v1/admin/licenses/${over.license}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { status: 'suspended' },
    });
    const [uncovered, unknown] = await Promise.all(
      [article.id, 'itm_00000000000000000000000000000000'].map((id) =>
        request(`/v1/articles/${id}`, { token: over.token }),
      ),
    );
    expect([uncovered?.status, await uncovered?.text()]).toEqual([403, await unknown?.text()]);
  });
});
