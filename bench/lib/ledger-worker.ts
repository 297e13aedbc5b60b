/**
 * The product's ledger object, with a way in for the bench: what it does is done by the product's own code, called in the object
 * itself. This worker is built for the bench alone.
 */
import { Ledger as ProductLedger } from '../../src/ledger/object.ts';
import type { RecordRequest } from '../../src/ledger/types.ts';
import type { Env } from '../../src/platform/env.ts';
import { type Cursor, watchCursors } from './watched-sql.ts';

const LICENSE = 'lic_bench';
const VERSION = 1;
/** Different items; each is asked for again and again, as wires are. */
const ITEMS = 100_000;
/** Callers at a time. */
const CALLERS = 256;
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
let isAsked = false;

export class Ledger extends ProductLedger {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    if (isWatched) return;
    isWatched = true;
    watchCursors(ctx.storage.sql, (cursor) => {
      if (isAsked) cursors.push(cursor);
    });
  }

  async open(): Promise<void> {
    const now = Date.now();
    await this.apply([
      { kind: 'partner', partner: { id: 'par_bench', status: 'active', version: 1 } },
      { kind: 'key', key: { id: 'key_bench', license: LICENSE, status: 'active', version: 1 } },
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

  /** Records so many deliveries, for callers that come at the same time: of items that come round again, or of those from `first` on. */
  async fill(entries: number, first?: number): Promise<void> {
    const { size } = await this.tree(LICENSE);
    const itemOf = (n: number) => (first === undefined ? (size + n) % ITEMS : first + n);
    for (let from = 0; from < entries; from += CALLERS) {
      const callers = Math.min(CALLERS, entries - from);
      const answers = await Promise.all(
        Array.from({ length: callers }, (_, n) => this.record(requestOf(itemOf(from + n)))),
      );
      const refused = answers.find(({ kind }) => kind !== 'ok');
      if (refused) throw new Error(`not recorded: ${JSON.stringify(refused)}`);
    }
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

  async #each(
    pairs: Pair[],
    question: (pair: Pair) => Parameters<ProductLedger['log']>[0],
  ): Promise<Reads[]> {
    const reads: Reads[] = [];
    for (const pair of pairs) {
      cursors.length = 0;
      isAsked = true;
      const answer = await this.log(question(pair));
      isAsked = false;
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

function requestOf(item: number): RecordRequest {
  const article = `itm_${String(item).padStart(32, '0')}`;
  return {
    caller: { partner: 'par_bench', license: LICENSE, key: 'key_bench', env: 'live' },
    judged: { licenseVersion: VERSION, epoch: 0, items: { [article]: 1 } },
    carriesContent: true,
    grant: `${LICENSE} ${article} 1`,
    draft: {
      kind: 'delivery',
      licenseVersion: VERSION,
      title: 'bench',
      article,
      uri: `urn:bench:${item}`,
      version: '1',
      sections: ['news'],
      format: 'ninjs',
      use: null,
      territory: null,
      channel: null,
      outcome: 'permit',
      code: null,
      decidedBy: `${LICENSE}#uses`,
      policies: [{ id: LICENSE, version: VERSION, sha256: 'a'.repeat(64) }],
      delivered: [{ component: `cmp_${String(item).padStart(32, '0')}`, digest: 'b'.repeat(43) }],
      withheld: [],
    },
  };
}

export default { fetch: () => new Response('bench') } satisfies ExportedHandler<Env>;
