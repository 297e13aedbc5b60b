/**
 * Source side of a partner migration, driven by the object's alarm. Tiles and pages are copied while the
 * partner is served. Then the partner is frozen (callers are told to read the catalogue again), newer ones
 * are copied, both sides are compared, and the target and D1 are notified. Every step can be interrupted and
 * repeated: before both sides are found equal nothing is lost, and afterwards nothing returns, unless the
 * target has lost what it had.
 */
import { log } from '../../platform/log.ts';
import { MOVE_CHUNKS_MAX } from '../limits.ts';
import { isFull } from '../merkle/tiles.ts';
import type { ObjectDeps } from '../object-deps.ts';
import { readPartner } from '../object-store/catalogue-state.ts';
import {
  allMoves,
  beginMove,
  forgetLicenses,
  forgetPartner,
  licensesOf,
  type MoveProgress,
  readMove,
  readProgress,
  readSnapshot,
  rowsOf,
  setInTransit,
  writeMove,
  writeProgress,
} from '../object-store/moving.ts';
import { inventoryOf, itemsOf, tilesOf, treeOf } from './read-out.ts';
import { ledgerOf, switchLedger } from './store.ts';
import {
  type Chunk,
  type Inventory,
  MOVED_TABLES,
  type Move,
  type MovedTable,
  type MoveId,
  type PartnerSnapshot,
} from './types.ts';

/** The object that a partner moves to. */
export interface Target {
  takeChunk(chunk: Chunk): Promise<void>;
  takeSnapshot(move: MoveId, snapshot: PartnerSnapshot): Promise<void>;
  inventory(licenses: string[]): Promise<Inventory>;
  /** Number of full tiles of level 0 that have arrived. */
  fullTiles(license: string): Promise<number>;
  /** False: it has nothing of this attempt, since it was restored to before it. */
  arrived(move: MoveId): Promise<boolean>;
}

interface Deps extends Omit<ObjectDeps, 'bucket'> {
  target(name: string): Target;
  /** Drops cached rows of the tables. */
  forget(): void;
}

/** Pages of holdings that one alarm deletes. */
const DELETED_PAGES_MAX = 100;

export class Mover {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** False: the partner is moving to another object or has not arrived here, or is not known. */
  mayBegin(partner: string, target: string): boolean {
    const { sql } = this.#deps;
    const known = readMove(sql, partner);
    if (!known || known.state === 'here') return readPartner(sql, partner) !== null;
    return known.target === target;
  }

  /** Begins or continues a move. Null: see `mayBegin`. */
  begin(partner: string, target: string): Move | null {
    const { sql, entries, forget } = this.#deps;
    if (!this.mayBegin(partner, target)) return null;
    const known = readMove(sql, partner);
    if (known?.state === 'moved') {
      // The partner has moved there, and D1 was restored to an earlier point.
      const repeated: Move = { ...known, state: 'switching' };
      writeMove(sql, repeated);
      forget();
      return repeated;
    }
    if (known && known.state !== 'here') return known;
    const epoch = (known?.epoch ?? 0) + 1;
    const move: Move = { partner, target, epoch, state: 'copying', beganSeq: entries.lastSeq };
    beginMove(sql, move);
    return move;
  }

  /** True when there is more to do. Never throws. */
  async run(): Promise<boolean> {
    let more = false;
    for (const { partner: moving } of allMoves(this.#deps.sql)) {
      // Read again: the partner may have come back while another partner's step waited for its target.
      const move = readMove(this.#deps.sql, moving);
      if (!move) continue;
      try {
        more = (await this.#step(move)) || more;
      } catch (error) {
        more = true;
        const { partner, target, state } = move;
        const { object } = this.#deps;
        log('error', 'move_failed', { object, partner, target, state, error: String(error) });
        this.#unfreeze(partner);
      }
    }
    return more;
  }

  async #step(move: Move): Promise<boolean> {
    switch (move.state) {
      case 'copying':
        return this.#copy(move);
      case 'frozen':
        // Left by a crash: newer pages are copied again.
        this.#unfreeze(move.partner);
        return true;
      case 'switching':
        await this.#switch(move);
        return this.#deleteMigrated(move);
      case 'moved':
        return this.#deleteMigrated(move);
      case 'arriving':
      case 'here':
        return false;
    }
  }

  /** Copies the full tiles of leaves and the pages of holdings, by license, while the partner is served. */
  async #copy(move: Move): Promise<boolean> {
    const { sql } = this.#deps;
    const { partner, target } = move;
    const to = this.#deps.target(target);
    const [license = ''] = licensesOf(sql, partner);
    let progress: MoveProgress | null = readProgress(sql, partner) ?? { license, part: -1 };
    for (let chunks = 0; chunks < MOVE_CHUNKS_MAX && progress; chunks++) {
      progress = await this.#copyFrom(progress, to, move);
      if (progress) writeProgress(sql, partner, progress);
    }
    return progress ? true : this.#finish(move);
  }

  /** Copies one chunk. Returns where to continue; null: everything is copied. */
  async #copyFrom({ license, part }: MoveProgress, to: Target, move: MoveId): Promise<MoveProgress | null> {
    const { sql, entries } = this.#deps;
    const head = { move, licenses: [license] };
    if (part < 0) {
      const arrived = await to.fullTiles(license);
      const tiles = tilesOf(sql, license, { level: 0, n: arrived - 1 });
      const full = tiles.filter(({ level, hashes }) => level === 0 && isFull(hashes));
      if (full.length > 0) {
        await to.takeChunk({ ...head, kind: 'tiles', tiles: full });
        return { license, part };
      }
    }
    const [page] = entries.holdings.partsAfter(license, part);
    if (page !== undefined) {
      await to.takeChunk({ ...head, kind: 'holdings', items: itemsOf(entries, license, page) });
      return { license, part: page };
    }
    const next = licensesOf(sql, move.partner).find((candidate) => candidate > license);
    return next === undefined ? null : { license: next, part: -1 };
  }

