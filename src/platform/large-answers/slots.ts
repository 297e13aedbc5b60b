/**
 * Slots of large answers: how many an isolate sends at a time, how many to one caller, and how many bytes it
 * holds for all of them. An answer gives its slot back when it ends. Where the platform drops a request,
 * nothing of it goes on, not even a `finally`: so a slot that is not renewed lapses. Pure: the clock is
 * passed in.
 */

export interface SlotLimits {
  /** Answers at a time: of all callers, of all partners, of one caller. */
  answersMax: number;
  partnerAnswersMax: number;
  callerAnswersMax: number;
  /** Bytes that all of them hold in memory. One alone may hold more. */
  bytesMax: number;
  /** Milliseconds from the last renewal. */
  lapseMs: number;
}

export interface AnswerCaller {
  kind: 'operator' | 'partner';
  id: string;
}

/** What is under way for a caller. */
export interface AnswerUnderWay {
  path: string;
  /** Milliseconds, UTC. */
  sinceMs: number;
}

/** `caller`: the caller is at its limit; `gateway`: the isolate is. */
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

  /** False: the slot has lapsed, and somebody else may have it. */
  renew(nowMs: number): boolean {
    this.#renewedMs = nowMs;
    return this.#slots.has(this);
  }

  /** Says how many bytes the answer holds. False: there is no room for them. */
  hold(bytes: number, nowMs: number): boolean {
    const others = this.#slots.bytes(nowMs) - this.#bytes;
    if (others > 0 && others + bytes > this.#slots.limits.bytesMax) return false;
    this.#bytes = bytes;
    return true;
  }

  /** Gives the slot back; more than once does nothing more. */
  end(): void {
    this.#slots.delete(this);
  }
}

export class Slots {
  readonly limits: SlotLimits;
  readonly #taken = new Set<Slot>();

  constructor(limits: SlotLimits) {
    this.limits = limits;
  }

  get underWay(): number {
    return this.#taken.size;
  }

  /** `path`: of the request. */
  take(answer: { caller: AnswerCaller; path: string }, nowMs: number): Slot | SlotRefusal {
    this.#dropLapsed(nowMs);
    const taken = [...this.#taken];
    const { kind, id } = answer.caller;
    const own = taken.filter(({ caller }) => caller.kind === kind && caller.id === id);
    if (own.length >= this.limits.callerAnswersMax) return { full: 'caller', underWay: own };
    const ofPartners = taken.filter(({ caller }) => caller.kind === 'partner').length;
    const isFull = kind === 'partner' && ofPartners >= this.limits.partnerAnswersMax;
    if (isFull || taken.length >= this.limits.answersMax) return { full: 'gateway', underWay: taken.length };
    const slot = new Slot(this, answer, nowMs);
    this.#taken.add(slot);
    return slot;
  }

  /** Bytes that all answers hold. */
  bytes(nowMs: number): number {
    this.#dropLapsed(nowMs);
    return [...this.#taken].reduce((sum, slot) => sum + slot.bytes, 0);
  }

  has(slot: Slot): boolean {
    return this.#taken.has(slot);
  }

  delete(slot: Slot): void {
    this.#taken.delete(slot);
  }

  #dropLapsed(nowMs: number): void {
    for (const slot of this.#taken)
      if (nowMs - slot.renewedMs >= this.limits.lapseMs) this.#taken.delete(slot);
  }
}
