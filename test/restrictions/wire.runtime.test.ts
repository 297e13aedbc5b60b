import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { restrictionsOfItem } from '../../src/restrictions/store.ts';
import { wireChanges, wireIds, wireStatements } from '../../src/restrictions/wire.ts';
import type { RestrictionScope } from '../../src/rights/types.ts';
import { operatorToken, request } from '../support/gateway.ts';
import { storedItem, storeWire, versionsOf } from './newsroom.ts';

const PHOTO = 'JAPAN OUT. MANDATORY CREDIT. EDITORIAL USE ONLY. NO ARCHIVE AFTER 14 DAYS.';
const OPERATOR = 'opr_wire';
let clock = Date.UTC(2026, 10, 20);

async function wire(item: string, scope: RestrictionScope, text: string, encodedRights?: string) {
  clock += 1_000;
  const stated = { item, scope, text, ...(encodedRights !== undefined && { encodedRights }) };
  return storeWire({ ...stated, now: clock, operator: OPERATOR });
}

async function photo() {
  const { item, photograph } = await storedItem();
  const scope: RestrictionScope = { kind: 'component', component: photograph };
  return { item, scope, send: (text: string, encoded?: string) => wire(item, scope, text, encoded) };
}

async function confirm(id: string | undefined) {
  const token = await operatorToken('admin');
  const response = await request(`/v1/admin/restrictions/${id}`, {
    method: 'PATCH',
    token,
    json: { reviewed: true },
  });
  expect(response.status).toBe(200);
}

describe('a text that comes with the wire', () => {
  it('that reads completely needs nobody', async () => {
    const { item, scope, send } = await photo();
    expect(await send('EDITORIAL USE ONLY')).toEqual({ reviewed: true, wrote: true });
    const [stored, ...others] = await restrictionsOfItem(env.DB, item);
    expect(others).toEqual([]);
    expect(stored).toMatchObject({ version: 1, scope, text: 'EDITORIAL USE ONLY', reviewed: true });
    expect(stored?.policy).not.toBeNull();
  });

  it('that leaves something open waits for the desk, once: confirmed words need no second look', async () => {
    const first = await photo();
    expect(await first.send(PHOTO)).toEqual({ reviewed: false, wrote: true });
    const [stored] = await restrictionsOfItem(env.DB, first.item);
    expect(stored).toMatchObject({ reviewed: false, text: PHOTO });
    await confirm(stored?.id);
    expect(await first.send(PHOTO)).toEqual({ reviewed: true, wrote: false });

    const second = await photo();
    expect(await second.send(PHOTO)).toEqual({ reviewed: true, wrote: true });
    const [taken] = await restrictionsOfItem(env.DB, second.item);
    expect(taken?.policy).toEqual(stored?.policy);
  });

  it('that was sent before a confirmation elsewhere profits when it is sent again', async () => {
    const text = 'GIBBERISH IN FORCE';
    const [one, other] = [await photo(), await photo()];
    expect([(await one.send(text)).reviewed, (await other.send(text)).reviewed]).toEqual([false, false]);
    const [stored] = await restrictionsOfItem(env.DB, one.item);
    await confirm(stored?.id);
    expect(await other.send(text)).toEqual({ reviewed: true, wrote: true });
  });

  it('that changes is the next version of the same row, and that goes is withdrawn', async () => {
    const { item, scope, send } = await photo();
    await send('EDITORIAL USE ONLY');
    expect(await send('EDITORIAL USE ONLY')).toEqual({ reviewed: true, wrote: false });
    await send('GIBBERISH');
    const [stored, ...others] = await restrictionsOfItem(env.DB, item);
    expect(others).toEqual([]);
    expect(stored).toMatchObject({ version: 2, text: 'GIBBERISH', policy: null, reviewed: false });

    const withdrawal = [{ put: [], withdraw: wireIds(scope) }];
    await env.DB.batch(wireStatements(env.DB, withdrawal, { now: clock, operator: OPERATOR }));
    await env.DB.batch(wireStatements(env.DB, withdrawal, { now: clock, operator: OPERATOR }));
    expect(await restrictionsOfItem(env.DB, item)).toEqual([]);
    expect(await versionsOf(stored?.id ?? '')).toMatchObject([
      { version: 1, status: 'active', reviewed: 1, operator: OPERATOR },
      { version: 2, status: 'active', reviewed: 0 },
      { version: 3, status: 'withdrawn' },
    ]);

    expect(await send('EDITORIAL USE ONLY')).toEqual({ reviewed: true, wrote: true });
    expect(await restrictionsOfItem(env.DB, item)).toMatchObject([
      { id: stored?.id, version: 4, reviewed: true },
    ]);
  });

  it('cannot be rewritten by the desk, only read otherwise; the wire does not undo that', async () => {
    const { item, send } = await photo();
    await send('GIBBERISH AGAIN');
    const [stored] = await restrictionsOfItem(env.DB, item);
    const token = await operatorToken('admin');
    const path = `/v1/admin/restrictions/${stored?.id}`;
    expect((await request(path, { method: 'PATCH', token, json: { text: 'NOTHING' } })).status).toBe(409);
    const policy = {
      '@type': 'Set',
      uid: 'urn:test:1',
      prohibition: [{ action: 'archive', target: 'urn:test:any' }],
    };
    expect((await request(path, { method: 'PATCH', token, json: { policy } })).status).toBe(200);
    expect(await send('GIBBERISH AGAIN')).toEqual({ reviewed: true, wrote: false });
    expect(await restrictionsOfItem(env.DB, item)).toMatchObject([
      { policy, text: 'GIBBERISH AGAIN', reviewed: true },
    ]);
  });

  it('of any length and form is stored, and what was cut never counts as read', async () => {
    const { item, send } = await photo();
    expect(await send('EDITORIAL USE ONLY. '.repeat(100_000))).toMatchObject({ reviewed: false });
    expect(await send(`\ud800 JAPAN OUT \u0000`)).toMatchObject({ wrote: true });
    expect((await restrictionsOfItem(env.DB, item)).length).toBe(1);
  });
});

