/**
 * Answers of a gateway, timed as they come. On the socket itself: `fetch` is compared with the API's
 * description, which takes time.
 */
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';

export const agent = new Agent({ keepAlive: true });

/** Every piece of the answer, as it comes. Throws unless it is 200. */
export async function* pieces(url: string, headers: Record<string, string>): AsyncGenerator<Buffer> {
  const request = get(url, { agent, headers });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode}`);
  yield* response as AsyncIterable<Buffer>;
}

/** The whole answer, as text. */
export async function text(url: string, headers: Record<string, string> = {}): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of pieces(url, headers)) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** Milliseconds until the answer is whole. */
export async function timed(url: string, headers: Record<string, string>): Promise<number> {
  const begun = performance.now();
  for await (const _ of pieces(url, headers));
  return performance.now() - begun;
}

export function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * at) - 1)] ?? Number.NaN;
}
