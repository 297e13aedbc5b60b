/** Lists of the desk, searched and sorted: of ten thousand rows, as of few. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { countOperators, listOperators } from '../../src/access/operators/store.ts';
import { countKeys, listKeys } from '../../src/licensing/keys/store.ts';
import { countLicenses, listLicenses } from '../../src/licensing/licenses/store.ts';
import { countPartners, listPartners } from '../../src/licensing/partners/store.ts';
import { countProducts, listProducts } from '../../src/licensing/products/store.ts';
import { create, operatorToken, request } from '../support/gateway.ts';
import { plansOf, rowsRead } from '../support/plans.ts';

const ROWS = 10_000;
/** Two pages and a count read up to three tables each. */
const READ_MAX = 9 * ROWS;
const DB = env.DB;
const FIRST = { after: '', limit: 51 };

interface Answer {
  items: { id: string; name: string }[];
  next: string | null;
  count?: number;
}

let admin = '';
const list = async (query: string, path = '/v1/admin/partners') => {
  const response = await request(`${path}?${query}`, { token: admin });
  if (response.status !== 200) throw new Error(`${path}?${query}: ${await response.text()}`);
  return (await response.json()) as Answer;
};
const names = ({ items }: Answer) => items.map(({ name }) => name);

beforeAll(async () => {
  admin = await operatorToken('owner');
  const title = { id: 'kurier', name: 'Brennstein Kurier', domains: ['kurier.example'], market: 'DE' };
  for (const partner of [
    { name: 'lumavia' },
    { name: 'Österreich Heute', contact: 'desk@heute.example' },
    { name: 'Brennstein Verlag', titles: [title] },
    { name: 'LUMAVIA NORD' },
    { name: '東京 100% News_' },
  ])
    await create('/v1/admin/partners', admin, partner);
});

describe('a list of the desk', () => {
  it.each([
    ['lumavia', ['lumavia', 'LUMAVIA NORD']],
    ['NORD lum', ['LUMAVIA NORD']],
    ['ÖSTERREICH', ['Österreich Heute']],
    ['österreich', ['Österreich Heute']],
    ['heute.example', ['Österreich Heute']],
    ['kurier.example', ['Brennstein Verlag']],
    ['東京', ['東京 100% News_']],
    ['京東', []],
    ['100%', ['東京 100% News_']],
    ['1%', []],
    ['_', ['東京 100% News_']],
    ["'", []],
  ])('finds partners by the words “%s”', async (q, found) => {
    const answer = await list(`count=true&q=${encodeURIComponent(q)}`);
    expect(names(answer)).toEqual(found);
    expect(answer.count).toBe(found.length);
  });

  it('finds a partner by its id, and one with many words in its search', async () => {
    const [one] = (await list('')).items;
    expect((await list(`q=${one?.id}`)).items).toEqual([one]);
    expect(names(await list(`q=${'a '.repeat(50).trim()}`))).toContain('lumavia');
  });

  it.each(['name', '-name', 'created', '-created', 'updated', '-updated'])(
    'sorts partners by %s, the same on one page and on several',
    async (sort) => {
      const whole = await list(`sort=${sort}`);
      const paged: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const page: Answer = await list(`sort=${sort}&limit=2${next && `&cursor=${next}`}`);
        paged.push(...names(page));
        next = page.next;
      }
      expect(paged).toEqual(names(whole));
      const opposite = sort.startsWith('-') ? sort.slice(1) : `-${sort}`;
      expect(names(await list(`sort=${opposite}`))).toEqual(names(whole).reverse());
      if (sort === 'name')
        expect(names(whole).slice(0, 3)).toEqual(['Brennstein Verlag', 'lumavia', 'LUMAVIA NORD']);
    },
  );

  it('refuses an order that it does not have, and a cursor of another order or search', async () => {
    const unknown = await request('/v1/admin/partners?sort=contact', { token: admin });
    expect(unknown.status).toBe(400);
    const { next } = await list('sort=name&limit=1');
    for (const query of ['sort=-name', '', 'sort=name&q=a']) {
      const answer = await request(`/v1/admin/partners?${query}&cursor=${next}`, { token: admin });
      expect([query, answer.status]).toEqual([query, 400]);
    }
  });

  it('counts only when it is asked to', async () => {
    expect(await list('limit=1')).not.toHaveProperty('count');
    expect((await list('limit=1&count=true')).count).toBe(5);
    for (const what of ['products', 'licenses', 'keys', 'operators']) {
      const { items, count } = await list('count=true', `/v1/admin/${what}`);
      expect([what, count]).toEqual([what, items.length]);
    }
  });
});