describe('encoded rights that come with the wire', () => {
  const odrl = JSON.stringify({
    '@context': 'http://www.w3.org/ns/odrl.jsonld',
    '@type': 'Set',
    uid: 'urn:test:2',
    conflict: 'prohibit',
    prohibition: [{ action: 'archive', target: 'urn:test:any' }],
  });

  it('are a restriction of their own beside the text', async () => {
    const { item, send } = await photo();
    expect(await send('EDITORIAL USE ONLY', odrl)).toEqual({ reviewed: true, wrote: true });
    const stored = await restrictionsOfItem(env.DB, item);
    expect(stored.length).toBe(2);
    expect(stored.map(({ policy }) => policy)).toContainEqual(JSON.parse(odrl));
    expect(await send('', odrl)).toMatchObject({ reviewed: true });
    expect((await restrictionsOfItem(env.DB, item)).length).toBe(1);
  });

  it.each([
    'not json',
    '[]',
    '{"permission": 5}',
    'https://rights.example/policy/1',
    '{"@type":"Set","profile":"urn:unknown","prohibition":[]}',
    odrl.replace('"conflict"', '"Prohibition":[{"action":"display"}],"conflict"'),
    odrl.replace('"target"', '"odrl:constrain":[],"target"'),
  ])('that cannot be compiled wait for the desk: %s', async (encoded) => {
    const { item, send } = await photo();
    expect(await send('EDITORIAL USE ONLY', encoded)).toEqual({ reviewed: false, wrote: true });
    const unread = (await restrictionsOfItem(env.DB, item)).find(({ reviewed }) => !reviewed);
    expect(unread).toMatchObject({ policy: null, text: encoded });
  });
});

describe('the texts of an item with many pictures', () => {
  it('are read in one look-up, each for its own scope', async () => {
    const { item } = await storedItem();
    const wires = Array.from({ length: 200 }, (_, index) => ({
      item,
      scope: { kind: 'component' as const, component: `cmp_${String(index).padStart(32, '0')}` },
      text: index % 2 === 0 ? 'EDITORIAL USE ONLY' : `Ask desk ${index}.`,
      now: clock,
      operator: OPERATOR,
    }));
    let batches = 0;
    const counted = new Proxy(env.DB, {
      get(db, name) {
        if (name === 'batch') batches += 1;
        const member: unknown = Reflect.get(db, name);
        return typeof member === 'function' ? member.bind(db) : member;
      },
    });
    const first = await wireChanges(counted, wires);
    expect(batches).toBe(1);
    expect(first.map(({ reviewed }) => reviewed)).toEqual(wires.map((_, index) => index % 2 === 0));
    const statements = wireStatements(env.DB, first, { now: clock, operator: OPERATOR });
    expect(statements.length).toBe(2);
    await env.DB.batch(statements);
    const repeatedChanges = await wireChanges(env.DB, wires);
    expect(repeatedChanges.flatMap(({ put, withdraw }) => [...put, ...withdraw])).toEqual([]);
    expect(repeatedChanges.map(({ reviewed }) => reviewed)).toEqual(first.map(({ reviewed }) => reviewed));
  });
});
