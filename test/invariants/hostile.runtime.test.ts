/** Hostile input: 4xx with the path of the fault, never a 500, nothing stored. */
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/formats/index.ts';
import {
  ANONYMOUS_WORK,
  CALLER_WORK,
  HEADER_CHARS_MAX,
  HEADERS_CHARS_MAX,
  OAUTH_BYTES_MAX,
} from '../../src/platform/limits.ts';
import { create, partnerToken, request } from '../support/gateway.ts';
import { HIDDEN_CHARACTERS } from '../support/hidden-characters.ts';
import { type Client, type Ingested, ingest, scenario, terms, wireItem } from '../support/newsroom.ts';

const { newsroom, site } = await scenario();
const article = await ingest(newsroom, wireItem());

const put = (body: BodyInit, headers: Record<string, string> = { 'Content-Type': 'application/json' }) =>
  request(`/v1/admin/articles?section=${newsroom.section}`, {
    method: 'PUT',
    token: newsroom.admin,
    body,
    headers,
  });
const itemCount = async () =>
  (
    await env.DB.prepare(
      'SELECT (SELECT count(*) FROM items) + (SELECT count(*) FROM item_versions) + (SELECT count(*) FROM changes) AS n',
    ).first<{ n: number }>()
  )?.n;

async function refusedWith(response: Response, status: number, code: string) {
  const text = await response.text();
  expect([response.status, text.slice(0, 300)]).toEqual([
    status,
    expect.stringContaining(`"code":"${code}"`),
  ]);
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  return JSON.parse(text) as { errors?: { path: string }[] };
}

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const text = (bytes: number) =>
  JSON.stringify(wireItem({ bodies: [{ contentType: 'text/plain', value: 'word '.repeat(bytes / 5) }] }));

