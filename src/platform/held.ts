/**
 * Bytes that requests of this isolate hold together while they wait for something. Each gives its own back; but where the platform drops a
 * request, since its caller has hung up, nothing of it goes on, not even a `finally`: so each lapses.
 */

interface Hold {
  bytes: number;
  untilMs: number;
}

export class Held {
  readonly #bytesMax: number;
  readonly #lastsMs: number;
  /** In the order of their ends: each lasts as long. */
  readonly #holds = new Set<Hold>();
  #bytes = 0;

  /** `lastsMs`: longer than any request waits. */
  constructor(bytesMax: number, lastsMs: number) {
    this.#bytesMax = bytesMax;
    this.#lastsMs = lastsMs;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Null: there is no room; alone, anything has. What is called gives it back; more than once does nothing more. */
  take(bytes: number, nowMs: number): (() => void) | null {
    for (const hold of this.#holds) {
      if (nowMs < hold.untilMs) break;
      this.#giveBack(hold);
    }
    if (this.#bytes > 0 && this.#bytes + bytes > this.#bytesMax) return null;
    const hold = { bytes, untilMs: nowMs + this.#lastsMs };
    this.#holds.add(hold);
    this.#bytes += bytes;
    return () => this.#giveBack(hold);
  }

  #giveBack(hold: Hold): void {
    if (this.#holds.delete(hold)) this.#bytes -= hold.bytes;
  }
}
