/**
 * The object's entries, D1's rows and the kept checkpoints against each other, a slice with each alarm: what was drained
 * lately, and a walk over everything that begins anew when it is through. It tells, and mends
 * nothing, but for checkpoints that a restored D1 lacks.
 */
import { log } from '../../platform/log.ts';
import {
  CHECK_BYTES_MAX,
  CHECK_EVERY_MS,
  CHECK_EXTRA_MAX,
  CHECK_LICENSES_MAX,
  CHECK_REST_MS,
  CHECK_ROWS_MAX,
  CHECK_SLICES_MAX,
} from '../limits.ts';
import { partAfter } from '../object-store/archived.ts';
import {
  bareTrees,
  entriesByLicense,
  entriesBySeq,
  FAR,
  hasEntry,
  hasTree,
  readWalk,
  writeWalk,
} from '../object-store/check.ts';
import { raiseMeta, readMeta, setMeta } from '../object-store/meta.ts';
import { isInTransit } from '../object-store/moving.ts';
import { forgetPlaces, readPlace, type WalkPart, writePlace } from '../object-store/places.ts';
import { isD1Behind } from '../restored/behind.ts';
import { message } from '../templates.ts';
import { grantSlice, unitSlice } from './bill.ts';
import { compareRows } from './compare.ts';
import { type Archives, keptSlice } from './kept.ts';
import { partFaults } from './parts.ts';
import { raiseFaults } from './raise.ts';
import { rootSlice } from './roots.ts';
import { segmentSlice } from './segments.ts';
import { loggedLicenses, rowsIn, settleUnseen } from './store.ts';
import type { Fault, LogRow, OwnEntry, Range, Slice } from './types.ts';
import { ownEntry, ownFault, rangesOf, step, take } from './walk.ts';

interface Between extends Archives {
  /** Pool name of the object. */
  object: string;
  transaction(body: () => void): void;
  /** Milliseconds, UTC. */
  now(): number;
}

const SLICE = { count: CHECK_ROWS_MAX, bytes: CHECK_BYTES_MAX };

export class SelfCheck {
  readonly #between: Between;
  #notBeforeMs = 0;

  constructor(between: Between) {
    this.#between = between;
  }

  /**
   * Some slices, if it is time. Never throws: a slice that fails is done again. Milliseconds until it wants to run
   * again; null: the idle alarm is soon enough.
   */
  async run(slicesMax = CHECK_SLICES_MAX): Promise<number | null> {
    const { sql, now } = this.#between;
    if (now() >= this.#notBeforeMs) {
      this.#notBeforeMs = now() + CHECK_EVERY_MS;
      try {
        await this.#recent();
        if (this.#isWalkDue()) await this.#walkOn(slicesMax);
        raiseMeta(sql, 'checked_ms', now());
      } catch (error) {
        log('error', 'self_check_failed', { object: this.#between.object, error: String(error) });
      }
    }
    return this.#isWalking() ? Math.max(0, this.#notBeforeMs - now()) : null;
  }

  #isWalking(): boolean {
    return readMeta(this.#between.sql, 'walk_began_ms') > 0;
  }

  #isWalkDue(): boolean {
    const { sql, now } = this.#between;
    return this.#isWalking() || Math.abs(now() - readMeta(sql, 'walked_ms')) >= CHECK_REST_MS;
  }

  async #walkOn(slicesMax: number): Promise<void> {
    for (let slices = 0; slices < slicesMax; slices++) {
      await this.#walk();
      if (!this.#isWalking()) return;
    }
  }

  async #recent(): Promise<void> {
    const { sql } = this.#between;
    const drained = readMeta(sql, 'drained');
    const { rows } = take(entriesBySeq(sql, readMeta(sql, 'checked'), drained, SLICE.count + 1), SLICE);
    const last = rows.at(-1);
    if (!last) return;
    const faults = rows.flatMap((row) => ownFault(sql, row) ?? []);
    await this.#conclude(faults, rows.map(ownEntry), rangesOf(rows));
    raiseMeta(sql, 'checked', last.seq);
  }

  async #walk(): Promise<void> {
    const { sql, transaction, now } = this.#between;
    if (readMeta(sql, 'walk_began_ms') === 0) setMeta(sql, 'walk_began_ms', now());
    const drained = readMeta(sql, 'drained');
    const place = readWalk(sql);
    const { rows, next } = take(entriesByLicense(sql, place, SLICE.count + 1), SLICE);
    const { faults, ranges, ended, place: reached } = step(sql, place, rows, next);
    // Of half a log nothing can be told later on, when all of it is here.
    if (isInTransit(sql, reached.license)) Object.assign(reached, { index: FAR, units: {} });
    if (rows.length === 0 && ended.length === 0) return (await this.#more()) ? undefined : this.#strangers();
    const expected = rows.filter(({ seq }) => seq <= drained).map(ownEntry);
    await this.#conclude(faults, expected, ranges);
    transaction(() => writeWalk(sql, reached));
  }

  /** A slice of what there is beside the entries, one kind after the other. False: all has been checked. */
  async #more(): Promise<boolean> {
    const { sql, now } = this.#between;
    const kinds: [WalkPart, () => Slice | null | Promise<Slice | null>][] = [
      ['parts', () => this.#part()],
      ['units', () => unitSlice(sql, now())],
      ['grants', () => grantSlice(sql)],
      ['roots', () => rootSlice(sql)],
      ['logs', () => keptSlice(this.#between)],
      ['segments', () => segmentSlice(sql, this.#between.env.DB)],
    ];
    for (const [kind, check] of kinds) {
      const slice = await check();
      if (!slice) continue;
      await this.#raise(slice.faults, kind === 'parts' || kind === 'segments');
      writePlace(sql, kind, slice.place);
      return true;
    }
    return false;
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
      [...own, ...ranges].map(({ license }) => license).filter((license) => isInTransit(sql, license)),
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
  async #raise(faults: Fault[], stays = false): Promise<void> {
    const { sql, env, object, now } = this.#between;
    const told = stays ? faults : faults.filter(({ license }) => !isInTransit(sql, license));
    await raiseFaults(env.DB, { faults: told, object, nowMs: now() });
  }

  /** After the walk: rows of licenses that have no log here and ought to, or that nobody knows. */
  async #strangers(): Promise<void> {
    const { sql, env, object, transaction, now } = this.#between;
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
    // What a whole walk has not found again is in order.
    if (!last) await settleUnseen(env.DB, { object, sinceMs: readMeta(sql, 'walk_began_ms'), nowMs: now() });
    transaction(() => {
      if (last) return writePlace(sql, 'strangers', { name: last.license, rest: null });
      writeWalk(sql, { license: '', index: -1, units: {} });
      forgetPlaces(sql);
      raiseMeta(sql, 'walked_ms', now());
      setMeta(sql, 'walk_began_ms', 0);
    });
  }
}

function isBefore({ license, index }: OwnEntry, row: LogRow): boolean {
  return license < row.license || (license === row.license && index <= row.idx);
}
