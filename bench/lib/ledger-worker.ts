/**
 * The product's ledger object, with a way in for the bench: what it does is done by the product's own code,
 * called in the object itself. This worker is built for the bench alone.
 */
import { LedgerShard as ProductShard } from '../../src/ledger/ledger-shard.ts';
import type { Env } from '../../src/platform/env.ts';
import { type Logged, recordMany } from './fill-log.ts';
import { type Cursor, watchCursors } from './watched-sql.ts';

const LICENSE = 'lic_bench';
const VERSION = 1;
/** Different items; each is asked for again and again, as wires are. */
const ITEMS = 100_000;
const LOGGED: Logged = {
  partner: 'par_bench',
  license: LICENSE,
  licenseVersion: VERSION,
  key: 'key_bench',
  epoch: 0,
};
const YEAR_MS = 365 * 86_400_000;

/** What the object reads while it is asked for one proof: SQL statements, and rows by SQLite's own count. */
export interface Reads {
  statements: number;
  rows: number;
  hashes: number;
}

/** Two sizes of the log, the smaller one first. */
export type Pair = [number, number];

/** Of every statement since it was last emptied; only one object of this isolate works at a time. */
const cursors: Cursor[] = [];
let isWatched = false;
let isRequested = false;

export class LedgerShard extends ProductShard {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    if (isWatched) return;
    isWatched = true;
    watchCursors(ctx.storage.sql, (cursor) => {
      if (isRequested) cursors.push(cursor);
    });
  }

  async open(): Promise<void> {
    const now = Date.now();
    await this.apply([
      { kind: 'partner', partner: { id: 'par_bench', status: 'active', version: 1 } },
      {
        kind: 'key',
        key: {
          id: 'key_bench',
          license: LICENSE,
          status: 'active',
          secrets: [{ generation: 0 }],
          version: 1,
        },
      },
      {
        kind: 'license',
        license: {
          id: LICENSE,
          partner: 'par_bench',
          version: VERSION,
          status: 'active',
          startsMs: now - YEAR_MS,
          endsMs: now + YEAR_MS,
        },
      },
    ]);
  }

  /**
   * Records so many deliveries, for callers that come at the same time: of items that come round again, or of
   * those from `first` on.
   */
  async fill(entries: number, first?: number): Promise<void> {
    const { size } = await this.tree(LICENSE);
    if (first === undefined) await recordMany(this, LOGGED, size, entries, ITEMS);
    else await recordMany(this, LOGGED, first, entries);
  }

  async size(): Promise<number> {
    return (await this.tree(LICENSE)).size;
  }

  /** Asks that each of these leaves, counted from 1, is in the log of that size. */
  async inclusion(pairs: Pair[]): Promise<Reads[]> {
    return this.#each(pairs, ([leaf, size]) => ({ kind: 'inclusion', tree: LICENSE, index: leaf - 1, size }));
  }

  /** That the log of the second size continues the one of the first. */
  async consistency(pairs: Pair[]): Promise<Reads[]> {
    return this.#each(pairs, ([from, to]) => ({ kind: 'consistency', tree: LICENSE, from, to }));
  }

  async #each(pairs: Pair[], question: (pair: Pair) => Parameters<ProductShard['log']>[0]): Promise<Reads[]> {
    const reads: Reads[] = [];
    for (const pair of pairs) {
      cursors.length = 0;
      isRequested = true;
      const answer = await this.log(question(pair));
      isRequested = false;
      if (!('hashes' in answer)) throw new Error(`no proof: ${JSON.stringify(answer)}`);
      reads.push({
        statements: cursors.length,
        rows: cursors.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
        hashes: answer.hashes.length,
      });
    }
    return reads;
  }
}

export default { fetch: () => new Response('bench') } satisfies ExportedHandler<Env>;