  /** Freezes the partner: nothing is written for it until D1 is switched, or the move has failed. */
  async #finish(copied: Move): Promise<boolean> {
    const { sql, entries, object, forget, sync, now } = this.#deps;
    // Messages of an earlier attempt that come later still are older than those that follow.
    const move: Move = { ...copied, state: 'frozen', epoch: copied.epoch + 1 };
    const { partner, target } = move;
    const to = this.#deps.target(target);
    const frozenAtMs = now();
    writeMove(sql, move);
    forget();
    await sync();
    const licenses = licensesOf(sql, partner);
    for (const license of licenses) await this.#copyTree(to, move, license);
    for (const table of Object.keys(MOVED_TABLES) as MovedTable[])
      await to.takeChunk({ move, licenses, kind: 'rows', table, rows: rowsOf(sql, table, licenses) });
    await to.takeSnapshot(move, readSnapshot(sql, { partner, licenses, lastAtMs: entries.lastDateMs() }));
    const [source, copy] = [inventoryOf(entries, licenses), await to.inventory(licenses)];
    if (JSON.stringify(source) !== JSON.stringify(copy)) {
      this.#restart(move);
      throw new Error(`the copy differs: ${JSON.stringify({ here: source, there: copy })}`);
    }
    writeMove(sql, { ...move, state: 'switching' });
    forget();
    await sync();
    await this.#switch(move);
    const frozenMs = now() - frozenAtMs;
    log('info', 'partner_moved', { object, partner, target, frozenMs });
    return this.#deleteMigrated(move);
  }

  /**
   * Copies the tiles that are missing at the target, pages that are newer than their copy, and the tree
   * itself.
   */
  async #copyTree(to: Target, move: Move, license: string): Promise<void> {
    const { sql, entries } = this.#deps;
    const head = { move, licenses: [license] };
    for (let after = { level: 0, n: (await to.fullTiles(license)) - 1 }; ; ) {
      const tiles = tilesOf(sql, license, after);
      const last = tiles.at(-1);
      if (!last) break;
      await to.takeChunk({ ...head, kind: 'tiles', tiles });
      after = last;
    }
    // A page that came here since copying began has no newer entry of this object.
    for (const part of entries.holdings.partsAfter(license, -1, move.beganSeq - 1))
      await to.takeChunk({ ...head, kind: 'holdings', items: itemsOf(entries, license, part) });
    await to.takeChunk({ ...head, kind: 'tree', tree: treeOf(entries, license) });
  }

  async #switch(move: Move): Promise<void> {
    const { sql, entries, db, object, transaction, sync, forget, now } = this.#deps;
    const { partner, target } = move;
    // Before D1 names the target, and changes reach it that messages of this move would undo; and before
    // changes are forwarded, since it enters events only of licenses that have arrived.
    if (!(await this.#deps.target(target).arrived(move))) {
      // While D1 names this object, the partner was not served there. A repeated move has nothing left to copy.
      const isHere = readPartner(sql, partner) !== null && (await ledgerOf(db, partner)) === object;
      if (isHere) this.#restart(move);
      throw new Error(`${target} has lost the partner`);
    }
    const at = new Date(now()).toISOString();
    await switchLedger(db, { partner, source: object, target, now: at });
    // From the target, the partner may have gone on already.
    const home = await ledgerOf(db, partner);
    if (home === null || home === object) throw new Error(`D1 does not let the partner go to ${target}`);
    const licenses = licensesOf(sql, partner);
    // The next start must not replay entries of a tree that is gone.
    entries.checkpoint(now());
    transaction(() => {
      writeMove(sql, { ...move, state: 'moved' });
      setInTransit(sql, licenses, partner);
      for (const license of licenses) if (entries.head(license).size > 0) entries.removeTree(license);
      forgetPartner(sql, partner, licenses);
    });
    forget();
    await sync();
  }

  /** Deletes some pages of a partner that has moved; false: there are none left. Texts and tiles stay. */
  #deleteMigrated({ partner }: Move): boolean {
    const { sql, entries, transaction } = this.#deps;
    const licenses = licensesOf(sql, partner);
    if (licenses.length === 0) return false;
    let more = false;
    transaction(() => {
      more = licenses.some((license) => entries.holdings.remove(license, DELETED_PAGES_MAX));
      if (!more) forgetLicenses(sql, licenses);
    });
    return more;
  }

  /** Copies everything again, since the target has lost some of it. The partner is served meanwhile. */
  #restart(move: Move): void {
    const { sql, entries, forget } = this.#deps;
    // Late messages of this attempt, and above all its `arrived`, must not count for the next.
    beginMove(sql, { ...move, epoch: move.epoch + 1, state: 'copying', beganSeq: entries.lastSeq });
    forget();
  }

  /** Returns to copying, so that the partner is served. Not once D1 may have been switched. */
  #unfreeze(partner: string): void {
    const { sql, forget } = this.#deps;
    const move = readMove(sql, partner);
    if (move?.state !== 'frozen') return;
    writeMove(sql, { ...move, state: 'copying' });
    forget();
  }
}
