/** The entries of a log by sequence: the newest are in the write-ahead ring, all others in packs. */
import { cutRuns, dateOfLine, type LogLine } from './entries.ts';
import { endOfPack, lastPacked, type Pack, packBefore, packFrom, writePack } from './packs.ts';
import { readWal, writeWal } from './wal.ts';

interface Deps {
  sql: SqlStorage;
  /** All or nothing; memory is not rolled back. */
  transaction<T>(body: () => T): T;
}

export class LogLines {
  readonly #sql: SqlStorage;
  readonly #transaction: Deps['transaction'];
  readonly #packEntries: number;
  /** Entries that are in no pack, oldest first. */
  #unpacked: LogLine[] = [];
  #lastSeq = 0;

  constructor({ sql, transaction }: Deps, packEntries: number) {
    this.#sql = sql;
    this.#transaction = transaction;
    this.#packEntries = packEntries;
    this.load();
  }

  /** Loads memory from the database. */
  load(): void {
    const packed = lastPacked(this.#sql);
    this.#unpacked = readWal(this.#sql, packed);
    this.#lastSeq = this.#unpacked.at(-1)?.seq ?? packed;
  }

  /** Sequence of the newest entry; 0: there is none. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Sequence of the last entry that is in a pack; 0: there is none. */
  get packedTo(): number {
    return this.#lastSeq - this.#unpacked.length;
  }

  /** Entries that have their text, after a sequence, in order. Reads one pack at a time. */
  *after(seq: number): Iterable<LogLine> {
    for (const run of this.runs(seq + 1, this.#lastSeq))
      yield* run.filter((entry) => entry.line !== '' && entry.seq > seq);
  }

  /** Whole packs from that of one entry to that of another, in order, including entries without text. */
  *runs(first: number, last: number): Iterable<LogLine[]> {
    for (let next = first; next <= Math.min(last, this.#lastSeq); ) {
      const run = this.runOf(next);
      yield run;
      next += run.filter(({ seq }) => seq >= next).length;
    }
  }

  /** The entries of the pack of this entry, including those without text. Those of a lost pack have none. */
  runOf(seq: number): LogLine[] {
    if (seq > this.packedTo) return this.#unpacked;
    const pack = packFrom(this.#sql, seq);
    if (pack && pack.first <= seq) return linesOf(pack);
    return linesOf({ first: seq, last: (pack?.first ?? this.packedTo + 1) - 1, lines: [], sides: [] });
  }

  /** Sequence of the last entry of `runOf`, without reading it; `seq - 1`: there is none. */
  endOfRun(seq: number): number {
    return endOfPack(this.#sql, seq) ?? this.#unpacked.at(-1)?.seq ?? seq - 1;
  }

  at(seq: number): LogLine | null {
    return this.runOf(seq).find((line) => line.seq === seq) ?? null;
  }

  /**
   * First sequence of a pack whose lines differ from those that were written, among the packs that have
   * entries from `first` to `last`; null: there is none.
   */
  unsoundPack(first: number, last: number): number | null {
    for (let next = first; next <= last; ) {
      const pack = packFrom(this.#sql, next);
      if (!pack || pack.first > last) return null;
      if (!pack.isSound || pack.lines.length !== pack.last - pack.first + 1) return pack.first;
      next = pack.last + 1;
    }
    return null;
  }

  /**
   * Entries of the next pack that begins after a sequence and has a text dated before `month` (YYYY-MM);
   * null: there is none.
   */
  packBefore(month: string, after: number): LogLine[] | null {
    const [oldest] = this.#unpacked;
    if (oldest && dateOfLine(oldest.line) < month) this.pack();
    const first = packBefore(this.#sql, month, after);
    return first === null ? null : this.runOf(first);
  }

  /** Writes new entries. Inside a transaction; memory follows with `take`. */
  write(entries: readonly LogLine[]): void {
    const { packs, rest } = this.#packsWith(entries);
    for (const pack of packs) writePack(this.#sql, pack);
    writeWal(
      this.#sql,
      rest.filter(({ seq }) => seq > this.#lastSeq),
    );
  }

  take(entries: readonly LogLine[]): void {
    this.#unpacked = this.#packsWith(entries).rest;
    this.#lastSeq += entries.length;
  }

  /** The packs that new entries complete, and the entries that stay in the ring. */
  #packsWith(entries: readonly LogLine[]): { packs: LogLine[][]; rest: LogLine[] } {
    const packs = cutRuns([...this.#unpacked, ...entries], this.#packEntries);
    const last = packs.at(-1);
    if (!last || last.length === this.#packEntries) return { packs, rest: [] };
    return { packs: packs.slice(0, -1), rest: last };
  }

  /** Packs the entries of the ring, however few. */
  pack(): void {
    if (this.#unpacked.length === 0) return;
    this.#transaction(() => writePack(this.#sql, this.#unpacked));
    this.#unpacked = [];
  }

  /**
   * Deletes the texts of packed entries. `deleted`: their retention time was over; otherwise they are in the
   * archive. Inside a transaction.
   */
  clear(seqs: readonly number[], deleted: boolean): void {
    const cleared = new Set(seqs);
    let last = 0;
    for (const seq of seqs.toSorted((a, b) => a - b)) {
      if (seq <= last) continue;
      const pack = packFrom(this.#sql, seq);
      if (!pack || pack.first > seq) throw new Error(`entry ${seq} is in no pack`);
      last = pack.last;
      const lines = linesOf(pack).map((line) =>
        cleared.has(line.seq) ? { ...line, line: '', side: deleted ? { deleted } : line.side } : line,
      );
      writePack(this.#sql, lines);
    }
  }
}

/** The entries of a pack, as many as it should have. */
const linesOf = ({
  first,
  last,
  lines,
  sides,
}: Pick<Pack, 'first' | 'last' | 'lines' | 'sides'>): LogLine[] =>
  Array.from({ length: last - first + 1 }, (_, at) => ({
    seq: first + at,
    line: lines[at] ?? '',
    side: sides[at] ?? null,
  }));
