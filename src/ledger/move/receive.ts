/**
 * Target side of a partner migration. All messages are idempotent. Those that come after the partner has
 * arrived change nothing: they could make it wait for the rest of a move that has ended, and are older than
 * what is here.
 */
import { RetryLater } from '../bugs.ts';
import type { EntryLog } from '../log/entry-log.ts';
import { fullTiles, readTile, writeTile } from '../log/tile-store.ts';
import {
  dropMove,
  endTransit,
  hasArrived,
  licensesOf,
  readMove,
  setInTransit,
  takeRows,
  writeSnapshot,
} from '../object-store/moving.ts';
import { inventoryOf } from './read-out.ts';
import type { Arrived, Chunk, Inventory, MovedTile, MovedTree, PartnerSnapshot } from './types.ts';

interface Deps {
  sql: SqlStorage;
  entries: EntryLog;
  transaction(body: () => void): void;
  sync(): Promise<void>;
  /** Drops cached rows of the tables. */
  forget(): void;
  /** Milliseconds, UTC. */
  now(): number;
}

export class Receiver {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async takeChunk(chunk: Chunk): Promise<void> {
    const { sql } = this.#deps;
    const licenses = licensesIn(chunk);
    await this.#write(() => {
      if (!this.#acceptInbound(chunk.partner, licenses)) return;
      setInTransit(sql, licenses, chunk.partner);
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
        entries.holdings.moveIn(chunk.license, chunk.items, entries.lastSeq);
        return;
      case 'trees':
        for (const tree of chunk.trees) this.#takeTree(tree);
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

  #takeTree(tree: MovedTree): void {
    const { entries } = this.#deps;
    if (entries.head(tree.tree).size > tree.size)
      throw new RetryLater(`the log of ${tree.tree} has gone on here`);
    entries.trees.moveIn({ ...tree, asOf: entries.lastSeq });
  }

  async takeSnapshot(snapshot: PartnerSnapshot): Promise<void> {
    const { sql, now } = this.#deps;
    const licenses = snapshot.licenses.map(({ id }) => id);
    await this.#write(() => {
      if (this.#acceptInbound(snapshot.partner.id, licenses)) writeSnapshot(sql, snapshot, now());
    });
  }

  inventory(licenses: string[]): Inventory {
    return inventoryOf(this.#deps.entries, licenses);
  }

  /** How much of the license has arrived. */
  arrivedOf(license: string): Arrived {
    const { sql, entries } = this.#deps;
    return { size: entries.head(license).size, tiles: fullTiles(sql, license) };
  }

  async arrived(partner: string): Promise<void> {
    const { sql } = this.#deps;
    await this.#write(() => {
      // If this message is late, the partner has left again, and only a part of its log is still here.
      if (readMove(sql, partner)?.state !== 'moved') endTransit(sql, partner);
    });
  }

  /**
   * False: the licenses have arrived already. Ends the forwarding of messages for a partner that has lived
   * here before and comes back. A partner that is leaving must have left first: its arriving rows would leave
   * with it. That happens when D1 was restored to before an earlier move, which is repeated while the partner
   * comes back.
   */
  #acceptInbound(partner: string, licenses: string[]): boolean {
    const { sql } = this.#deps;
    const move = readMove(sql, partner);
    if (move?.state === 'frozen' || move?.state === 'switching')
      throw new RetryLater(`the partner ${partner} is being moved to ${move.target}`);
    if (move?.state === 'moved') {
      // Rows that are still to be deleted would be taken for arriving ones.
      if (licensesOf(sql, partner).length > 0)
        throw new RetryLater(`what ${partner} has left is still being swept`);
      dropMove(sql, partner);
    }
    return !licenses.some((license) => hasArrived(sql, license));
  }

  async #write(body: () => void): Promise<void> {
    const { entries, transaction, sync, forget } = this.#deps;
    try {
      transaction(body);
    } catch (error) {
      // Arriving rows change memory before the transaction has returned.
      if (!(error instanceof RetryLater)) entries.reload();
      throw error;
    }
    forget();
    await sync();
  }
}

function licensesIn(chunk: Chunk): string[] {
  switch (chunk.kind) {
    case 'tiles':
      return chunk.tiles.map(({ tree }) => tree);
    case 'holdings':
      return [chunk.license];
    case 'trees':
      return chunk.trees.map(({ tree }) => tree);
    case 'rows':
      return [...new Set(chunk.rows.map(([license]) => String(license)))];
  }
}
