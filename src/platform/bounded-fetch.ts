/** Asking others: whatever they do, it ends in time and fits into memory. */

export interface FetchBounds {
  timeoutMs: number;
  /** Bytes of the answer that are read; a longer one is an error. */
  bytesMax: number;
}

export interface BoundedAnswer {
  status: number;
  bytes: Uint8Array;
}

/** The status of an answer, of which nothing else is read. Redirects are not followed. Throws when there is no answer in time. */
export async function fetchStatus(url: string, init: RequestInit, timeoutMs: number): Promise<number> {
  const response = await fetch(url, {
    ...init,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  return response.status;
}

/** Redirects are not followed, so that nobody else is asked than was configured. Throws when there is no whole answer. */
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
