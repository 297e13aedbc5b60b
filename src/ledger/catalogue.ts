/** Catalogue state of a ledger shard, and detection of changes that it was not notified of. */
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { withTimeout } from '../platform/timeouts/with-timeout.ts';
import { applyChange, countApplied } from './apply.ts';
import { dropDeletedEndpoints } from './events/endpoints.ts';
import { dropEvents } from './events/store.ts';
import type { WaitingCallers } from './events/waiting.ts';
import { isOfNewerSecret } from './judge.ts';
import { EVENTS_RETAINED_MS, FENCE_LIFE_MS, KILL_FENCE_LIFE_MS, RECORD_WAIT_MS } from './limits.ts';
import type { Memory } from './memory.ts';
import { forwardChanges } from './move/forward.ts';
import type { ObjectDeps } from './object-deps.ts';
import { dropFences, hasPartners } from './object-store/catalogue-state.ts';
import { deleteExpired } from './object-store/replay-guard.ts';
import { deliverOutbox } from './outbox.ts';
import { catalogueChanges } from './store.ts';
import type { Caller, Change, JudgedOn } from './types.ts';

interface Deps extends Pick<ObjectDeps, 'sql' | 'entries' | 'object' | 'transaction' | 'now'> {
  env: Env;
  memory: Memory;
  /** Callers that wait for events. */
  waiting: WaitingCallers;
}

export class Catalogue {
  readonly #deps: Deps;
  /** Delivery of the outbox under way, shared by all callers that wait for it. */
  #catchingUp: Promise<unknown> | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Order and repetition do not matter. Forwards changes for partners that have moved. */
  async take(changes: Change[]): Promise<void> {
    const { env, sql } = this.#deps;
    await forwardChanges(env, sql, changes, async (local) => {
      if (local.some(({ kind }) => kind === 'partner')) await this.loadCatalogueState();
      this.#takeOver(local);
    });
  }

  /**
   * A shard without partners may be new in the pool, without the changes that concern all shards. It receives
   * them from the moment that a partner is assigned to it in D1; earlier ones are read there. Throws if D1 is
   * out of reach: the shard then serves nobody.
   */
  async loadCatalogueState(): Promise<void> {
    const { env, sql, now } = this.#deps;
    if (hasPartners(sql)) return;
    const since = new Date(now() - FENCE_LIFE_MS).toISOString();
    this.#takeOver(await catalogueChanges(env.DB, since));
  }

  /**
   * If an isolate knows a change that the shard does not, the isolate has read it in D1, so an outbox row is
   * waiting. Delivers twice, since a delivery under way may have missed the row. Null: nothing to wait for.
   */
  catchUp(caller: Caller, judged: JudgedOn): Promise<void> | null {
    return this.#isBehind(caller, judged) ? this.#readOutbox(caller, judged) : null;
  }

  async #readOutbox(caller: Caller, judged: JudgedOn): Promise<void> {
    const { env, object } = this.#deps;
    for (let readings = 0; readings < 2 && this.#isBehind(caller, judged); readings++) {
      this.#catchingUp ??= deliverOutbox(env, object).finally(() => {
        this.#catchingUp = null;
      });
      // The delivery continues for later callers; this one has given up.
      await withTimeout(this.#catchingUp, RECORD_WAIT_MS);
    }
  }

  deleteExpired(): void {
    const { sql, now } = this.#deps;
    try {
      dropFences(sql, now());
      deleteExpired(sql, now());
      dropEvents(sql, now() - EVENTS_RETAINED_MS);
      dropDeletedEndpoints(sql, now() - KILL_FENCE_LIFE_MS);
    } catch (error) {
      // Harmless: an expired record forbids nothing valid.
      log('error', 'fences_kept', { object: this.#deps.object, error: String(error) });
    }
  }

  #takeOver(changes: Change[]): void {
    const { sql, memory, entries, waiting, transaction, now } = this.#deps;
    const nowMs = now();
    const holdersOf = (item: string) => entries.holdings.holdersOf(item);
    const notified: string[] = [];
    transaction(() => {
      for (const change of changes) notified.push(...applyChange(sql, change, { nowMs, holdersOf }));
      countApplied(sql, changes);
    });
    memory.forget(changes);
    waiting.wake(notified);
  }

  #isBehind(caller: Caller, judged: JudgedOn): boolean {
    const { memory } = this.#deps;
    const version = memory.license(caller.license)?.version ?? 0;
    const key = memory.key(caller.key);
    return (
      version < judged.licenseVersion ||
      !key ||
      isOfNewerSecret(key, caller) ||
      !memory.partnerStatus(caller.partner)
    );
  }
}
