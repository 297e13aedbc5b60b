/** What each file of the runtime project relies on. */
import { evictAllDurableObjects, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { emptyStores } from './stores.ts';

it('Stores are empty afterwards, also those of objects that were not in memory', async () => {
  const object = () => env.LEDGER.get(env.LEDGER.idFromName('ledger-0'));
  await runInDurableObject(
    object(),
    (_, { storage }) => void storage.sql.exec('CREATE TABLE left_over (id)'),
  );
  await env.DB.exec('CREATE TABLE left_over (id)');
  await env.BUCKET.put('left-over', 'bytes');
  await evictAllDurableObjects();
  await emptyStores();
  const ofObject = await runInDurableObject(object(), (_, { storage }) => [
    ...storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'left_over'"),
  ]);
  const ofD1 = await env.DB.prepare("SELECT name FROM sqlite_master WHERE name = 'left_over'").all();
  expect([ofObject, ofD1.results, await env.BUCKET.head('left-over')]).toEqual([[], [], null]);
});
