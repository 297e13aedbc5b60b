/** Segments of few entries: what is in the database is indexed now, as a shard does with 16 full blocks. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { linesOfBody } from '../../src/ledger/blocks/block.ts';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { entryKeeperStub } from '../../src/ledger/outbox.ts';
import { indexedTo, readSegment, segmentStatements } from '../../src/ledger/segments/write.ts';

/** Closes the open block of each shard that has drained, and indexes what is in no segment yet. */
export async function sealLog(db: D1Database = env.DB): Promise<void> {
  const { results: shards } = await db.prepare('SELECT shard FROM log_shards').all<{ shard: string }>();
  for (const { shard } of shards) {
    const keeper = entryKeeperStub(env, shard) as unknown as DurableObjectStub<LedgerShard>;
    await runInDurableObject(keeper, ({ entries }: LedgerShard) => entries.lines.pack());
    const { results: blocks } = await db
      .prepare('SELECT first, body FROM blocks WHERE shard = ? AND first > ? ORDER BY first LIMIT 16')
      .bind(shard, (await indexedTo(db, shard)).last)
      .all<{ first: number; body: string }>();
    const [oldest] = blocks;
    if (!oldest) continue;
    const lines = blocks.flatMap(({ body }) => linesOfBody(body));
    await db.batch(segmentStatements(db, shard, await readSegment(db, oldest.first, lines)));
  }
}
