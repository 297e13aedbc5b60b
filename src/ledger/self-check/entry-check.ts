/** An object's entries against its trees, its bill and D1's rows, and what there is beside the entries. */
import type { Env } from '../../platform/env.ts';
import { CHECK_BYTES_MAX, CHECK_EXTRA_MAX, CHECK_LICENSES_MAX, CHECK_ROWS_MAX } from '../limits.ts';
import type { LogLine } from '../log/entries.ts';
import type { EntryLog } from '../log/entry-log.ts';
import { isArchived, partAfter } from '../object-store/archived.ts';
import { checkpointedLogs, readPublished } from '../object-store/checkpoints.ts';
import { raiseMeta, readMeta } from '../object-store/meta.ts';
import { readPlace, type WalkPart, writePlace } from '../object-store/places.ts';
import { isD1Behind } from '../restored/behind.ts';
import { message } from '../templates.ts';
import { compareRows } from './compare.ts';
import { keptSlice } from './kept.ts';
import { partFaults } from './parts.ts';
import { raiseFaults } from './raise.ts';
import { segmentSlice } from './segments.ts';
import type { Checked } from './self-check.ts';
import { loggedLicenses, rowsIn } from './store.ts';
import { treeSlice } from './trees.ts';
import type { Fault, Slice } from './types.ts';
import { ownEntry, ownFaults, rangesOf, take } from './walk.ts';

export interface EntryDeps {
  sql: SqlStorage;
  entries: EntryLog;
  env: Env;
  /** Pool name of the object. */
  object: string;
  /** Milliseconds, UTC. */
  now(): number;
}

interface Licenses {
  /** Whether anything is billed here. */
  hasBill: boolean;
  /** Whether a license's entries are only partly here, of a partner that comes or has left. */
  isInTransit(license: string): boolean;
}

const SLICE = { count: CHECK_ROWS_MAX, bytes: CHECK_BYTES_MAX };

export class EntryCheck implements Checked {
  readonly #between: EntryDeps;
  readonly #licenses: Licenses;
  readonly slices: Checked['slices'];

  constructor(between: EntryDeps, licenses: Licenses) {
    this.#between = between;
    this.#licenses = licenses;
    const { sql, env, entries } = between;
    const { hasBill, isInTransit } = licenses;
    this.slices = [
      ['trees', () => treeSlice({ sql, db: env.DB, entries, hasBill, isInTransit })],
      ['parts', () => this.#part()],
      [
        'logs',
        () =>
          keptSlice({
            sql,
            env,
            trees: entries.trees,
            logsFrom: (log, limit) => logsFrom(between, log, limit),
            published: (license) => readPublished(sql, license),
          }),
      ],
      ['segments', () => segmentSlice(sql, env.DB)],
    ];
  }

  async recent(): Promise<void> {
    const { sql } = this.#between;
    const lines = this.#lines(readMeta(sql, 'checked'), readMeta(sql, 'drained'));
    const last = lines.at(-1);
    if (!last) return;
    await this.#compare(lines);
    raiseMeta(sql, 'checked', last.seq);
  }

  async entries(): Promise<boolean> {
    const { sql } = this.#between;
    const after = (readPlace(sql, 'entries')?.rest as number | undefined) ?? 0;
    const lines = this.#lines(after);
    const last = lines.at(-1);
    if (!last) return false;
    await this.#compare(lines);
    writePlace(sql, 'entries', { name: '', rest: last.seq });
    return true;
  }

  /** As many as a slice has, with those whose text is elsewhere. */
  #lines(after: number, last?: number): LogLine[] {
    const { entries } = this.#between;
    function* all(): Iterable<LogLine> {
      for (const run of entries.lines.runsAfter(after, last)) yield* run;
    }
    return take(all(), SLICE);
  }