describe('a list of ten thousand rows', () => {
  beforeAll(async () => {
    const numbers = `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${ROWS})`;
    const id = (prefix: string) => `'${prefix}_' || printf('%032x', n)`;
    const at = `'2026-01-01T00:00:00.000Z'`;
    const titles = JSON.stringify([{ id: 't', name: 'Title', domains: ['t.example'], market: 'DE' }]);
    const terms = `json_object('partner', ${id('par')}, 'products', json_array(${id('prd')}), 'starts', '2026-01-01T00:00:00Z',
      'ends', strftime('%Y-%m-%dT%H:%M:%SZ', 1800000000 + (n * 7919 % 10007) * 3600), 'consent',
      json_object('reference', 'REF-' || (n * 7919 % 10007), 'signedBy', 'M', 'signedOn', '2026-01-01'))`;
    const insert = (into: string, columns: string, values: string) =>
      DB.prepare(`${numbers} INSERT INTO ${into} (${columns}) SELECT ${values} FROM numbers WHERE true`);
    await DB.batch([
      insert(
        'partners',
        'id, name, status, ledger, titles, version, created, updated',
        `${id('par')}, 'Partner ' || (n * 7919 % 10007), 'active', 'ledger-0', '${titles}', 1, ${at}, ${at}`,
      ),
      insert(
        'products',
        'id, name, selection, version, created, updated',
        `${id('prd')}, 'Product ' || n, '{}', 1, ${at}, ${at}`,
      ),
      insert(
        'licenses',
        'id, partner, version, status, terms, created, updated',
        `${id('lic')}, ${id('par')}, 1, 'active', ${terms}, ${at}, ${at}`,
      ),
      insert(
        'api_keys',
        'id, license, name, env, status, hint, version, created, updated',
        `${id('key')}, ${id('lic')}, 'Key ' || n, 'live', 'active', 'abcd', 1, ${at}, ${at}`,
      ),
      insert(
        'operators',
        'id, name, role, status, generation, version, created, updated',
        `${id('opr')}, 'Operator ' || n, 'desk', 'active', 0, 1, ${at}, ${at}`,
      ),
    ]);
  });

  const LISTS = {
    partners: { list: listPartners, count: countPartners, sorts: ['name', 'updated'] },
    products: { list: listProducts, count: countProducts, sorts: ['name', 'updated'] },
    licenses: { list: listLicenses, count: countLicenses, sorts: ['reference', 'ends'] },
    keys: { list: listKeys, count: countKeys, sorts: ['name', 'lastUsed'] },
    operators: { list: listOperators, count: countOperators, sorts: ['name'] },
  };

  it.each(Object.entries(LISTS))(
    'of %s reads each row a few times, whatever is requested',
    { tags: 'slow' },
    async (_, of) => {
      for (const sort of [undefined, ...of.sorts, ...of.sorts.map((sort) => `-${sort}`)])
        for (const q of [undefined, '9999', 'no such name']) {
          const read = await rowsRead(async (db) => {
            const rows = await of.list(db, { ...FIRST, sort, q });
            if (rows.length === 51) await of.list(db, { after: rows[49]?.id ?? '', limit: 51, sort, q });
            await of.count(db, { q });
          });
          expect(read, `${sort}, ${q}`).toBeLessThan(READ_MAX);
        }
    },
  );

  it.each([
    ['partners', 'name'],
    ['licenses', 'reference'],
    ['licenses', 'ends'],
    ['keys', 'name'],
    ['keys', 'lastUsed'],
  ] as const)('of %s reads a page sorted by %s by an index', async (name, column) => {
    const of = LISTS[name];
    for (const sort of [column, `-${column}`]) {
      const [, , last] = await of.list(DB, { after: '', limit: 3, sort });
      for (const after of ['', last?.id ?? '']) {
        const plans = await plansOf((db) => of.list(db, { after, limit: 51, sort }));
        const steps = plans.flatMap((plan) => plan.steps);
        expect(steps.filter((step) => /TEMP B-TREE/.test(step))).toEqual([]);
        if (after !== '') expect(steps.filter((step) => /^SCAN/.test(step))).toEqual([]);
      }
    }
  });
});
