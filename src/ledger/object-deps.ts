/** Dependencies that the parts of an object with a log of entries share. */
import type { Env } from '../platform/env.ts';
import type { EntryLog } from './log/entry-log.ts';
import type { LogMemory } from './log-memory.ts';
import type { ShardClock } from './shard-clock.ts';

export interface ObjectDeps {
  sql: SqlStorage;
  entries: EntryLog;
  db: D1Database;
  bucket: R2Bucket;
  /** Pool name of the object. */
  object: string;
  /** All or nothing; memory is not rolled back. */
  transaction<T>(body: () => T): T;
  /** Resolves when all writes are durable. */
  sync(): Promise<void>;
  /** Milliseconds, UTC. */
  now(): number;
}

export interface ObjectParts {
  storage: DurableObjectStorage;
  env: Env;
  memory: LogMemory;
  clock: ShardClock;
  /** Pool name of the object. */
  object: string;
}

export const objectDeps = ({ storage, env, memory, clock, object }: ObjectParts): ObjectDeps => ({
  sql: storage.sql,
  entries: memory.entries,
  db: env.DB,
  bucket: env.BUCKET,
  object,
  transaction: (body) => storage.transactionSync(body),
  sync: () => storage.sync(),
  now: () => clock.now(),
});
