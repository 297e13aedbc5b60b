/** `GET /v1/audit/activity`: the last 30 days of a partner or a license. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { activityOf } from '../../src/audit/activity/read.ts';
import { counting } from '../support/count-statements.ts';
import { create, operatorToken, request } from '../support/gateway.ts';
import { drain, ingest, openNewsroom, openSite, terms, wireItem } from '../support/newsroom.ts';
import { sealLog } from '../support/seal.ts';

type Activity = NonNullable<Awaited<ReturnType<typeof activityOf>>>;

const HEADLINE = 'Harbor pilots return to work';

const newsroom = await openNewsroom();
const desk = await operatorToken('desk');
const site = await openSite(newsroom, { quota: { limit: 2, per: 'month', onExceed: 'overage' } });

beforeAll(async () => {
  for (const query of ['', '', '', '?use=display&territory=JP', '?use=display&territory=JP', '?use=derive']) {
    const article = await ingest(newsroom, wireItem({ headlines: [{ value: HEADLINE }] }));
    const response = await request(`/v1/articles/${article.id}${query}`, { token: site.token });
    await response.body?.cancel();
  }
  await drain();
});

async function read(query: string, status = 200): Promise<Activity> {
  const response = await request(`/v1/audit/activity?${query}`, { token: desk });
  expect(response.status).toBe(status);
  return (await response.json()) as Activity;
}

describe('the activity report of a license', () => {
  it('counts the traffic of each of the last 30 days and of the 30 days before', async () => {
    const { days, previous, lastRequestAt } = await read(`license=${site.license}`);
    expect([days.length, previous.length]).toEqual([30, 30]);
    const today = new Date().toISOString().slice(0, 10);
    expect(days.at(-1)).toEqual({ day: today, deliveries: 3, refusals: 3, units: 3 });
    expect(days.slice(0, -1).every(({ deliveries, refusals }) => deliveries + refusals === 0)).toBe(true);
    expect(previous.every(({ deliveries }) => deliveries === 0)).toBe(true);
    expect(Date.parse(lastRequestAt ?? '')).toBeGreaterThan(Date.now() - 600_000);
  });

  it('shows a quota that is exceeded with all of its units', async () => {
    const { quotas } = await read(`license=${site.license}`);
    expect(quotas).toEqual([
      expect.objectContaining({
        ...{ license: site.license, used: 3, limit: 2, per: 'month', onExceed: 'overage' },
      }),
    ]);
  });

  it('names the reasons for refusals, and the last refusals with their articles', async () => {
    const { reasons, refusals } = await read(`license=${site.license}`);
    expect(reasons).toEqual([
      { code: 'territory_not_licensed', entries: 2 },
      { code: 'use_not_licensed', entries: 1 },
    ]);
    expect(refusals.map(({ code }) => code)).toEqual([
      'use_not_licensed',
      'territory_not_licensed',
      'territory_not_licensed',
    ]);
    expect(refusals[0]).toMatchObject({ headline: HEADLINE, license: site.license });
  });

  it('is the same for the partner of the license, and after all segments are sealed', async () => {
    const { at: _, ...unsealed } = await read(`license=${site.license}`);
    expect(await read(`partner=${site.partner}`)).toMatchObject(unsealed);
    await sealLog();
    expect(await read(`license=${site.license}`)).toMatchObject(unsealed);
  });

  it('is empty when nothing was requested', async () => {
    const { license } = await openSite(newsroom);
    const { days, reasons, refusals, lastRequestAt, quotas } = await read(`license=${license}`);
    expect(days.reduce((sum, day) => sum + day.deliveries + day.refusals, 0)).toBe(0);
    expect({ reasons, refusals, lastRequestAt, quotas }).toEqual({
      ...{ reasons: [], refusals: [], lastRequestAt: null, quotas: [] },
    });
  });

  it('requires exactly one known id', async () => {
    await read('license=lic_none', 404);
    await read('partner=par_none', 404);
    await read('', 400);
    await read(`license=${site.license}&partner=${site.partner}`, 400);
    const { id } = await create('/v1/admin/partners', newsroom.admin, { name: 'No license yet' });
    expect((await read(`partner=${id}`)).lastRequestAt).toBeNull();
  });

  it('takes as many statements for five licenses as for one', async () => {
    const statementsFor = async (partner: string) => {
      const { env: counted, statements } = counting(env);
      await activityOf(counted, { partner }, Date.now());
      return statements();
    };
    const one = await statementsFor(site.partner);
    for (let more = 0; more < 4; more++)
      await create(
        '/v1/admin/licenses',
        newsroom.admin,
        terms(newsroom, site.partner, { quota: { limit: 9, per: 'day', onExceed: 'refuse' } }),
      );
    expect(await statementsFor(site.partner)).toBe(one);
    expect(one).toBeLessThanOrEqual(16);
  });
});
