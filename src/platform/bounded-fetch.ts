/** Requests to third parties, bounded in time and memory. */

export interface FetchBounds {
  timeoutMs: number;
  /** Largest accepted body, in bytes. A longer one is an error. */
  bytesMax: number;
}

export interface BoundedAnswer {
  status: number;
  bytes: Uint8Array;
}

/**
 * Sends a request and returns only the status. Does not follow redirects. Throws when there is no response in
 * time.
 */
export async function fetchStatus(url: string, init: RequestInit, timeoutMs: number): Promise<number> {
  const response = await fetch(url, {
    ...init,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  return response.status;
}

/**
 * Sends a request and reads the whole body. Does not follow redirects, so that only configured hosts are
 * called. Throws when the response is late, incomplete or too large.
 */
export async function fetchBounded(
  url: string,
  init: RequestInit,
  { timeoutMs, bytesMax }: FetchBounds,
): Promise<BoundedAnswer> {
  const response = await fetch(url, {
    ...init,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > bytesMax) throw new Error(`an answer of more than ${bytesMax} bytes`);
    parts.push(part);
  }
  return { status: response.status, bytes: Buffer.concat(parts) };
}
