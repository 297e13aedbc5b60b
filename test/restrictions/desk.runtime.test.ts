import { beforeAll, describe, expect, it } from 'vitest';
import { forbidsAllUse } from '../../src/rights/index.ts';
import { create, operatorToken, request } from '../support/gateway.ts';
import { changesOf, epoch, seqOf, storedItem, versionsOf } from './newsroom.ts';

interface Restriction {
  id: string;
  version: number;
  scope: string;
  text?: string;
  policy: object | null;
  prose: string | null;
  reading?: { phrases: { phrase: string }[]; unaccounted: string[]; complete: boolean };
  reviewed: boolean;
  status: string;
}

const UNREAD = 'HANDLE WITH FLUMMERY';
const JAPAN_OUT = {
  '@context': 'http://www.w3.org/ns/odrl.jsonld',
  '@type': 'Set',
  uid: 'urn:test:japan-out',
  conflict: 'prohibit',
  prohibition: [
    {
      action: 'distribute',
      target: 'urn:test:any',
      constraint: [{ leftOperand: 'spatial', operator: 'eq', rightOperand: 'JP' }],
    },
  ],
};

let admin = '';
beforeAll(async () => {
  admin = await operatorToken('admin');
});

const restrict = (json: object) => create<Restriction>('/v1/admin/restrictions', admin, json);
const patch = (id: string, json: object) =>
  request(`/v1/admin/restrictions/${id}`, { method: 'PATCH', token: admin, json });
const changed = async (id: string, json: object) => (await (await patch(id, json)).json()) as Restriction;
async function listed(query: string): Promise<string[]> {
  const response = await request(`/v1/admin/restrictions?limit=200&${query}`, { token: admin });
  expect(response.status).toBe(200);
  return ((await response.json()) as { items: Restriction[] }).items.map((item) => item.id);
}

describe('a text of the desk', () => {
  it('that reads completely is in force at once, for everyone', async () => {
    const before = await epoch();
    const created = await restrict({ scope: 'agency', text: 'JAPAN OUT' });
    expect(created).toMatchObject({
      scope: 'agency',
      version: 1,
      text: 'JAPAN OUT',
      reviewed: true,
      status: 'active',
    });
    expect(created.reading).toMatchObject({ unaccounted: [], complete: true });
    expect(created.policy).toMatchObject({ prohibition: expect.anything() });
    expect(created.prose).toMatch(/japan/i);
    expect(await epoch()).toBe(before + 1);
  });

  it('that does not waits for a confirmation, and its words are taken as confirmed from then on', async () => {
    const text = `JAPAN OUT. ${UNREAD}.`;
    const created = await restrict({ scope: 'section:sport', text });
    expect(created).toMatchObject({ reviewed: false, reading: { complete: false } });
    expect(created.reading?.unaccounted.length).toBeGreaterThan(0);
    expect(await listed('unreviewed=true')).toContain(created.id);

    const confirmed = await changed(created.id, { reviewed: true });
    expect(confirmed).toMatchObject({ version: 2, reviewed: true, policy: created.policy });
    expect(await listed('unreviewed=true')).not.toContain(created.id);
    expect(
      await restrict({ scope: 'section:culture', text: `  ${text.replaceAll(' ', '  ')}` }),
    ).toMatchObject({
      reviewed: true,
      policy: created.policy,
    });
  });

  it('is corrected by a policy, which is what its words mean from then on', async () => {
    const text = `${UNREAD} THRICE`;
    const created = await restrict({ scope: 'section:sport', text });
    expect(created).toMatchObject({ policy: null, prose: null, reviewed: false });
    expect(await changed(created.id, { policy: JAPAN_OUT })).toMatchObject({
      policy: JAPAN_OUT,
      text,
      reviewed: true,
    });
    expect(await restrict({ scope: 'section:politics', text })).toMatchObject({
      policy: JAPAN_OUT,
      reviewed: true,
    });
  });

  it('can be replaced, and is read anew', async () => {
    const created = await restrict({ scope: 'section:sport', text: 'JAPAN OUT' });
    expect(await changed(created.id, { text: `${UNREAD} TWICE` })).toMatchObject({
      version: 2,
      reviewed: false,
      policy: null,
    });
  });
});

