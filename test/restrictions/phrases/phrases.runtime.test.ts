import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { restrictionsOfItem } from '../../../src/restrictions/store.ts';
import { create, operatorToken, request } from '../../support/gateway.ts';
import { epoch, storedItem, storeWire } from '../newsroom.ts';

interface Phrase {
  id: string;
  phrase: string;
  meaning?: string;
  prose: string;
  status: string;
}
interface Reading {
  phrases: { phrase: string; rule: string; prose: string }[];
  unaccounted: string[];
  complete: boolean;
  policy: { prohibition?: object[] } | null;
  prose: string | null;
  confirmed: boolean;
}

let admin = '';
beforeAll(async () => {
  admin = await operatorToken('admin');
});

const teach = (json: object) => create<Phrase>('/v1/admin/phrases', admin, { language: 'en', ...json });
const refused = async (json: object) => {
  const response = await request('/v1/admin/phrases', { token: admin, json: { language: 'en', ...json } });
  return [response.status, ((await response.json()) as { errors?: { path: string }[] }).errors?.[0]?.path];
};
async function read(text: string): Promise<Reading> {
  const response = await request('/v1/admin/restrictions/readings', { token: admin, json: { text } });
  expect(response.status).toBe(200);
  return (await response.json()) as Reading;
}
const withdraw = (id: string) => request(`/v1/admin/phrases/${id}`, { method: 'DELETE', token: admin });
const noArchive = { '@type': 'Set', prohibition: [{ action: 'archive' }] };

describe('reading a text', () => {
  it('says what it would mean, and stores nothing', async () => {
    const before = [await epoch(), await count('restrictions'), await count('readings')];
    const reading = await read('JAPAN OUT. NO ARCHIVE AFTER 14 DAYS. HANDLE WITH CARE.');
    expect(reading).toMatchObject({
      unaccounted: ['HANDLE', 'WITH', 'CARE'],
      complete: false,
      confirmed: false,
    });
    expect(reading.phrases.map(({ prose }) => prose)).toEqual(['JAPAN OUT', 'NO ARCHIVE AFTER 14 DAYS']);
    expect(reading.prose).toBe('JAPAN OUT. NO ARCHIVE AFTER 14 DAYS.');
    expect([await epoch(), await count('restrictions'), await count('readings')]).toEqual(before);
  });

  it('says when the desk has said before what the words mean', async () => {
    const text = 'MIND THE WALRUS';
    const created = await create<{ id: string }>('/v1/admin/restrictions', admin, {
      scope: 'section:zoo',
      text,
    });
    await request(`/v1/admin/restrictions/${created.id}`, {
      method: 'PATCH',
      token: admin,
      json: { policy: noArchive },
    });
    expect(await read(text)).toMatchObject({ confirmed: true, complete: false, policy: noArchive });
  });

  it.each([{}, { text: '' }, { text: 'x'.repeat(4_001) }, { text: 'JAPAN OUT', more: 1 }])(
    'is refused for %j',
    async (json) => {
      expect((await request('/v1/admin/restrictions/readings', { token: admin, json })).status).toBe(400);
    },
  );
});

