/**
 * A partner goes from this object to another, driven by this one's alarm. Its rows are copied while it is served; then it is
 * frozen (whoever asks is told to read the catalogue again), what is new is copied, both sides are compared, D1 is switched. Each
 * step may be cut off and done again: until D1 is switched nothing is lost by it, and afterwards nothing comes back.
 */
import { log } from '../../platform/log.ts';
import { MOVE_BYTES_MAX, MOVE_CHUNKS_MAX, MOVE_ROWS_MAX } from '../limits.ts';
import { readSize } from '../object-store/log.ts';
import { readMeta } from '../object-store/meta.ts';
import {
  allMoves,
  forgetPartner,
  inventoryOf,
  licensesOf,
  type MovePlace,
  packLuggage,
  readMove,
  readPlace,
  rowsOf,
  setInTransit,
  sweep,
  TOTALS,
  writeMove,
  writePlace,
} from '../object-store/moving.ts';
import { readPartner } from '../object-store/told.ts';
import { ledgerOf, switchLedger } from './store.ts';
import type { Chunk, Inventory, Luggage, Move, MovedRow, MovedTable } from './types.ts';

/** The object that a partner goes to, as far as a move needs it. */
export interface Target {
  takeChunk(chunk: Chunk): Promise<void>;
  takeLuggage(luggage: Luggage): Promise<void>;
  inventory(licenses: string[]): Promise<Inventory>;
  /** Entries of the license that have arrived, counted from its first. */
  entriesOf(license: string): Promise<number>;
  arrived(partner: string): Promise<void>;
}

interface Between {
  sql: SqlStorage;
  db: D1Database;
  /** Pool name of this object. */
  object: string;
  target(name: string): Target;
  transaction(body: () => void): void;
  sync(): Promise<void>;
  /** Memory must forget what the tables do not say any more. */
  forget(): void;
  /** Milliseconds, UTC. */
  now(): number;
}

/** Copied while the partner is served, in this order. What these tables lack afterwards is newer than the move. */
const COPIED: MovedTable[] = ['archived', 'entries', 'units', 'grants'];

export class Mover {
  readonly #between: Between;

  constructor(between: Between) {
    this.#between = between;
  }

  /** False: the partner is on its way elsewhere, or not known here. */
  mayBegin(partner: string, target: string): boolean {
    const { sql } = this.#between;
    const running = readMove(sql, partner);
    return running ? running.target === target : readPartner(sql, partner) !== null;
  }

  /** Begins, or goes on with what was begun. Null: see `mayBegin`. */
  begin(partner: string, target: string): Move | null {
    const { sql, transaction, forget } = this.#between;
    if (!this.mayBegin(partner, target)) return null;
    const running = readMove(sql, partner);
    if (running && running.state !== 'moved') return running;
    if (running) {
      // It has moved there, and D1 was restored to before that.
      const again: Move = { ...running, state: 'switching' };
      writeMove(sql, again);
      forget();
      return again;
    }
    // Of what is written from here on nothing is dated earlier, also when the clock goes back.
    const move: Move = { partner, target, state: 'copying', beganMs: readMeta(sql, 'last_at_ms') };
    transaction(() => writeMove(sql, move));
    return move;
  }

  /** True when there is more to do. Never throws. */
  async run(): Promise<boolean> {
    let more = false;
    for (const { partner: mover } of allMoves(this.#between.sql)) {
      // As it is now: while another partner's step waited for the other object, this one may have come back.
      const move = readMove(this.#between.sql, mover);
      if (!move) continue;
      try {
        more = (await this.#step(move)) || more;
      } catch (error) {
        more = true;
        const { partner, target, state } = move;
        const { object } = this.#between;
        log('error', 'move_failed', { object, partner, target, state, error: String(error) });
        this.#thaw(partner);
      }
    }
    return more;
  }

  async #step(move: Move): Promise<boolean> {
    switch (move.state) {
      case 'copying':
        return this.#copy(move);
      case 'frozen':
        // Only found here after a crash: what was copied in the freeze is copied again.
        this.#thaw(move.partner);
        return true;
      case 'switching':
        await this.#switch(move);
        return this.#sweep(move);
      case 'moved':
        return this.#sweep(move);
    }
  }

  async #copy(move: Move): Promise<boolean> {
    const { sql } = this.#between;
    const { partner, target } = move;
    const to = this.#between.target(target);
    const licenses = licensesOf(sql, partner);
    let place: MovePlace = readPlace(sql, partner) ?? { table: 'archived', after: [] };
    for (let chunks = 0; chunks < MOVE_CHUNKS_MAX; chunks++) {
      const { rows, last } = chunkOf(
        rowsOf(sql, place.table, licenses, { after: place.after, limit: MOVE_ROWS_MAX }),
      );
      if (last) {
        await to.takeChunk({ partner, table: place.table, rows });
        place = { ...place, after: last };
      } else {
        const next = COPIED[COPIED.indexOf(place.table) + 1];
        if (!next) return this.#finish(move);
        place = { table: next, after: [] };
      }
      writePlace(sql, partner, place);
    }
    return true;
  }

  /** Nothing may be written for the partner from here until D1 is switched, or the freeze is given up. */
  async #finish(move: Move): Promise<boolean> {
    const { sql, object, forget, sync, now } = this.#between;
    const { partner, target, beganMs } = move;
    const to = this.#between.target(target);
    const frozenAtMs = now();
    writeMove(sql, { ...move, state: 'frozen' });
    forget();
    await sync();
    const licenses = licensesOf(sql, partner);
    for (const license of licenses) await this.#copyAll(to, partner, 'entries', [license], { from: license });
    for (const table of ['units', 'grants'] as const)
      await this.#copyAll(to, partner, table, licenses, { sinceMs: beganMs });
    for (const table of TOTALS) await this.#copyAll(to, partner, table, licenses, {});
    await to.takeLuggage(packLuggage(sql, partner, licenses));
    const [here, there] = [inventoryOf(sql, licenses), await to.inventory(licenses)];
    if (JSON.stringify(here) !== JSON.stringify(there))
      throw new Error(`the copy differs: ${JSON.stringify({ here, there })}`);
    writeMove(sql, { ...move, state: 'switching' });
    forget();
    await sync();
    await this.#switch(move);
    const frozenMs = now() - frozenAtMs;
    log('info', 'partner_moved', { object, partner, target, frozenMs });
    return this.#sweep(move);
  }

