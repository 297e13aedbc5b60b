/**
 * D1 was restored to before decisions of the desk: nothing is let out on the earlier state until the desk has
 * said so.
 * @module-tag alone
 */

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LedgerShard } from '../../../src/ledger/ledger-shard.ts';
import { movePartner } from '../../../src/ledger/move/service.ts';
import { OPERATORS_OBJECT } from '../../../src/ledger/names.ts';
import { holdLicenses } from '../../../src/ledger/restored/store.ts';
import { shardDrain } from '../../../src/ledger/shard-drain.ts';
import { create, partnerToken, request } from '../../support/gateway.ts';
import { drain, ingest, type Newsroom, openNewsroom, openSite, wireItem } from '../../support/newsroom.ts';
import { restoreD1, snapshotOfD1 } from '../../support/time-travel.ts';
import { openObject } from '../support.ts';

let room: Newsroom;
let errors: { mock: { calls: unknown[][] } };
beforeEach(async () => {
  room = await openNewsroom();
  errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function desk(path: string, method: string, json?: unknown): Promise<void> {
  const response = await request(`/v1/admin/${path}`, { method, token: room.admin, json });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
}

/** `[status, code]` */
async function fetched(article: string, token: string) {
  const response = await request(`/v1/articles/${article}`, { token });
  return [response.status, ((await response.json()) as { code?: string }).code];
}

interface Health {
  status: string;
  unconfirmedLicenses: number;
  findings: { kind: string; license: string; detail: string }[];
}

async function health() {
  const health = (await (await request('/v1/admin/health', { token: room.admin })).json()) as Health;
  const unconfirmed = health.findings.filter(({ kind }) => kind === 'license_unconfirmed');
  return { ...health, unconfirmed: new Map(unconfirmed.map(({ license, detail }) => [license, detail])) };
}

/** The drain learns of the restore, and the outbox tells the object what became of it. */
async function discovered(): Promise<void> {
  await drain();
  await drain();
}

const licenseRow = (id: string) =>
  env.DB.prepare('SELECT version, status FROM licenses WHERE id = ?')
    .bind(id)
    .first<{ version: number; status: string }>();
const events = () => errors.mock.calls.map(([line]) => JSON.parse(String(line)) as { event: string });

/**
 * Sites that everything is let out to, and an article; `since` happens after the point that D1 is then
 * restored to.
 */
async function travelled(since: (created: CreatedSites) => Promise<unknown>): Promise<CreatedSites> {
  const { id: article } = await ingest(room, wireItem());
  const sites = [await openSite(room), await openSite(room)] as const;
  for (const { token } of sites) expect(await fetched(article, token)).toEqual([200, undefined]);
  await drain();
  const before = await snapshotOfD1();
  const created = { article, sites };
  await since(created);
  await drain();
  await restoreD1(before);
  return created;
}

interface CreatedSites {
  article: string;
  sites: readonly [Awaited<ReturnType<typeof openSite>>, Awaited<ReturnType<typeof openSite>>];
}

describe('after D1 was restored to before', () => {
  it.each<[string, (created: CreatedSites) => Promise<unknown>, string]>([
    [
      'a suspension of a license',
      ({ sites: [{ license }] }) => desk(`licenses/${license}`, 'PATCH', { status: 'suspended' }),
      'version 2 was suspended, and its terms are those of version 1',
    ],
    [
      'changes of its terms',
      async ({ sites: [{ license }] }) => {
        for (const channels of [['web', 'app'], ['app']])
          await desk(`licenses/${license}`, 'PATCH', { channels });
      },
      'version 3 was active, and its terms are those of version 1',
    ],
    [
      'a restriction of the agency',
      () => desk('restrictions', 'POST', { scope: 'agency', text: 'GERMANY OUT, AUSTRIA OUT' }),
      'had not been changed since, but what binds it may have been',
    ],
  ])('%s, nothing is let out until the desk sets the license active', async (_, since, detail) => {
    const { article, sites } = await travelled(since);
    const [{ license, token }] = sites;
    const known = (await health()).unconfirmedLicenses;
    await discovered();
    for (const site of sites) expect(await fetched(article, site.token)).toEqual([403, 'license_suspended']);
    const found = await health();
    expect(found.status).toBe('degraded');
    expect(found.unconfirmed.get(license)).toContain(detail);
    expect(found.unconfirmedLicenses).toBeGreaterThanOrEqual(known + 2);
    expect(events()).toContainEqual(expect.objectContaining({ event: 'licenses_held', object: 'ledger-0' }));

    await desk(`licenses/${license}`, 'PATCH', { status: 'active' });
    expect(await fetched(article, token)).toEqual([200, undefined]);
    const after = await health();
    expect([after.unconfirmed.has(license), after.unconfirmedLicenses]).toEqual([
      false,
      found.unconfirmedLicenses - 1,
    ]);
  });

  it('a change, its alarm comes again at once: what is held waits for it in the outbox', async () => {
    const { article, sites } = await travelled(async ({ article, sites: [{ license }, { token }] }) => {
      await desk(`licenses/${license}`, 'PATCH', { channels: ['app'] });
      await fetched(article, token);
    });
    // Also when it learns of it by an entry that it drains.
    expect(await fetched(article, sites[1].token)).toEqual([200, undefined]);
    const object = env.LEDGER.get(env.LEDGER.idFromName('ledger-0'));
    const wantsMore = await runInDurableObject(object, async ({ entries }: LedgerShard, { storage }) => {
      const deps = {
        sql: storage.sql,
        entries,
        db: env.DB,
        object: 'ledger-0',
        drained: () => undefined,
        now: () => Date.now(),
      };
      const drain = shardDrain(deps);
      return [await drain.run(), await drain.run()];
    });
    expect(wantsMore).toEqual([true, false]);
  });

  it('a change that was not marked in D1 yet, nothing is let out either', async () => {
    const { id: article } = await ingest(room, wireItem());
    const { license, token } = await openSite(room);
    expect(await fetched(article, token)).toEqual([200, undefined]);
    await drain();
    const before = await snapshotOfD1();
    expect(await fetched(article, token)).toEqual([200, undefined]);
    await drain();
    await desk(`licenses/${license}`, 'PATCH', { channels: ['app'] });
    await restoreD1(before);
    await discovered();
    expect(await fetched(article, token)).toEqual([403, 'license_suspended']);
    expect((await health()).unconfirmed.get(license)).toContain('version 2 was active');
  });

  it('the end of a license, it has ended', async () => {
    const { article, sites } = await travelled(({ sites: [{ license }] }) =>
      desk(`licenses/${license}`, 'PATCH', { status: 'terminated' }),
    );
    const [{ license, token }] = sites;
    await discovered();
    expect(await licenseRow(license)).toEqual({ version: 3, status: 'terminated' });
    expect(await fetched(article, token)).toEqual([403, 'license_expired']);
    expect((await health()).unconfirmed.has(license)).toBe(false);
  });

  it('a revocation of a key, it is revoked and gets no token', async () => {
    const { article, sites } = await travelled(({ sites: [{ key }] }) => desk(`keys/${key.id}`, 'DELETE'));
    const [{ license, token, key }] = sites;
    expect(await partnerToken(key)).toBeTruthy();
    await discovered();
    expect(await env.DB.prepare('SELECT status FROM api_keys WHERE id = ?').bind(key.id).first()).toEqual({
      status: 'revoked',
    });
    await expect(partnerToken(key)).rejects.toThrow('401');
    const secrets = env.DB.prepare('SELECT count(*) AS count FROM key_secrets WHERE owner = ?').bind(key.id);
    expect(await secrets.first('count')).toBe(0);
    await desk(`licenses/${license}`, 'PATCH', { status: 'active' });
    expect(await fetched(article, token)).toEqual([401, 'invalid_token']);
  });

  it('a new secret of a key and a shorter list of addresses, the old ones open nothing, whatever else is changed', async () => {
    const addresses = ['192.0.2.0/24'];
    const { article, sites } = await travelled(async ({ sites: [{ key }] }) => {
      await desk(`keys/${key.id}/rotate`, 'POST', { overlapHours: 0 });
      await desk(`keys/${key.id}`, 'PATCH', { addresses });
    });
    const [{ license, token, key }] = sites;
    await discovered();
    await expect(partnerToken(key)).rejects.toThrow('401');
    const row = env.DB.prepare('SELECT version, addresses FROM api_keys WHERE id = ?').bind(key.id);
    expect(await row.first()).toEqual({ version: 3, addresses: JSON.stringify(addresses) });
    await desk(`licenses/${license}`, 'PATCH', { status: 'active' });
    await desk(`keys/${key.id}`, 'PATCH', { addresses: null });
    expect(await fetched(article, token)).toEqual([401, 'invalid_token']);
    const renewed = await request(`/v1/admin/keys/${key.id}/rotate`, {
      token: room.admin,
      json: { overlapHours: 0 },
    });
    expect(await fetched(article, await partnerToken((await renewed.json()) as typeof key))).toEqual([
      200,
      undefined,
    ]);
  });

  it('a new secret of a key, the old one lives as long as it was given', async () => {
    const { sites } = await travelled(({ sites: [{ key }] }) =>
      desk(`keys/${key.id}/rotate`, 'POST', { overlapHours: 1 }),
    );
    const [{ key }] = sites;
    await discovered();
    expect(await partnerToken(key)).toBeTruthy();
    const until = await env.DB.prepare('SELECT expires FROM key_secrets WHERE owner = ?')
      .bind(key.id)
      .first('expires');
    expect(Date.parse(String(until)) - Date.now()).toBeGreaterThan(0);
    expect(Date.parse(String(until)) - Date.now()).toBeLessThanOrEqual(3_600_000);
  });

  it('changes of operators, who was revoked is, who was demoted is, and the old key of a rotated one is over', async () => {
    const createKey = async () =>
      create<{ id: string; client_id: string; client_secret: string }>('/v1/admin/operators', room.admin, {
        name: 'Desk',
        role: 'desk',
      });
    const [revoked, demoted, rotated] = [await createKey(), await createKey(), await createKey()];
    await drain(OPERATORS_OBJECT);
    const before = await snapshotOfD1();
    await desk(`operators/${revoked.id}`, 'DELETE');
    await desk(`operators/${demoted.id}`, 'PATCH', { role: 'auditor' });
    await desk(`operators/${rotated.id}/rotate`, 'POST', {});
    await drain(OPERATORS_OBJECT);
    await restoreD1(before);
    await drain(OPERATORS_OBJECT);
    const rows = await env.DB.prepare(
      'SELECT role, status, version FROM operators WHERE id IN (?, ?) ORDER BY id',
    )
      .bind(revoked.id, demoted.id)
      .all();
    expect(rows.results).toEqual([
      { role: 'desk', status: 'revoked', version: 2 },
      { role: 'auditor', status: 'active', version: 2 },
    ]);
    for (const client of [revoked, rotated]) await expect(partnerToken(client)).rejects.toThrow('401');
    // What is changed next counts.
    await desk(`operators/${demoted.id}`, 'DELETE');
    expect((await request('/v1/admin/health', { token: room.admin })).status).toBe(200);
  });

  it('a suspension of a partner, it is suspended until the desk says otherwise', async () => {
    const { article, sites } = await travelled(({ sites: [{ partner }] }) =>
      desk(`partners/${partner}`, 'PATCH', { status: 'suspended' }),
    );
    const [{ license, token, partner }] = sites;
    await discovered();
    await desk(`licenses/${license}`, 'PATCH', { status: 'active' });
    expect(await fetched(article, token)).toEqual([403, 'license_suspended']);
    await desk(`partners/${partner}`, 'PATCH', { status: 'active' });
    expect(await fetched(article, token)).toEqual([200, undefined]);
  });

  it('a kill, the article stays away, weeks later too, and what the newsroom sends next is newer than it', async () => {
    const { article, sites } = await travelled(async ({ article }) => {
      for (let n = 0; n < 3; n++) await ingest(room, wireItem());
      await desk(`articles/${article}`, 'PATCH', { pubStatus: 'canceled' });
    });
    const [{ license, token }] = sites;
    await discovered();
    await desk(`licenses/${license}`, 'PATCH', { status: 'active' });
    expect(await fetched(article, token)).toEqual([503, 'ledger_unavailable']);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30 * 86_400_000 });
    try {
      await drain();
    } finally {
      vi.useRealTimers();
    }
    expect(await fetched(article, token)).toEqual([503, 'ledger_unavailable']);
    await desk(`articles/${article}`, 'PATCH', { pubStatus: 'canceled' });
    expect(await fetched(article, token)).toEqual([410, 'killed']);
  });

  it('nothing but deliveries and a token that was revoked, all goes on, and the token is over', async () => {
    const { article, sites } = await travelled(async ({ article, sites: [site, other] }) => {
      await fetched(article, site.token);
      const { client_id: id, client_secret: secret } = other.key;
      const revoked = await request('/oauth/revoke', {
        body: new URLSearchParams({ token: other.token, client_id: id, client_secret: secret }).toString(),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      });
      expect(revoked.status).toBe(200);
    });
    const [{ license, token }] = sites;
    await discovered();
    expect(events().map(({ event }) => event)).toEqual(['d1_went_back']);
    expect(await licenseRow(license)).toEqual({ version: 1, status: 'active' });
    expect(await fetched(article, token)).toEqual([200, undefined]);
    await drain();
    const { results } = await env.DB.prepare('SELECT idx FROM entries WHERE license = ?').bind(license).all();
    expect(results).toHaveLength(3);
    expect(await fetched(article, sites[1].token)).toEqual([401, 'invalid_token']);
  });

  it('all that an object which has delivered nothing yet was told, its licenses wait too', async () => {
    const { name, object, license, request: requestWith } = await openObject();
    await drain(name);
    await env.DB.prepare('DELETE FROM log_shards WHERE shard = ?').bind(name).run();
    await drain(name);
    expect(await licenseRow(license.id)).toEqual({ version: 2, status: 'suspended' });
    await drain(name);
    expect(
      await object.check({
        caller: requestWith().caller,
        judged: { licenseVersion: 2, epoch: 1e9, items: {} },
      }),
    ).toEqual({
      kind: 'refused',
      code: 'license_suspended',
    });
  });

  it('a change, and learnt of twice: what waits for the desk, and what it has confirmed, stays as it is', async () => {
    const { sites } = await travelled(({ sites: [{ license }] }) =>
      desk(`licenses/${license}`, 'PATCH', { status: 'suspended' }),
    );
    await drain();
    const held = await Promise.all(sites.map(({ license }) => licenseRow(license)));
    expect(held).toEqual([
      { version: 3, status: 'suspended' },
      { version: 2, status: 'suspended' },
    ]);
    // Cut off before its mark was written.
    await env.DB.prepare(`UPDATE log_shards SET applied_changes = 0 WHERE shard = 'ledger-0'`).run();
    await discovered();
    expect(await Promise.all(sites.map(({ license }) => licenseRow(license)))).toEqual(held);
    const versions = await env.DB.prepare(
      'SELECT version, status, operator FROM license_versions WHERE license = ? ORDER BY version',
    )
      .bind(sites[0].license)
      .all();
    expect(versions.results.at(-1)).toEqual({ version: 3, status: 'suspended', operator: 'ledger-0' });
  });

  it('a move, whom it moved waits for the desk, too, when it has been moved again', async () => {
    const moved = { ...env, LEDGER_POOL_SIZE: '2' };
    const move = async (partner: string) => {
      await movePartner(moved, partner, 'ledger-1', Date.now());
      for (let alarms = 0; alarms < 4; alarms++) await drain();
    };
    const { article, sites } = await travelled(async ({ sites: [{ partner }] }) => {
      await move(partner);
      await desk('restrictions', 'POST', { scope: 'agency', text: 'GERMANY OUT, AUSTRIA OUT' });
      await drain('ledger-1');
    });
    await discovered();
    for (let alarms = 0; alarms < 2; alarms++) await drain('ledger-1');
    await move(sites[0].partner);
    expect(await fetched(article, sites[0].token)).toEqual([403, 'license_suspended']);
    expect([...(await health()).unconfirmed.keys()]).toContain(sites[0].license);
  });

  it('a change, and cut off before the object was told of it: done again, it is the same', async () => {
    const { license, name } = await openObject();
    const known = { ...license, version: 7 };
    const about = { object: name, at: new Date().toISOString() };
    expect(await holdLicenses(env.DB, [known], about)).toBe(1);
    expect(await holdLicenses(env.DB, [known], { ...about, at: new Date(0).toISOString() })).toBe(0);
    expect(await licenseRow(license.id)).toEqual({ version: 8, status: 'suspended' });
    const waiting = env.DB.prepare('SELECT count(*) AS count FROM outbox WHERE object = ?').bind(name);
    expect(await waiting.first('count')).toBe(1);
  });

  it('a change, what one partner has alone is not open to others meanwhile', async () => {
    const { id: article } = await ingest(room, wireItem());
    const site = await openSite(room);
    await openSite(room, { territories: ['world'], exclusivity: { firstHours: 24 } });
    expect(await fetched(article, site.token)).toEqual([403, 'restricted']);
    await drain();
    const before = await snapshotOfD1();
    await desk(`licenses/${site.license}`, 'PATCH', { channels: ['web'] });
    await drain();
    await restoreD1(before);
    await discovered();
    await desk(`licenses/${site.license}`, 'PATCH', { status: 'active' });
    expect(await fetched(article, site.token)).toEqual([403, 'restricted']);
  });
});
