/** The side that a partner goes to. Everything may come twice. */
import { NotYet } from '../bugs.ts';
import type { EntryLog } from '../log/entry-log.ts';
import { fullTiles, readTile, writeRow } from '../log/tile-store.ts';
import { isFull } from '../merkle/tiles.ts';
import {
  dropMove,
  endTransit,
  licensesOf,
  nextInTransit,
  readMove,
  setInTransit,
  setNextInTransit,
  takeRows,
  unpackLuggage,
} from '../object-store/moving.ts';
import { inventoryOf } from './read-out.ts';
import type { Arrived, Chunk, Inventory, Luggage, MovedLine, MovedTile, MovedTree } from './types.ts';

interface Between {
  sql: SqlStorage;
  entries: EntryLog;
  transaction(body: () => void): void;
  sync(): Promise<void>;
  /** Memory must forget what the tables do not say any more. */
  forget(): void;
  /** Milliseconds, UTC. */
  now(): number;
}

export class Receiver {
  readonly #between: Between;

  constructor(between: Between) {
    this.#between = between;
  }

  async takeChunk(chunk: Chunk): Promise<void> {
    const { sql, entries } = this.#between;
    // Entries that come are numbered after those that are here.
    if (chunk.kind === 'lines') entries.pack();
    await this.#write(() => {
      this.#welcome(chunk.partner);
      setInTransit(sql, licensesIn(chunk), chunk.partner);
      this.#take(chunk);
    });
  }

  #take(chunk: Chunk): void {
    const { sql, entries } = this.#between;
    switch (chunk.kind) {
      case 'lines':
        this.#takeLines(chunk.lines);
        return;
      case 'tiles':
        for (const tile of chunk.tiles) this.#takeTile(tile);
        return;
      case 'holdings':
        entries.moveInHoldings(chunk.license, chunk.items);
        return;
      case 'trees':
        for (const tree of chunk.trees) this.#takeTree(tree);
        return;
      case 'rows':
        takeRows(sql, chunk.table, chunk.rows);
    }
  }

  /** Each once, in the order of its tree, however often it comes. */
  #takeLines(lines: MovedLine[]): void {
    const { sql, entries } = this.#between;
    const next = new Map<string, number>();
    const fresh = lines.filter(({ license, index }) => {
      if (index < (next.get(license) ?? this.#nextOf(license))) return false;
      next.set(license, index + 1);
      return true;
    });
    for (const [license, index] of next) setNextInTransit(sql, license, index);
    entries.moveIn(fresh);
  }

  /** Also of a log that is here: D1 may have been put back to before it left. */
  #nextOf(license: string): number {
    const { sql, entries } = this.#between;
    return Math.max(nextInTransit(sql, license), entries.head(license).size);
  }

  /** A full one that is here already says, besides, with which sequence its entries were written here. */
  #takeTile(tile: MovedTile): void {
    const { sql } = this.#between;
    const there = readTile(sql, tile.tree, tile.level, tile.n);
    if (!there || !isFull(there)) writeRow(sql, tile);
  }

  #takeTree(tree: MovedTree): void {
    const { entries } = this.#between;
    if (entries.head(tree.tree).size > tree.size)
      throw new NotYet(`the log of ${tree.tree} has gone on here`);
    entries.moveInTree(tree);
  }

  async takeLuggage(luggage: Luggage): Promise<void> {
    const { sql, now } = this.#between;
    await this.#write(() => {
      this.#welcome(luggage.partner.id);
      unpackLuggage(sql, luggage, now());
    });
  }

  inventory(licenses: string[]): Inventory {
    return inventoryOf(this.#between.entries, licenses);
  }

  /** Entries of the license, and how many of their tiles have arrived. */
  arrivedOf(license: string): Arrived {
    const { sql, entries } = this.#between;
    return { size: entries.head(license).size, tiles: fullTiles(sql, license) };
  }

  async arrived(partner: string): Promise<void> {
    const { sql } = this.#between;
    await this.#write(() => {
      // Word that comes late: the partner has left again, and what is still here of it is half of it.
      if (readMove(sql, partner)?.state !== 'moved') endTransit(sql, partner);
    });
  }

  /**
   * It may have lived here before: what comes for it from now on is not sent on any more. One that is leaving for good has first to have
   * left (D1 was restored to before an earlier move, and that is repeated while it comes back): what came now would go with it.
   */
  #welcome(partner: string): void {
    const { sql } = this.#between;
    const move = readMove(sql, partner);
    if (move?.state === 'frozen' || move?.state === 'switching')
      throw new NotYet(`the partner ${partner} is being moved to ${move.target}`);
    if (move?.state !== 'moved') return;
    // What is left of it would be taken for what comes.
    if (licensesOf(sql, partner).length > 0)
      throw new NotYet(`what ${partner} has left is still being swept`);
    dropMove(sql, partner);
  }

  async #write(body: () => void): Promise<void> {
    const { entries, transaction, sync, forget } = this.#between;
    try {
      transaction(body);
    } catch (error) {
      // What comes with a partner changes memory as it is written.
      if (!(error instanceof NotYet)) entries.load();
      throw error;
    }
    forget();
    await sync();
  }
}

function licensesIn(chunk: Chunk): Set<string> {
  switch (chunk.kind) {
    case 'lines':
      return new Set(chunk.lines.map(({ license }) => license));
    case 'tiles':
      return new Set(chunk.tiles.map(({ tree }) => tree));
    case 'holdings':
      return new Set([chunk.license]);
    case 'trees':
      return new Set(chunk.trees.map(({ tree }) => tree));
    case 'rows':
      return new Set(chunk.rows.map(([license]) => String(license)));
  }
}
