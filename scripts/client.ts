/** `npm run client:build`: types of the routes, one module without dependencies, and its declarations. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_FILE, apiTypes, bundleClient, CLIENT, declareClient } from './lib/client-build.ts';
import { stopWith } from './lib/failure.ts';

async function main(): Promise<void> {
  writeFileSync(API_FILE, await apiTypes());
  const dist = join(CLIENT, 'dist');
  rmSync(dist, { recursive: true, force: true });
  const bytes = await bundleClient(join(dist, 'index.js'));
  declareClient(dist);
  // npm reads a package from standard output while it packs.
  console.error(`client/dist/index.js: ${bytes} bytes`);
}

main().catch(stopWith);
