/** An object that the pool has just got: it knows what concerns all before it serves anybody. */
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { request } from '../support/gateway.ts';
import { ingest, type Newsroom, openNewsroom, wireItem } from '../support/newsroom.ts';
import { openObject } from './support.ts';

async function killed(newsroom: Newsroom): Promise<{ id: string; seq: number }> {
  const { id } = await ingest(newsroom, wireItem());
  const seq = (await env.DB.prepare('SELECT seq FROM items WHERE id = ?').bind(id).first<number>('seq')) ?? 0;
  const response = await request(`/v1/admin/articles/${id}`, {
    method: 'PATCH',
    token: newsroom.admin,
    json: { pubStatus: 'canceled' },
  });
  expect(response.status).toBe(200);
  return { id, seq };
}

const epochNow = async () =>
  (await env.DB.prepare(`SELECT value FROM gateway_state WHERE name = 'epoch'`).first<number>('value')) ?? 0;

it('serves nothing on what was judged before a kill that it was never told of, nor before a restriction of all', async () => {
  const newsroom = await openNewsroom();
  const { id, seq } = await killed(newsroom);
  const before = await epochNow();
  const restricted = await request('/v1/admin/restrictions', {
    token: newsroom.admin,
    json: { scope: 'agency', text: 'JAPAN OUT' },
  });
  expect(restricted.status).toBe(201);
  const epoch = await epochNow();
  expect(epoch).toBeGreaterThan(before);

  const { object, request: requestWith } = await openObject();
  const judged = (items: Record<string, number>, on: number) => ({
    ...requestWith({ article: id }),
    judged: { licenseVersion: 1, epoch: on, items },
  });
  expect(await object.record(judged({ [id]: seq }, epoch))).toMatchObject({
    kind: 'stale',
    current: { fences: [{ item: id, killed: true }] },
  });
  expect(await object.record(judged({}, before))).toMatchObject({ kind: 'stale', current: { epoch } });
  expect(await object.record(judged({}, epoch))).toMatchObject({ kind: 'ok' });
});

it('is told of a kill as soon as a partner is on its way to it', async () => {
  const newsroom = await openNewsroom();
  const { id } = await ingest(newsroom, wireItem());
  await env.DB.prepare(
    `INSERT INTO partner_moves (partner, source, target, began) VALUES ('par_moving', 'ledger-0', 'ledger-new', '')`,
  ).run();
  await request(`/v1/admin/articles/${id}`, {
    method: 'PATCH',
    token: newsroom.admin,
    json: { pubStatus: 'canceled' },
  });
  const answer = await env.LEDGER.get(env.LEDGER.idFromName('ledger-new')).check({
    caller: { partner: 'par_moving', license: 'lic_none', key: 'key_none', env: 'live' },
    judged: { licenseVersion: 0, epoch: 0, items: { [id]: 0 } },
  });
  expect(answer).toMatchObject({ kind: 'stale', current: { fences: [{ item: id, killed: true }] } });
  await env.DB.prepare(`DELETE FROM partner_moves WHERE partner = 'par_moving'`).run();
});
