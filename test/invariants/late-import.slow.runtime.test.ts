/**
 * A module that cannot be evaluated when it is first needed: told like every other bug, by the log and on the
 * wire.
 * @module-tag alone
 */
import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { BASE } from '../support/gateway.ts';

vi.mock('../../src/app.ts', () => {
  throw new Error('a table of words has a hole');
});
vi.mock('../../src/scheduled.ts', () => {
  throw new Error('a table of words has a hole');
});

/**
 * Re-imported with the mocks: the setup file has already loaded the real app into the shared worker module.
 */
let worker: typeof import('../../src/worker.ts').default;
beforeAll(async () => {
  vi.resetModules();
  worker = (await import('../../src/worker.ts')).default;
});
afterEach(() => void vi.restoreAllMocks());

const bugs = (errors: { mock: { calls: unknown[][] } }) =>
  errors.mock.calls.map(([line]) => JSON.parse(String(line))).filter(({ event }) => event === 'bug');
const ask = (path: string) =>
  worker.fetch(new Request(`${BASE}${path}`) as never, env as never, createExecutionContext());

describe('routes that cannot be made', () => {
  it('are answered 500 with a problem that names its request, each time, and the front goes on', async () => {
    const errors = vi.spyOn(console, 'error').mockReturnValue();
    for (const path of ['/v1/admin/partners', '/console']) {
      const answer = await ask(path);
      expect([answer.status, answer.headers.get('Content-Type')]).toEqual([500, 'application/problem+json']);
      const { code, request } = await answer.json<{ code: string; request: string }>();
      expect([code, request]).toEqual(['internal', answer.headers.get('Request-Id')]);
      expect(bugs(errors).at(-1)).toMatchObject({
        request,
        error: expect.any(String),
        stack: expect.any(String),
      });
    }
    expect(bugs(errors)).toHaveLength(2);
    expect((await ask('/v1/articles')).status).toBe(401);
  });

  it('of the cron trigger are a line, too', async () => {
    const errors = vi.spyOn(console, 'error').mockReturnValue();
    await expect(worker.scheduled({} as never, env as never)).rejects.toThrow();
    expect(bugs(errors)).toHaveLength(1);
  });
});
