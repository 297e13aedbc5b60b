/**
 * The log of one object: its entries in one order, and what follows from them. A commit writes one row; trees, units, grants and usage live
 * in memory, are written as pages at checkpoints, and are rebuilt at the start from the entries after the last checkpoint. An entry has one
 * address for ever, its sequence in this object; its place in the tree of its license is another.
 */
import { BoundedMap } from '../../rights/lru.ts';
import { nodeInTile, TILE_WIDTH, tileStart } from '../merkle/tiles.ts';
import { HASH_BYTES, type Hash, type Head } from '../merkle.ts';
import { readMeta, setMeta } from '../object-store/meta.ts';
import type { TreeStore } from '../transparency/trees.ts';
import type { GrantRecord } from '../types.ts';
import { LogDraft, type LogReader } from './draft.ts';
import { dateOfLine, type Effect, effectOf, type LogLine } from './entries.ts';
import { type Held, type HeldItem, HoldingsPage } from './holdings.ts';
import {
  CHECKPOINT_ENTRIES_A_TREE,
  CHECKPOINT_ENTRIES_MAX,
  CHECKPOINT_ENTRIES_MIN,
  CHECKPOINT_EVERY_MS,
  CHECKPOINT_PAGES_AT_ONCE,
  CHECKPOINT_WEIGHT_MAX,
  HOLDINGS_WEIGHT_MAX,
  ITEMS_MAX,
  PACK_ENTRIES_MAX,
  PAGE_ITEMS,
  PAGES_MAX,
  ROW_CHARS_MAX,
  TREES_WEIGHT_MAX,
} from './limits.ts';
import { lastPacked, type Pack, packFrom, packOfBefore, writePack } from './packs.ts';
import {
  deleteHoldings,
  deleteTree,
  numberOfItem,
  type OpenTile,
  partsAfter,
  readHoldings,
  readOpenTile,
  readTree,
  storedSizes,
  type TreeRow,
  writeHoldings,
  writeItem,
  writeTree,
} from './page-store.ts';
import { Pages } from './pages.ts';
import { readTile, readTilePlaces, writeRow, writeTile } from './tile-store.ts';
import {
  decodePlaces,
  encodePlaces,
  encodeState,
  enterLeaf,
  forgetFullTiles,
  type LeafPlace,
  type TreeState,
  weightOfTree,
} from './tree-state.ts';
import { readWal, writeWal } from './wal.ts';

/** Test doubles make checkpoints more often. */
export interface LogLimits {
  packEntries: number;
  checkpointEntries: number;
  pagesAtOnce: number;
  pageItems: number;
}

const LIMITS: LogLimits = {
  packEntries: PACK_ENTRIES_MAX,
  checkpointEntries: CHECKPOINT_ENTRIES_MIN,
  pagesAtOnce: CHECKPOINT_PAGES_AT_ONCE,
  pageItems: PAGE_ITEMS,
};

interface Deps {
  sql: SqlStorage;
  /** All or nothing; memory is not involved. */
  transaction<T>(body: () => T): T;
}

/** A checkpoint that is being written: what is left to write, and the entry that all pages are of at least when it is done. */
interface Checkpoint {
  seq: number;
  trees: string[];
  holdings: string[];
}

export class EntryLog implements LogReader {
  readonly #sql: SqlStorage;
  readonly #transaction: Deps['transaction'];
  readonly #limits: LogLimits;
  #trees!: Pages<TreeState>;
  #holdings!: Pages<HoldingsPage>;
  #items!: BoundedMap<number>;
  /** Entries that are in no pack, oldest first. */
  #unpacked!: LogLine[];
  #lastSeq!: number;
  #nextItem!: number;
  /** Sequence of the last checkpoint, and when it was made or the object started, milliseconds. */
  #checkpointSeq!: number;
  #checkpointMs: number | null = null;
  #checkpoint: Checkpoint | null = null;

