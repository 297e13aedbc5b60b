import { beforeAll, describe, expect, it } from 'vitest';
import { listForDesk } from '../../src/articles/store.ts';
import { request } from '../support/gateway.ts';
import { ingest, openNewsroom, wireItem } from '../support/newsroom.ts';
import { plansOf, scansOf } from '../support/plans.ts';

const ids: Record<'usable' | 'embargoed' | 'withheld' | 'canceled', string> = {
  usable: '',
  embargoed: '',
  withheld: '',
  canceled: '',
};
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

const newsroom = await openNewsroom();

beforeAll(async () => {
  const headlines = (value: string) => ({ headlines: [{ value }] });
  ids.usable = (await ingest(newsroom, wireItem(headlines('Walrus counted in the harbor')))).id;
  ids.embargoed = (
    await ingest(newsroom, wireItem({ ...headlines('Walrus report'), embargoedUntil: inAnHour() }))
  ).id;
  for (const state of ['withheld', 'canceled'] as const) {
    ids[state] = (await ingest(newsroom, wireItem(headlines(`Walrus ${state}`)))).id;
    const json = { pubStatus: state };
    await request(`/v1/admin/articles/${ids[state]}`, { method: 'PATCH', token: newsroom.admin, json });
  }
});

interface Listed {
  items: { id: string; embargoedUntil?: string }[];
  next: string | null;
}

async function list(query: Record<string, string>): Promise<Listed> {
  const response = await request(`/v1/admin/articles?${new URLSearchParams(query)}`, {
    token: newsroom.admin,
  });
  expect([query, response.status]).toEqual([query, 200]);
  return (await response.json()) as Listed;
}
const found = async (query: Record<string, string>) =>
  (await list({ section: newsroom.section, ...query })).items.map(({ id }) => id).sort();

describe('the desk’s list of items', () => {
  it('is narrowed to a section: usable items, embargoed ones among them', async () => {
    expect(await found({})).toEqual([ids.usable, ids.embargoed].sort());
    expect(await found({ state: 'usable' })).toEqual([ids.usable, ids.embargoed].sort());
  });

  it.each(['embargoed', 'withheld', 'canceled'] as const)('is narrowed to what is %s', async (state) => {
    expect(await found({ state })).toEqual([ids[state]]);
    expect(await found({ state, q: 'walrus' })).toEqual([ids[state]]);
    expect(await found({ state, q: 'tapir' })).toEqual([]);
  });

  it('finds words of usable items, and a type', async () => {
    expect(await found({ q: 'walrus counted' })).toEqual([ids.usable]);
    expect(await found({ q: 'walrus', type: 'picture' })).toEqual([]);
    expect(await found({ q: 'WALRUS', type: 'text' })).toEqual([ids.usable, ids.embargoed].sort());
  });

  it('finds an item by its uri', async () => {
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    expect((await list({ uri: item.uri })).items.map((item) => item.id)).toEqual([id]);
  });

  it('says until when an item is embargoed', async () => {
    const { items } = await list({ section: newsroom.section, state: 'embargoed' });
    expect(Date.parse(items[0]?.embargoedUntil ?? '')).toBeGreaterThan(Date.now());
  });

  it.each<Record<string, string>>([{}, { section: 'own' }, { state: 'usable' }])(
    'is read page by page, each item once: %j',
    async (parameters) => {
      const query = { ...parameters, ...(parameters.section && { section: newsroom.section }), limit: '1' };
      const listed: string[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < 3; page++) {
        const { items, next }: Listed = await list({ ...query, ...(cursor && { cursor }) });
        listed.push(...items.map(({ id }) => id));
        cursor = next;
        if (cursor === null) break;
      }
      expect(new Set(listed).size).toBe(listed.length);
      expect(listed.length).toBeGreaterThan(1);
    },
  );

  it('refuses a search without a word, beside its field', async () => {
    const response = await request('/v1/admin/articles?q=---', { token: newsroom.admin });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ path: '/q' }] });
  });

  it('reads what is stopped and what is embargoed by an index of those alone', async () => {
    const page = { below: 9, limit: 5, now: 1 };
    for (const of of ['stopped', 'embargoed'] as const) {
      const plans = await plansOf((db) => listForDesk(db, { of, words: [], section: 'x' }, page));
      expect(scansOf(plans, ['items'])).toEqual([]);
      expect(plans[0]?.steps[0]).toContain(of === 'stopped' ? 'items_stopped' : 'items_by_embargo');
    }
  });
});
