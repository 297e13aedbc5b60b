/** Maintenance of a ledger shard, which has licenses and moves partners. */
import type { Catalogue } from './catalogue.ts';
import { Maintenance, type MaintenanceDeps } from './maintenance.ts';
import { Mover } from './move/mover.ts';
import { targetAt } from './move/target.ts';
import { isInTransit } from './object-store/moving.ts';
import { shardDrain } from './shard-drain.ts';

interface Deps extends MaintenanceDeps {
  catalogue: Catalogue;
  /** Called with the number of rows that a statement has written to D1. */
  drained(rows: number): void;
}

export function shardMaintenance(deps: Deps): { maintenance: Maintenance; mover: Mover } {
  const { storage, env, memory, clock, object, catalogue, drained } = deps;
  const { sql } = storage;
  const { entries } = memory;
  const now = () => clock.now();
  const transaction = <T>(body: () => T): T => storage.transactionSync(body);
  const mover = new Mover({
    sql,
    entries,
    transaction,
    sync: () => storage.sync(),
    forget: () => memory.forgetAll(),
    now,
    db: env.DB,
    object,
    target: (name) => targetAt(env, name),
  });
  const maintenance = new Maintenance(deps, {
    drain: (onRollback) => shardDrain({ onRollback, sql, entries, db: env.DB, object, drained, now }),
    isInTransit: (license) => isInTransit(sql, license),
    texts: ({ entries }) => entries,
    deleteExpired: () => catalogue.deleteExpired(),
    move: () => mover.run(),
  });
  return { maintenance, mover };
}
