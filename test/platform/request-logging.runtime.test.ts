/**
 * What is told of a request besides its answer: to operators where the time went, to a dataset a point, to
 * partners nothing.
 */
import { describe, expect, it } from 'vitest';
import { operatorToken } from '../support/gateway.ts';
import { ask } from '../support/log-lines.ts';
import { ingest, scenario, wireItem } from '../support/newsroom.ts';
import { signedInAs } from '../support/sessions.ts';

const { newsroom, site } = await scenario();

const TIMING = /^access;dur=[\d.]+(, \w+;dur=[\d.]+)*, total;dur=[\d.]+$/;
const timingOf = (response: Response) => response.headers.get('Server-Timing');

describe('Server-Timing', () => {
  it('tells desk, auditors and the console, also of what is refused', async () => {
    const auditor = await operatorToken('auditor');
    const answers = [
      await ask('/v1/admin/partners', { token: newsroom.admin }),
      await ask('/v1/admin/partners/par_unknown', { token: newsroom.admin }),
      await ask('/v1/audit/deliveries', { token: auditor }),
      await ask('/v1/admin/partners', { token: newsroom.admin, json: { name: 'Timed' } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 201]);
    for (const answer of answers) expect(timingOf(answer)).toMatch(TIMING);
    // A change waits for the objects to acknowledge it.
    expect(timingOf(answers[3] as Response)).toContain('ledger;dur=');
    const page = await ask('/console', { headers: { Cookie: await signedInAs('desk') } });
    expect([page.status, timingOf(page)]).toEqual([200, expect.stringMatching(TIMING)]);
  });

  it('never tells a partner, nor anybody who is not known', async () => {
    const { id } = await ingest(newsroom, wireItem());
    const { token } = site;
    for (const [path, call] of [
      [`/v1/articles/${id}`, { token }],
      [`/v1/articles/${id}?territory=JP`, { token }],
      ['/v1/articles', { token }],
      ['/v1/admin/partners', { token }],
      ['/v1/audit/deliveries', { token }],
      ['/v1/admin/partners', {}],
      ['/v1/log/checkpoint', {}],
    ] as const)
      expect([path, timingOf(await ask(path, call))]).toEqual([path, null]);
  });
});

describe('a dataset that is bound as METRICS', () => {
  const recording = () => {
    const points: AnalyticsEngineDataPoint[] = [];
    return {
      points,
      METRICS: { writeDataPoint: (point: AnalyticsEngineDataPoint) => void points.push(point) },
    };
  };

  it('gets a point of each request, by the layout of the guide, and nobody is named in it', async () => {
    const { id } = await ingest(newsroom, wireItem());
    const { points, METRICS } = recording();
    const { token } = site;
    await ask(`/v1/articles/${id}`, { token }, { METRICS });
    await ask(`/v1/articles/${id}`, { token }, { METRICS });
    await ask(`/v1/articles/${id}?territory=JP`, { token }, { METRICS });
    await ask('/no/such/path', {}, { METRICS });
    expect(points.map(({ indexes }) => indexes)).toEqual([['article'], ['article'], ['article'], ['none']]);
    const ninjs = 'application/json';
    const route = '/v1/articles/{id}';
    expect(points.map(({ blobs }) => blobs)).toEqual([
      ['GET', route, 'article', 'permit', '', ninjs, 'partner', 'miss'],
      ['GET', route, 'article', 'permit', '', ninjs, 'partner', 'kept'],
      [
        'GET',
        route,
        'article',
        'refuse',
        'territory_not_licensed',
        'application/problem+json',
        'partner',
        'hit',
      ],
      ['GET', 'none', 'none', 'refuse', 'not_found', 'application/problem+json', 'anonymous', ''],
    ]);
    for (const { doubles = [] } of points) {
      expect(doubles).toHaveLength(9);
      const [, ms = 0, ...steps] = doubles;
      expect(Math.max(...steps.slice(0, 6))).toBeLessThanOrEqual(ms);
    }
    expect(points.map(({ doubles }) => doubles?.[0])).toEqual([200, 200, 403, 404]);
    expect(JSON.stringify(points)).not.toMatch(/(par|lic|key|itm|dlv|rfs)_/);
  });

  it('gets one point of a page of the console, whatever the page asks of the gateway', async () => {
    const { points, METRICS } = recording();
    await ask('/console', { headers: { Cookie: await signedInAs('desk') } }, { METRICS });
    expect(points.map(({ blobs }) => blobs?.slice(1, 4))).toEqual([['/console', 'console', 'ok']]);
  });
});