describe('ingest', () => {
  it.each([
    ['JSON that does not end', '{"uri": "urn:x"', 400, 'malformed'],
    ['no JSON at all', '<html>', 400, 'malformed'],
    ['nothing', '', 400, 'malformed'],
    ['an array', '[]', 400, 'malformed'],
    ['null', 'null', 400, 'malformed'],
    ['deep nesting', nested(50_000), 400, 'malformed'],
    [
      'deep nesting inside',
      JSON.stringify(wireItem()).replace('"pubStatus"', `"subjects":${nested(20_000)},"pubStatus"`),
      400,
      'malformed',
    ],
    ['a field that ninjs does not know', JSON.stringify(wireItem({ random: true })), 400, 'malformed'],
    [
      '__proto__ as a field',
      JSON.stringify(wireItem()).replace('"pubStatus"', '"__proto__":{"x":1},"pubStatus"'),
      400,
      'malformed',
    ],
    ['a date that is none', JSON.stringify(wireItem({ versionCreated: 'yesterday' })), 400, 'malformed'],
    ['no uri', JSON.stringify({ ...wireItem(), uri: undefined }), 400, 'malformed'],
  ])('refuses %s', async (_, body, status, code) => {
    const before = await itemCount();
    const problem = await refusedWith(await put(body), status, code);
    expect(problem.errors?.[0]?.path ?? '/').toMatch(/^\//);
    expect(await itemCount()).toBe(before);
  });

  it('says at which path the fault is', async () => {
    const problem = await refusedWith(
      await put(JSON.stringify(wireItem({ headlines: [{ value: 7 }] }))),
      400,
      'malformed',
    );
    expect(problem.errors?.[0]?.path).toMatch(/^\/headlines\/0/);
  });

  it('takes 1 MiB, and refuses more than 4 MiB unread', async () => {
    const before = await put(text(1024 * 1024));
    expect(before.status).toBe(201);
    const large = (await before.json()) as Ingested;
    const delivered = await request(`/v1/articles/${large.id}`, {
      token: site.token,
      headers: { Accept: 'text/plain' },
    });
    expect((await delivered.text()).length).toBeGreaterThan(1_000_000);
    await refusedWith(await put(text(4 * 1024 * 1024 + 10)), 413, 'too_large');
  });

  it.each([
    ['brackets that open', '['.repeat(3_000_000)],
    ['empty objects', `[${'{},'.repeat(1_000_000)}{}]`],
  ])('refuses millions of %s before they are parsed', async (_, body) => {
    const sent = { method: 'POST', body, headers: { 'Content-Type': 'application/json' } };
    const problem = await refusedWith(await request('/v1/receipts/verify', sent), 400, 'too_complex');
    expect(problem).toMatchObject({ exceeded: { what: 'nodes', limit: ANONYMOUS_WORK.nodes } });
  });

  it('refuses more different words of usage terms than are read at once, and reads equal ones once', async () => {
    const terms = (words: string[]) =>
      put(
        JSON.stringify(
          wireItem({
            associations: Array.from({ length: 100 }, (_, n) => ({
              name: `p${n}`,
              uri: `urn:test:terms:${n}`,
              type: 'picture',
              usageTerms: words[n % words.length],
            })),
          }),
        ),
      );
    const long = (n: number) => `JAPAN OUT. ${`R${n} NO SALES IN FRANCE. `.repeat(40)}`;
    const problem = await refusedWith(
      await terms(Array.from({ length: 100 }, (_, n) => long(n))),
      400,
      'too_complex',
    );
    expect(problem).toMatchObject({ exceeded: { what: 'termsWords', limit: CALLER_WORK.termsWords } });
    expect((await terms([long(1), long(2)])).status).toBe(201);
  });

  it('counts the terms of a package before it reads the next item', async () => {
    const words = (n: number) => `R${n} NO SALES IN FRANCE. `.repeat(60);
    const packageOf = (usageTerms: (n: number) => string, last: object) => [
      ...Array.from({ length: 40 }, (_, n) => ({ ...wireItem(), usageTerms: usageTerms(n) })),
      last,
    ];
    const sent = (items: object[]) =>
      request(`/v1/admin/packages?section=${newsroom.section}`, {
        method: 'PUT',
        token: newsroom.admin,
        body: JSON.stringify({ items }),
        headers: { 'Content-Type': 'application/json' },
      });
    await refusedWith(await sent(packageOf(words, { uri: 'no item' })), 400, 'too_complex');
    expect((await sent(packageOf(() => words(1), wireItem()))).status).toBe(201);
  });

  it('refuses more different policies than are compiled at once', async () => {
    const policy = (n: number) =>
      JSON.stringify({
        '@type': 'Set',
        uid: `urn:p:${n}`,
        prohibition: [{ action: 'archive', byline: 'x'.repeat(9_000) }],
      });
    const items = Array.from({ length: 40 }, (_, n) => ({
      ...wireItem(),
      uri: `urn:test:policies:${n}`,
      rightsInfo: { encodedRights: policy(n) },
    }));
    const sent = {
      method: 'PUT',
      body: JSON.stringify({ items }),
      token: newsroom.admin,
      headers: { 'Content-Type': 'application/json' },
    };
    const problem = await refusedWith(
      await request(`/v1/admin/packages?section=${newsroom.section}`, sent),
      400,
      'too_complex',
    );
    expect(problem).toMatchObject({
      exceeded: { what: 'policyCharacters', limit: CALLER_WORK.policyCharacters },
    });
  });

  it('refuses brackets within each other beyond any format', async () => {
    const body = '['.repeat(300) + ']'.repeat(300);
    const problem = await refusedWith(await put(body), 400, 'malformed');
    expect(problem.errors).toEqual([{ path: '/', message: expect.stringContaining('levels') }]);
  });

  it('refuses other types and encoded bodies', async () => {
    await refusedWith(await put('uri=urn', { 'Content-Type': 'text/plain' }), 415, 'unsupported_type');
    await refusedWith(
      await put(JSON.stringify(wireItem()), {
        'Content-Type': 'application/json',
        'Content-Encoding': 'gzip',
      }),
      415,
      'unsupported_type',
    );
  });

  it('takes hidden characters out of a headline and a byline, and delivers what verifies', async () => {
    // In this order the halves of pairs are none.
    const hidden = HIDDEN_CHARACTERS.toReversed().join('');
    const { id } = await ingest(
      newsroom,
      wireItem({
        headlines: [{ value: `Harbor${hidden}reopens`, contentType: 'text/plain' }],
        by: `Ada${hidden}Quist`,
      }),
    );
    for (const { suffix } of Object.values(FORMATS)) {
      const delivered = await request(`/v1/articles/${id}.${suffix}`, { token: site.token });
      const document = await delivered.text();
      expect([suffix, delivered.status, document.includes('\u202e')]).toEqual([suffix, 200, false]);
      expect([suffix, await standingOf(document)]).toEqual([suffix, 'genuine']);
    }
    const answer = await request(`/v1/articles/${id}`, { token: site.token });
    const { headlines, by } = (await answer.json()) as { headlines: { value: string }[]; by: string };
    expect([headlines[0]?.value, by]).toEqual(['Harbor\ufffd\ufffd reopens', 'Ada\ufffd\ufffd Quist']);
  });

  it('lets no active content reach any rendition', async () => {
    const attack =
      '<p onclick="steal()">Hello <script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">link</a> <svg onload=alert(4)></svg></p><iframe src="https://evil.example"></iframe><style>*{}</style>';
    const item = await ingest(
      newsroom,
      wireItem({
        headlines: [{ value: '<script>alert(5)</script> headline' }],
        bodies: [{ contentType: 'application/xhtml+xml', value: attack }],
      }),
    );
    for (const accept of ['application/json', 'text/html', 'text/plain']) {
      const body = await (
        await request(`/v1/articles/${item.id}`, { token: site.token, headers: { Accept: accept } })
      ).text();
      expect(body).toContain('Hello');
      expect(body).not.toMatch(/onclick|onerror|onload|javascript:|<iframe|alert\([1234]\)/);
      if (accept === 'text/html') expect(body).not.toContain('<script>alert');
    }
  });
});

describe('ids, queries and cursors', () => {
  const hostile = [
    '..%2f..%2fetc',
    '%00',
    "itm_' OR 1=1 --",
    '%F0%9F%92%A9',
    'x'.repeat(5_000),
    '%E0%80%80',
    'itm_0000',
    '<script>',
    '%2e%2e',
  ];

  it.each(hostile.map((id) => [id.slice(0, 20), id] as const))(
    'the article id %j is nobody’s',
    async (_, id) => {
      const encoded = id.includes('%') ? id : encodeURIComponent(id);
      for (const path of [
        `/v1/articles/${encoded}`,
        `/v1/articles/${encoded}/components/${encoded}`,
        `/v1/articles/${encoded}/rights`,
        `/v1/receipts/${encoded}`,
      ]) {
        const response = await request(path, { token: site.token });
        expect([path, response.status >= 400 && response.status < 500]).toEqual([path, true]);
      }
      for (const room of ['partners', 'products', 'licenses', 'keys', 'restrictions', 'articles']) {
        const response = await request(`/v1/admin/${room}/${encoded}`, { token: newsroom.admin });
        expect([room, response.status >= 400 && response.status < 500]).toEqual([room, true]);
      }
    },
  );

  it.each(
    [
      '',
      'x',
      'null',
      btoa('null'),
      btoa('[1,2,3]'),
      btoa('{"versionCreated":1}'),
      btoa('[1e999,"itm_1"]'),
      'A'.repeat(9_000),
      '%00',
      "' OR 1",
    ].map((cursor) => [cursor.slice(0, 20), cursor] as const),
  )('the cursor %j is refused', async (_, cursor) => {
    for (const [path, token] of [
      ['/v1/articles', site.token],
      ['/v1/audit/deliveries', site.token],
      ['/v1/admin/partners', newsroom.admin],
      ['/v1/admin/articles', newsroom.admin],
    ] as const) {
      const response = await request(`${path}?cursor=${encodeURIComponent(cursor)}`, { token });
      expect([path, response.status]).toEqual([path, 400]);
    }
  });

  it.each(['use=', 'channel=telepathy', 'teritory=DE', 'limit=-1', 'limit=1e9', 'since=yesterday'])(
    'the query %j is refused with its path',
    async (query) => {
      const list = query.startsWith('limit') || query.startsWith('since');
      const problem = await refusedWith(
        await request(`/v1/articles${list ? '' : `/${article.id}`}?${query}`, { token: site.token }),
        400,
        'malformed',
      );
      expect(problem.errors?.[0]?.path).toBe(`/${query.split('=')[0]}`);
    },
  );

  it.each(["a%' --", 'a_', 'NEAR(', 'words:a', '{facets}', '^a + b', 'a AND NOT', 'ü'.repeat(150)])(
    'searching for %j finds nothing special',
    async (q) => {
      const answer = await request(`/v1/articles?q=${encodeURIComponent(q)}`, { token: site.token });
      expect([answer.status, ((await answer.json()) as { items: unknown[] }).items]).toEqual([200, []]);
    },
  );

  it.each(["%' --", '_', '%', '\\', '"', '*', '\u0000', '-', '😀'])(
    'searching for %j, where no word is, is refused with its path',
    async (q) => {
      const problem = await refusedWith(
        await request(`/v1/articles?q=${encodeURIComponent(q)}`, { token: site.token }),
        400,
        'malformed',
      );
      expect(problem.errors?.[0]?.path).toBe('/q');
    },
  );
});

const standingOf = async (document: string) => {
  const answer = await request('/v1/receipts/verify', { json: { document } });
  return ((await answer.json()) as { standing: string }).standing;
};

describe('names', () => {
  const title = (name: string) => ({ id: 'odd', name, domains: [], market: 'DE' });
  const rows = async () =>
    (await env.DB.prepare('SELECT count(*) AS n FROM partners').first<{ n: number }>())?.n;

  it.each(
    HIDDEN_CHARACTERS.map((character) => [
      (character.codePointAt(0) ?? 0).toString(16).toUpperCase(),
      character,
    ]),
  )('with U+%s are refused, each where it is, and nothing is stored', async (hex, character) => {
    const before = await rows();
    const name = `a${character}b`;
    const json = { name, contact: name, titles: [title(name)] };
    const problem = await refusedWith(
      await request('/v1/admin/partners', { token: newsroom.admin, json }),
      400,
      'malformed',
    );
    const codePoint = `U+${hex.padStart(4, '0')}`;
    const fault = {
      message: expect.stringContaining(`Must not hold ${codePoint}, `),
      key: 'hidden_character',
      parameters: { character: codePoint },
    };
    expect(problem.errors).toEqual(
      ['/name', '/titles/0/name', '/contact'].map((path) => ({ path, ...fault })),
    );
    expect(await rows()).toBe(before);
  });

  it('of rules, markup, another script and emoji are taken, and what goes out to them verifies', {
    tags: 'slow',
  }, async () => {
    const rule = '='.repeat(72);
    for (const name of [rule, `</p><script>"'&`, 'صحيفة «الشرق»', '👩\u200d👧 \u05d4\u05d0\u05e8\u05e5']) {
      const partner = await create('/v1/admin/partners', newsroom.admin, { name, titles: [title(name)] });
      const licensed = terms(newsroom, partner.id, { credit: { line: name, byline: true } });
      const license = await create('/v1/admin/licenses', newsroom.admin, licensed);
      const key = await create<Client>('/v1/admin/keys', newsroom.admin, { license: license.id, name });
      const token = await partnerToken(key);
      for (const { suffix } of Object.values(FORMATS)) {
        const delivered = await request(`/v1/articles/${article.id}.${suffix}?title=odd`, { token });
        expect([name, suffix, delivered.status]).toEqual([name, suffix, 200]);
        expect([name, suffix, await standingOf(await delivered.text())]).toEqual([name, suffix, 'genuine']);
      }
    }
  });
});

describe('admin bodies', () => {
  it.each([
    ['partners', { name: 'x', power: true }, '/power'],
    ['partners', { name: '' }, '/name'],
    [
      'partners',
      { name: 'x', titles: [{ id: 'a', name: 'A', domains: [], market: 'Atlantis' }] },
      '/titles/0/market',
    ],
    ['products', { name: 'x', sections: 'news' }, '/sections'],
    ['keys', { license: 'lic_none', name: 'x' }, '/license'],
    ['restrictions', { scope: 'nowhere', text: 'JAPAN OUT' }, '/scope'],
  ])('of %s that are malformed are refused with the path', async (room, body, path) => {
    const problem = await refusedWith(
      await request(`/v1/admin/${room}`, { token: newsroom.admin, json: body }),
      400,
      'malformed',
    );
    expect(problem.errors?.map((error) => error.path)).toContain(path);
  });

  it.each([
    [{ territories: ['Atlantis'] }, /^\/territories/],
    [{ uses: ['frobnicate'] }, /^\/uses/],
    [{ channels: ['telepathy'] }, /^\/channels/],
    [{ products: ['prd_none'] }, /^\/products/],
    [{ titles: ['nobody'] }, /^\/titles/],
    [{ ends: '2000-01-01T00:00:00Z' }, /^\/ends/],
    [{ quota: { limit: -1, per: 'day', onExceed: 'refuse' } }, /^\/quota/],
    [{ consent: { reference: '', signedBy: 'x', signedOn: '2026-01-01' } }, /^\/consent/],
  ])('license terms with %j are refused with the path', async (change, path) => {
    const problem = await refusedWith(
      await request('/v1/admin/licenses', {
        token: newsroom.admin,
        json: terms(newsroom, site.partner, change),
      }),
      400,
      'malformed',
    );
    expect(problem.errors?.[0]?.path).toMatch(path);
  });
});

describe('the door', () => {
  const oauth = (body: string) =>
    request('/oauth/token', { body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });

  it('refuses a header, and headers together, that are longer than any client sends', async () => {
    const longest = await request('/v1/log/keys', { headers: { Prefer: 'x'.repeat(HEADER_CHARS_MAX) } });
    expect(longest.status).toBe(200);
    const one = await request('/v1/log/keys', { headers: { Prefer: 'x'.repeat(HEADER_CHARS_MAX + 1) } });
    await refusedWith(one, 431, 'headers_too_large');
    const names = Array.from({ length: Math.ceil(HEADERS_CHARS_MAX / 1_000) }, (_, n) => `X-${n}`);
    const many = Object.fromEntries(names.map((name) => [name, 'x'.repeat(1_000)]));
    await refusedWith(await request('/v1/log/keys', { headers: many }), 431, 'headers_too_large');
  });

  it('refuses a body at the token endpoint that no client needs, and says what was exceeded', async () => {
    const problem = await refusedWith(await oauth('x'.repeat(OAUTH_BYTES_MAX + 1)), 413, 'too_large');
    expect(problem).toMatchObject({ exceeded: { what: 'bodyBytes', limit: OAUTH_BYTES_MAX } });
    expect((await oauth('x'.repeat(OAUTH_BYTES_MAX))).status).toBe(400);
  });

  it('refuses a document from a stranger that causes more work than one request may', async () => {
    const delivered = await request(`/v1/articles/${article.id}`, { token: site.token });
    const receipt = delivered.headers.get('Rights-Receipt') ?? '';
    const verify = (document: string) => request('/v1/receipts/verify', { json: { document, receipt } });
    const entry = (titles: number) =>
      `<entry>${Array.from({ length: titles }, (_, n) => `<title>${n}</title>`).join('')}<content>x</content></entry>`;
    const feed = (titles: number) => `<feed xmlns="http://www.w3.org/2005/Atom">${entry(titles)}</feed>`;
    expect((await verify(feed(20))).status).toBe(200);
    for (const [document, what] of [
      [feed(3_000), 'comparisons'],
      ['<p>'.repeat(ANONYMOUS_WORK.nodes), 'nodes'],
    ] as const)
      expect(await refusedWith(await verify(document), 400, 'too_complex')).toMatchObject({
        exceeded: { what, limit: ANONYMOUS_WORK[what] },
      });
  });
});
