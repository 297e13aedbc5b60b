/**
 * Every route that the app registers × every way to answer: what browsers and shared caches are told. The
 * routes are taken from the app: a new one is closed to other sites until it is named here and in
 * platform/browser.ts.
 */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { app } from '../../src/app.ts';
import { D1_WORDS } from '../support/faults/words.ts';
import { BASE, operatorToken, request } from '../support/gateway.ts';
import { ingest, ingestWithPhotograph, scenario, wireItem } from '../support/newsroom.ts';

/** Read by scripts of any site. */
const OPEN = [
  'GET /.well-known/oauth-authorization-server',
  'GET /.well-known/jwks.json',
  'POST /v1/receipts/verify',
  'GET /v1/receipts/:id',
  'GET /v1/log/checkpoint',
  'GET /v1/log/checkpoints',
  'GET /v1/log/consistency',
  'GET /v1/log/keys',
  'GET /v1/log/timestamp',
  'GET /openapi.json',
];
/** For everyone, from this site. */
const PAGES = [
  '/',
  '/verify',
  '/licensing',
  '/docs',
  '/docs/agency',
  '/docs/guide',
  '/docs/guide/:chapter',
  '/docs/problems',
  '/assets/console/:file',
];
/** For whoever has the secret in the path; no script of another site reads them. */
const isFeedAddress = (path: string) => path.startsWith('/v1/feeds/:address/');
/** Shown in pages of the site whose list has the address; no script of another site reads them. */
const isThumbnail = (path: string) => path.startsWith('/v1/thumbnails/:link');
const isSecret = (path: string) => isFeedAddress(path) || isThumbnail(path);
const TOKEN_ENDPOINTS = ['POST /oauth/token', 'POST /oauth/revoke'];

const ROUTES = [
  ...new Set(
    app.routes
      // Of pages that are signed in to: console-matrix.runtime.test.ts.
      .filter(({ method, path }) => method !== 'ALL' && !/^\/console(\/|$)/.test(path))
      .map(({ method, path }) => `${method} ${path}`),
  ),
];
const pathOf = (route: string) => route.split(' ')[1] ?? '';
const isContent = (path: string) => path.startsWith('/v1/articles');
const isOpen = (route: string) => OPEN.includes(route);

let tokens: string[];
const { newsroom, site } = await scenario();
const article = await ingestWithPhotograph(newsroom);
const killed = await ingest(newsroom, wireItem());

beforeAll(async () => {
  const token = newsroom.admin;
  await request(`/v1/admin/articles/${killed.id}`, {
    method: 'PATCH',
    token,
    json: { pubStatus: 'canceled' },
  });
  tokens = [site.token, await operatorToken('owner'), await operatorToken('auditor')];
});

type Ask = (method: string, path: string, headers: Record<string, string>) => Response | Promise<Response>;

/** Sends to this route, by everybody, in many ways: each should answer something, and says what. */
async function answersOf(route: string, ask: Ask): Promise<Response[]> {
  const [method = '', path = ''] = route.split(' ');
  const named = (id: string) =>
    path
      .replace(/:id(?=\/|$)/, isContent(path) ? id : 'x')
      .replace(':component', article.photograph)
      .replace(':license', site.license)
      .replace(':file', path.includes('/console/') ? 'console.js' : 'reference.js')
      .replaceAll(/:[a-z]+/g, 'x');
  const bearers = [{}, ...tokens.map((token) => ({ Authorization: `Bearer ${token}` }))];
  const good = named(article.id);
  const found: Response[] = [];
  for (const headers of bearers)
    found.push(
      await ask(method, good, headers),
      await ask(method, `${good}?nonsense=1`, headers),
      await ask(method, `${good}?size=0&from=1&to=1&license=${site.license}`, headers),
      await ask(method === 'PUT' ? 'PATCH' : 'PUT', good, headers),
      await ask('OPTIONS', good, headers),
      await ask(method, good, { ...headers, 'Content-Encoding': 'gzip', Accept: 'image/x-none' }),
      await ask(method, `${good}?${'x'.repeat(9_000)}`, headers),
      ...(path.includes(':id') ? [await ask(method, named(killed.id), headers)] : []),
      ...(method === 'GET' ? [await ask('HEAD', good, headers)] : []),
      ...(method === 'GET' ? [await ask(method, good, { ...headers, 'If-None-Match': '*' })] : []),
    );
  return found;
}

const send: Ask = (method, path, headers) =>
  request(path, {
    method,
    headers: { ...headers, ...(/^P/.test(method) && { 'Content-Type': 'application/json' }) },
    ...(/^P/.test(method) && { body: '{}' }),
  });

function wrongWith(route: string, { status, headers }: Response): string[] {
  const wrong: string[] = [];
  const must = (name: string, value: string | RegExp | null) => {
    const is = headers.get(name);
    if (value instanceof RegExp ? !value.test(is ?? '') : is !== value)
      wrong.push(`${status} ${name}: ${is}`);
  };
  must('X-Content-Type-Options', 'nosniff');
  must('Referrer-Policy', 'no-referrer');
  must('Strict-Transport-Security', null);
  must('Access-Control-Allow-Credentials', null);
  const path = pathOf(route);
  must('Cross-Origin-Resource-Policy', isOpen(route) || isThumbnail(path) ? 'cross-origin' : 'same-origin');
  if (isSecret(path)) must('X-Robots-Tag', 'noindex, nofollow, noarchive');
  must('Access-Control-Allow-Origin', isOpen(route) ? '*' : null);
  must(
    'Content-Security-Policy',
    isContent(pathOf(route)) ? /^sandbox; default-src 'none'/ : /^default-src 'none'/,
  );
  must('Content-Security-Policy', /frame-ancestors 'none'/);
  const isPublic = isOpen(route) || PAGES.includes(pathOf(route));
  if (!isPublic) must('Cache-Control', /^(private, no-cache(, no-transform)?|private, no-store|no-store)$/);
  must('Cache-Control', status >= 400 ? /no-store/ : /./);
  return wrong;
}

