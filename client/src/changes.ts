/** Follows changes and events: in order, each once, waiting for new ones, resumable from a cursor. */
import type { components } from './api.ts';
import type { Requests } from './request.ts';
import { sleep } from './retry.ts';

export type Change = components['schemas']['Change'] & {
  /**
   * Cursor after this change; store it once you have processed the change. Resuming may repeat changes, but
   * never skips one.
   */
  cursor: string | undefined;
};

/** A kill, a correction or another change of a received article. */
export type LicenseEvent = components['schemas']['Event'] & Pick<Change, 'cursor'>;

export interface ChangesOptions {
  /** An earlier `cursor`. Default: from the first change. */
  after?: string | undefined;
  /** Seconds for which a request may wait for a change; 0 ends after the last one. */
  waitS?: number;
  /** Maximum number of changes per request. */
  limit?: number;
  signal?: AbortSignal | undefined;
}

const WAIT_DEFAULT_S = 25;
/** Milliseconds between requests if the gateway responds at once although it was asked to wait. */
const PAUSE_MS = 1_000;

/**
 * Ends when `signal` aborts or, with `waitS: 0`, after the last change. A `resync` means that the license now
 * permits something else: list the articles again, and remove those that are no longer listed.
 */
export function followChanges(
  requests: Requests,
  options: ChangesOptions = {},
): AsyncGenerator<Change, void> {
  return follow(requests, '/v1/changes', options);
}

/** Follows the events; ends like `followChanges`. */
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
