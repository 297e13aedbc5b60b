/**
 * Target side of a partner migration. Only messages of the newest attempt count, until the partner has
 * arrived: others are late, and older than what is here. So order and repetition do not matter.
 */
import { applyChange } from '../apply.ts';
import { RetryLater } from '../bugs.ts';
import { readTile, writeTile } from '../log/tile-store.ts';
import { termOfNewer } from '../meter.ts';
import type { ObjectDeps } from '../object-deps.ts';
import { readLicense, readPartner, writeLicense } from '../object-store/catalogue-state.ts';
import { raiseMeta } from '../object-store/meta.ts';
import {
  beginMove,
  endTransit,
  licensesOf,
  readMove,
  setInTransit,
  takeRows,
  writeMove,
} from '../object-store/moving.ts';
import type { Chunk, Move, MovedTile, MoveId, PartnerSnapshot } from './types.ts';

interface Deps extends Pick<ObjectDeps, 'sql' | 'entries' | 'transaction' | 'sync' | 'now'> {
  /** Drops cached rows of the tables. */
  forget(): void;
}

export class Receiver {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  takeChunk(chunk: Chunk): Promise<void> {
    return this.#accept(chunk.move, () => {
      setInTransit(this.#deps.sql, chunk.licenses, chunk.move.partner);
      this.#take(chunk);
    });
  }

  #take(chunk: Chunk): void {
    const { sql, entries } = this.#deps;
    switch (chunk.kind) {
      case 'tiles':
        for (const tile of chunk.tiles) this.#takeTile(tile);
        return;
      case 'holdings':
        for (const license of chunk.licenses) entries.holdings.moveIn(license, chunk.items, entries.lastSeq);
        return;
      case 'tree':
        entries.trees.moveIn({ ...chunk.tree, asOf: entries.lastSeq });
        return;
      case 'rows':
        takeRows(sql, chunk.table, chunk.rows);
    }
  }

  /**
   * Only a longer tile replaces one that is here: the source may have a short one from before the partner
   * came here first, and the one here has the sequences of entries that were written here.
   */
  #takeTile(tile: MovedTile): void {
    const { sql } = this.#deps;
    const stored = readTile(sql, tile.tree, tile.level, tile.n);
    if (!stored || stored.length < tile.hashes.length) writeTile(sql, tile);
  }

  takeSnapshot(move: MoveId, { licenses, changes, lastAtMs }: PartnerSnapshot): Promise<void> {
    const { sql, now } = this.#deps;
    const nowMs = now();
    return this.#accept(move, () => {
      for (const license of licenses) {
        // Changes reach this object during the move, too, and may be newer.
        const stored = readLicense(sql, license.id);
        const isNewer = stored && stored.version > license.version;
        writeLicense(sql, isNewer ? { ...stored, termMs: termOfNewer(license, stored) } : license);
      }
      for (const change of changes) applyChange(sql, change, { nowMs, holdersOf: () => [] });
      // If the clock of the source was ahead, its date must not bind this object.
      raiseMeta(sql, 'last_at_ms', Math.min(lastAtMs, nowMs));
    });
  }

  /** False: nothing of this attempt is here, since the object was restored to before it. */
  async arrived(move: MoveId): Promise<boolean> {
    const { sql } = this.#deps;
    if ((readMove(sql, move.partner)?.epoch ?? 0) < move.epoch) return false;
    await this.#accept(move, (known) => {
      writeMove(sql, { ...known, state: 'here' });
      endTransit(sql, move.partner);
    });
    return true;
  }

  /** Writes what a message of the newest attempt brings. A late one changes nothing. */
  async #accept(move: MoveId, write: (known: Move) => void): Promise<void> {
    const { entries, transaction, sync, forget } = this.#deps;
    try {
      transaction(() => {
        const known = this.#newest(move);
        if (known.epoch === move.epoch && known.state === 'arriving') write(known);
      });
    } catch (error) {
      // Arriving rows change memory before the transaction has returned.
      if (!(error instanceof RetryLater)) entries.reload();
      throw error;
    }
    forget();
    await sync();
  }

  /**
   * The newest move of the partner. A partner that has not left entirely does not arrive: arriving rows would
   * be taken for those that are to leave. That happens when D1 was restored to before an earlier move, which
   * is repeated while the partner comes back.
   */
  #newest(move: MoveId): Move {
    const { sql } = this.#deps;
    const { partner, epoch } = move;
    const known = readMove(sql, partner);
    if (known && known.epoch >= epoch) return known;
    const hasLeft = known
      ? known.state === 'moved' && licensesOf(sql, partner).length === 0
      : !readPartner(sql, partner);
    if (!hasLeft && known?.state !== 'arriving')
      throw new RetryLater(`the partner ${partner} has not left yet`);
    const arriving: Move = { ...move, state: 'arriving', beganSeq: 0 };
    beginMove(sql, arriving);
    return arriving;
  }
}
