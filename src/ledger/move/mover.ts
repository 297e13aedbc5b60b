/**
 * A partner goes from this object to another, driven by this one's alarm. Its rows are copied while it is served; then it is
 * frozen (whoever asks is told to read the catalogue again), what is new is copied, both sides are compared, D1 is switched. Each
 * step may be cut off and done again: until D1 is switched nothing is lost by it, and afterwards nothing comes back.
 */
import { log } from '../../platform/log.ts';
import { MOVE_CHUNKS_MAX } from '../limits.ts';
import type { EntryLog } from '../log/entry-log.ts';
import {
  allMoves,
  forgetLicenses,
  forgetPartner,
  licensesOf,
  type MovePlace,
  packLuggage,
  readMove,
  readPlace,
  rowsOf,
  setInTransit,
  setNextInTransit,
  writeMove,
  writePlace,
} from '../object-store/moving.ts';
import { readPartner } from '../object-store/told.ts';
import {
  inventoryOf,
  itemsOf,
  linesAfter,
  pagesAfter,
  sequencesBefore,
  tilesOf,
  treeOf,
} from './read-out.ts';
import { ledgerOf, switchLedger } from './store.ts';
import {
  type Arrived,
  type Chunk,
  type Inventory,
  type Luggage,
  MOVED_TABLES,
  type Move,
  type MovedTable,
} from './types.ts';

/** The object that a partner goes to, as far as a move needs it. */
export interface Target {
  takeChunk(chunk: Chunk): Promise<void>;
  takeLuggage(luggage: Luggage): Promise<void>;
  inventory(licenses: string[]): Promise<Inventory>;
  /** What is there of the license. */
  arrivedOf(license: string): Promise<Arrived>;
  arrived(partner: string): Promise<void>;
}

interface Between {
  sql: SqlStorage;
  entries: EntryLog;
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

/** Pages of holdings that one alarm lets go of. */
const SWEPT_PAGES = 100;

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
    const { sql, entries, transaction, forget } = this.#between;
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
    const move: Move = { partner, target, state: 'copying', beganSeq: entries.lastSeq };
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