describe('a policy of the desk', () => {
  it('needs no review', async () => {
    const created = await restrict({ scope: 'section:sport', policy: JAPAN_OUT });
    expect(created).toMatchObject({ policy: JAPAN_OUT, reviewed: true });
    expect(created).not.toHaveProperty('text');
  });

  it('that cannot be compiled is refused with the path of the fault, and nothing is stored', async () => {
    const bad = {
      ...JAPAN_OUT,
      prohibition: [
        { action: 'fly', constraint: [{ leftOperand: 'mood', operator: '??', rightOperand: 1 }] },
      ],
    };
    const before = await listed('');
    const response = await request('/v1/admin/restrictions', {
      token: admin,
      json: { scope: 'agency', policy: bad },
    });
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: { path: string }[] };
    expect(errors.every(({ path }) => path.startsWith('/policy'))).toBe(true);
    expect(errors.length).toBeGreaterThan(0);
    const misspelled = { ...JAPAN_OUT, prohibitions: [], Prohibition: JAPAN_OUT.prohibition };
    const refused = await request('/v1/admin/restrictions', {
      token: admin,
      json: { scope: 'agency', policy: misspelled },
    });
    expect(await refused.json()).toMatchObject({
      errors: [{ path: '/policy/Prohibition', message: expect.stringContaining('"prohibition"') }],
    });
    expect(await listed('')).toEqual(before);
  });

  const japan = (operator: string, rightOperand: string | string[]) => ({
    action: 'distribute',
    constraint: [{ leftOperand: 'spatial', operator, rightOperand }],
  });

  it('that contradicts itself is refused: somebody would believe that it forbids something', async () => {
    const nowhere = {
      ...japan('eq', 'JP'),
      constraint: [...japan('eq', 'JP').constraint, ...japan('neq', 'JP').constraint],
    };
    const policy = { ...JAPAN_OUT, prohibition: [JAPAN_OUT.prohibition[0], nowhere] };
    const fault = { code: 'contradiction', path: '/policy/prohibition/1/constraint/0' };
    const response = await request('/v1/admin/restrictions', {
      token: admin,
      json: { scope: 'agency', policy },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'malformed', errors: [fault] });
    const created = await restrict({ scope: 'section:sport', policy: JAPAN_OUT });
    const change = await patch(created.id, { policy });
    expect(change.status).toBe(400);
    expect(await change.json()).toMatchObject({ errors: [fault] });
  });

  it('is told of what is probably not meant, whenever it is read', async () => {
    const policy = { ...JAPAN_OUT, prohibition: [japan('eq', 'JP'), japan('isAnyOf', ['JP', 'KR'])] };
    const created = await restrict({ scope: 'section:sport', policy });
    const warnings = [
      {
        code: 'redundant',
        path: '/policy/prohibition/0',
        rules: [{ path: '/policy/prohibition/0' }, { path: '/policy/prohibition/1' }],
      },
    ];
    expect(created).toMatchObject({ reviewed: true, warnings });
    const read = await request(`/v1/admin/restrictions/${created.id}`, { token: admin });
    expect(await read.json()).toMatchObject({ warnings });
    const odd = { ...JAPAN_OUT, prohibition: [japan('near', 'JP')] };
    const closed = await restrict({ scope: 'section:sport', policy: odd });
    const list = await request('/v1/admin/restrictions?limit=200', { token: admin });
    const listed = ((await list.json()) as { items: Restriction[] }).items;
    expect(listed.find(({ id }) => id === created.id)).not.toHaveProperty('warnings');
    expect(listed.find(({ id }) => id === closed.id)).toMatchObject({
      warnings: [{ code: 'unevaluable', path: '/policy/prohibition/0/constraint/0' }],
    });
    expect(await restrict({ scope: 'section:sport', policy: JAPAN_OUT })).not.toHaveProperty('warnings');
  });

  it('that is nested without end is refused, not choked on', async () => {
    const policy = `{"prohibition":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const response = await request('/v1/admin/restrictions', {
      method: 'POST',
      token: admin,
      body: `{"scope":"agency","policy":${policy}}`,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(response.status).toBe(400);
  });
});

describe('a restriction of an item', () => {
  it('puts the item forward in the change sequence, so that what was judged before is stale', async () => {
    const { item } = await storedItem();
    const before = [await seqOf(item), await epoch()];
    const created = await restrict({ scope: item, text: 'JAPAN OUT' });
    expect(created).toMatchObject({ scope: item, item });
    const changes = await changesOf(item);
    expect(changes.map((change) => change.change_type)).toEqual(['new', 'advisory']);
    expect(await seqOf(item)).toBe(changes.at(-1)?.seq);
    expect(await seqOf(item)).toBeGreaterThan(before[0] ?? 0);
    expect(await epoch()).toBe(before[1]);
  });

  it('of a component belongs to the item, and is found by it', async () => {
    const { item, photograph } = await storedItem();
    const created = await restrict({ scope: photograph, text: 'JAPAN OUT' });
    expect(created).toMatchObject({ scope: photograph, item });
    expect(await listed(`item=${item}`)).toEqual([created.id]);
    expect(await listed(`scope=${photograph}`)).toEqual([created.id]);
    expect(await listed('scope=agency')).not.toContain(created.id);
  });

  it.each([`itm_${'0'.repeat(32)}`, `cmp_${'0'.repeat(32)}`, 'lic_1', ''])(
    'is refused for "%s"',
    async (scope) => {
      const response = await request('/v1/admin/restrictions', {
        token: admin,
        json: { scope, text: 'JAPAN OUT' },
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ path: '/scope' }] });
    },
  );

  it('that is withdrawn is history: listed, versioned, and not changed any more', async () => {
    const { item } = await storedItem();
    const created = await restrict({ scope: item, text: 'JAPAN OUT' });
    const path = `/v1/admin/restrictions/${created.id}`;
    expect((await request(path, { method: 'DELETE', token: admin })).status).toBe(204);
    expect((await request(path, { method: 'DELETE', token: admin })).status).toBe(204);
    expect((await patch(created.id, { text: 'CHINA OUT' })).status).toBe(409);
    expect(await listed(`item=${item}`)).toEqual([created.id]);
    expect((await versionsOf(created.id)).map(({ version, status }) => [version, status])).toEqual([
      [1, 'active'],
      [2, 'withdrawn'],
    ]);
    expect(await (await request(path, { token: admin })).json()).toMatchObject({
      status: 'withdrawn',
      versions: [
        { version: 2, status: 'withdrawn' },
        { version: 1, status: 'active', text: 'JAPAN OUT' },
      ],
    });
  });
});

describe('a restriction that forbids all use', () => {
  const area = { leftOperand: 'spatial', operator: 'eq', rightOperand: 'JP' };
  it.each([
    [{ prohibition: [{ action: 'use' }] }, true],
    [{ prohibition: { action: ['transfer', 'use'] } }, true],
    [{ prohibition: [{ action: 'archive' }, { action: 'use' }] }, true],
    [{ prohibition: [{ action: 'archive' }] }, false],
    [{ prohibition: { action: 'use', constraint: [area] } }, false],
    [{ prohibition: { action: 'use' }, permission: { action: 'print' }, conflict: 'perm' }, false],
  ])('is listed as withheld: %j, %s', async (rules, isWithheld) => {
    const policy = { '@type': 'Set', target: 'urn:test:any', ...rules };
    const { id } = await restrict({ scope: 'section:withheld', policy });
    expect((await listed('scope=section:withheld&state=withheld')).includes(id)).toBe(isWithheld);
    expect(forbidsAllUse(policy)).toBe(isWithheld);
    await changed(id, { status: 'withdrawn' });
    expect(await listed('scope=section:withheld&state=withheld')).not.toContain(id);
  });
});
