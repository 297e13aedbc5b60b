/** Licenses by name, for those who read the log. */
import { beforeAll, describe, expect, it } from 'vitest';
import { operatorToken, request } from '../../support/gateway.ts';
import { openNewsroom, openSite, type PartnerSite } from '../../support/newsroom.ts';

interface Named {
  id: string;
  partner: string;
  name: string;
  titles: { id: string; name: string }[];
}

let sites: PartnerSite[];
let auditor: string;
beforeAll(async () => {
  const newsroom = await openNewsroom();
  sites = [await openSite(newsroom, { titles: ['abend'], timeZone: 'Asia/Tokyo' }), await openSite(newsroom)];
  auditor = await operatorToken('auditor');
});

const list = async (query: string) => {
  const answer = await request(`/v1/audit/licenses?${query}`, { token: auditor });
  return { status: answer.status, ...(await answer.json<{ items: Named[]; next: string | null }>()) };
};

describe('licenses by name', () => {
  it('are told with partner, titles and zone, and with nothing of their terms', async () => {
    const [one, two] = sites;
    const { items } = await list(`ids=${one?.license},${two?.license},lic_none`);
    expect(items.map(({ id, partner }) => [id, partner])).toEqual([
      [one?.license, one?.partner],
      [two?.license, two?.partner],
    ]);
    expect(items[0]).toEqual({
      id: one?.license,
      partner: one?.partner,
      name: expect.stringMatching(/^Partner /),
      titles: [{ id: 'abend', name: 'Abendpost' }],
      status: 'active',
      timeZone: 'Asia/Tokyo',
      starts: expect.any(String),
      ends: expect.any(String),
    });
    expect(items[1]?.titles.map(({ id }) => id)).toEqual(['morgen', 'abend']);
  });

  it('are those of a partner, when that is asked', async () => {
    const { items } = await list(`partner=${sites[1]?.partner}`);
    expect(items.map(({ id }) => id)).toEqual([sites[1]?.license]);
  });

  it('are so many at a time as a page has', async () => {
    expect((await list(`ids=${Array.from({ length: 201 }, () => 'x').join(',')}`)).status).toBe(400);
    expect((await list('ids=')).status).toBe(400);
  });
});
