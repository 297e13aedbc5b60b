/** The table "Levels" of docs/operator.md, and the kinds that times are kept by. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { levelOf, outcomeOf, routeOf } from '../../src/platform/outcome.ts';

describe('the kind of a request', () => {
  it.each([
    ['/v1/articles/:id', '/v1/articles/{id}', 'article'],
    ['/v1/articles/:id/components/:component', '/v1/articles/{id}/components/{component}', 'component'],
    ['/v1/articles/:id/rights', '/v1/articles/{id}/rights', 'decision'],
    ['/v1/articles', '/v1/articles', 'feed'],
    ['/v1/articles.atom', '/v1/articles.atom', 'feed'],
    ['/v1/changes', '/v1/changes', 'feed'],
    ['/oauth/token', '/oauth/token', 'token'],
    ['/v1/admin/health', '/v1/admin/health', 'monitor'],
    ['/v1/admin/keys/:id', '/v1/admin/keys/{id}', 'desk'],
    ['/v1/audit/deliveries', '/v1/audit/deliveries', 'audit'],
    ['/console/licenses/:id{lic_.+}', '/console/licenses/{id}', 'console'],
    ['/verify', '/verify', 'public'],
    ['/*', 'none', 'none'],
    ['', 'none', 'none'],
  ])('%s is %s, of the kind %s', (pattern, route, kind) => {
    expect(routeOf(pattern)).toEqual({ route, kind });
  });
});

describe('the level of a request', () => {
  it.each([
    ['article', 'GET', 200, null, 'debug'],
    ['article', 'GET', 304, null, 'debug'],
    ['article', 'HEAD', 200, null, 'debug'],
    ['decision', 'POST', 200, null, 'debug'],
    ['public', 'GET', 200, null, 'debug'],
    ['monitor', 'GET', 200, null, 'debug'],
    ['console', 'GET', 200, null, 'debug'],
    ['console', 'POST', 303, null, 'info'],
    ['desk', 'GET', 200, null, 'info'],
    ['desk', 'POST', 201, null, 'info'],
    ['audit', 'GET', 200, null, 'info'],
    ['token', 'POST', 200, null, 'info'],
    ['report', 'POST', 201, null, 'info'],
    ['token', 'POST', 400, 'invalid_grant', 'info'],
    ['token', 'POST', 401, 'invalid_client', 'warn'],
    ['token', 'POST', 429, 'slow_down', 'warn'],
    ['article', 'GET', 400, 'malformed', 'info'],
    ['article', 'GET', 401, 'invalid_token', 'info'],
    ['article', 'GET', 402, 'quota_exceeded', 'info'],
    ['article', 'GET', 403, 'territory_not_licensed', 'info'],
    ['article', 'GET', 404, 'not_found', 'info'],
    ['none', 'GET', 404, 'not_found', 'debug'],
    ['none', 'POST', 405, 'method_not_allowed', 'debug'],
    ['none', 'GET', 400, 'malformed', 'info'],
    ['none', 'GET', 500, 'internal', 'error'],
    ['article', 'GET', 410, 'killed', 'info'],
    ['article', 'GET', 429, 'too_many_requests', 'warn'],
    ['desk', 'GET', 403, 'insufficient_scope', 'warn'],
    ['console', 'POST', 403, 'cross_site', 'warn'],
    ['audit', 'GET', 503, 'checkpoint_pending', 'info'],
    ['desk', 'POST', 503, 'change_pending', 'warn'],
    ['audit', 'GET', 503, 'gateway_busy', 'warn'],
    ['article', 'GET', 503, 'ledger_unavailable', 'error'],
    ['article', 'GET', 503, 'storage_unavailable', 'error'],
    ['token', 'POST', 503, 'temporarily_unavailable', 'error'],
    ['article', 'GET', 500, 'internal', 'error'],
    ['console', 'GET', 500, null, 'error'],
  ] as const)('%s %s %i %s is %s', (kind, method, status, code, level) => {
    expect(levelOf({ kind, method, status, code })).toBe(level);
  });

  it('stands in the guide', () => {
    const guide = readFileSync(`${import.meta.dirname}/../../docs/operator.md`, 'utf8');
    for (const level of ['debug', 'info', 'warn', 'error'])
      expect(guide).toMatch(new RegExp(`^\\| \`${level}\` \\|`, 'm'));
  });
});

it('an outcome says whether anything was let out', () => {
  const get = (status: number, hasEntry = true, isPartial = false, method = 'GET') =>
    outcomeOf({ method, status }, { hasEntry, isPartial });
  expect([get(200), get(206), get(200, true, true), get(304), get(200, true, false, 'HEAD')]).toEqual([
    'permit',
    'permit',
    'partial',
    'unchanged',
    'head',
  ]);
  expect([get(403), get(404, false), get(503, false), get(200, false)]).toEqual([
    'refuse',
    'refuse',
    'failed',
    'ok',
  ]);
});
