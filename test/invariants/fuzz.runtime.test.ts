/**
 * Generated requests: 250 in `npm test`, 1,000 in `npm run test:rest`; `npm run fuzz` sends 50,000 and more.
 * None is answered with 5xx, and no content leaves without an entry.
 */
import { zodToOpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { app } from '../../src/app.ts';
import { fuzzed, isDeskView, wrongWith } from '../support/fuzz.ts';
import { operatorToken, request } from '../support/gateway.ts';
import { ingestWithPhotograph, openNewsroom, openSite } from '../support/newsroom.ts';
import { budget, SEED } from '../support/runs.ts';

const RUNS = budget(1_000, 100);

const ROUTES = [
  ...new Set(
    app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`),
  ),
];

it(`answers ${RUNS} hostile requests`, async () => {
  const newsroom = await openNewsroom();
  const site = await openSite(newsroom);
  const article = await ingestWithPhotograph(newsroom);
  const desk = await operatorToken('desk');
  const fixture = {
    ids: [article.id, article.photograph, site.license, site.partner, site.key.id],
    tokens: [site.token, desk, await operatorToken('auditor')],
    routes: ROUTES,
  };
  await fc.assert(
    fc.asyncProperty(fuzzed(fixture), async (fuzz) => {
      const { method, path, headers, body } = fuzz;
      const response = await request(path, { method, headers, ...(body !== undefined && { body }) });
      const text = await response.text();
      const answer = { status: response.status, headers: response.headers, text };
      const wrong = wrongWith(answer, isDeskView(fuzz, desk) ? null : /Secret-body/);
      expect([method, path, wrong]).toEqual([method, path, null]);
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
});

it('keeps no schema that it made for one request: the description of the API forgets none', {
  tags: 'slow',
}, async () => {
  const described = () => (zodToOpenAPIRegistry as unknown as { _map: Map<object, unknown> })._map.size;
  const token = await operatorToken('owner');
  const before = described();
  expect(before).toBeGreaterThan(50);
  for (const route of ROUTES) {
    const [method = '', path = ''] = route.split(' ');
    for (const json of /^P/.test(method) ? [{}, { request: {} }, { items: [{}] }] : [undefined])
      await (await request(path.replaceAll(/:[a-z]+/g, 'x'), { method, token, json })).arrayBuffer();
  }
  expect(described() - before).toBe(0);
});
