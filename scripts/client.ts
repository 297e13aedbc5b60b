/**
 * `npm run client:build`: the client package, from its own sources and the gateway's: types of the described routes
 * (client/src/api.ts), one module without dependencies (client/dist/index.js), its declarations.
 */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/build.ts';
import { bundleClient, CLIENT } from './lib/client-build.ts';
import { API_FILE, apiTypes } from './lib/client-types.ts';
import { stopWith } from './lib/failure.ts';

async function main(): Promise<void> {
  writeFileSync(API_FILE, await apiTypes());
  rmSync(join(CLIENT, 'dist'), { recursive: true, force: true });
  const bytes = await bundleClient();
  const compiler = join(ROOT, 'node_modules', 'typescript-7', 'bin', 'tsc');
  execFileSync(process.execPath, [compiler, '-p', join(CLIENT, 'tsconfig.json')], {
    stdio: 'inherit',
  });
  console.log(`client/dist/index.js: ${bytes} bytes`);
}

main().catch(stopWith);
