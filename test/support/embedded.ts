/** The built worker on the embedded runtime, over HTTP, for whole stories. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Gateway, startGateway } from '../../scripts/gateway.ts';
import type { Client } from '../../scripts/lib/new-operator.ts';
import { holdToDescription } from './openapi/in-node.ts';

export { type Client, call, tokenOf } from './calls.ts';

/** Below those that systems give to outgoing connections (32768 and up on Linux). */
const PORTS = { first: 20_000, count: 12_000 };

/**
 * Not one that the system would give: whoever dials such a port while nobody listens there, as a client does whose gateway
 * was killed, may be given it for its own end, is connected to itself, and holds it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = PORTS.first + Math.floor(Math.random() * PORTS.count);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

export function temporaryState(): { dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'imprimatur-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

export interface Embedded extends Gateway {
  admin: Client;
  auditor: Client;
}

export async function startEmbedded(
  stateDir: string,
  options: Pick<
    Parameters<typeof startGateway>[0],
    'vars' | 'morePorts' | 'worker' | 'besides' | 'isLimited' | 'inspectorPort'
  > & { port?: number } = {},
): Promise<Embedded> {
  const gateway = await startGateway({ port: await freePort(), stateDir, ...options });
  // Of another release, another description holds.
  if (!options.worker && !options.besides) holdToDescription(gateway.url);
  if (!gateway.operators) throw new Error('the state is not new');
  return { ...gateway, ...gateway.operators };
}
