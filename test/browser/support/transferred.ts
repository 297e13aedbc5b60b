/** What a page costs whoever opens it for the first time. */
import type { Page } from 'playwright-core';

export interface Load {
  /** Bytes over the wire, with the heads of the answers. */
  bytes: number;
  /** Bytes by address. */
  files: Record<string, number>;
}

/** Opens the page with nothing in the cache, and waits until nothing more is asked for. */
export async function transferred(page: Page, url: string): Promise<Load> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const urls = new Map<string, string>();
  const files: Record<string, number> = {};
  session.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const name = urls.get(requestId) ?? requestId;
    files[name] = (files[name] ?? 0) + encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await session.detach();
  const bytes = Object.values(files).reduce((sum, size) => sum + size, 0);
  return { bytes, files };
}
