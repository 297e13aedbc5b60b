/** Reading lines of the log by address: all of them, however large the blocks are. */
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { LogWriter } from '../../../scripts/lib/log-writer.ts';
import type { Address, StoredBlock } from '../../../src/ledger/blocks/block.ts';
import { fileOfBlocks } from '../../../src/ledger/blocks/files.ts';
import { LINE_BYTES_AT_ONCE, ORDERED_BYTES_AT_ONCE } from '../../../src/ledger/blocks/limits.ts';
import { OrderedReader } from '../../../src/ledger/blocks/ordered-reader.ts';
import {
  firstLinesAt,
  firstMembersAt,
  type Line,
  linesAt,
  sizesAt,
} from '../../../src/ledger/blocks/read.ts';
import { emptyLog } from '../../audit/search/log.ts';

beforeEach(emptyLog);

const LINES = 120;
/** Ten in a block, so that all blocks have more than is read at once. */
const LINE_CHARS = 100_000;

const lineOf = (n: number, chars = LINE_CHARS): string =>
  JSON.stringify({
    at: `2026-03-01T00:00:${String(n % 60).padStart(2, '0')}.000Z`,
    id: `dlv_${n}`,
    index: n,
    kind: 'delivery',
    license: 'lic_1',
    pad: 'ü'.repeat(chars / 2),
  });

describe('lines by address', () => {
  it('are read a few megabytes of blocks at a time, and all are found', { tags: 'slow' }, async () => {
    const lines = Array.from({ length: LINES }, (_, n) => lineOf(n));
    await new LogWriter(env.DB, 'ledger-0', { blockEntries: 10 }).write(lines);
    // From the end: what is read first is what was asked for first.
    const addresses = lines.map((_, n) => ({ shard: 'ledger-0', seq: LINES - n }));
    const expected = addresses.map((address) => ({ ...address, line: lines[address.seq - 1] }));
    const { lines: some, read } = await firstLinesAt(env, addresses);
    expect(read * LINE_CHARS).toBeLessThanOrEqual(LINE_BYTES_AT_ONCE);
    expect(read).toBeGreaterThanOrEqual(10);
    expect(some).toEqual(expected.slice(0, read));
    expect(await linesAt(env, addresses)).toEqual(expected);
    expect(await sizesAt(env, addresses)).toEqual(
      expected.map(({ line = '', ...address }) => {
        const {
          at,
          license,
          index: idx,
        } = JSON.parse(line) as { at: string; license: string; index: number };
        return { ...address, at, license, idx, bytes: Buffer.byteLength(line) };
      }),
    );
  });

  it('are found in every part of a block, one at a time and together', async () => {
    const lines = Array.from({ length: 300 }, (_, n) => (n % 7 === 3 ? '' : lineOf(n, (n % 5) * 2)));
    await new LogWriter(env.DB, 'ledger-0').write(lines);
    const expected = lines.flatMap((line, n) =>
      line === '' ? [] : [{ shard: 'ledger-0', seq: n + 1, line }],
    );
    expect(
      await linesAt(
        env,
        lines.map((_, n) => ({ shard: 'ledger-0', seq: n + 1 })),
      ),
    ).toEqual(expected);
    for (const { shard, seq, line } of expected)
      expect(await linesAt(env, [{ shard, seq }])).toEqual([{ shard, seq, line }]);
  });

  /** A block of 100 entries, of which the fourth has another id in the database. */
  const alteredBlock = async (fourth: string): Promise<string[]> => {
    const lines = Array.from({ length: 100 }, (_, n) => lineOf(n, 20));
    await new LogWriter(env.DB, 'ledger-0').write(lines);
    await env.DB.prepare(`UPDATE blocks SET body = replace(body, '"id":"dlv_3"', ?)`).bind(fourth).run();
    return lines;
  };

  it('are read without parsing the other parts of their block', async () => {
    const lines = await alteredBlock('"id";"dlv_3"');
    const address = { shard: 'ledger-0', seq: 50 };
    expect(await linesAt(env, [address])).toEqual([{ ...address, line: lines[49] }]);
    await expect(linesAt(env, [{ ...address, seq: 5 }])).rejects.toThrow('malformed JSON');
  });

  it('are read from a body that was altered by hand', async () => {
    const lines = await alteredBlock('"id":"dlv_three"');
    const address = { shard: 'ledger-0', seq: 50 };
    expect(await linesAt(env, [address])).toEqual([{ ...address, line: lines[49] }]);
  });

  it('are read at once from many blocks, if they are few in each', async () => {
    const [blocks, entries] = [100, 20];
    const lines = Array.from({ length: blocks * entries }, (_, n) => lineOf(n, 12_000));
    await new LogWriter(env.DB, 'ledger-0', { blockEntries: entries }).write(lines);
    const addresses = Array.from({ length: blocks }, (_, n) => ({ shard: 'ledger-0', seq: 7 + n * entries }));
    const { lines: found, read } = await firstLinesAt(env, addresses);
    expect(read).toBe(blocks);
    expect(found.map(({ line }) => line)).toEqual(addresses.map(({ seq }) => lines[seq - 1]));
  });

  it('are read as some of their members, from the database or from R2, without deleted texts', async () => {
    const lines = Array.from({ length: 8 }, (_, n) => (n % 4 === 1 ? '' : lineOf(n, 20)));
    await new LogWriter(env.DB, 'ledger-0', { blockEntries: 4 }).write(lines);
    await fileFirstBlock();
    const addresses = lines.map((_, n) => ({ shard: 'ledger-0', seq: n + 1 })).reverse();
    const { entries, read } = await firstMembersAt(env, addresses, ['at', 'license', 'stated']);
    expect(read).toBe(lines.length);
    const texts = lines.filter((line) => line !== '').reverse();
    expect(entries.map(({ at, license, stated = null }) => ({ at, license, stated }))).toEqual(
      texts.map((text) => {
        const { at, license } = JSON.parse(text) as { at: string; license: string };
        return { at, license, stated: null };
      }),
    );
  });
});

