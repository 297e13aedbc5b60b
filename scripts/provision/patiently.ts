/** Polls until there are no faults, and tells those that are left. */
import { setTimeout as wait } from 'node:timers/promises';
import { StartFailure } from '../lib/failure.ts';

const POLL_MS = 5_000;

export interface Looking {
  /** What is as it must be, once it is. */
  what: string;
  patienceMs: number;
  say(line: string): void;
}

export async function patiently(faults: () => Promise<string[]>, looking: Looking): Promise<void> {
  const { what, patienceMs, say } = looking;
  const until = Date.now() + patienceMs;
  for (let lastLine = ''; ; ) {
    const found = await faults().catch((error: Error) => {
      if (error instanceof StartFailure) throw error;
      return [error.message];
    });
    if (found.length === 0) return say(what);
    if (Date.now() > until)
      throw new StartFailure(`this does not hold:\n${found.map((fault) => `  ${fault}`).join('\n')}`);
    const now = found.join('; ');
    if (now !== lastLine) say(`not yet: ${now}`);
    lastLine = now;
    await wait(POLL_MS);
  }
}