describe('a phrase that the desk teaches', () => {
  it('by a meaning, is used by every later reading, until it is withdrawn', async () => {
    expect((await read('KEEP OFF THE WIRELESS')).unaccounted).toHaveLength(4);
    const phrase = await teach({ phrase: 'Keep off the wireless!', meaning: 'no-radio' });
    expect(phrase).toMatchObject({
      phrase: 'Keep off the wireless',
      meaning: 'no-radio',
      prose: 'NO RADIO',
      status: 'active',
    });
    expect(await read('KEEP OFF THE WIRELESS. JAPAN OUT.')).toMatchObject({
      unaccounted: [],
      complete: true,
      prose: 'JAPAN OUT. NO RADIO.',
    });
    expect((await withdraw(phrase.id)).status).toBe(204);
    expect((await withdraw(phrase.id)).status).toBe(204);
    expect((await read('KEEP OFF THE WIRELESS')).unaccounted).toHaveLength(4);
    const listed = (await (await request('/v1/admin/phrases?limit=200', { token: admin })).json()) as {
      items: Phrase[];
    };
    expect(listed.items.find(({ id }) => id === phrase.id)?.status).toBe('withdrawn');
  });

  it('may name what its meaning names', async () => {
    await teach({ phrase: 'raus aus {territories}', language: 'de', meaning: 'territories-out' });
    expect(await read('Raus aus Bayern und Tirol')).toMatchObject({
      complete: true,
      prose: 'TYROL, BAVARIA OUT.',
    });
  });

  it('by a policy, puts its rules into force', async () => {
    const { id } = await teach({ phrase: 'burn after reading', policy: noArchive });
    const reading = await read('Burn after reading. No sales.');
    expect(reading).toMatchObject({ complete: true });
    expect(reading.phrases.map(({ rule }) => rule)).toEqual([`taught-${id}`, 'no-sales']);
    expect(reading.policy?.prohibition).toContainEqual({ uid: `taught-${id}`, action: 'archive' });
  });

  it('takes away nothing that the phrasebook reads', async () => {
    await teach({ phrase: 'no sales to walruses', meaning: 'credit' });
    const reading = await read('NO SALES TO WALRUSES');
    expect(reading).toMatchObject({ complete: true });
    expect(reading.phrases.map(({ rule }) => rule).sort()).toEqual(['credit', 'no-sales']);
  });

  it('reads what comes with the wire', async () => {
    await teach({ phrase: 'walrus rules apply', meaning: 'editorial-only' });
    const { item, photograph } = await storedItem();
    const { reviewed } = await storeWire({
      item,
      scope: { kind: 'component', component: photograph },
      text: 'WALRUS RULES APPLY',
      now: Date.UTC(2026, 10, 20),
      operator: 'opr_wire',
    });
    expect(reviewed).toBe(true);
    expect(await restrictionsOfItem(env.DB, item)).toMatchObject([
      { reviewed: true, policy: { prohibition: [{ uid: 'editorial-only' }] } },
    ]);
  });

  it('cannot be taught twice at a time', async () => {
    const first = await teach({ phrase: 'only once taught', meaning: 'credit' });
    expect((await refused({ phrase: 'ONLY  once, taught', meaning: 'no-use' }))[0]).toBe(409);
    await withdraw(first.id);
    expect((await teach({ phrase: 'only once taught', meaning: 'no-use' })).meaning).toBe('no-use');
  });

  it.each([
    [
      'permits something',
      { phrase: 'a b', policy: { '@type': 'Set', permission: [{ action: 'display' }] } },
      '/policy/permission',
    ],
    [
      'cannot be evaluated',
      { phrase: 'a b', policy: { '@type': 'Set', prohibition: [{ action: 'fly' }] } },
      '/policy/prohibition/0',
    ],
    [
      'is an offer',
      { phrase: 'a b', policy: { '@type': 'Offer', prohibition: [{ action: 'archive' }] } },
      '/policy/@type',
    ],
    ['means what nobody knows', { phrase: 'a b', meaning: 'constructor' }, '/meaning'],
    ['means nothing', { phrase: 'a b' }, '/meaning'],
    ['means two things', { phrase: 'a b', meaning: 'credit', policy: noArchive }, '/meaning'],
    ['has no words', { phrase: '{territories}', meaning: 'territories-out' }, '/phrase'],
    ['lacks what its meaning names', { phrase: 'a b', meaning: 'territories-out' }, '/phrase'],
    ['names what its meaning does not', { phrase: 'a {period}', meaning: 'credit' }, '/phrase'],
    ['could swallow anything', { phrase: 'hold {event}', meaning: 'hold-until' }, '/phrase'],
    ['is too long', { phrase: 'word '.repeat(17), meaning: 'credit' }, '/phrase'],
  ])('is refused when it %s', async (_, json, path) => {
    expect(await refused(json)).toEqual([400, path]);
  });

  it('is for admins', async () => {
    const auditor = await operatorToken('auditor');
    for (const path of ['/v1/admin/phrases', '/v1/admin/restrictions/readings'])
      expect((await request(path, { token: auditor, json: {} })).status).toBe(403);
    expect((await request('/v1/admin/phrases/phr_1', { method: 'DELETE', token: admin })).status).toBe(404);
    expect((await request('/v1/admin/phrases/phr_1', { token: admin })).status).toBe(404);
  });
});

async function count(table: 'restrictions' | 'readings'): Promise<number> {
  return (await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>())?.n ?? 0;
}
