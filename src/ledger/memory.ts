/** Cached tables of a ledger shard, beside its logs. */
import { BoundedMap } from '../rights/lru.ts';
import { PREPARED_BYTES_MAX, PREPARED_MAX } from './limits.ts';
import type { EntryLog } from './log/entry-log.ts';
import { Hot, LogMemory, type LogView } from './log-memory.ts';
import { readFence, readKey, readLicense, readPartner } from './object-store/catalogue-state.ts';
import { addCount, minuteOf } from './object-store/counts.ts';
import { readMeta } from './object-store/meta.ts';
import { logsElsewhere, partnersElsewhere } from './object-store/moving.ts';
import { isUsed, markUsed } from './object-store/replay-guard.ts';
import { Prepared, type Settled } from './prepared.ts';
import type { GroupView, StateView } from './recorder.ts';
import type { ShardClock } from './shard-clock.ts';
import type { Change, Fence, KeyState, LicenseState, OneTimeId, RecordRequest } from './types.ts';

/** A parsed request takes about twice its text, and its form once more. */
const preparedRequests = () =>
  new BoundedMap<Prepared>({
    entriesMax: PREPARED_MAX,
    weightMax: PREPARED_BYTES_MAX,
    weigh: ({ chars }) => 4 * chars,
  });

type PartnerStatus = 'active' | 'suspended';

/** A view with the changes of its group. */
export interface View extends GroupView {
  settled: Map<Prepared, Settled>;
  /** Used proofs, by id. */
  shown: Map<string, OneTimeId & { license: string }>;
  counts: { license: string; code: string }[];
}

export class Memory extends LogMemory {
  readonly #sql: SqlStorage;
  readonly #licenses: Hot<LicenseState>;
  readonly #keys: Hot<KeyState>;
  readonly #partners: Hot<PartnerStatus>;
  /** The absence of fences and revoked tokens is cached too, since it is the usual case. */
  readonly #fences: Hot<{ fence: Fence | null }>;
  readonly #revoked: Hot<{ isRevoked: boolean }>;
  #prepared = preparedRequests();
  #epoch: number;
  #inTransit: Set<string>;
  #elsewhere: Set<string>;

  constructor(sql: SqlStorage, entries: EntryLog, clock: ShardClock) {
    super(entries, clock);
    this.#sql = sql;
    this.#licenses = new Hot((id) => readLicense(sql, id));
    this.#keys = new Hot((id) => readKey(sql, id));
    this.#partners = new Hot((id) => (readPartner(sql, id)?.status as PartnerStatus | undefined) ?? null);
    this.#fences = new Hot((item) => ({ fence: readFence(sql, item) }));
    this.#revoked = new Hot((token) => ({ isRevoked: isUsed(sql, token) }));
    this.#epoch = readMeta(sql, 'epoch');
    this.#inTransit = partnersElsewhere(sql);
    this.#elsewhere = logsElsewhere(sql);
  }

  /** After a partner's rows have arrived or left, or its move has progressed. */
  override forgetAll(): void {
    super.forgetAll();
    const all = [this.#licenses, this.#keys, this.#partners, this.#fences, this.#revoked];
    for (const hot of all) hot.clear();
    this.#prepared = preparedRequests();
    this.#epoch = readMeta(this.#sql, 'epoch');
    this.#inTransit = partnersElsewhere(this.#sql);
    this.#elsewhere = logsElsewhere(this.#sql);
  }

  override isElsewhere(tree: string): boolean {
    return this.#elsewhere.has(tree);
  }

  license(id: string): LicenseState | null {
    return this.#licenses.get(id);
  }

  key(id: string): KeyState | null {
    return this.#keys.get(id);
  }

  /** Null for a partner in migration: the isolate reads the catalogue again, and calls the right shard. */
  partnerStatus(id: string): PartnerStatus | null {
    return this.#inTransit.has(id) ? null : this.#partners.get(id);
  }

  /** The parsed request of a text, with this caller. */
  prepared(text: string): Prepared {
    let cached = this.#prepared.get(text);
    if (!cached) {
      cached = new Prepared(JSON.parse(text) as RecordRequest, text.length);
      this.#prepared.set(text, cached);
    }
    return cached;
  }

  override forgetLaterDates(nowMs: number): void {
    super.forgetLaterDates(nowMs);
    this.#prepared = preparedRequests();
  }

  state(): StateView {
    return { ...this.now, ...this.#state() };
  }

  #state(): Omit<StateView, 'nowMs' | 'atMs'> {
    return {
      epoch: this.#epoch,
      license: (id) => this.#licenses.get(id),
      key: (id) => this.#keys.get(id),
      partnerStatus: (id) => this.partnerStatus(id),
      fence: (item) => this.#fences.get(item)?.fence ?? null,
      isRevoked: (token) => this.#revoked.get(token)?.isRevoked ?? false,
      isShown: (proof) => isUsed(this.#sql, proof),
    };
  }

  override view(): View {
    const settled = new Map<Prepared, Settled>();
    const shown: View['shown'] = new Map();
    const counts: View['counts'] = [];
    const view = super.view();
    const state = this.#state();
    const { journal } = view.draft;
    return {
      ...view,
      ...state,
      isShown: (proof) => shown.has(proof) || state.isShown(proof),
      spend: (proof) => journal.set(shown, proof.id, proof),
      count: (license, code) => journal.push(counts, { license, code }),
      settle: (prepared, result) => journal.set(settled, prepared, result),
      ...{ settled, shown, counts },
    };
  }

  /** Writes the changes of a group. Inside a transaction. */
  commit({ draft, shown, counts, atMs }: View): void {
    this.entries.commit(draft);
    for (const proof of shown.values()) markUsed(this.#sql, proof);
    for (const { license, code } of counts) addCount(this.#sql, minuteOf(atMs), license, code);
  }

  override take(view: LogView & Pick<View, 'settled'>): void {
    super.take(view);
    for (const [prepared, settled] of view.settled) prepared.settled = settled;
  }

  /** Drops cached rows that changes have modified. */
  forget(changes: Change[]): void {
    for (const change of changes) {
      if (change.kind === 'license') this.#licenses.forget(change.license.id);
      if (change.kind === 'key') this.#keys.forget(change.key.id);
      if (change.kind === 'partner') this.#partners.forget(change.partner.id);
      if (change.kind === 'fence') this.#fences.forget(change.fence.item);
      if (change.kind === 'token') this.#revoked.forget(change.token.id);
      if (change.kind === 'epoch') this.#epoch = readMeta(this.#sql, 'epoch');
    }
  }
}
