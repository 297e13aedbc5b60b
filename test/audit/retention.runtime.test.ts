/**
 * Holds over HTTP: whoever may place them, that every object has heard of them, and that the operators' log
 * says so.
 */

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { allHolds, raiseHold } from '../../src/ledger/object-store/holds.ts';
import { entryKeeperStub } from '../../src/ledger/outbox.ts';
import { recoverCatalogue } from '../../src/ledger/restored/catalogue-recovery.ts';
import type { Hold } from '../../src/ledger/types.ts';
import { create, operatorToken, request } from '../support/gateway.ts';
import { drain, ingest, scenario, wireItem } from '../support/newsroom.ts';

const PATH = '/v1/audit/holds';

const { newsroom, site } = await scenario();
const article = (await ingest(newsroom, wireItem())).id;
const auditor = await operatorToken('auditor');

const place = (json: object) => request(PATH, { token: auditor, json });
const release = (id: string, reason = 'Settled') =>
  request(`${PATH}/${id}?reason=${encodeURIComponent(reason)}`, { method: 'DELETE', token: auditor });

/** What an object was told of a hold. */
const known = (object: string, id: string) =>
  runInDurableObject(entryKeeperStub(env, object), (_, { storage }) =>
    allHolds(storage.sql).find((hold) => hold.id === id),
  );

describe('a legal hold', () => {
  it.each([
    ['license', () => site.license],
    ['partner', () => site.partner],
    ['article', () => article],
  ])(
    'on a %s is acknowledged by every object that deletes before it is answered, and so is its release',
    async (kind, target) => {
      // One that no partner lives in any more; its part of the log stays.
      const left = `left-${kind}`;
      await env.DB.prepare('INSERT INTO log_shards (shard) VALUES (?)').bind(left).run();
      const answer = await place({ kind, target: target(), reason: 'Case 1' });
      expect(answer.status).toBe(201);
      const hold = (await answer.json()) as Hold;
      expect(hold).toMatchObject({ kind, target: target(), reason: 'Case 1', version: 1 });
      for (const object of ['ledger-0', 'operators', left])
        expect(await known(object, hold.id)).toEqual(hold);
      const over = await release(hold.id);
      expect(over.status).toBe(200);
      const ended = (await over.json()) as Hold;
      expect(ended).toMatchObject({ ...hold, version: 2, released: { reason: 'Settled' } });
      for (const object of ['ledger-0', 'operators', left])
        expect(await known(object, hold.id)).toEqual(ended);
      const read = await request(`${PATH}/${hold.id}`, { token: auditor });
      expect(await read.json()).toEqual(ended);
    },
  );

  it('requires an existing target and a reason', async () => {
    const unknown = await place({ kind: 'license', target: article, reason: 'Case 1' });
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toMatchObject({ errors: [{ path: '/target' }] });
    expect((await place({ kind: 'title', target: 'x', reason: 'Case 1' })).status).toBe(400);
    expect((await place({ kind: 'article', target: article, reason: ' ' })).status).toBe(400);
    expect((await place({ kind: 'article', target: article })).status).toBe(400);
  });

  it('is released once, with a reason', async () => {
    const { id } = await create<Hold>(PATH, auditor, { kind: 'article', target: article, reason: 'Case 2' });
    expect((await request(`${PATH}/${id}`, { method: 'DELETE', token: auditor })).status).toBe(400);
    expect((await release('hld_none')).status).toBe(404);
    expect((await release(id)).status).toBe(200);
    expect((await release(id, 'Another')).status).toBe(409);
    const read = await request(`${PATH}/${id}`, { token: auditor });
    expect(await read.json()).toMatchObject({ released: { reason: 'Settled' } });
  });

  it('is in the operators’ log, with its reason', async () => {
    const { id } = await create<Hold>(PATH, auditor, {
      kind: 'partner',
      target: site.partner,
      reason: 'Case 3',
    });
    await release(id);
    await drain('operators');
    const listed = await request(`/v1/audit/actions?resource=${id}`, { token: auditor });
    const { items } = (await listed.json()) as { items: { act: string; reason: string }[] };
    expect(items).toMatchObject([
      { act: 'hold.release', reason: 'Settled' },
      { act: 'hold.place', reason: 'Case 3' },
    ]);
  });

  it('is listed, and counted with the rules while it is in force', async () => {
    const { id } = await create<Hold>(PATH, auditor, {
      kind: 'license',
      target: site.license,
      reason: 'Case 4',
    });
    const ids = async (query: string) => {
      const answer = await request(`${PATH}?target=${site.license}${query}`, { token: auditor });
      return ((await answer.json()) as { items: Hold[] }).items.map((item) => item.id);
    };
    expect(await ids('&open=true')).toEqual([id]);
    expect(await ids('&open=false')).not.toContain(id);
    const rules = await request('/v1/audit/retention', { token: auditor });
    const { keeps, holds } = (await rules.json()) as { keeps: object; holds: Hold[] };
    expect(keeps).toEqual({ entries: null, actions: null, counts: null, findings: null, readings: null });
    expect(holds.map((hold) => hold.id)).toContain(id);
    await release(id);
    expect(await ids('&open=true')).toEqual([]);
  });

  it('is recovered when D1 is restored to before it', async () => {
    const { id } = await create<Hold>(PATH, auditor, {
      kind: 'license',
      target: site.license,
      reason: 'Case 5',
    });
    await env.DB.prepare('DELETE FROM legal_holds WHERE id = ?').bind(id).run();
    await runInDurableObject(
      env.LEDGER.get(env.LEDGER.idFromName('restored-holds')),
      async (_: LedgerShard, { storage }) => {
        raiseHold(storage.sql, (await known('ledger-0', id)) as Hold);
        await recoverCatalogue({ sql: storage.sql, db: env.DB, object: 'restored-holds', nowMs: Date.now() });
      },
    );
    const read = await request(`${PATH}/${id}`, { token: auditor });
    expect(await read.json()).toMatchObject({ id, reason: 'Case 5' });
  });
});
