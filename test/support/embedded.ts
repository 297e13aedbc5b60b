/** The built worker on the embedded runtime, over HTTP, for whole stories. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Gateway, startGateway } from '../../scripts/gateway.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import type { Client } from '../../scripts/lib/new-operator.ts';
import { holdToDescription } from './openapi/in-node.ts';

export { type Client, call, tokenOf } from './calls.ts';

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
    'vars' | 'morePorts' | 'worker' | 'otherWorker' | 'isLimited' | 'inspectorPort'
  > & { port?: number } = {},
): Promise<Embedded> {
  const gateway = await startGateway({ port: await freePort(), stateDir, ...options });
  // Of another release, another description holds.
  if (!options.worker && !options.otherWorker) holdToDescription(gateway.url);
  if (!gateway.operators) throw new Error('the state is not new');
  return { ...gateway, ...gateway.operators };
}
