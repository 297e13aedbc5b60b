/**
 * Requests that failed, as the watch is told of them: each once, by the worst that it met.
 * @module-tag alone
 */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { app } from '../../src/app.ts';
import { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { exec } from '../ledger/transparency/support.ts';
import { BASE, operatorToken } from '../support/gateway.ts';
import { signedInWith } from '../support/sessions.ts';
import { monitor } from './support.ts';

let token: string;
beforeEach(async () => {
  token = await operatorToken('owner');
  for (const level of ['error', 'info'] as const)
    vi.spyOn(console, level).mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/**
 * What is asked in one isolate, one after the other, and what was told of it: `[statuses, failures by kind]`.
 */
async function counted(paths: string[], headers: Record<string, string>, bindings: object) {
  await exec(monitor(), 'DELETE FROM failed_requests');
  const context = createExecutionContext();
  const statuses: number[] = [];
  for (const path of paths) {
    const response = await app.fetch(new Request(BASE + path, { headers }), { ...env, ...bindings }, context);
    await response.text();
    statuses.push(response.status);
  }
  await waitOnExecutionContext(context);
  const rows = await exec(monitor(), 'SELECT kind, sum(count) AS n FROM failed_requests GROUP BY kind');
  return [statuses, Object.fromEntries(rows.map(({ kind, n }) => [kind, n]))];
}

/** Statements about this table throw. */
const failing = (table: RegExp, message: string): D1Database =>
  new Proxy(env.DB, {
    get(target, member) {
      if (member !== 'prepare') return Reflect.get(target, member).bind(target);
      return (sql: string) => {
        if (!table.test(sql)) return target.prepare(sql);
        const thrown = () => Promise.reject(new Error(message));
        const statement = { bind: () => statement, all: thrown, first: thrown, run: thrown };
        return statement;
      };
    },
  });
const BUG = 'D1_ERROR: near "FORM": syntax error: SQLITE_ERROR';
const AWAY = 'D1_ERROR: Network connection lost.';

it('counts a failed request once for a program, and another kind beside it', async () => {
  const headers = { Authorization: `Bearer ${token}` };
  const path = '/v1/admin/products';
  expect(await counted([path], headers, { DB: failing(/\bproducts\b/, BUG) })).toEqual([[500], { bug: 1 }]);
  expect(await counted([path, path], headers, { DB: failing(/\bproducts\b/, AWAY) })).toEqual([
    [503, 503],
    { unavailable: 2 },
  ]);
});

it('counts a failed page of the console once, without its requests to the gateway', async () => {
  const headers = { Cookie: await signedInWith(token) };
  const pages = ['/console/products', '/console/products'];
  const DB = failing(/\bproducts\b/, BUG);
  expect(await counted(pages, headers, { DB })).toEqual([[500, 500], { bug: 2 }]);
  const away = { DB: failing(/\bproducts\b/, AWAY) };
  expect(await counted(pages, headers, away)).toEqual([[503, 503], { unavailable: 2 }]);
});

it('counts a request that met a bug of an object although it was answered', async () => {
  const headers = { Authorization: `Bearer ${token}` };
  vi.spyOn(LedgerShard.prototype, 'nearQuota').mockImplementation(() =>
    Promise.reject(new TypeError('of nothing')),
  );
  expect(await counted(['/v1/admin/overview'], headers, {})).toEqual([[200], { bug: 1 }]);
});
