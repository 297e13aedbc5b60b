/**
 * Time budget of a reader. A reader at the minimum speed or faster always has the full budget for the next
 * piece. A slower one uses it up, so it cannot hold a slot for hours. Pure.
 */
export class Pace {
  readonly #stallMs: number;
  readonly #bytesPerMs: number;
  #leftMs: number;

  constructor({ stallMs, bytesPerS }: { stallMs: number; bytesPerS: number }) {
    this.#stallMs = stallMs;
    this.#bytesPerMs = bytesPerS / 1_000;
    this.#leftMs = stallMs;
  }

  /** Remaining milliseconds, at least 1. */
  get leftMs(): number {
    return this.#leftMs;
  }

  /** Charges the wait for a piece and credits its bytes. */
  noteRead(bytes: number, waitedMs: number): void {
    const left = this.#leftMs - waitedMs + bytes / this.#bytesPerMs;
    this.#leftMs = Math.max(1, Math.min(this.#stallMs, left));
  }
}
