/**
 * A shard with a log of four months. Each entry makes a block, and the months that are over make two
 * segments.
 */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, vi } from 'vitest';
import { countLog, searchLog } from '../../src/audit/search/search.ts';
import type { Manifest } from '../../src/ledger/archive/part.ts';
import { linesOfBody } from '../../src/ledger/blocks/block.ts';
import { bodyInFile } from '../../src/ledger/blocks/files.ts';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { readMeta } from '../../src/ledger/object-store/meta.ts';
import { type Cell, sumOf } from '../../src/ledger/segments/cells.ts';
import { cellsOf } from '../../src/ledger/segments/sums.ts';
import type { UseEntry } from '../../src/ledger/types.ts';
import { type PartOptions, type Parts, withParts } from './parts.ts';
import { checked, faultsOf } from './self-check/support.ts';
import { type OpenObject, ok, openObject } from './support.ts';

export const NOW = Date.UTC(2026, 3, 10);
/**
 * Entries of January to April: sequences 1 to 10, 11 to 18, 19 to 24, 25 to 27. Articles are `itm_<month>_0`
 * to `_3` in turn.
 */
const COUNTS = [10, 8, 6, 3];
/** First sequences of the segments, and of the tail. */
export const SEGMENTS = [1, 17, 25] as const;

export class Months {
  readonly open: OpenObject;
  /** As they were written. */
  readonly lines: string[];
  readonly #clock: { mockReturnValue(ms: number): unknown };

  constructor(open: OpenObject, lines: string[], clock: { mockReturnValue(ms: number): unknown }) {
    this.open = open;
    this.lines = lines;
    this.#clock = clock;
  }

  /** Milliseconds. */
  set now(ms: number) {
    this.#clock.mockReturnValue(ms);
  }

  with<T>(options: PartOptions, act: (parts: Parts) => Promise<T>): Promise<T> {
    return withParts(this.open, options, act);
  }

  /** Indexes the log again. */
  async index(options: PartOptions = {}): Promise<void> {
    for (const table of ['log_segments', 'log_pages'])
      await env.DB.prepare(`DELETE FROM ${table} WHERE shard = ?`).bind(this.open.name).run();
    await this.with(options, async ({ indexer, sql }) => {
      while (await indexer.run(readMeta(sql, 'drained')));
    });
  }

  /** Moves all segments of more than one month before the current one to R2. */
  archive(options: PartOptions = {}): Promise<boolean> {
    return this.with({ months: 1, ...options }, ({ archiver }) => archiver.run());
  }

  /** Deletes texts of more than two months before the current one. */
  async retain(options: PartOptions = {}): Promise<void> {
    await this.with({ texts: 2, ...options }, async ({ archiver, retention }) => {
      while (await retention.run());
      await archiver.run();
    });
  }

  /** Lines of the log, as its list has them, but for notices of events. */
  async logged(): Promise<string[]> {
    const filter = { license: this.open.license.id };
    const found = await searchLog(env, { filter, order: 'asc', limit: 1_000 });
    expect(await countLog(env.DB, filter)).toBe(found.length);
    return found.map(({ body }) => body).filter((body) => !body.includes('"kind":"notice"'));
  }

  /** Number of counted units. */
  async units(): Promise<number> {
    const cells: Cell[] = [];
    for await (const batch of cellsOf(env.DB, { licenses: [this.open.license.id] })) cells.push(...batch);
    return sumOf(cells).units;
  }

  /** First sequences of the blocks that have their bodies in the database. */
  async bodies(): Promise<number[]> {
    const { results } = await env.DB.prepare(
      'SELECT first FROM blocks WHERE shard = ? AND body IS NOT NULL ORDER BY first',
    )
      .bind(this.open.name)
      .all<{ first: number }>();
    return results.map(({ first }) => first);
  }

  async manifests(): Promise<Manifest[]> {
    const { results } = await env.DB.prepare(
      'SELECT manifest FROM archive_parts WHERE object = ? ORDER BY part',
    )
      .bind(this.open.name)
      .all<{ manifest: string }>();
    return results.map(({ manifest }) => JSON.parse(manifest));
  }

  /** Lines in a file of the bucket, '' for deleted texts. */
  async filed({ file, blocks }: Manifest): Promise<string[]> {
    const stored = await env.BUCKET.get(file);
    const bytes = new Uint8Array((await stored?.arrayBuffer()) ?? new ArrayBuffer(0));
    return blocks.flatMap((block) =>
      linesOfBody(bodyInFile(bytes.subarray(block.offset, block.offset + block.length), block)),
    );
  }

  /** Keys of the bucket. */
  async keys(): Promise<string[]> {
    const { objects } = await env.BUCKET.list({ prefix: `log/${this.open.name}/` });
    return objects.map(({ key }) => key);
  }

  /** Open findings of the self-check in the log of the license. */
  async faults(): Promise<[string, number | null][]> {
    await checked(this.open);
    return faultsOf(this.open.license.id);
  }
}

export async function openMonths(): Promise<Months> {
  const open = await openObject();
  const clock = vi.spyOn(Date, 'now');
  await open.tell({
    kind: 'license',
    license: { ...open.license, version: 2, startsMs: Date.UTC(2025, 0, 1), endsMs: Date.UTC(2027, 0, 1) },
  });
  open.license.version = 2;
  for (const [month, count] of COUNTS.entries())
    for (let n = 0; n < count; n++) {
      clock.mockReturnValue(Date.UTC(2026, month, 1 + n));
      await ok(open.object.record(open.request({ article: `itm_${month}_${n % 4}` })));
      await runInDurableObject(open.object, ({ entries }: LedgerShard) => entries.lines.pack());
    }
  clock.mockReturnValue(NOW);
  await runDurableObjectAlarm(open.object);
  const months = new Months(open, [], clock);
  // An alarm of the runtime may have closed a segment at the end of a month.
  await months.index();
  months.lines.push(...(await months.logged()));
  return months;
}

export const entryIn = (line: string) => JSON.parse(line) as UseEntry;
export const monthOf = (line: string): string => entryIn(line).at.slice(0, 7);

/** A proxy that rejects the calls of a member after the first `calls`. */
export function failing<T extends object>(target: T, member: string, calls: number): T {
  let left = calls;
  return new Proxy(target, {
    get(of, name) {
      const value = Reflect.get(of, name);
      if (typeof value !== 'function') return value;
      if (name !== member) return value.bind(of);
      return (...values: unknown[]) =>
        left-- <= 0 ? Promise.reject(new Error('Network connection lost.')) : value.apply(of, values);
    },
  });
}
