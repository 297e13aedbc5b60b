/**
 * The release before, as it was, on the database and on the objects' own tables as this release and the next
 * one leave them; and this release on a database that nobody has brought to it yet.
 */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../scripts/gateway.ts';
import { PRODUCT, ROOT, type WorkerSource } from '../../scripts/lib/build.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import { applyMigrations, MIGRATIONS } from '../../scripts/lib/migrations.ts';
import { NEWEST_MIGRATION } from '../../src/platform/schema.ts';
import { call, temporaryState, tokenOf } from '../support/embedded.ts';
import {
  HAS_PREVIOUS,
  PREVIOUS,
  PREVIOUS_MIGRATION,
  PREVIOUS_MIGRATIONS,
} from '../support/previous-release.ts';
import { AS_IT_WAS, AS_TOLD, logOf, type Operators, type Site, still, story } from './releases/story.ts';

const LATER: WorkerSource = {
  entry: join(ROOT, 'test', 'e2e', 'releases', 'later-worker.ts'),
  outdir: join(ROOT, 'dist', 'later'),
};

interface Health {
  status: string;
  findings: { kind: string; detail: string }[];
}

/** A state that one release after the other serves. */
function served() {
  const state = temporaryState();
  let gateway: Gateway | undefined;
  let operators: Operators | undefined;
  const port = freePort();
  return {
    async by(worker: WorkerSource, migrations = MIGRATIONS): Promise<{ url: string; gateway: Gateway }> {
      await gateway?.stop();
      gateway = await startGateway({ port: await port, stateDir: state.dir, worker, migrations });
      if (gateway.operators) {
        operators = gateway.operators;
        gateway.finished();
      }
      return { url: gateway.url, gateway };
    },
    get operators(): Operators {
      if (!operators) throw new Error('not started');
      return operators;
    },
    async end() {
      await gateway?.stop();
      state.remove();
    },
  };
}

/** What a release may add to D1: a column of every table. */
async function widen(db: Awaited<ReturnType<Gateway['runtime']['getD1Database']>>): Promise<void> {
  const { results } = await db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'search_words%'
         AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'd1_migrations'`,
    )
    .all<{ name: string }>();
  expect(results.length).toBeGreaterThan(30);
  await db.batch(
    results.map(({ name }) =>
      db.prepare(`ALTER TABLE ${name} ADD COLUMN of_a_later_release TEXT DEFAULT 'new'`),
    ),
  );
}

async function healthOf(url: string, { admin }: Operators): Promise<Health> {
  return call<Health>(`${url}/v1/admin/health`, await tokenOf(url, admin), 'GET');
}

/** A gateway that has just begun, or was without its database, may say otherwise for some seconds. */
async function expectHealthy(url: string, operators: Operators): Promise<void> {
  await expect
    .poll(async () => healthOf(url, operators), { interval: 500 })
    .toMatchObject({ status: 'ok', findings: [] });
}

describe.skipIf(!HAS_PREVIOUS)('the release before', () => {
  const site = served();
  const sites: Site[] = [];
  afterAll(() => site.end());

  it.each<[string, WorkerSource]>([
    ['serves on the schema of this release', PREVIOUS],
    ['gives way to a later one, whose objects add to their tables', LATER],
    ['serves again, on the tables of the later one', PREVIOUS],
    ['gives way to this one', PRODUCT],
  ])('%s', async (_, worker) => {
    const { url, gateway } = await site.by(worker);
    if (worker === LATER) await widen(await gateway.runtime.getD1Database('DB'));
    for (const one of sites) expect(await still(url, site.operators, one)).toEqual(AS_IT_WAS);
    const { outcomes, site: created } = await story(url, site.operators);
    expect(outcomes).toEqual(AS_TOLD);
    sites.push(created);
    expect(await still(url, site.operators, created)).toEqual(AS_IT_WAS);
    await expectHealthy(url, site.operators);
  });
});

describe.skipIf(!HAS_PREVIOUS)('this release on the schema of the one before', () => {
  const site = served();
  afterAll(() => site.end());

  it('delivers, answers 503 to what needs more, says what is missing, and has lost nothing afterwards', async () => {
    const { url, gateway } = await site.by(PRODUCT, PREVIOUS_MIGRATIONS);
    const behind = PREVIOUS_MIGRATION < NEWEST_MIGRATION;
    const { outcomes, site: created } = await story(url, site.operators);
    const others = Object.entries(outcomes).filter(([name, what]) => what !== AS_TOLD[name]);
    expect(others.filter(([, what]) => !behind || what !== 503)).toEqual([]);
    for (const name of ['deliver', 'repeat', 'refuse', 'killed', 'suspended', 'restricted', 'revoked'])
      expect([name, outcomes[name]]).toEqual([name, AS_TOLD[name]]);
    const kinds = (await healthOf(url, site.operators)).findings.map(({ kind }) => kind);
    expect(kinds).toEqual(behind ? ['schema_behind'] : []);

    await applyMigrations(await gateway.runtime.getD1Database('DB'));
    const ids = await logOf(url, site.operators, created, created.entries.length);
    expect(ids.sort()).toEqual([...created.entries].sort());
    await expectHealthy(url, site.operators);
    expect((await story(url, site.operators)).outcomes).toEqual(AS_TOLD);
  });
});
