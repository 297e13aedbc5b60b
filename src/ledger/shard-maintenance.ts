/** Maintenance of a ledger shard, which has licenses and moves partners. */
import type { Catalogue } from './catalogue.ts';
import { Maintenance } from './maintenance.ts';
import { Mover } from './move/mover.ts';
import { targetAt } from './move/target.ts';
import { type ObjectParts, objectDeps } from './object-deps.ts';
import { isInTransit } from './object-store/moving.ts';
import { shardDrain } from './shard-drain.ts';

interface Parts extends ObjectParts {
  catalogue: Catalogue;
  /** Called with the number of rows that a statement has written to D1. */
  drained(rows: number): void;
}

export function shardMaintenance(parts: Parts): { maintenance: Maintenance; mover: Mover } {
  const { env, memory, catalogue, drained } = parts;
  const deps = objectDeps(parts);
  const mover = new Mover({
    ...deps,
    forget: () => memory.forgetAll(),
    target: (name) => targetAt(env, name),
  });
  const maintenance = new Maintenance(parts, {
    drain: shardDrain({ ...deps, drained }),
    isInTransit: (license) => isInTransit(deps.sql, license),
    texts: ({ entries }) => entries,
    deleteExpired: () => catalogue.deleteExpired(),
    move: () => mover.run(),
  });
  return { maintenance, mover };
}
