/**
 * Evidence of readings in R2: the bytes of an answer under `readings/<sha256>`, and beside them, for each
 * reading, `readings/<sha256>/<time>-<address>.json` with the address, status, headers and time.
 */
import { createHash } from 'node:crypto';
import type { SiteAnswer } from './rpc.ts';

export const PREFIX = 'readings/';

interface ReadAnswer extends Pick<SiteAnswer, 'status' | 'headers' | 'bytes'> {
  url: string;
  finalUrl: string;
  readAt: string;
}

/**
 * Writes the bytes again each time, so that their date is that of the last reading. Returns their SHA-256,
 * hex.
 */
export async function storeReading(
  bucket: R2Bucket,
  { url, finalUrl, readAt, status, headers, bytes }: ReadAnswer,
): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const address = createHash('sha256').update(url).digest('hex').slice(0, 16);
  await Promise.all([
    bucket.put(PREFIX + sha256, bytes),
    bucket.put(
      `${PREFIX}${sha256}/${readAt}-${address}.json`,
      JSON.stringify({ url, finalUrl, readAt, status, headers }),
      { httpMetadata: { contentType: 'application/json' } },
    ),
  ]);
  return sha256;
}
