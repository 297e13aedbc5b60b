/** Following what happens: in order, each change once, waiting where there is nothing, going on from where one was. */
import type { components } from './api.ts';
import type { Requests } from './request.ts';
import { sleep } from './retry.ts';

export type Change = components['schemas']['Change'] & {
  /**
   * Where to go on after this change: store it once the change has been dealt with. It may lead to some that were seen before, never
   * past one that was not.
   */
  cursor: string | undefined;
};

/** A kill, a correction or another change of what the license has received. */
export type LicenseEvent = components['schemas']['Event'] & Pick<Change, 'cursor'>;

export interface ChangesOptions {
  /** A `cursor` of before; absent: from the beginning. */
  after?: string | undefined;
  /** Seconds that the gateway may let a request wait for a change; 0: end where there is nothing more. */
  waitS?: number;
  /** Changes a request. */
  limit?: number;
  signal?: AbortSignal | undefined;
}

const WAIT_DEFAULT_S = 25;
/** Milliseconds between two looks, where the gateway answers at once although it was asked to wait. */
const PAUSE_MS = 1_000;

/**
 * Ends when `signal` says so, or, with `waitS: 0`, where there is nothing more. A `resync` among the changes means: what the license
 * permits is another; list again, and take down what is not there any more.
 */
export function followChanges(
  requests: Requests,
  options: ChangesOptions = {},
): AsyncGenerator<Change, void> {
  return follow(requests, '/v1/changes', options);
}

/** Ends as `followChanges` does. */
export function followEvents(
  requests: Requests,
  options: ChangesOptions = {},
): AsyncGenerator<LicenseEvent, void> {
  return follow(requests, '/v1/events', options);
}

async function* follow<T extends { cursor: string | undefined }>(
  requests: Requests,
  path: '/v1/changes' | '/v1/events',
  options: ChangesOptions,
): AsyncGenerator<T, void> {
  const { waitS = WAIT_DEFAULT_S, limit, signal } = options;
  let after = options.after;
  while (!signal?.aborted) {
    const askedAt = Date.now();
    const response = await requests.send(path, {
      query: { after, limit },
      ...(waitS > 0 && { headers: { Prefer: `wait=${waitS}` } }),
      signal,
    });
    const { items, next } = (await response.json()) as { items: Omit<T, 'cursor'>[]; next: string };
    for (const [place, item] of items.entries())
      yield { ...item, cursor: place === items.length - 1 ? next : after } as T;
    const hasMore = items.length > 0 || /rel="next"/.test(response.headers.get('Link') ?? '');
    after = next;
    if (hasMore) continue;
    if (waitS === 0) return;
    if (Date.now() - askedAt < PAUSE_MS) await sleep(PAUSE_MS, signal);
  }
}
