/** What a ledger shard is told of the catalogue, and how it finds out what it was not told. */
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { withTimeout } from '../platform/timeouts/with-timeout.ts';
import { applyChange, countApplied } from './apply.ts';
import { dropEvents } from './events/store.ts';
import type { WaitingCallers } from './events/waiting.ts';
import { isOfNewerSecret } from './judge.ts';
import { EVENTS_RETAINED_MS, FENCE_LIFE_MS, RECORD_WAIT_MS } from './limits.ts';
import type { EntryLog } from './log/entry-log.ts';
import type { Memory } from './memory.ts';
import { forwardChanges } from './move/forward.ts';
import { dropFences, hasPartners } from './object-store/catalogue-state.ts';
import { deleteExpired } from './object-store/replay-guard.ts';
import { deliverOutbox } from './outbox.ts';
import { catalogueChanges } from './store.ts';
import type { Caller, Change, JudgedOn } from './types.ts';

interface Deps {
  sql: SqlStorage;
  env: Env;
  memory: Memory;
  entries: EntryLog;
  /** Callers that wait for new events. */
  waiting: WaitingCallers;
  /** Pool name of the object. */
  object: string;
  transaction(body: () => void): void;
  /** Milliseconds, UTC. */
  now(): number;
}

export class Catalogue {
  readonly #deps: Deps;
  /** The outbox being read for this object; callers that wait for the same word share it. */
  #catchingUp: Promise<unknown> | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Order and repetition do not matter. What is for partners that have moved is sent on. */
  async take(changes: Change[]): Promise<void> {
    const { env, sql } = this.#deps;
    const local = await forwardChanges(env, sql, changes);
    if (local.some(({ kind }) => kind === 'partner')) await this.loadCatalogueState();
    this.#takeOver(local);
  }

  /**
   * An object without partners may be one that the pool has just got, and was told nothing of what concerns all. From the time
   * that a partner is given to it in D1 it is; what was before, it reads there. Throws when D1 is out of reach: then it serves nobody.
   */
  async loadCatalogueState(): Promise<void> {
    const { env, sql, now } = this.#deps;
    if (hasPartners(sql)) return;
    const since = new Date(now() - FENCE_LIFE_MS).toISOString();
    this.#takeOver(await catalogueChanges(env.DB, since));
  }

  /**
   * An isolate that knows of something that this object was not told of has read it in D1: then the word to us waits in
   * the outbox. Twice, because a reading that was already under way may have missed it. Null: there is nothing to wait for.
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
      // It goes on for whoever comes later; this caller has given up by then.
      await withTimeout(this.#catchingUp, RECORD_WAIT_MS);
    }
  }

  deleteExpired(): void {
    const { sql, now } = this.#deps;
    try {
      dropFences(sql, now());
      deleteExpired(sql, now());
      dropEvents(sql, now() - EVENTS_RETAINED_MS);
    } catch (error) {
      // What is kept too long forbids nothing that is current.
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
