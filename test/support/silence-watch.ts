/** Names the running tests when nothing has happened for long: no limit ends a test that never yields. */
export class SilenceWatch {
  /** By file: its current test, or the phase before or after its tests. */
  readonly #running = new Map<string, string>();
  readonly #timer: NodeJS.Timeout;

  constructor(silenceMaxMs: number, print: (line: string) => void) {
    this.#timer = setInterval(() => {
      print(`no result for ${silenceMaxMs / 60_000} minutes; running:`);
      for (const [file, test] of this.#running) print(`    ${file}: ${test}`);
    }, silenceMaxMs).unref();
  }

  note(file: string, test: string): void {
    this.#running.set(file, test);
    this.#timer.refresh();
  }

  ended(file: string): void {
    this.#running.delete(file);
    this.#timer.refresh();
  }
}
