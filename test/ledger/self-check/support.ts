/** The self-check of an object, run until it has been through everything, and what it has found. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { agencyLogCheck } from '../../../src/agency-log/check.ts';
import { Archiver } from '../../../src/ledger/archive/archiver.ts';
import { CHECK_EVERY_MS } from '../../../src/ledger/limits.ts';
import type { EntryLog } from '../../../src/ledger/log/entry-log.ts';
import { OPERATORS_OBJECT } from '../../../src/ledger/names.ts';
import { readMeta } from '../../../src/ledger/object-store/meta.ts';
import { isInTransit } from '../../../src/ledger/object-store/moving.ts';
import { entrySelfCheck } from '../../../src/ledger/self-check/entry-check.ts';
import type { SelfCheck } from '../../../src/ledger/self-check/self-check.ts';
import { AGENCY_LOG } from '../../../src/ledger/transparency/origins.ts';

const RUNS_MAX = 80;

let clockMs = Date.now();

export function checkerOf(
  object: string,
  { entries }: { entries?: EntryLog },
  storage: DurableObjectStorage,
  having: typeof env,
): SelfCheck {
  const checkDeps = {
    sql: storage.sql,
    env: having,
    object,
    transaction: <T>(body: () => T): T => storage.transactionSync(body),
    now: () => clockMs,
  };
  if (object === AGENCY_LOG) return agencyLogCheck(checkDeps);
  if (!entries) throw new Error(`${object} keeps no entries`);
  const deps = { ...checkDeps, db: having.DB, bucket: having.BUCKET, months: 0, sync: () => storage.sync() };
  const archiver = new Archiver({ ...deps, entries });
  const linesOf = (first: number, last: number) => archiver.linesOf(first, last);
  const isOperators = object === OPERATORS_OBJECT;
  return entrySelfCheck({
    ...{ ...checkDeps, entries, linesOf },
    isInTransit: isOperators ? null : (license) => isInTransit(storage.sql, license),
  });
}

/**
 * Two whole walks: what the first has put back is settled by the second. A walk under way may have begun
 * before what the test did, and does not count. The object's own alarm, which has another clock, waits.
 */
export async function checked<T extends Rpc.DurableObjectBranded & { entries?: EntryLog }>(
  { name, object }: { name: string; object: DurableObjectStub<T> },
  having = env,
): Promise<void> {
  await runInDurableObject(object, async (instance: T, { storage }) => {
    const alarmMs = await storage.getAlarm();
    await storage.deleteAlarm();
    const check = checkerOf(name, instance, storage, having);
    let walksLeft = readMeta(storage.sql, 'walk_began_ms') > 0 ? 3 : 2;
    for (let runs = 0; runs < RUNS_MAX && walksLeft > 0; runs++) {
      const before = readMeta(storage.sql, 'walk_ended_ms');
      clockMs += CHECK_EVERY_MS;
      await check.run();
      if (readMeta(storage.sql, 'walk_ended_ms') !== before) walksLeft--;
    }
    if (alarmMs !== null) await storage.setAlarm(alarmMs);
    if (walksLeft > 0) throw new Error(`${name}: ${walksLeft} walks have not ended after ${RUNS_MAX} runs`);
  });
}

/** Kind and index (or size) of what is found open in a log. */
export async function faultsOf(log: string): Promise<[string, number | null][]> {
  const { results } = await env.DB.prepare(
    `SELECT kind, nullif(idx, -1) AS idx FROM findings WHERE license = ? AND settled IS NULL ORDER BY kind, idx`,
  )
    .bind(log)
    .all<{ kind: string; idx: number | null }>();
  return results.map(({ kind, idx }) => [kind, idx]);
}
