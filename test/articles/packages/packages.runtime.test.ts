/** Several items in one call are stored together or not at all. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { ingestAll } from '../../../src/articles/ingest/ingest.ts';
import { PACKAGE_ITEMS_MAX } from '../../../src/articles/limits.ts';
import { readPackage } from '../../../src/articles/packages/read.ts';
import { unreviewedOfAll } from '../../../src/articles/unreviewed.ts';
import type { LedgerShard } from '../../../src/ledger/ledger-shard.ts';
import { termsOfRequest } from '../../../src/restrictions/terms-budget.ts';
import { textDigest } from '../../../src/stamp/text-digest.ts';
import { unbounded } from '../../support/budget.ts';
import { counting } from '../../support/count-statements.ts';
import { request } from '../../support/gateway.ts';
import { type Ingested, ingest, scenario, wireItem } from '../../support/newsroom.ts';

type Item = ReturnType<typeof wireItem> & Record<string, unknown>;
type Answer = { items: (Ingested & { created: boolean })[]; errors?: { path: string; message: string }[] };

const { newsroom, site } = await scenario();

async function send(items: unknown, query = `section=${newsroom.section}`): Promise<[number, Answer]> {
  const response = await request(`/v1/admin/packages?${query}`, {
    method: 'PUT',
    token: newsroom.admin,
    json: { items },
  });
  return [response.status, (await response.json()) as Answer];
}

const rows = async () =>
  (await env.DB.prepare(
    `SELECT (SELECT count(*) FROM items) AS items, (SELECT count(*) FROM item_versions) AS versions,
       (SELECT count(*) FROM changes) AS changes, (SELECT count(*) FROM restrictions) AS restrictions,
       (SELECT count(*) FROM item_links) AS links, (SELECT count(*) FROM components) AS components`,
  ).first()) as Record<string, number>;

const later = (item: Item, version = '2'): Item => ({
  ...item,
  version,
  versionCreated: new Date(Date.now()).toISOString(),
  headlines: [{ value: `Later ${item.uri}`, contentType: 'text/plain' }],
});
const delivered = (id: string) => request(`/v1/articles/${id}`, { token: site.token });

describe('a package', () => {
  it('stores its items in its order, with the parts and restrictions of each', async () => {
    const member = wireItem();
    const pictured = {
      ...wireItem(),
      associations: [
        { name: 'pic', uri: `${member.uri}:pic`, type: 'picture', usageTerms: 'JAPAN OUT' },
        { name: 'odd', uri: `${member.uri}:odd`, type: 'picture', usageTerms: 'Walruses only on Tuesdays.' },
      ],
    };
    const bundle = wireItem({
      type: 'composite',
      bodies: [],
      associations: [{ name: 'part-0', uri: member.uri, type: 'text' }],
    });
    const [status, { items }] = await send([member, pictured, bundle]);
    expect([status, items.map(({ uri, created }) => [uri, created])]).toEqual([
      201,
      [member, pictured, bundle].map(({ uri }) => [uri, true]),
    ]);
    expect(items.map(({ unreviewed }) => unreviewed.length)).toEqual([0, 1, 0]);
    const { results } = await env.DB.prepare(
      `SELECT items.id, items.seq = item_versions.seq AND changes.item = items.id AS in_step FROM json_each(?) AS one
       JOIN items ON items.id = one.value JOIN item_versions ON item_versions.item = items.id
       JOIN changes ON changes.seq = items.seq ORDER BY items.seq`,
    )
      .bind(JSON.stringify(items.map(({ id }) => id)))
      .all<{ id: string; in_step: number }>();
    expect(results).toEqual(items.map(({ id }) => ({ id, in_step: 1 })));
    const answer = (await (await delivered(items[2]?.id ?? '')).json()) as {
      associations: { uri: string }[];
    };
    expect(answer.associations.map(({ uri }) => uri)).toEqual([member.uri]);
  });

  it('is 200 when it is sent again, and changes nothing', async () => {
    const items = [wireItem(), wireItem({ usageTerms: 'JAPAN OUT' })];
    const [, first] = await send(items);
    const before = await rows();
    const [status, repeated] = await send(items);
    expect([status, repeated.items]).toEqual([200, first.items.map((item) => ({ ...item, created: false }))]);
    expect(await rows()).toEqual(before);
  });

  it('may mix what is new with what is there', async () => {
    const [old, fresh] = [wireItem(), wireItem()];
    await ingest(newsroom, old);
    const [status, { items }] = await send([old, fresh, later(old)].slice(0, 2));
    expect([status, items.map(({ created }) => created)]).toEqual([201, [false, true]]);
  });

  it('with an older version in it is a 409 that names it, and nothing is written', async () => {
    const moved = wireItem();
    await ingest(newsroom, moved);
    await ingest(newsroom, later(moved));
    const older = { ...moved, version: '0', versionCreated: '2020-01-01T00:00:00Z' };
    const before = await rows();
    const [status, { errors }] = await send([wireItem(), older, wireItem({ usageTerms: 'JAPAN OUT' })]);
    expect([status, errors]).toEqual([
      409,
      [{ path: '/items/1', message: expect.stringMatching(/not newer than version 2/) }],
    ]);
    expect(await rows()).toEqual(before);
  });

  it('with a fault in it is a 400 that names item and path, and nothing is written', async () => {
    const before = await rows();
    const [status, { errors }] = await send([
      wireItem(),
      wireItem({ pubStatus: 'lost' }),
      wireItem({
        associations: [
          { name: 'pic', uri: 'urn:x', type: 'picture', renditions: [{ name: 'r', href: 'nowhere' }] },
        ],
      }),
    ]);
    expect([status, errors?.map(({ path }) => path)]).toEqual([
      400,
      ['/items/1/pubStatus', '/items/2/associations/0/renditions/0/href'],
    ]);
    const [, data] = await send([
      wireItem(),
      wireItem({
        associations: [
          {
            name: 'pic',
            uri: 'urn:x',
            type: 'picture',
            renditions: [{ name: 'r', href: 'data:image/png;base64,AA' }],
          },
        ],
      }),
    ]);
    expect(data.errors?.[0]?.path).toBe('/items/1/associations/0/renditions/0/href');
    expect(await rows()).toEqual(before);
  });

  it.each([
    ['no items', [], '/items'],
    ['more items than it may have', Array.from({ length: PACKAGE_ITEMS_MAX + 1 }, () => ({})), '/items'],
    ['no list', { 0: wireItem() }, '/items'],
    ['what is no item', [null], '/items/0'],
  ])('of %s is refused', async (_, items, path) => {
    const [status, { errors }] = await send(items);
    expect([status, errors?.[0]?.path]).toEqual([400, path]);
  });

  it('with the same item twice is refused', async () => {
    const item = wireItem();
    const [status, { errors }] = await send([item, wireItem(), later(item)]);
    expect([status, errors]).toEqual([
      400,
      [{ path: '/items/2', message: expect.stringContaining('/items/0') }],
    ]);
  });

  it('that kills an item stops it, and what carries it, before the answer', async () => {
    const picture = wireItem({ type: 'picture', bodies: [] });
    const carrier = wireItem({ associations: [{ name: 'pic', uri: picture.uri, type: 'picture' }] });
    const [, first] = await send([picture, carrier]);
    const [, carried] = first.items.map(({ id }) => id);
    const before = (await delivered(carried ?? '')).headers.get('ETag');
    const [status] = await send([{ ...later(picture as Item), pubStatus: 'canceled' }, wireItem()]);
    expect(status).toBe(201);
    expect((await delivered(first.items[0]?.id ?? '')).status).toBe(410);
    const after = await delivered(carried ?? '');
    expect([after.headers.get('Rights-Withheld'), before]).not.toEqual([null, after.headers.get('ETag')]);
  });

  it('is stored once when it is sent several times at once', async () => {
    const items = [wireItem(), wireItem(), wireItem()];
    const statuses = (await Promise.all([send(items), send(items), send(items)])).map(([status]) => status);
    expect(statuses.sort()).toEqual([200, 200, 201]);
  });

  it('is 503 with Retry-After while an object has not acknowledged it, and 200 when it is repeated', async () => {
    const items = [wireItem(), wireItem()];
    await send(items);
    const next = items.map((item) => later(item as Item));
    const call = () =>
      request('/v1/admin/packages', { method: 'PUT', token: newsroom.admin, json: { items: next } });
    await whileDeaf(async () => {
      for (const response of [await call(), await call()])
        expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '5']);
    });
    const repeated = await call();
    expect([
      repeated.status,
      ((await repeated.json()) as Answer).items.map(({ version }) => version),
    ]).toEqual([200, ['2', '2']]);
  });
});

/** Runs `body` while the ledger shard refuses every fence. */
async function whileDeaf(body: () => Promise<void>): Promise<void> {
  const rename = (from: string, to: string) =>
    runInDurableObject(
      env.LEDGER.get(env.LEDGER.idFromName('ledger-0')),
      (_: LedgerShard, { storage }) => void storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`),
    );
  await rename('fences', 'fences_away');
  try {
    await body();
  } finally {
    await rename('fences_away', 'fences');
  }
}

describe('a package of fifty items with ten pictures each', () => {
  it('takes few statements of D1, new and as the next version: two an item for the search, and some thirty for all', async () => {
    const items = Array.from({ length: 50 }, () => {
      const item = wireItem();
      return {
        ...item,
        usageTerms: 'JAPAN OUT',
        associations: Array.from({ length: 10 }, (_, index) => ({
          name: `pic-${index}`,
          uri: `${item.uri}:pic-${index}`,
          type: 'picture',
          usageTerms: index % 2 ? 'EDITORIAL USE ONLY' : `Ask desk ${index}.`,
        })),
      };
    });
    const sections = [newsroom.section];
    const by = { operator: 'opr_test', now: Date.now() };
    for (const version of [
      items,
      items.map((item) => ({ ...later(item as Item), usageTerms: 'KOREA OUT' })),
    ]) {
      const counted = counting(env);
      const read = readPackage({ items: version }, { sections, now: by.now }, termsOfRequest(unbounded()));
      if (!read.ok) throw new Error(JSON.stringify(read.reason));
      const digestText = (blocks: string[]) => textDigest(blocks).digest;
      const stored = await ingestAll(counted.env, read.value, {
        sections,
        by,
        digestText,
        budget: unbounded(),
      });
      if (!stored.ok) throw new Error(JSON.stringify(stored.reason));
      await unreviewedOfAll(
        counted.env.DB,
        stored.value.map(({ item }) => item),
      );
      console.log(`a package of 50 items with 10 pictures each: ${counted.statements()} statements`);
      expect(stored.value.every(({ created }) => created)).toBe(true);
      expect(counted.statements()).toBeLessThan(2 * items.length + 40);
    }
  });
});
