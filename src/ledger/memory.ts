/**
 * What an object keeps in memory of its own tables. A group works on a view; its changes are taken over only
 * after the transaction has returned, so memory is never ahead of the disk.
 */
import type { KeyState } from './judge.ts';
import { HOT_LICENSES_MAX } from './limits.ts';
import type { Head } from './merkle.ts';
import { readHead } from './object-store/log.ts';
import { readMeta } from './object-store/meta.ts';
import { allMoves, logsElsewhere } from './object-store/moving.ts';
import { readRootHead } from './object-store/roots.ts';
import { readKey, readLicense, readOperator, readPartner } from './object-store/told.ts';
import type { GroupView } from './recorder.ts';
import { AGENCY_LOG } from './transparency/origins.ts';
import type { Change, LicenseState, OperatorState } from './types.ts';

type PartnerStatus = 'active' | 'suspended';

/** A bounded map that reads through; forgetting everything when full is enough for tables this small. */
class Hot<T> {
  readonly #values = new Map<string, T>();
  readonly #read: (id: string) => T | null;

  constructor(read: (id: string) => T | null) {
    this.#read = read;
  }

  get(id: string): T | null {
    const hot = this.#values.get(id);
    if (hot !== undefined) return hot;
    const value = this.#read(id);
    if (value !== null) this.set(id, value);
    return value;
  }

  set(id: string, value: T): void {
    if (this.#values.size >= HOT_LICENSES_MAX) this.#values.clear();
    this.#values.set(id, value);
  }

  forget(id: string): void {
    this.#values.delete(id);
  }

  clear(): void {
    this.#values.clear();
  }
}

/** Partners that are not served here: frozen for their move, or gone. */
function awayFrom(sql: SqlStorage): Set<string> {
  return new Set(
    allMoves(sql)
      .filter(({ state }) => state !== 'copying')
      .map(({ partner }) => partner),
  );
}

/** A view with the tree heads that its group has moved. */
export interface View extends GroupView {
  moved: Map<string, Head>;
}

export class Memory {
  readonly #sql: SqlStorage;
  readonly #licenses: Hot<LicenseState>;
  readonly #keys: Hot<KeyState>;
  readonly #partners: Hot<PartnerStatus>;
  readonly #operators: Hot<OperatorState>;
  readonly #heads: Hot<Head>;
  #epoch: number;
  #lastAtMs: number;
  #away: Set<string>;
  #elsewhere: Set<string>;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#licenses = new Hot((id) => readLicense(sql, id));
    this.#keys = new Hot((id) => readKey(sql, id));
    this.#partners = new Hot((id) => (readPartner(sql, id)?.status as PartnerStatus | undefined) ?? null);
    this.#operators = new Hot((id) => readOperator(sql, id));
    this.#heads = new Hot((id) => (id === AGENCY_LOG ? readRootHead(sql) : readHead(sql, id)));
    this.#epoch = readMeta(sql, 'epoch');
    this.#lastAtMs = readMeta(sql, 'last_at_ms');
    this.#away = awayFrom(sql);
    this.#elsewhere = logsElsewhere(sql);
  }

  /** After a partner's rows have come or gone, or its move has gone a step on. */
  forgetAll(): void {
    for (const hot of [this.#licenses, this.#keys, this.#partners, this.#heads]) hot.clear();
    this.#epoch = readMeta(this.#sql, 'epoch');
    this.#lastAtMs = Math.max(this.#lastAtMs, readMeta(this.#sql, 'last_at_ms'));
    this.#away = awayFrom(this.#sql);
    this.#elsewhere = logsElsewhere(this.#sql);
  }

  operator(id: string): OperatorState | null {
    return this.#operators.get(id);
  }

  /** Of a license's log or, as `agency`, of the agency log. */
  head(tree: string): Head {
    return this.#heads.get(tree) ?? { size: 0, frontier: [] };
  }

  /** Whether the license's log is only partly here, or may by now have gone on in another object. */
  isElsewhere(tree: string): boolean {
    return this.#elsewhere.has(tree);
  }

  setHead(tree: string, head: Head): void {
    this.#heads.set(tree, head);
  }

  /** `nowMs` may be behind the last entry when the clock went back; entries never do. */
  view(nowMs: number): View {
    const moved = new Map<string, Head>();
    return {
      sql: this.#sql,
      atMs: Math.max(nowMs, this.#lastAtMs),
      epoch: this.#epoch,
      license: (id) => this.#licenses.get(id),
      key: (id) => this.#keys.get(id),
      // Who is on the move is not answered for: the isolate reads the catalogue again, and asks the right object.
      partnerStatus: (id) => (this.#away.has(id) ? null : this.#partners.get(id)),
      head: (id) => moved.get(id) ?? this.head(id),
      setHead: (id, head) => moved.set(id, head),
      moved,
    };
  }

  take(view: View): void {
    this.#lastAtMs = view.atMs;
    for (const [license, head] of view.moved) this.#heads.set(license, head);
  }

  /** After changes were applied to the tables: read them again on next use. */
  forget(changes: Change[]): void {
    for (const change of changes) {
      if (change.kind === 'license') this.#licenses.forget(change.license.id);
      if (change.kind === 'key') this.#keys.forget(change.key.id);
      if (change.kind === 'partner') this.#partners.forget(change.partner.id);
      if (change.kind === 'operator') this.#operators.forget(change.operator.id);
      if (change.kind === 'epoch') this.#epoch = readMeta(this.#sql, 'epoch');
    }
  }
}
