/** Some entries of a log, drawn from all of it. */
import type { Miniflare } from 'miniflare';
import type { Random } from '../../scripts/newsroom/plan/random.ts';
import { linesAt } from '../../src/ledger/blocks/read.ts';

/** Texts of entries about licenses, in the order of the log. */
export async function sampleOf(runtime: Miniflare, random: Random, count: number): Promise<string[]> {
  const db = await runtime.getD1Database('DB');
  const bucket = (await runtime.getR2Bucket('BUCKET')) as unknown as R2Bucket;
  const { results: shards } = await db
    .prepare(
      "SELECT shard, max(last) AS last FROM blocks WHERE shard LIKE 'ledger-%' GROUP BY shard ORDER BY shard",
    )
    .all<{ shard: string; last: number }>();
  const addresses = Array.from({ length: count }, () => {
    const { shard, last } = random.pick(shards);
    return { shard, seq: 1 + random.below(last) };
  }).sort((one, other) =>
    one.shard === other.shard ? one.seq - other.seq : one.shard < other.shard ? -1 : 1,
  );
  return (await linesAt({ DB: db as unknown as D1Database, BUCKET: bucket }, addresses)).map(
    ({ line }) => line,
  );
}
