/** Drain of a ledger shard: entries and counts. */
import { Drain } from './drain.ts';
import { DRAIN_ROWS_MAX, DRAIN_STATEMENTS_MAX } from './limits.ts';
import { type CountRow, countsAfter, dropCounts, minuteOf } from './object-store/counts.ts';
import { recoverCatalogue } from './restored/catalogue-recovery.ts';
import { insertCounts } from './store.ts';

type Deps = Omit<ConstructorParameters<typeof Drain>[0], 'counts' | 'recoverCatalogue'>;

export function shardDrain(deps: Deps): Drain {
  const { sql, db, object } = deps;
  return new Drain({
    ...deps,
    counts: () => drainCounts(deps),
    recoverCatalogue: (nowMs) => recoverCatalogue({ sql, db, object, nowMs }),
  });
}

/** Writes and deletes counts of past minutes; the current minute is written but stays. */
async function drainCounts({ sql, db, object, drained, now }: Deps): Promise<boolean> {
  // Read first: a minute that ends while D1 writes may still grow.
  const running = minuteOf(now());
  const isOver = ({ minute }: CountRow) => minute < running;
  let last: CountRow | undefined;
  for (let statement = 0; statement < DRAIN_STATEMENTS_MAX; statement++) {
    const rows = countsAfter(sql, last, DRAIN_ROWS_MAX);
    last = rows.at(-1);
    if (!last) return false;
    await insertCounts(db, object, rows).run();
    drained(rows.length);
    dropCounts(sql, rows.filter(isOver));
  }
  // The current minute can wait for the next alarm, since it will be written again.
  return last !== undefined && isOver(last);
}
