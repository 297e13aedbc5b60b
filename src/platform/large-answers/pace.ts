/**
 * Time that a reader has for the next piece. A reader at the minimum speed or faster always has the full
 * time. A slower one uses it up, so it cannot hold a slot for hours. Pure.
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

  /** Milliseconds, more than none. */
  get leftMs(): number {
    return this.#leftMs;
  }

  /** A piece of this many bytes was waited for this long. */
  noteRead(bytes: number, waitedMs: number): void {
    const left = this.#leftMs - waitedMs + bytes / this.#bytesPerMs;
    this.#leftMs = Math.max(1, Math.min(this.#stallMs, left));
  }
}
