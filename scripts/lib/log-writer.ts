/** Writes a log as a shard drains and indexes it, for `npm run fill` and tests. */
import { blockOf } from '../../src/ledger/blocks/block.ts';
import { SEGMENT_BLOCKS } from '../../src/ledger/blocks/limits.ts';
import { writeBlocks } from '../../src/ledger/blocks/store.ts';
import type { LogLine } from '../../src/ledger/log/entries.ts';
import { PACK_ENTRIES_MAX } from '../../src/ledger/log/limits.ts';
import { readSegment, segmentStatements } from '../../src/ledger/segments/write.ts';

export class LogWriter {
  readonly #db: D1Database;
  readonly #shard: string;
  readonly #blockEntries: number;
  readonly #zones = new Map<string, string>();
  /** Entries of the segment that is not full yet, block by block. */
  #blocks: LogLine[][] = [];
  #seq = 0;

  constructor(db: D1Database, shard = 'ledger-0', { blockEntries = PACK_ENTRIES_MAX } = {}) {
    this.#db = db;
    this.#shard = shard;
    this.#blockEntries = blockEntries;
  }

  /** Entries as they are hashed, in the order of their sequence. */
  async write(lines: Iterable<string>): Promise<void> {
    for (const line of lines) {
      let block = this.#blocks.at(-1);
      if (!block || block.length === this.#blockEntries) {
        if (this.#blocks.length === SEGMENT_BLOCKS) await this.seal();
        block = [];
        this.#blocks.push(block);
      }
      block.push({ seq: ++this.#seq, line, side: null });
    }
    await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#blocks.length > 0) await writeBlocks(this.#db, this.#shard, this.#blocks.map(blockOf));
  }

  /** Indexes what is in no segment yet, however little it is. */
  async seal(): Promise<void> {
    await this.#flush();
    const lines = this.#blocks.flat();
    const [first] = lines;
    if (!first) return;
    const texts = lines.map(({ line }) => line);
    const segment = await readSegment(this.#db, first.seq, texts, this.#zones);
    await this.#db.batch(segmentStatements(this.#db, this.#shard, segment));
    this.#blocks = [];
  }
}
