/** The objects' own tables, brought on by a step that a later release may have. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { expect, it } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { LEDGER_SCHEMA, migrate } from '../../src/ledger/object-store/schema.ts';
import { tamper } from '../support/entry-log.ts';
import { type OpenObject, openObject } from './support.ts';

const NEXT = `ALTER TABLE trees ADD COLUMN more TEXT NOT NULL DEFAULT 'none';
  CREATE TABLE more (id TEXT PRIMARY KEY) WITHOUT ROWID;`;

/** As an object of the later release does when it starts. */
const bringOn = ({ object }: OpenObject) =>
  runInDurableObject(object, (_: LedgerShard, { storage }) => {
    storage.transactionSync(() => migrate(storage.sql, [...LEDGER_SCHEMA, NEXT]));
    const versions = storage.sql.exec<{ version: number }>('SELECT version FROM schema_version').toArray();
    return versions.map(({ version }) => version);
  });

it('are brought on once, by what is new in the list', async () => {
  const open = await openObject();
  await open.object.record(open.request());
  await tamper(open.object, () => undefined);
  const steps = Array.from({ length: LEDGER_SCHEMA.length + 1 }, (_, index) => index + 1);
  expect(await bringOn(open)).toEqual(steps);
  expect(await bringOn(open)).toEqual(steps);
  await runInDurableObject(open.object, (_: LedgerShard, { storage: { sql } }) => {
    expect(sql.exec('SELECT more FROM trees').toArray()).toEqual([{ more: 'none' }]);
  });
});

it('serve the release before when it comes back', async () => {
  const open = await openObject();
  await open.object.record(open.request());
  await bringOn(open);
  await evictDurableObject(open.object);
  for (const [article, billable] of [
    ['itm_1', 0],
    ['itm_2', 1],
  ] as const)
    expect(await open.object.record(open.request({ article }))).toMatchObject({
      kind: 'ok',
      recorded: { billable },
    });
  expect(await open.wholeLog()).toHaveLength(3);
});
