/** What the desk has been told is stopped, and from when to when. Milliseconds of `performance.now()`. */

interface Span {
  from: number;
  until: number;
}

export class Withdrawals {
  readonly #spans = new Map<string, Span[]>();

  /** From the moment at which the desk had its 2xx. `subject`: a key, a license or an item. */
  begin(subject: string): void {
    const spans = this.#spans.get(subject) ?? [];
    spans.push({ from: performance.now(), until: Number.POSITIVE_INFINITY });
    this.#spans.set(subject, spans);
  }

  /** The desk is about to ask for the contrary. */
  end(subject: string): void {
    const last = this.#spans.get(subject)?.at(-1);
    if (last) last.until = performance.now();
  }

  get count(): number {
    return [...this.#spans.values()].reduce((sum, spans) => sum + spans.length, 0);
  }

  /** Whether a request that began and ended then met nothing but the stopped state. */
  covers(subject: string, { began, ended }: { began: number; ended: number }): boolean {
    return (this.#spans.get(subject) ?? []).some(({ from, until }) => began > from && ended < until);
  }
}
