/** An object's entries and D1's rows against each other, and what there is beside the entries. */
import type { Env } from '../../platform/env.ts';
import { CHECK_BYTES_MAX, CHECK_EXTRA_MAX, CHECK_LICENSES_MAX, CHECK_ROWS_MAX } from '../limits.ts';
import { partAfter } from '../object-store/archived.ts';
import {
  bareTrees,
  entriesByLicense,
  entriesBySeq,
  FAR,
  hasEntry,
  hasTree,
  logsFrom,
  readWalk,
  writeWalk,
} from '../object-store/check.ts';
import { readPublished } from '../object-store/checkpoints.ts';
import { licenseTrees } from '../object-store/log.ts';
import { raiseMeta, readMeta } from '../object-store/meta.ts';
import { readPlace, type WalkPart, writePlace } from '../object-store/places.ts';
import { isD1Behind } from '../restored/behind.ts';
import { message } from '../templates.ts';
import type { Bill } from './bill.ts';
import { compareRows } from './compare.ts';
import { keptSlice } from './kept.ts';
import { partFaults } from './parts.ts';
import { raiseFaults } from './raise.ts';
import { segmentSlice } from './segments.ts';
import type { Checked } from './self-check.ts';
import { loggedLicenses, rowsIn } from './store.ts';
import type { Fault, LogRow, OwnEntry, Range, Slice } from './types.ts';
import { ownEntry, ownFault, rangesOf, step, take } from './walk.ts';

export interface EntryDeps {
  sql: SqlStorage;
  env: Env;
  /** Pool name of the object. */
  object: string;
  /** Milliseconds, UTC. */
  now(): number;
}

interface Licenses {
  /** Null: nothing is billed here. */
  bill: Bill | null;
  /** Whether a license's rows are only partly here, of a partner that comes or has left. */
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
    const { sql, env } = between;
    this.slices = [
      ['parts', () => this.#part()],
      ...(licenses.bill?.slices ?? []),
      [
        'logs',
        () =>
          keptSlice({
            sql,
            env,
            trees: licenseTrees(sql),
            logsFrom: (log, limit) => logsFrom(sql, log, limit),
            published: (license) => readPublished(sql, license),
          }),
      ],
      ['segments', () => segmentSlice(sql, env.DB)],
    ];
  }

  async recent(): Promise<void> {
    const { sql } = this.#between;
    const drained = readMeta(sql, 'drained');
    const { rows } = take(entriesBySeq(sql, readMeta(sql, 'checked'), drained, SLICE.count + 1), SLICE);
    const last = rows.at(-1);
    if (!last) return;
    const faults = rows.flatMap((row) => ownFault(sql, row) ?? []);
    await this.#conclude(faults, rows.map(ownEntry), rangesOf(rows));
    raiseMeta(sql, 'checked', last.seq);
  }

  async entries(): Promise<boolean> {
    const { sql } = this.#between;
    const drained = readMeta(sql, 'drained');
    const place = readWalk(sql);
    const { rows, next } = take(entriesByLicense(sql, place, SLICE.count + 1), SLICE);
    const { faults, ranges, ended, place: reached } = step(sql, place, rows, next, this.#licenses.bill);
    // Of half a log nothing can be told later on, when all of it is here.
    if (this.#licenses.isInTransit(reached.license)) Object.assign(reached, { index: FAR, units: {} });
    if (rows.length === 0 && ended.length === 0) return false;
    const expected = rows.filter(({ seq }) => seq <= drained).map(ownEntry);
    await this.#conclude(faults, expected, ranges);
    writeWalk(sql, reached);
    return true;
  }

  async #part(): Promise<Slice | null> {
    const { sql, env, object } = this.#between;
    const part = partAfter(sql, (readPlace(sql, 'parts')?.rest as number | undefined) ?? 0);
    if (!part) return null;
    const faults = await partFaults({ sql, db: env.DB, bucket: env.BUCKET, object }, part);
    return { faults, place: { name: part.manifest.file, rest: part.manifest.part } };
  }

  async #conclude(own: Fault[], expected: OwnEntry[], ranges: Range[]): Promise<void> {
    const { sql, env, object } = this.#between;
    // What was read of a partner on the way is half of it; by the time that D1 answers it may have arrived.
    const onTheWay = new Set(
      [...own, ...ranges]
        .map(({ license }) => license)
        .filter((license) => this.#licenses.isInTransit(license)),
    );
    const limit = expected.length + CHECK_EXTRA_MAX;
    const rows = await rowsIn(env.DB, ranges, limit);
    // With more rows than that, what comes after them was not read, and is left to the next walk.
    const cut = rows.length < limit ? undefined : rows.at(-1);
    const exists = (license: string, index: number) => hasEntry(sql, license, index);
    const faults = compareRows(
      cut ? expected.filter((entry) => isBefore(entry, cut)) : expected,
      rows,
      exists,
    );
    // A D1 that was restored lacks rows that the drain will bring back: nobody has taken them away.
    const missing = faults.some(({ kind }) => kind === 'row_missing');
    if (missing && (await isD1Behind({ sql, db: env.DB, object })))
      throw new Error('D1 went back: it is drained to again before it is checked');
    await this.#raise([...own, ...faults].filter(({ license }) => !onTheWay.has(license)));
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
    const { sql, env, object } = this.#between;
    const logged = await loggedLicenses(env.DB, readPlace(sql, 'strangers')?.name ?? '', CHECK_LICENSES_MAX);
    const faults = logged
      .filter((one) => (one.object === object || one.object === null) && !hasTree(sql, one.license))
      .map(
        ({ license, object: home }): Fault => ({
          kind: 'log_unknown',
          license,
          index: null,
          detail: message(home ? 'self_check.log_unknown' : 'self_check.license_unknown'),
        }),
      );
    const bare = bareTrees(sql, CHECK_EXTRA_MAX).map(
      (license): Fault => ({
        kind: 'tree_changed',
        license,
        index: null,
        detail: message('self_check.tree_empty'),
      }),
    );
    await this.#raise([...faults, ...bare]);
    const last = logged.length === CHECK_LICENSES_MAX ? logged.at(-1) : undefined;
    if (last) writePlace(sql, 'strangers', { name: last.license, rest: null });
    return last !== undefined;
  }
}

function isBefore({ license, index }: OwnEntry, row: LogRow): boolean {
  return license < row.license || (license === row.license && index <= row.idx);
}