describe('lines in the order of time', () => {
  /** Sizes of successive pages, in addresses. */
  const SIZES = [1, 7, 30, 2, 90];

  /** The lines that the reader finds, and how many addresses it looked up at a time. */
  async function readAll(addresses: Address[]): Promise<{ lines: Line[]; reads: number[] }> {
    const reader = new OrderedReader(env);
    const lines: Line[] = [];
    const reads: number[] = [];
    for (let at = 0; at < addresses.length; at += reads.at(-1) ?? 0) {
      const size = SIZES[reads.length % SIZES.length] ?? 1;
      const next = await reader.next(addresses.slice(at, at + size));
      lines.push(...next.lines);
      reads.push(next.read);
      expect(next.read).toBeGreaterThan(0);
    }
    return { lines, reads };
  }

  it('are those of all shards, also from R2, without deleted texts', async () => {
    const blockEntries = [10, 7, 4];
    const shards = await Promise.all(
      blockEntries.map(async (entries, at) => {
        const shard = `ledger-${at}`;
        const lines = Array.from({ length: 60 }, (_, n) => (n % 11 === 4 ? '' : lineOf(n, 20 + 2 * at)));
        await new LogWriter(env.DB, shard, { blockEntries: entries }).write(lines);
        return { shard, lines };
      }),
    );
    await fileFirstBlock();
    // Each shard has its entry n before any has its entry n + 1; of every third, one shard is left out.
    const addresses = Array.from({ length: 60 }, (_, n) => n + 1).flatMap((seq) =>
      shards.flatMap(({ shard }, at) => (seq % 3 === 0 && at === 1 ? [] : [{ shard, seq }])),
    );
    const { lines, reads } = await readAll(addresses);
    const textOf = ({ shard, seq }: Address) =>
      shards.find((of) => of.shard === shard)?.lines[seq - 1] as string;
    const expected = addresses.map((address) => ({ ...address, line: textOf(address) }));
    expect(lines).toEqual(expected.filter(({ line }) => line !== ''));
    expect(reads.slice(0, 5)).toEqual(SIZES);
  });

  it('are read a few megabytes of blocks at a time', async () => {
    const lines = Array.from({ length: LINES }, (_, n) => lineOf(n));
    await new LogWriter(env.DB, 'ledger-0', { blockEntries: 10 }).write(lines);
    const addresses = lines.map((_, n) => ({ shard: 'ledger-0', seq: n + 1 }));
    const { lines: some, read } = await new OrderedReader(env).next(addresses);
    expect(read).toBeGreaterThan(10);
    expect((read - 10) * LINE_CHARS).toBeLessThan(ORDERED_BYTES_AT_ONCE);
    expect(some.map(({ line }) => line)).toEqual(lines.slice(0, read));
    expect((await readAll(addresses)).lines.map(({ line }) => line)).toEqual(lines);
  });

  it('are found around missing blocks, in any order', async () => {
    const lines = Array.from({ length: 60 }, (_, n) => lineOf(n, 20));
    await new LogWriter(env.DB, 'ledger-0', { blockEntries: 10 }).write(lines);
    await env.DB.prepare("DELETE FROM blocks WHERE shard = 'ledger-0' AND first IN (1, 31)").run();
    const addresses = Array.from({ length: 60 }, (_, n) => ({ shard: 'ledger-0', seq: n + 1 }));
    for (const order of [addresses, addresses.toReversed()]) {
      const { lines: found } = await readAll(order);
      expect(found).toEqual(await linesAt(env, order));
      expect(found).toHaveLength(40);
    }
  });

  it('are found by address where few entries of a block are requested', async () => {
    const lines = Array.from({ length: 200 }, (_, n) => lineOf(n, 20));
    await new LogWriter(env.DB, 'ledger-0', { blockEntries: 20 }).write(lines);
    const addresses = [3, 50, 51, 170, 400].map((seq) => ({ shard: 'ledger-0', seq }));
    const { lines: found } = await readAll(addresses);
    expect(found.map(({ seq }) => seq)).toEqual([3, 50, 51, 170]);
  });
});

/** Moves the first block of the log to R2. */
async function fileFirstBlock(): Promise<void> {
  const block = await env.DB.prepare(
    'SELECT first, last, first_at AS firstAt, last_at AS lastAt, sha256, body FROM blocks ORDER BY shard, first LIMIT 1',
  ).first<StoredBlock & { body: string }>();
  if (!block) throw new Error('there is no block');
  const { bytes, blocks } = fileOfBlocks([block]);
  await env.BUCKET.put('log/ledger-0/1.blocks', bytes);
  await env.DB.batch([
    env.DB.prepare("UPDATE blocks SET body = NULL WHERE shard = 'ledger-0' AND first = ?").bind(block.first),
    env.DB.prepare(
      `INSERT INTO archive_parts (object, part, first_month, last_month, entries, manifest)
       VALUES ('ledger-0', ?, '2026-03', '2026-03', 4, ?)`,
    ).bind(block.first, JSON.stringify({ file: 'log/ledger-0/1.blocks', blocks })),
  ]);
}
