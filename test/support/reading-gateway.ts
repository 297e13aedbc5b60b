/** A gateway that reads pages on request. */
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/build.ts';
import type { ReadPage } from '../../src/recall/reading/types.ts';
import { type Embedded, startEmbedded, temporaryState } from './embedded.ts';

export interface ReadingGateway {
  read(url: string, domains?: string[]): Promise<ReadPage>;
  /** One request of the object of the host, past the rules on addresses. */
  fetch(url: string, timeoutMs?: number): Promise<{ kind: string; reason?: string; answer?: number }>;
  stop(): Promise<void>;
}

export async function startReadingGateway(network: 'public' | 'local'): Promise<ReadingGateway> {
  const state = temporaryState();
  const gateway: Embedded = await startEmbedded(state.dir, {
    vars: { WEBHOOK_NETWORK: network },
    worker: {
      entry: join(ROOT, 'test', 'e2e', 'reading', 'reading-worker.ts'),
      outdir: join(ROOT, 'dist', 'reading'),
    },
  });
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const response = await fetch(gateway.url + path, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    read: (url, domains = []) => post('/test/read', { url, domains }),
    fetch: (url, timeoutMs = 10_000) => post('/test/fetch', { url, domains: [], timeoutMs }),
    stop: async () => {
      await gateway.stop();
      state.remove();
    },
  };
}
