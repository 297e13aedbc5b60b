/**
 * How long a reader may take for the next piece. Whoever reads at the slowest speed, or faster, always has the full time; whoever is
 * slower uses it up, so that nobody has a slot for hours by a byte now and then. Pure.
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