  /** Entries against what is here, and what D1 has in their places. */
  async #compare(lines: LogLine[]): Promise<void> {
    const { sql, env, object, entries } = this.#between;
    const [first, last] = [lines[0]?.seq ?? 0, lines.at(-1)?.seq ?? 0];
    const own = lines.flatMap((line) => this.#ownFaults(line));
    const unsound = entries.lines.unsoundPack(first, last);
    if (unsound !== null) own.push(this.#missing(unsound));
    const drained = readMeta(sql, 'drained');
    const expected = lines
      .filter(({ seq, line }) => seq <= drained && line !== '')
      .flatMap((line) => ownEntry(line) ?? []);
    const ranges = rangesOf(expected);
    // What was read of a partner on the way is half of it; by the time that D1 answers it may have arrived.
    const onTheWay = new Set(
      [...own, ...ranges].map(({ license }) => license).filter((one) => this.#licenses.isInTransit(one)),
    );
    const rows = await rowsIn(env.DB, ranges, expected.length + CHECK_EXTRA_MAX);
    const exists = (license: string, index: number) => entries.trees.leaf(license, index) !== null;
    const faults = compareRows(expected, rows, exists);
    // A D1 that was restored lacks rows that the drain will bring back: nobody has taken them away.
    const missing = faults.some(({ kind }) => kind === 'row_missing');
    if (missing && (await isD1Behind({ sql, db: env.DB, object })))
      throw new Error('D1 went back: it is drained to again before it is checked');
    await this.#raise([...own, ...faults].filter(({ license }) => !onTheWay.has(license)));
  }

  #ownFaults(line: LogLine): Fault[] {
    const { sql, entries } = this.#between;
    if (line.line !== '') return ownFaults(entries, line);
    return line.side?.left || isArchived(sql, line.seq) ? [] : [this.#missing(line.seq)];
  }

  /** An entry that has no text, and did not go anywhere. */
  #missing(seq: number): Fault {
    const place = this.#between.entries.trees.findLeaf(seq);
    return {
      kind: 'entry_missing',
      license: place?.tree ?? '',
      index: place?.index ?? null,
      detail: message('self_check.entries_missing', { index: (place?.index ?? 0) + 1 }),
    };
  }

  async #part(): Promise<Slice | null> {
    const { sql, entries, env, object } = this.#between;
    const part = partAfter(sql, (readPlace(sql, 'parts')?.rest as number | undefined) ?? 0);
    if (!part) return null;
    const faults = await partFaults({ entries, db: env.DB, bucket: env.BUCKET, object }, part);
    return { faults, place: { name: part.manifest.file, rest: part.manifest.part } };
  }

  /** What comes or goes with a partner is checked where it has arrived. Parts of the archive stay where they were made, D1 anyhow. */
  raise(faults: Fault[], part: WalkPart): Promise<void> {
    return this.#raise(faults, part === 'parts' || part === 'segments');
  }

  async #raise(faults: Fault[], stays = false): Promise<void> {
    const { env, object, now } = this.#between;
    const told = stays ? faults : faults.filter(({ license }) => !this.#licenses.isInTransit(license));
    await raiseFaults(env.DB, { faults: told, object, nowMs: now() });
  }

  /** Rows of licenses that have no log here and ought to, or that nobody knows. */
  async strangers(): Promise<boolean> {
    const { sql, entries, env, object } = this.#between;
    const logged = await loggedLicenses(env.DB, readPlace(sql, 'strangers')?.name ?? '', CHECK_LICENSES_MAX);
    const faults = logged
      .filter((one) => (one.object === object || one.object === null) && entries.head(one.license).size === 0)
      .map(
        ({ license, object: home }): Fault => ({
          kind: 'log_unknown',
          license,
          index: null,
          detail: message(home ? 'self_check.log_unknown' : 'self_check.license_unknown'),
        }),
      );
    await this.#raise(faults);
    const last = logged.length === CHECK_LICENSES_MAX ? logged.at(-1) : undefined;
    if (last) writePlace(sql, 'strangers', { name: last.license, rest: null });
    return last !== undefined;
  }
}

/** Logs from the given one on: what may have checkpoints. */
function logsFrom(
  { sql, entries }: Pick<EntryDeps, 'sql' | 'entries'>,
  log: string,
  limit: number,
): string[] {
  const logs = new Set([...entries.trees.sizes().keys(), ...checkpointedLogs(sql)]);
  return [...logs]
    .filter((one) => one >= log)
    .sort()
    .slice(0, limit + 1);
}