/** Thousands of requests. */
const ALL_ROUTES_MS = 180_000;

describe('every answer of every route', () => {
  it(
    'tells browsers and caches what its family may',
    async () => {
      const statuses = new Set<number>();
      const wrong: Record<string, string[]> = {};
      for (const route of ROUTES)
        for (const answer of await answersOf(route, send)) {
          statuses.add(answer.status);
          const found = wrongWith(route, answer);
          if (found.length > 0) wrong[route] = [...new Set([...(wrong[route] ?? []), ...found])];
          await answer.body?.cancel();
        }
      expect(wrong).toEqual({});
      const all = [200, 204, 304, 400, 401, 403, 404, 405, 406, 410, 415];
      expect(all.filter((status) => !statuses.has(status))).toEqual([]);
    },
    ALL_ROUTES_MS,
  );

  it(
    'does so when it is too much, when something is out of reach, and when there is a bug',
    async () => {
      vi.spyOn(console, 'error').mockReturnValue();
      const failing = (error: Error) => {
        const fails = () => Promise.reject(error);
        const statement: object = { bind: () => statement, first: fails, all: fails, run: fails };
        return { prepare: () => statement, batch: fails };
      };
      const never = { limit: async () => ({ success: false }) };
      const names = Object.keys(env).filter((name) => name.endsWith('_LIMIT'));
      const limits = Object.fromEntries(names.map((name) => [name, never]));
      const statuses = new Set<number>();
      const wrong: Record<string, string[]> = {};
      for (const broken of [
        { DB: failing(new Error(D1_WORDS.queued)) },
        { DB: failing(new TypeError('x')) },
        limits,
      ])
        for (const route of ROUTES) {
          const ask: Ask = (method, path, headers) =>
            app.request(
              `${BASE}${path}`,
              { method, headers: { ...headers, 'CF-Connecting-IP': '192.0.2.1' } },
              { ...env, ...broken },
            );
          for (const answer of await answersOf(route, ask)) {
            statuses.add(answer.status);
            const found = wrongWith(route, answer);
            if (found.length > 0) wrong[route] = [...new Set([...(wrong[route] ?? []), ...found])];
          }
        }
      expect(wrong).toEqual({});
      expect([429, 500, 503].filter((status) => !statuses.has(status))).toEqual([]);
    },
    ALL_ROUTES_MS,
  );

  it('says that there is TLS only where there is', async () => {
    const secure = { ...env, PUBLIC_URL: 'https://gateway.example' };
    for (const path of ['/verify', '/v1/articles', '/.well-known/jwks.json', '/nothing'])
      expect((await app.request(path, {}, secure)).headers.get('Strict-Transport-Security')).toMatch(
        /^max-age=\d{8}$/,
      );
  });
});

describe('a route that is not closed to strangers', () => {
  it('is named here', async () => {
    const unnamed: string[] = [];
    for (const route of ROUTES) {
      const [method = '', path = ''] = route.split(' ');
      const { status } = await send(method, path.replaceAll(/:[a-z]+/g, 'x'), {});
      const named =
        isOpen(route) || PAGES.includes(path) || TOKEN_ENDPOINTS.includes(route) || isSecret(path);
      if ((status === 401 && !TOKEN_ENDPOINTS.includes(route)) === named) unnamed.push(`${status} ${route}`);
    }
    expect(unnamed).toEqual([]);
  });
});

describe('a script of another site', () => {
  const preflight = (path: string, method: string, headers = 'content-type') =>
    request(path, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://reader.example',
        'Access-Control-Request-Method': method,
        'Access-Control-Request-Headers': headers,
      },
    });

  it('may ask for the verdict on a receipt', async () => {
    const preflighted = await preflight('/v1/receipts/verify', 'POST');
    expect([preflighted.status, await preflighted.text()]).toEqual([204, '']);
    expect(Object.fromEntries(preflighted.headers)).toMatchObject({
      allow: 'GET, POST, HEAD, OPTIONS',
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, HEAD, OPTIONS',
      'access-control-allow-headers': 'Content-Type',
      'access-control-max-age': '7200',
    });
    expect(preflighted.headers.get('Access-Control-Allow-Credentials')).toBeNull();
  });

  it.each(['/v1/log/checkpoint', '/v1/log/keys', '/.well-known/jwks.json', '/v1/receipts/dlv_1'])(
    'may read %s',
    async (path) => {
      const preflighted = await preflight(path, 'GET');
      expect([preflighted.status, preflighted.headers.get('Access-Control-Allow-Methods')]).toEqual([
        204,
        'GET, HEAD, OPTIONS',
      ]);
    },
  );

  it.each([
    ['POST', '/oauth/token'],
    ['GET', '/v1/articles'],
    ['GET', '/v1/articles/itm_1'],
    ['GET', '/v1/audit/deliveries'],
    ['GET', '/v1/admin/licenses'],
    ['GET', '/v1/log/proofs/lic_1'],
  ])('is let in nowhere by %s %s', async (method, path) => {
    const preflighted = await preflight(path, method, 'authorization');
    expect(preflighted.status).toBe(204);
    const names = [...preflighted.headers.keys()].filter((name) => name.startsWith('access-control'));
    expect(names).toEqual([]);
  });

  it('is told that there is nothing where there is nothing', async () => {
    expect((await preflight('/v1/log/nothing', 'GET')).status).toBe(404);
  });
});
