/**
 * Memory budget of an isolate for requests that wait. Each request releases its bytes. When a client hangs
 * up, the platform drops the request without running its `finally`, so reservations also expire.
 */

interface Reservation {
  bytes: number;
  untilMs: number;
}

export class MemoryBudget {
  readonly #bytesMax: number;
  readonly #expiryMs: number;
  /** In order of expiry, because all last equally long. */
  readonly #reservations = new Set<Reservation>();
  #bytes = 0;

  /** `expiryMs` must be longer than any request waits. */
  constructor(bytesMax: number, expiryMs: number) {
    this.#bytesMax = bytesMax;
    this.#expiryMs = expiryMs;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Reserves bytes. Null if the budget is exceeded, except that a single reservation always succeeds. The
   * returned function releases the bytes and is idempotent.
   */
  reserve(bytes: number, nowMs: number): (() => void) | null {
    for (const reservation of this.#reservations) {
      if (nowMs < reservation.untilMs) break;
      this.#release(reservation);
    }
    if (this.#bytes > 0 && this.#bytes + bytes > this.#bytesMax) return null;
    const reservation = { bytes, untilMs: nowMs + this.#expiryMs };
    this.#reservations.add(reservation);
    this.#bytes += bytes;
    return () => this.#release(reservation);
  }

  #release(reservation: Reservation): void {
    if (this.#reservations.delete(reservation)) this.#bytes -= reservation.bytes;
  }
}
