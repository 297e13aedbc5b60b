import { setTimeout as sleep } from 'node:timers/promises';

/** What `read` returns once `isDone` holds for it, or the last of it when the time is over. */
export async function until<T>(
  read: () => Promise<T>,
  isDone: (value: T) => boolean,
  { withinMs = 10_000, everyMs = 300 }: { withinMs?: number; everyMs?: number } = {},
): Promise<T> {
  for (const end = performance.now() + withinMs; ; await sleep(everyMs)) {
    const value = await read();
    if (isDone(value) || performance.now() > end) return value;
  }
}
