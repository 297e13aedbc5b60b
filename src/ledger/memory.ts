/**
 * What an object keeps in memory of its own tables. A group works on a view; its changes are taken over only
 * after the transaction has returned, so memory is never ahead of the disk.
 */
import { V7Generator } from 'uuidv7';
import { BoundedMap } from '../rights/index.ts';
import { HOT_LICENSES_MAX, PREPARED_BYTES_MAX, PREPARED_MAX } from './limits.ts';
import type { Head } from './merkle.ts';
import { readHead } from './object-store/log.ts';
import { readMeta } from './object-store/meta.ts';
import { allMoves, logsElsewhere } from './object-store/moving.ts';
import { isSpent } from './object-store/spent.ts';
import { readFence, readKey, readLicense, readOperator, readPartner } from './object-store/told.ts';
import { Prepared, type Settled } from './prepared.ts';
import type { GroupView, StateView } from './recorder.ts';
import { entryTime, type ShardClock } from './shard-clock.ts';
import type { Change, Fence, KeyState, LicenseState, OperatorState, RecordRequest } from './types.ts';

/** Parsed, a request takes about twice its text, and its form once more. */
const preparedRequests = () =>
  new BoundedMap<Prepared>({
    entriesMax: PREPARED_MAX,
    weightMax: PREPARED_BYTES_MAX,
    weigh: ({ chars }) => 4 * chars,
  });

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

/** A view with what its group has changed. */
export interface View extends GroupView {
  moved: Map<string, Head>;
  settled: Map<Prepared, Settled>;
}

export class Memory {
  readonly #sql: SqlStorage;
  readonly #clock: ShardClock;
  readonly #licenses: Hot<LicenseState>;
  readonly #keys: Hot<KeyState>;
  readonly #partners: Hot<PartnerStatus>;
  readonly #operators: Hot<OperatorState>;
  readonly #heads: Hot<Head>;
  /** Of items and tokens, that there is nothing is remembered too: there nearly always is. */
  readonly #fences: Hot<{ fence: Fence | null }>;
  readonly #revoked: Hot<{ isRevoked: boolean }>;
  readonly #ids = new V7Generator();
  #prepared = preparedRequests();
  #epoch: number;
  #lastAtMs: number;
  #away: Set<string>;
  #elsewhere: Set<string>;

  constructor(sql: SqlStorage, clock: ShardClock) {
    this.#sql = sql;
    this.#clock = clock;
    this.#licenses = new Hot((id) => readLicense(sql, id));
    this.#keys = new Hot((id) => readKey(sql, id));
    this.#partners = new Hot((id) => (readPartner(sql, id)?.status as PartnerStatus | undefined) ?? null);
    this.#operators = new Hot((id) => readOperator(sql, id));
    this.#heads = new Hot((id) => readHead(sql, id));
    this.#fences = new Hot((item) => ({ fence: readFence(sql, item) }));
    this.#revoked = new Hot((token) => ({ isRevoked: isSpent(sql, token) }));
    this.#epoch = readMeta(sql, 'epoch');
    this.#lastAtMs = readMeta(sql, 'last_at_ms');
    this.#away = awayFrom(sql);
    this.#elsewhere = logsElsewhere(sql);
  }

  /** After a partner's rows have come or gone, or its move has gone a step on. */
  forgetAll(): void {
    const all = [this.#licenses, this.#keys, this.#partners, this.#heads, this.#fences, this.#revoked];
    for (const hot of all) hot.clear();
    this.#prepared = preparedRequests();
    this.#epoch = readMeta(this.#sql, 'epoch');
    this.#lastAtMs = Math.max(this.#lastAtMs, readMeta(this.#sql, 'last_at_ms'));
    this.#away = awayFrom(this.#sql);
    this.#elsewhere = logsElsewhere(this.#sql);
  }

  operator(id: string): OperatorState | null {
    return this.#operators.get(id);
  }

  /** Of a license's log. */
  head(tree: string): Head {
    return this.#heads.get(tree) ?? { size: 0, frontier: [] };
  }

  /** Whether the license's log is only partly here, or may by now have gone on in another object. */
  isElsewhere(tree: string): boolean {
    return this.#elsewhere.has(tree);
  }

  license(id: string): LicenseState | null {
    return this.#licenses.get(id);
  }

  key(id: string): KeyState | null {
    return this.#keys.get(id);
  }

  /** Who is on the move is not answered for: the isolate reads the catalogue again, and asks the right object. */
  partnerStatus(id: string): PartnerStatus | null {
    return this.#away.has(id) ? null : this.#partners.get(id);
  }

  /** The request of a text, and where this one comes from. */
  prepared(text: string): Prepared {
    let known = this.#prepared.get(text);
    if (!known) {
      known = new Prepared(JSON.parse(text) as RecordRequest, text.length);
      this.#prepared.set(text, known);
    }
    return known;
  }

  /** Date of the last entry, milliseconds, UTC; 0: there is none. */
  get lastEntryMs(): number {
    return this.#lastAtMs;
  }

  /** The last entry counts as dated now: whatever is dated later was dated by a clock that was ahead. */
  forgetLaterDates(nowMs: number): void {
    this.#lastAtMs = Math.min(this.#lastAtMs, nowMs);
    this.#prepared = preparedRequests();
  }

  state(): StateView {
    const nowMs = this.#clock.now();
    return {
      sql: this.#sql,
      nowMs,
      atMs: entryTime(nowMs, this.#lastAtMs, this.#clock.toleranceMs),
      epoch: this.#epoch,
      license: (id) => this.#licenses.get(id),
      key: (id) => this.#keys.get(id),
      partnerStatus: (id) => this.partnerStatus(id),
      fence: (item) => this.#fences.get(item)?.fence ?? null,
      isRevoked: (token) => this.#revoked.get(token)?.isRevoked ?? false,
    };
  }

  view(): View {
    const moved = new Map<string, Head>();
    const settled = new Map<Prepared, Settled>();
    const state = this.state();
    return {
      ...state,
      at: new Date(state.atMs).toISOString(),
      head: (id) => moved.get(id) ?? this.head(id),
      setHead: (id, head) => moved.set(id, head),
      newId: (prefix) => `${prefix}_${this.#ids.generateOrResetWithTs(state.atMs).toHex()}`,
      settle: (prepared, one) => settled.set(prepared, one),
      moved,
      settled,
    };
  }

  take(view: View): void {
    this.#lastAtMs = view.atMs;
    for (const [license, head] of view.moved) this.#heads.set(license, head);
    for (const [prepared, settled] of view.settled) prepared.settled = settled;
  }

  /** After changes were applied to the tables: read them again on next use. */
  forget(changes: Change[]): void {
    for (const change of changes) {
      if (change.kind === 'license') this.#licenses.forget(change.license.id);
      if (change.kind === 'key') this.#keys.forget(change.key.id);
      if (change.kind === 'partner') this.#partners.forget(change.partner.id);
      if (change.kind === 'operator') this.#operators.forget(change.operator.id);
      if (change.kind === 'fence') this.#fences.forget(change.fence.item);
      if (change.kind === 'token') this.#revoked.forget(change.token.id);
      if (change.kind === 'epoch') this.#epoch = readMeta(this.#sql, 'epoch');
    }
  }
}
