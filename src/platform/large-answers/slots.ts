/**
 * Slots of large answers limit the answers of an isolate and of each caller, and the bytes in memory. An
 * answer releases its slot when it ends. The platform drops cancelled requests without running their
 * `finally`, so slots also expire unless they are renewed. Pure: the clock is passed in.
 */

export interface SlotLimits {
  /** Concurrent answers of all callers, of all partners, and of one caller. */
  answersMax: number;
  partnerAnswersMax: number;
  callerAnswersMax: number;
  /** Total bytes in memory. A single answer may hold more. */
  bytesMax: number;
  /** Expiry of a slot, in milliseconds since its last renewal. */
  lapseMs: number;
}

export interface AnswerCaller {
  kind: 'operator' | 'partner';
  id: string;
}

export interface AnswerUnderWay {
  path: string;
  /** Milliseconds, UTC. */
  sinceMs: number;
}

/** `caller`: the caller has reached its limit; `gateway`: the isolate has. */
export type SlotRefusal =
  | { full: 'caller'; underWay: AnswerUnderWay[] }
  | { full: 'gateway'; underWay: number };

export class Slot implements AnswerUnderWay {
  readonly caller: AnswerCaller;
  readonly path: string;
  readonly sinceMs: number;
  readonly #slots: Slots;
  #bytes = 0;
  #renewedMs: number;

  constructor(slots: Slots, { caller, path }: { caller: AnswerCaller; path: string }, nowMs: number) {
    this.#slots = slots;
    this.caller = caller;
    this.path = path;
    this.sinceMs = nowMs;
    this.#renewedMs = nowMs;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get renewedMs(): number {
    return this.#renewedMs;
  }

  /** Renews the slot. False if it has expired, and may belong to another answer. */
  renew(nowMs: number): boolean {
    this.#renewedMs = nowMs;
    return this.#slots.has(this);
  }

  /** Sets the bytes that the answer holds. False if the budget is exceeded. */
  hold(bytes: number, nowMs: number): boolean {
    const others = this.#slots.bytes(nowMs) - this.#bytes;
    if (others > 0 && others + bytes > this.#slots.limits.bytesMax) return false;
    this.#bytes = bytes;
    return true;
  }

  end(): void {
    this.#slots.delete(this);
  }
}

export class Slots {
  readonly limits: SlotLimits;
  readonly #inUse = new Set<Slot>();

  constructor(limits: SlotLimits) {
    this.limits = limits;
  }

  get underWay(): number {
    return this.#inUse.size;
  }

  /** Takes a slot. `path` is the request's path. */
  take(answer: { caller: AnswerCaller; path: string }, nowMs: number): Slot | SlotRefusal {
    this.#dropLapsed(nowMs);
    const slots = [...this.#inUse];
    const { kind, id } = answer.caller;
    const ofCaller = slots.filter(({ caller }) => caller.kind === kind && caller.id === id);
    if (ofCaller.length >= this.limits.callerAnswersMax) return { full: 'caller', underWay: ofCaller };
    const ofPartners = slots.filter(({ caller }) => caller.kind === 'partner').length;
    const isFull = kind === 'partner' && ofPartners >= this.limits.partnerAnswersMax;
    if (isFull || slots.length >= this.limits.answersMax) return { full: 'gateway', underWay: slots.length };
    const slot = new Slot(this, answer, nowMs);
    this.#inUse.add(slot);
    return slot;
  }

  bytes(nowMs: number): number {
    this.#dropLapsed(nowMs);
    return [...this.#inUse].reduce((sum, slot) => sum + slot.bytes, 0);
  }

  has(slot: Slot): boolean {
    return this.#inUse.has(slot);
  }

  delete(slot: Slot): void {
    this.#inUse.delete(slot);
  }

  #dropLapsed(nowMs: number): void {
    for (const slot of this.#inUse)
      if (nowMs - slot.renewedMs >= this.limits.lapseMs) this.#inUse.delete(slot);
  }
}
