import { WAITING_CALLERS_MAX } from '../limits.ts';

/** Callers that wait for the next event of a license. */
export class WaitingCallers {
  readonly #waiting = new Map<string, Set<() => void>>();

  /**
   * Resolves when `wake` names the license, and after `waitMs` in any case; at once if `WAITING_CALLERS_MAX`
   * callers of the license wait already.
   */
  async wait(license: string, waitMs: number): Promise<void> {
    const callers = this.#waiting.get(license) ?? new Set();
    if (callers.size >= WAITING_CALLERS_MAX) return;
    this.#waiting.set(license, callers);
    let wake: () => void = () => undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await new Promise<void>((resolve) => {
        wake = resolve;
        callers.add(wake);
        timer = setTimeout(resolve, waitMs);
      });
    } finally {
      clearTimeout(timer);
      callers.delete(wake);
      if (callers.size === 0) this.#waiting.delete(license);
    }
  }

  wake(licenses: Iterable<string>): void {
    for (const license of licenses) for (const wake of this.#waiting.get(license) ?? []) wake();
  }
}
