/** CSRF: which combinations of what browsers say about who made a request are let in. */
import { env } from 'cloudflare:workers';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { requireSameSite } from '../../../src/access/sessions/session.ts';
import type { AppEnv } from '../../../src/platform/http.ts';
import { Refusal } from '../../../src/platform/problem.ts';
import { operatorToken, request } from '../../support/gateway.ts';

const OURS = 'http://localhost:8787';
const door = new Hono<AppEnv>().use(requireSameSite()).all('/', (c) => c.body(null, 204));
door.onError((error, c) => {
  if (!(error instanceof Refusal)) throw error;
  return c.text(error.problem.code, 403);
});
const knock = async (method: string, headers: Record<string, string>, of: object = env) =>
  (await door.request('/', { method, headers }, of)).status;

/** `Sec-Fetch-Site`, `Origin`, and whether it is let in; undefined: the header is not there. */
const MATRIX: [site: string | undefined, origin: string | undefined, letIn: boolean][] = [
  ['same-origin', undefined, true],
  ['same-origin', OURS, true],
  ['same-origin', 'null', true],
  // The browser knows better than a configuration that does not fit the address.
  ['same-origin', 'http://127.0.0.1:8787', true],
  ['same-site', undefined, false],
  ['same-site', OURS, false],
  ['cross-site', undefined, false],
  ['cross-site', OURS, false],
  ['none', undefined, false],
  ['none', OURS, false],
  ['', OURS, false],
  ['Same-Origin', OURS, false],
  ['same-origin, cross-site', OURS, false],
  [undefined, undefined, false],
  [undefined, '', false],
  [undefined, 'null', false],
  [undefined, OURS, true],
  [undefined, `${OURS}/`, false],
  [undefined, 'https://localhost:8787', false],
  [undefined, 'http://localhost', false],
  [undefined, 'http://localhost:8787.evil.example', false],
  [undefined, 'http://evil.example', false],
];
const headersOf = (site: string | undefined, origin: string | undefined) => ({
  ...(site !== undefined && { 'Sec-Fetch-Site': site }),
  ...(origin !== undefined && { Origin: origin }),
});

describe('what changes something', () => {
  it.each(MATRIX)('with Sec-Fetch-Site %s and Origin %s is let in: %s', async (site, origin, letIn) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])
      expect([method, await knock(method, headersOf(site, origin))]).toEqual([method, letIn ? 204 : 403]);
  });

  it('is compared with the configured address, path and slash aside', async () => {
    const Origin = 'https://gateway.example';
    for (const PUBLIC_URL of [Origin, `${Origin}/`])
      expect(await knock('POST', { Origin }, { ...env, PUBLIC_URL })).toBe(204);
    expect(await knock('POST', { Origin, Host: 'gateway.example' })).toBe(403);
  });
});

it.each(['GET', 'HEAD', 'OPTIONS'])('%s changes nothing, and comes from anywhere', async (method) => {
  for (const [site, origin] of MATRIX) expect(await knock(method, headersOf(site, origin))).toBe(204);
});

it('A session is opened for no other site, whoever has the token', async () => {
  const token = await operatorToken('owner');
  const headersOfOthers: Record<string, string>[] = [
    {},
    { 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'https://evil.example' },
  ];
  for (const headers of headersOfOthers) {
    const response = await request('/console/session', { method: 'POST', token, headers });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      403,
      'cross_site',
    ]);
    expect(response.headers.getSetCookie()).toEqual([]);
  }
});