  constructor({ sql, transaction }: Deps, limits: Partial<LogLimits> = {}) {
    this.#sql = sql;
    this.#transaction = transaction;
    this.#limits = { ...LIMITS, ...limits };
    this.load();
  }

  /** Rebuilds memory from what is stored: at the start, and after a transaction that memory had not waited for has failed. */
  load(): void {
    const sql = this.#sql;
    this.#trees = new Pages({
      read: (tree) => readTree(sql, tree),
      weigh: weightOfTree,
      weightMax: TREES_WEIGHT_MAX,
      entriesMax: PAGES_MAX,
    });
    this.#holdings = new Pages({
      read: (key) => readHoldings(sql, ...placeOfPage(key)),
      weigh: ({ weight }) => weight,
      weightMax: HOLDINGS_WEIGHT_MAX,
      entriesMax: PAGES_MAX,
    });
    this.#items = new BoundedMap({ entriesMax: ITEMS_MAX });
    const packed = lastPacked(sql);
    this.#unpacked = readWal(sql, packed);
    this.#lastSeq = this.#unpacked.at(-1)?.seq ?? packed;
    this.#checkpointSeq = readMeta(sql, 'checkpoint');
    this.#checkpoint = null;
    this.#nextItem = readMeta(sql, 'next_item');
    this.#replay();
  }

  /** Sequence of the newest entry; 0: there is none. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  get nextItem(): number {
    return this.#nextItem;
  }

  // Reading

  head(tree: string): Head {
    return this.#trees.get(tree).head;
  }

  used(tree: string, window: string): number {
    return this.#trees.get(tree).used.get(window) ?? 0;
  }

  allUsed(tree: string): ReadonlyMap<string, number> {
    return this.#trees.get(tree).used;
  }

  numberOf(item: string): number | null {
    const known = this.#items.get(item);
    if (known !== undefined) return known;
    const n = numberOfItem(this.#sql, item);
    if (n !== null) this.#items.set(item, n);
    return n;
  }

  hasUnit(tree: string, item: string, unit: string): boolean {
    return this.heldOf(tree, item)?.units.has(unit) ?? false;
  }

  grantOf(tree: string, item: string, key: string): GrantRecord | null {
    return this.heldOf(tree, item)?.grants.get(key) ?? null;
  }

  /** Page of the item of this number. */
  #partOf(n: number): number {
    return Math.floor(n / this.#limits.pageItems);
  }

  heldOf(tree: string, item: string): Held | null {
    const n = this.numberOf(item);
    return n === null ? null : this.page(tree, this.#partOf(n)).get(item);
  }

  /** Numbers of the pages of what a license holds, after the given one. */
  partsAfter(tree: string, part: number): number[] {
    const dirty = this.dirtyParts(tree).filter((one) => one > part);
    const stored = partsAfter(this.#sql, tree, part, Number.MAX_SAFE_INTEGER);
    return [...new Set([...stored, ...dirty])].sort((a, b) => a - b);
  }

  /** All that a license holds, by item. */
  *heldBy(tree: string): Iterable<[item: string, Held]> {
    for (const part of this.partsAfter(tree, -1)) yield* this.page(tree, part).items();
  }

  /** A page of what a license holds. */
  page(tree: string, part: number): HoldingsPage {
    return this.#holdings.get(keyOfPage(tree, part));
  }

  /** Pages of holdings that are changed and not written. */
  dirtyParts(tree: string): number[] {
    return [...this.#holdings.dirty.keys()]
      .map(placeOfPage)
      .flatMap(([of, part]) => (of === tree ? [part] : []));
  }

  /** The leaf that was written with this sequence; every tree is looked through. Null: none was. */
  leafWritten(seq: number): { tree: string; index: number } | null {
    for (const [tree, size] of this.sizes())
      for (let n = 0; n * TILE_WIDTH < size; n++) {
        const at = (this.placesOf(tree, n) ?? []).findIndex((place) => place.seq === seq);
        if (at >= 0) return { tree, index: n * TILE_WIDTH + at };
      }
    return null;
  }

  /** Trees that have leaves, with their sizes, by name. */
  sizes(): Map<string, number> {
    const sizes = new Map(storedSizes(this.#sql));
    for (const [tree, { head }] of this.#trees.dirty) sizes.set(tree, head.size);
    return new Map([...sizes].filter(([, size]) => size > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** A tile of a tree, full or open (see `merkle/tiles.ts`); null: it is not there. */
  tile(tree: string, level: number, n: number): Uint8Array | null {
    const { size } = this.head(tree);
    const isOpen = level === 0 && size > 0 && n * TILE_WIDTH === tileStart(size);
    return isOpen ? this.#openTile(tree).leaves : readTile(this.#sql, tree, level, n);
  }

  /** Null: there is no such leaf, also of a tree that has left. */
  leafOf(tree: string, index: number): Hash | null {
    return nodeInTile(this.tile(tree, 0, Math.floor(index / TILE_WIDTH)), {
      ...{ level: 0, n: Math.floor(index / TILE_WIDTH) },
      ...{ height: 0, index: index % TILE_WIDTH },
    });
  }

  /** What stands beside a leaf; null: there is no such leaf. */
  placeOf(tree: string, index: number): LeafPlace | null {
    const { size } = this.head(tree);
    if (index < 0 || index >= size) return null;
    return this.placesOf(tree, Math.floor(index / TILE_WIDTH))?.[index % TILE_WIDTH] ?? null;
  }

  /** What stands beside each leaf of a tile of level 0, full or open. */
  placesOf(tree: string, n: number): LeafPlace[] | null {
    const { size } = this.head(tree);
    if (n * TILE_WIDTH === tileStart(size)) return decodePlaces(this.#openTile(tree).places);
    const places = readTilePlaces(this.#sql, tree, n);
    return places && decodePlaces(places);
  }

  /** The leaves of the last tile of a tree, of which the first may be in its row alone. */
  #openTile(tree: string): OpenTile {
    const { from, leaves, places, head } = this.#trees.get(tree);
    const own = { leaves: Buffer.concat(leaves), places: encodePlaces(places) };
    const missing = from - tileStart(head.size);
    const before = missing > 0 ? this.#stored(tree, missing) : null;
    if (!before) return { leaves: own.leaves, places: bufferOf(own.places) };
    return {
      leaves: Buffer.concat([before.leaves, own.leaves]),
      places: bufferOf(Buffer.concat([new Uint8Array(before.places), own.places])),
    };
  }

  #stored(tree: string, count: number): OpenTile {
    const { leaves, places } = readOpenTile(this.#sql, tree);
    const bytes = places.byteLength / Math.max(1, leaves.length / HASH_BYTES);
    return { leaves: leaves.subarray(0, count * HASH_BYTES), places: places.slice(0, count * bytes) };
  }

  /** Entries after a sequence, up to another, that have their text, in order. Packs are read one by one. */
  *lines(after: number, last = Number.POSITIVE_INFINITY): Iterable<LogLine> {
    for (const run of this.runs(after, last)) yield* run.filter(({ line }) => line !== '');
  }

  /** The same as they lie together, with those whose text is elsewhere. */
  *runs(after: number, last = Number.POSITIVE_INFINITY): Iterable<LogLine[]> {
    const end = Math.min(last, this.#lastSeq);
    const within = ({ seq }: LogLine) => seq > after && seq <= end;
    for (let next = after + 1; next <= end; ) {
      const pack = packFrom(this.#sql, next);
      if (!pack || pack.first > end) break;
      yield linesOf(pack).filter(within);
      next = pack.last + 1;
    }
    const rest = this.#unpacked.filter(within);
    if (rest.length > 0) yield rest;
  }

  /** First sequence of a pack whose lines are not those that were written, of those that begin after `first` and not after `last`. */
  unsoundPack(first: number, last: number): number | null {
    for (let next = first; next <= last; ) {
      const pack = packFrom(this.#sql, next);
      if (!pack || pack.first > last) return null;
      if (!pack.isSound || pack.lines.length !== pack.last - pack.first + 1) return pack.first;
      next = pack.last + 1;
    }
    return null;
  }

  /** The entries that lie together with this one, with those whose text is elsewhere. */
  runOf(seq: number): LogLine[] {
    const pack = packFrom(this.#sql, seq);
    return pack && pack.first <= seq ? linesOf(pack) : this.#unpacked;
  }

  lineAt(seq: number): LogLine | null {
    const [run] = this.runs(seq - 1, seq);
    return run?.[0] ?? null;
  }

  /** Sequence of an entry of before `month` (YYYY-MM), the first of its pack that is; null: every text is newer. */
  firstOfBefore(month: string): number | null {
    const [oldest] = this.#unpacked;
    if (oldest && dateOfLine(oldest.line) < month) this.pack();
    const first = packOfBefore(this.#sql, month);
    if (first === null) return null;
    for (const { seq, line } of this.lines(first - 1)) if (dateOfLine(line) < month) return seq;
    return null;
  }

  /**
   * What the next entry is not dated before, milliseconds, UTC; 0: nothing. The date of the newest entry says it, but for entries that a
   * clock dated which was ahead.
   */
  lastDateMs(): number {
    const least = readMeta(this.#sql, 'last_at_ms');
    if (this.#lastSeq <= readMeta(this.#sql, 'dates_from')) return least;
    const line = this.lineAt(this.#lastSeq)?.line;
    return line ? Math.max(least, Date.parse(dateOfLine(line))) : least;
  }

  /** From now on the dates of the entries that are there say nothing: the next is not dated before `ms`. Inside a transaction. */
  setLastDate(ms: number): void {
    setMeta(this.#sql, 'last_at_ms', ms);
    setMeta(this.#sql, 'dates_from', this.#lastSeq);
  }

  // Writing

  draft(): LogDraft {
    return new LogDraft(this);
  }

  /** Writes what a commit has entered. Inside a transaction; memory follows with `take`, once it has returned. */
  commit({ entries, items }: LogDraft): void {
    for (const [item, n] of items) writeItem(this.#sql, item, n);
    const { packs, open } = this.#runsWith(entries);
    for (const pack of packs) writePack(this.#sql, pack);
    writeWal(
      this.#sql,
      open.filter(({ seq }) => seq > this.#lastSeq),
    );
    this.#writeTiles(entries.map(({ effect }) => effect));
  }

  take({ entries, items }: LogDraft): void {
    for (const [item, n] of items) this.#items.set(item, n);
    this.#nextItem += items.size;
    this.#unpacked = this.#runsWith(entries).open;
    for (const { effect, head } of entries) this.#enter(effect, head);
    this.#lastSeq += entries.length;
    for (const tree of new Set(entries.map(({ effect }) => effect.tree)))
      forgetFullTiles(this.#trees.get(tree));
  }

  /** How what is not packed, and what comes now, is cut into packs; `open` is less than one. */
  #runsWith(entries: readonly LogLine[]): { packs: LogLine[][]; open: LogLine[] } {
    const packs: LogLine[][] = [];
    let open = [...this.#unpacked];
    let chars = open.reduce((sum, { line }) => sum + line.length, 0);
    for (const { seq, line, side } of entries) {
      if (open.length > 0 && chars + line.length > ROW_CHARS_MAX) {
        packs.push(open);
        [open, chars] = [[], 0];
      }
      open.push({ seq, line, side });
      chars += line.length;
      if (open.length >= this.#limits.packEntries) {
        packs.push(open);
        [open, chars] = [[], 0];
      }
    }
    return { packs, open };
  }

  /** Tiles that become full with these entries. */
  #writeTiles(effects: readonly Effect[]): void {
    const byTree = new Map<string, Effect[]>();
    for (const effect of effects) {
      const own = byTree.get(effect.tree);
      if (own) own.push(effect);
      else byTree.set(effect.tree, [effect]);
    }
    for (const [tree, own] of byTree) {
      const { size } = this.head(tree);
      const start = tileStart(size);
      const full = Math.floor((size + own.length) / TILE_WIDTH) - start / TILE_WIDTH;
      if (full === 0) continue;
      const { leaves, places } = this.#openTile(tree);
      const allLeaves = Buffer.concat([leaves, ...own.map(({ leaf }) => leaf)]);
      const allPlaces = Buffer.concat([new Uint8Array(places), encodePlaces(own)]);
      const placeBytes = allPlaces.length / (allLeaves.length / HASH_BYTES);
      for (let at = 0; at < full; at++)
        writeTile(this.#sql, tree, start / TILE_WIDTH + at, {
          leaves: allLeaves.subarray(at * TILE_WIDTH * HASH_BYTES, (at + 1) * TILE_WIDTH * HASH_BYTES),
          places: allPlaces.subarray(at * TILE_WIDTH * placeBytes, (at + 1) * TILE_WIDTH * placeBytes),
        });
    }
  }

  #enter(effect: Effect, head?: Head): void {
    const { tree, seq, added } = effect;
    if (this.#trees.get(tree).asOf < seq) {
      enterLeaf(this.#trees.change(tree), effect, head);
      this.#trees.grew(200);
    }
    if (!added) return;
    const key = keyOfPage(tree, this.#partOf(added.n));
    if (this.#holdings.get(key).asOf >= seq) return;
    const page = this.#holdings.change(key);
    this.#holdings.grew(page.add(added));
    page.asOf = seq;
  }

  /** Everything since the last checkpoint, once more; a page that is newer skips what it has. */
  #replay(): void {
    for (const run of this.#runsToReplay())
      for (const line of run) {
        const effect = effectOf(line);
        const { added, tree } = effect;
        if (added) this.#nextItem = Math.max(this.#nextItem, added.n + 1);
        const { asOf, head } = this.#trees.get(tree);
        const isFull = asOf < effect.seq && (head.size + 1) % TILE_WIDTH === 0;
        if (isFull) this.#writeTiles([effect]);
        this.#enter(effect);
        if (isFull) forgetFullTiles(this.#trees.get(tree));
      }
  }

  *#runsToReplay(): Iterable<LogLine[]> {
    for (let next = this.#checkpointSeq + 1; next <= this.#lastSeq; ) {
      const pack = packFrom(this.#sql, next);
      if (!pack) break;
      const from = next;
      if (!pack.moved) yield linesOf(pack).filter(({ seq, line }) => seq >= from && line !== '');
      next = pack.last + 1;
    }
    yield this.#unpacked.filter(({ seq }) => seq > this.#checkpointSeq);
  }

  /** Packs what is in no pack, however little. */
  pack(): void {
    if (this.#unpacked.length === 0) return;
    this.#transaction(() => writePack(this.#sql, this.#unpacked));
    this.#unpacked = [];
  }

  /** These entries have their texts elsewhere from now on: in the archive or, `left`, where their partner is. After `settle`, inside a transaction. */
  empty(seqs: ReadonlySet<number>, left = false): void {
    if (seqs.has(this.#lastSeq)) this.setLastDate(this.lastDateMs());
    const inOrder = [...seqs].sort((a, b) => a - b);
    if ((inOrder.at(-1) ?? 0) > this.#checkpointSeq)
      throw new Error('an entry would be replayed without its text');
    for (let last = 0, at = 0; at < inOrder.length; at++) {
      const seq = inOrder[at] as number;
      if (seq <= last) continue;
      const pack = packFrom(this.#sql, seq);
      if (!pack || pack.first > seq) throw new Error(`entry ${seq} is in no pack`);
      last = pack.last;
      const lines = linesOf(pack).map((one) => (seqs.has(one.seq) ? emptied(one, left) : one));
      writePack(this.#sql, lines, pack);
    }
  }

  // What comes and goes with partners: never replayed, so that all of it is written at once

  /** Entries that come with a partner get sequences of this log; what follows from them comes by itself. After `pack`, inside a transaction. */
  moveIn(lines: Pick<LogLine, 'line' | 'side'>[]): void {
    let run: LogLine[] = [];
    let chars = 0;
    for (const [at, { line, side }] of lines.entries()) {
      if (run.length === PACK_ENTRIES_MAX || (run.length > 0 && chars + line.length > ROW_CHARS_MAX)) {
        writePack(this.#sql, run, { moved: true });
        [run, chars] = [[], 0];
      }
      run.push({ seq: this.#lastSeq + 1 + at, line, side });
      chars += line.length;
    }
    if (run.length > 0) writePack(this.#sql, run, { moved: true });
    this.#lastSeq += lines.length;
  }

  /** Inside a transaction. What comes again changes nothing. */
  moveInHoldings(tree: string, items: HeldItem[]): void {
    const fresh = new Map<string, number>();
    const pages = new Map<number, HoldingsPage>();
    for (const { item, ...held } of items) {
      const n = this.numberOf(item) ?? this.#nextItem + fresh.size;
      if (n >= this.#nextItem) {
        writeItem(this.#sql, item, n);
        fresh.set(item, n);
      }
      const part = this.#partOf(n);
      // A copy: memory follows only when all is written.
      const page = pages.get(part) ?? new HoldingsPage(0, this.page(tree, part).encode());
      page.merge(item, held);
      pages.set(part, page);
    }
    for (const [part, page] of pages) {
      writeHoldings(this.#sql, { tree, part, asOf: this.#lastSeq, text: page.encode() });
      this.#holdings.forget(keyOfPage(tree, part));
    }
    this.#nextItem += fresh.size;
    for (const [item, n] of fresh) this.#items.set(item, n);
    setMeta(this.#sql, 'next_item', this.#nextItem);
  }

  /** Inside a transaction. Tiles have come before. */
  moveInTree({ tree, ...row }: Omit<TreeRow, 'asOf'>): void {
    writeTree(this.#sql, { ...row, tree, asOf: this.#lastSeq });
    this.#trees.forget(tree);
  }

  /** The row of a tree as it is now. */
  treeRow(tree: string): TreeRow {
    const state = this.#trees.get(tree);
    const { leaves, places } = this.#openTile(tree);
    return {
      ...{ tree, asOf: this.#lastSeq, size: state.head.size, state: encodeState(state) },
      ...{ leaves, places: new Uint8Array(places) },
    };
  }

  /**
   * The tree goes on in another object; its tiles stay, for what is in the archive. After `settle`, inside a transaction.
   */
  leaveTree(tree: string): void {
    const { asOf, head } = this.#trees.get(tree);
    if (asOf > this.#checkpointSeq) throw new Error(`the tree ${tree} has entries that would be replayed`);
    const { leaves, places } = this.#openTile(tree);
    const n = Math.floor(head.size / TILE_WIDTH);
    if (leaves.length > 0)
      writeRow(this.#sql, { tree, level: 0, n, hashes: leaves, places: new Uint8Array(places) });
    deleteTree(this.#sql, tree);
    this.#trees.forget(tree);
  }

  /** Some pages of what a license holds; false: there are none left. Inside a transaction, as `leaveTree`. */
  dropHoldings(tree: string, limit: number): boolean {
    const parts = partsAfter(this.#sql, tree, -1, limit);
    for (const part of parts) {
      deleteHoldings(this.#sql, tree, part);
      this.#holdings.forget(keyOfPage(tree, part));
    }
    return parts.length > 0;
  }

  // Checkpoints

  /** All that follows from the entries goes into pages, and the entries into packs: nothing is left to replay. */
  settle(nowMs: number): void {
    this.pack();
    // One that is under way began before.
    while (this.#checkpoint) this.checkpointStep(nowMs);
    if (this.#lastSeq > this.#checkpointSeq) this.#begin();
    while (this.#checkpoint) this.checkpointStep(nowMs);
  }

  /** One step of a checkpoint, if one is due: some pages, or the note that all are written. True: there is more. */
  checkpointStep(nowMs: number): boolean {
    this.#checkpointMs ??= nowMs;
    if (!this.#checkpoint && !this.#isDue(nowMs)) return false;
    const { seq, trees, holdings } = this.#checkpoint ?? this.#begin();
    // Holdings first: the row of a tree is what shows that the license is here.
    const pages = holdings.splice(0, this.#limits.pagesAtOnce);
    const rows = trees.splice(0, this.#limits.pagesAtOnce - pages.length);
    const isLast = trees.length === 0 && holdings.length === 0;
    try {
      this.#transaction(() => {
        this.#writePages(rows, pages);
        if (!isLast) return;
        setMeta(this.#sql, 'checkpoint', seq);
        setMeta(this.#sql, 'next_item', this.#nextItem);
      });
    } catch (error) {
      // Its pages are still to be written: it begins anew.
      this.#checkpoint = null;
      throw error;
    }
    this.#written(rows, pages);
    if (!isLast) return true;
    this.#checkpointSeq = seq;
    this.#checkpointMs = nowMs;
    this.#checkpoint = null;
    return false;
  }

  #begin(): Checkpoint {
    this.#checkpoint = {
      seq: this.#lastSeq,
      trees: [...this.#trees.dirty.keys()],
      holdings: [...this.#holdings.dirty.keys()],
    };
    return this.#checkpoint;
  }

  #isDue(nowMs: number): boolean {
    const entries = this.#lastSeq - this.#checkpointSeq;
    if (entries === 0) return false;
    const enough = Math.min(
      CHECKPOINT_ENTRIES_MAX,
      Math.max(this.#limits.checkpointEntries, CHECKPOINT_ENTRIES_A_TREE * this.#trees.dirty.size),
    );
    const weight = this.#trees.dirtyWeight + this.#holdings.dirtyWeight;
    const elapsed = nowMs - (this.#checkpointMs ?? nowMs);
    return (
      entries >= enough || weight >= CHECKPOINT_WEIGHT_MAX || elapsed >= CHECKPOINT_EVERY_MS || elapsed < 0
    );
  }

  /** Of the pages that are named, those that were changed. */
  #writePages(trees: readonly string[], holdings: readonly string[]): void {
    for (const tree of trees) if (this.#trees.dirty.has(tree)) writeTree(this.#sql, this.treeRow(tree));
    for (const key of holdings) {
      const page = this.#holdings.dirty.get(key);
      if (!page) continue;
      const [tree, part] = placeOfPage(key);
      writeHoldings(this.#sql, { tree, part, asOf: this.#lastSeq, text: page.encode() });
    }
  }

  #written(trees: readonly string[], holdings: readonly string[]): void {
    for (const tree of trees) {
      const state = this.#trees.dirty.get(tree);
      if (!state) continue;
      this.#trees.written(tree);
      // Its row has them now.
      Object.assign(state, { asOf: this.#lastSeq, from: state.head.size, leaves: [], places: [] });
    }
    for (const key of holdings) {
      const page = this.#holdings.dirty.get(key);
      if (page) page.asOf = this.#lastSeq;
      this.#holdings.written(key);
    }
  }
}

const linesOf = ({ first, lines, sides }: Pack): LogLine[] =>
  lines.map((line, at) => ({ seq: first + at, line, side: sides[at] ?? null }));

/** As proofs read them. */
export const treesOf = (entries: EntryLog): TreeStore => ({
  size: (tree) => entries.head(tree).size,
  tile: (tree, level, n) => entries.tile(tree, level, n),
});

const emptied = ({ seq, side }: LogLine, left: boolean): LogLine => ({
  ...{ seq, line: '' },
  side: left ? { left } : side,
});

const keyOfPage = (tree: string, part: number): string => `${part} ${tree}`;

function placeOfPage(key: string): [tree: string, part: number] {
  const end = key.indexOf(' ');
  return [key.slice(end + 1), Number(key.slice(0, end))];
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer {
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}