  /** Rows that the copy may lack: of entries those after the newest that it has, of others those since a time. */
  async #copyAll(
    to: Target,
    partner: string,
    table: MovedTable,
    licenses: string[],
    { from, sinceMs }: { from?: string; sinceMs?: number },
  ): Promise<void> {
    const { sql } = this.#between;
    let after: MovedRow = [];
    if (from !== undefined) {
      const there = await to.entriesOf(from);
      // D1 was put back to when the partner lived there, and it was served there since: what is here is the older one.
      if (there > readSize(sql, from)) throw new Error(`the log of ${from} goes on where it is to go`);
      after = [from, there - 1];
    }
    for (;;) {
      const { rows, last } = chunkOf(
        rowsOf(sql, table, licenses, {
          after,
          ...(sinceMs !== undefined && { sinceMs }),
          limit: MOVE_ROWS_MAX,
        }),
      );
      if (!last) return;
      await to.takeChunk({ partner, table, rows });
      after = last;
    }
  }

  async #switch(move: Move): Promise<void> {
    const { sql, db, object, transaction, sync, forget, now } = this.#between;
    const { partner, target } = move;
    const at = new Date(now()).toISOString();
    await switchLedger(db, { partner, source: object, target, now: at });
    if ((await ledgerOf(db, partner)) !== target)
      throw new Error(`D1 does not let the partner go to ${target}`);
    const licenses = licensesOf(sql, partner);
    transaction(() => {
      writeMove(sql, { ...move, state: 'moved' });
      setInTransit(sql, licenses, partner);
      forgetPartner(sql, partner, licenses);
    });
    forget();
    await sync();
  }

  async #sweep({ partner, target }: Move): Promise<boolean> {
    const { sql, transaction } = this.#between;
    const licenses = licensesOf(sql, partner);
    if (licenses.length === 0) return false;
    // Until it knows that it has everything, it vouches for none of it.
    await this.#between.target(target).arrived(partner);
    let more = false;
    transaction(() => {
      // It may be on its way back meanwhile: then these are the rows that have arrived.
      if (readMove(sql, partner)?.state === 'moved') more = sweep(sql, licenses, MOVE_ROWS_MAX);
    });
    return more;
  }

  /** Back to copying: the partner is served again. Never once D1 may have been switched. */
  #thaw(partner: string): void {
    const { sql, forget } = this.#between;
    const move = readMove(sql, partner);
    if (move?.state !== 'frozen') return;
    writeMove(sql, { ...move, state: 'copying' });
    forget();
  }
}

function chunkOf(rows: Iterable<{ row: MovedRow; key: MovedRow }>): {
  rows: MovedRow[];
  last: MovedRow | null;
} {
  const taken: MovedRow[] = [];
  let last: MovedRow | null = null;
  let bytes = 0;
  for (const { row, key } of rows) {
    taken.push(row);
    last = key;
    bytes += row.reduce<number>((sum, value) => sum + sizeOf(value), 0);
    if (bytes > MOVE_BYTES_MAX) break;
  }
  return { rows: taken, last };
}

function sizeOf(value: MovedRow[number]): number {
  if (typeof value === 'string') return value.length;
  return value instanceof ArrayBuffer ? value.byteLength : 8;
}