  /** Entries, full tiles and pages, in this order, while the partner is served. */
  async #copy(move: Move): Promise<boolean> {
    const { sql } = this.#between;
    const { partner, target } = move;
    const to = this.#between.target(target);
    let place: MovePlace | null = readPlace(sql, partner) ?? { kind: 'lines', seq: 0 };
    for (let chunks = 0; chunks < MOVE_CHUNKS_MAX && place; chunks++) {
      place = await this.#copyFrom(place, to, partner);
      if (place) writePlace(sql, partner, place);
    }
    return place ? true : this.#finish(move);
  }

  /** Gives where copying goes on; null: all has been copied. */
  async #copyFrom(place: MovePlace, to: Target, partner: string): Promise<MovePlace | null> {
    const { sql, entries } = this.#between;
    const licenses = licensesOf(sql, partner);
    const after = (license: string) => licenses.find((one) => one > license);
    const [first = ''] = licenses;
    switch (place.kind) {
      case 'lines': {
        const { lines, last } = linesAfter(entries, new Set(licenses), place.seq);
        if (lines.length > 0) await to.takeChunk({ partner, kind: 'lines', lines });
        return last === null
          ? { kind: 'tiles', license: first, ...BEFORE_TILES }
          : { kind: 'lines', seq: last };
      }
      case 'tiles': {
        const tiles = tilesOf(sql, place.license, place).filter(({ level }) => level === 0);
        const last = tiles.at(-1);
        if (last) await to.takeChunk({ partner, kind: 'tiles', tiles });
        if (last) return { kind: 'tiles', license: place.license, level: last.level, n: last.n };
        const next = after(place.license);
        return next === undefined
          ? { kind: 'holdings', license: first, part: -1 }
          : { kind: 'tiles', license: next, ...BEFORE_TILES };
      }
      case 'holdings': {
        const { license, part } = place;
        const [page] = pagesAfter(sql, entries, license, { part, seq: -1 });
        if (page !== undefined) {
          await to.takeChunk({ partner, kind: 'holdings', license, items: itemsOf(entries, license, page) });
          return { ...place, part: page };
        }
        const next = after(license);
        return next === undefined ? null : { kind: 'holdings', license: next, part: -1 };
      }
      case 'sweep':
        throw new Error(`${partner} is being copied and swept`);
    }
  }

  /** Nothing may be written for the partner from here until D1 is switched, or the freeze is given up. */
  async #finish(move: Move): Promise<boolean> {
    const { sql, entries, object, forget, sync, now } = this.#between;
    const { partner, target, beganSeq } = move;
    const to = this.#between.target(target);
    const frozenAtMs = now();
    writeMove(sql, { ...move, state: 'frozen' });
    forget();
    await sync();
    const licenses = licensesOf(sql, partner);
    await this.#copyLines(to, partner, licenses, beganSeq);
    for (const license of licenses) await this.#copyTree(to, partner, license, beganSeq);
    for (const table of Object.keys(MOVED_TABLES) as MovedTable[])
      await to.takeChunk({ partner, kind: 'rows', table, rows: rowsOf(sql, table, licenses) });
    await to.takeLuggage(packLuggage(sql, { partner, licenses, lastAtMs: entries.lastDateMs() }));
    const [here, there] = [inventoryOf(entries, licenses), await to.inventory(licenses)];
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

  /** Entries that the copy may lack: those since copying began. What it has it does not take again. */
  async #copyLines(to: Target, partner: string, licenses: string[], beganSeq: number): Promise<void> {
    const { entries } = this.#between;
    for (let seq: number | null = beganSeq; seq !== null; ) {
      const { lines, last }: ReturnType<typeof linesAfter> = linesAfter(entries, new Set(licenses), seq);
      if (lines.length > 0) await to.takeChunk({ partner, kind: 'lines', lines });
      seq = last;
    }
  }

  /** Tiles that are not there, or are not full, pages that are newer than the copy, and the tree itself. */
  async #copyTree(to: Target, partner: string, license: string, beganSeq: number): Promise<void> {
    const { sql, entries } = this.#between;
    const { size, tiles: there } = await to.arrivedOf(license);
    // D1 was put back to when the partner lived there, and it was served there since: what is here is the older one.
    if (size > entries.head(license).size) throw new Error(`the log of ${license} goes on where it is to go`);
    for (let after = { level: 0, n: there - 1 }; ; ) {
      const tiles = tilesOf(sql, license, after);
      const last = tiles.at(-1);
      if (!last) break;
      await to.takeChunk({ partner, kind: 'tiles', tiles });
      after = last;
    }
    for (const part of pagesAfter(sql, entries, license, { part: -1, seq: beganSeq }))
      await to.takeChunk({ partner, kind: 'holdings', license, items: itemsOf(entries, license, part) });
    await to.takeChunk({ partner, kind: 'trees', trees: [treeOf(entries, license)] });
  }

  async #switch(move: Move): Promise<void> {
    const { sql, entries, db, object, transaction, sync, forget, now } = this.#between;
    const { partner, target } = move;
    const at = new Date(now()).toISOString();
    await switchLedger(db, { partner, source: object, target, now: at });
    if ((await ledgerOf(db, partner)) !== target)
      throw new Error(`D1 does not let the partner go to ${target}`);
    const licenses = licensesOf(sql, partner);
    // Its entries are not to be replayed without their tree.
    entries.settle(now());
    transaction(() => {
      writeMove(sql, { ...move, state: 'moved' });
      setInTransit(sql, licenses, partner);
      for (const license of licenses) {
        setNextInTransit(sql, license, 0);
        if (entries.head(license).size > 0) entries.leaveTree(license);
      }
      forgetPartner(sql, partner, licenses);
      writePlace(sql, partner, { kind: 'sweep', seq: entries.lastSeq });
    });
    forget();
    await sync();
  }

  async #sweep({ partner, target }: Move): Promise<boolean> {
    const { sql } = this.#between;
    if (licensesOf(sql, partner).length === 0) return false;
    // Until it knows that it has everything, it vouches for none of it.
    await this.#between.target(target).arrived(partner);
    // It may be on its way back meanwhile: then this is what has arrived.
    return readMove(sql, partner)?.state === 'moved' && this.#sweepSome(partner);
  }

  /**
   * Lets go of some of what the partner has left; false when nothing is left. The newest entries first: what is left of a log is its
   * beginning, so that what is drained again of it is in order still. Tiles stay, for what is in the archive.
   */
  #sweepSome(partner: string): boolean {
    const { sql, entries, transaction, now } = this.#between;
    const licenses = licensesOf(sql, partner);
    const place = readPlace(sql, partner);
    const from = place?.kind === 'sweep' ? place.seq : 0;
    if (from > 0) {
      entries.settle(now());
      const { seqs, next } = sequencesBefore(entries, new Set(licenses), from);
      transaction(() => {
        entries.empty(seqs, true);
        writePlace(sql, partner, { kind: 'sweep', seq: next });
      });
      return true;
    }
    let more = false;
    transaction(() => {
      more = licenses.some((license) => entries.dropHoldings(license, SWEPT_PAGES));
      if (!more) forgetLicenses(sql, licenses);
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

/** Before the first tile of a tree. */
const BEFORE_TILES = { level: 0, n: -1 };
