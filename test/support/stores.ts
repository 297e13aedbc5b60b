/**
 * Empties D1, R2 and every Durable Object, and applies all migrations: what a test begins with that counts
 * everything there is.
 */
import { applyD1Migrations, listDurableObjectIds, reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';

/** Milliseconds. An object that does not answer is in memory. */
const WAIT_MAX_MS = 5_000;
/** Messages between objects of one process take less. */
const ARRIVAL_MS = 10;
const timer = globalThis.setTimeout;

export async function emptyStores(): Promise<void> {
  do {
    await Promise.race([loadStores(), new Promise((resolve) => timer(resolve, WAIT_MAX_MS))]);
    await reset();
    // What objects had sent to others by then arrives now, and creates those anew.
    await new Promise((resolve) => timer(resolve, ARRIVAL_MS));
    await reset();
  } while (await hasTables());
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
}

/** D1 was not in memory when the others were emptied: a shard would find its earlier blocks there. */
async function hasTables(): Promise<boolean> {
  const tables = `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'`;
  return (await env.DB.prepare(tables).first()) !== null;
}

/** `reset()` leaves what objects have stored that are not in memory, where they stay ten seconds. */
async function loadStores(): Promise<void> {
  const { LEDGER, OPERATORS, AGENCY_LOG, MONITOR, WEBHOOKS, SITES, DB, BUCKET } = env;
  const objects = [LEDGER, OPERATORS, AGENCY_LOG, MONITOR, WEBHOOKS, SITES].map(async (each) => {
    const namespace = each as unknown as DurableObjectNamespace;
    const ids = await listDurableObjectIds(namespace);
    await Promise.allSettled(ids.map((id) => runInDurableObject(namespace.get(id), () => undefined)));
  });
  await Promise.allSettled([...objects, DB.exec('SELECT 1'), BUCKET.head('none')]);
}
