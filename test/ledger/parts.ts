/** The parts of a ledger shard, each run by itself, with other stores than its own and by another clock. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { Archiver } from '../../src/ledger/archive/archiver.ts';
import type { Drain } from '../../src/ledger/drain.ts';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { Mover, type Target } from '../../src/ledger/move/mover.ts';
import { targetAt } from '../../src/ledger/move/target.ts';
import { isInTransit } from '../../src/ledger/object-store/moving.ts';
import { Retention } from '../../src/ledger/retention/retention.ts';
import { Indexer } from '../../src/ledger/segments/indexer.ts';
import { entrySelfCheck } from '../../src/ledger/self-check/entry-check.ts';
import type { SelfCheck } from '../../src/ledger/self-check/self-check.ts';
import { shardDrain } from '../../src/ledger/shard-drain.ts';

export interface PartOptions {
  db?: D1Database;
  bucket?: R2Bucket;
  target?: (name: string) => Target;
  /** Whole months that the database has, and that texts are kept. Absent: for good. */
  months?: number;
  texts?: number;
  rules?: { counts?: number; findings?: number };
  segmentBlocks?: number;
  now?: () => number;
}

export interface Parts {
  sql: SqlStorage;
  drain: Drain;
  indexer: Indexer;
  archiver: Archiver;
  retention: Retention;
  mover: Mover;
  check: SelfCheck;
}

/** Calls a function with the parts of a shard, inside its object. */
export function withParts<T>(
  { name, object }: { name: string; object: DurableObjectStub<LedgerShard> },
  options: PartOptions,
  act: (parts: Parts) => Promise<T>,
): Promise<T> {
  const { db = env.DB, bucket = env.BUCKET, months = 0, texts, rules = {}, segmentBlocks } = options;
  const { now = () => Date.now(), target = (to) => targetAt(env, to) } = options;
  return runInDurableObject(object, async ({ entries }: LedgerShard, { storage }) => {
    const { sql } = storage;
    const deps = {
      ...{ sql, entries, db, bucket, object: name, now },
      env: { ...env, DB: db, BUCKET: bucket },
      transaction: <T>(body: () => T): T => storage.transactionSync(body),
      sync: () => storage.sync(),
    };
    const archiver = new Archiver({ ...deps, months });
    const linesOf = (first: number, last: number) => archiver.linesOf(first, last);
    const indexer = new Indexer({ ...deps, linesOf }, segmentBlocks);
    return act({
      ...{ sql, archiver, indexer },
      drain: shardDrain({ ...deps, drained: () => undefined }),
      retention: new Retention({ ...deps, texts, rules, archiver }),
      mover: new Mover({ ...deps, target, forget: () => undefined }),
      check: entrySelfCheck({ ...deps, linesOf, isInTransit: (license) => isInTransit(sql, license) }),
    });
  });
}
