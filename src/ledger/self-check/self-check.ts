/**
 * Compares an object with D1 and R2, a slice with each alarm: recent entries, and a repeated walk over
 * everything. Reports faults; repairs only checkpoints that a restored D1 lacks.
 */
import { log } from '../../platform/log.ts';
import { CHECK_EVERY_MS, CHECK_REST_MS, CHECK_SLICES_MAX } from '../limits.ts';
import type { ObjectDeps } from '../object-deps.ts';
import { raiseMeta, readMeta, setMeta } from '../object-store/meta.ts';
import { resetWalk, type WalkPart, writeWalkPosition } from '../object-store/walk-positions.ts';
import { raiseFaults } from './raise.ts';
import { settleUnseen } from './store.ts';
import type { Fault, Slice } from './types.ts';

/** Parts of a walk, in order. */
export interface Checked {
  /** Recent entries; also checked while no walk is due. `checked`: the last one; null: there are none. */
  recent?(): Promise<{ faults: Fault[]; checked: number } | null>;
  /** Checks the next slice of each kind; null: all are checked. */
  slices: readonly [WalkPart, () => Slice | null | Promise<Slice | null>][];
  /** Whether a fault is reported; absent: all are. */
  isReported?(fault: Fault, part: WalkPart): boolean;
}

type Deps = Pick<ObjectDeps, 'sql' | 'db' | 'object' | 'transaction' | 'now'>;

export class SelfCheck {
  readonly #deps: Deps;
  readonly #checked: Checked;
  #ranMs = Number.NEGATIVE_INFINITY;

  constructor(deps: Deps, checked: Checked) {
    this.#deps = deps;
    this.#checked = checked;
  }

  /**
   * Checks some slices if due. Never throws: a failed slice is repeated. Returns the milliseconds until the
   * next run; null: the idle alarm is soon enough.
   */
  async run(slicesMax = CHECK_SLICES_MAX): Promise<number | null> {
    const { sql, now } = this.#deps;
    if (Math.abs(now() - this.#ranMs) >= CHECK_EVERY_MS) {
      this.#ranMs = now();
      try {
        const recent = await this.#checked.recent?.();
        if (recent) {
          await this.#raise(recent.faults, 'entries');
          raiseMeta(sql, 'checked', recent.checked);
        }
        if (this.#isWalkDue()) await this.#walkOn(slicesMax);
        setMeta(sql, 'checked_ms', now());
      } catch (error) {
        log('error', 'self_check_failed', { object: this.#deps.object, error: String(error) });
      }
    }
    return this.#isWalking() ? Math.max(0, this.#ranMs + CHECK_EVERY_MS - now()) : null;
  }

  #isWalking(): boolean {
    return readMeta(this.#deps.sql, 'walk_began_ms') > 0;
  }

  #isWalkDue(): boolean {
    const { sql, now } = this.#deps;
    return this.#isWalking() || Math.abs(now() - readMeta(sql, 'walk_ended_ms')) >= CHECK_REST_MS;
  }

  #raise(faults: Fault[], part: WalkPart): Promise<void> {
    const { db, object, now } = this.#deps;
    const reported = faults.filter((fault) => this.#checked.isReported?.(fault, part) ?? true);
    return raiseFaults(db, { faults: reported, object, nowMs: now() });
  }

  async #walkOn(slicesMax: number): Promise<void> {
    for (let slices = 0; slices < slicesMax; slices++) {
      await this.#walk();
      if (!this.#isWalking()) return;
    }
  }

  async #walk(): Promise<void> {
    const { sql, db, object, transaction, now } = this.#deps;
    const beganMs = readMeta(sql, 'walk_began_ms');
    // A clock that was set back: what this walk finds must not seem older than the walk.
    if (beganMs === 0 || beganMs > now()) setMeta(sql, 'walk_began_ms', now());
    for (const [part, check] of this.#checked.slices) {
      const slice = await check();
      if (!slice) continue;
      await this.#raise(slice.faults, part);
      writeWalkPosition(sql, part, slice.position);
      return;
    }
    // Findings that a complete walk has not found again are settled.
    await settleUnseen(db, { object, sinceMs: readMeta(sql, 'walk_began_ms'), nowMs: now() });
    transaction(() => {
      resetWalk(sql);
      setMeta(sql, 'walk_ended_ms', now());
      setMeta(sql, 'walk_began_ms', 0);
    });
  }
}
