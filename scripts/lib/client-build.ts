import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import openapiTS, { astToString } from 'openapi-typescript';
import { ROOT } from './build.ts';

export const CLIENT = join(ROOT, 'client');
const shim = (name: string) => join(CLIENT, 'src', 'shims', `${name}.ts`);

/** Takes only what is used of the gateway's modules, which have no side effects, and of zod. */
const gatewaySources: Plugin = {
  name: 'gateway-sources',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) =>
      join(resolveDir, path).startsWith(join(ROOT, 'src'))
        ? { path: join(resolveDir, path), sideEffects: false }
        : undefined,
    );
    onLoad({ filter: /\/src\/.*schema\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        "import { z } from '@hono/zod-openapi';",
        `import * as z from 'zod'; import ${JSON.stringify(shim('zod'))};`,
      ),
      loader: 'ts',
    }));
  },
};

/** Returns its size in bytes. */
export async function bundleClient(outfile = join(CLIENT, 'dist', 'index.js')): Promise<number> {
  await build({
    entryPoints: [join(CLIENT, 'src', 'index.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['import'],
    target: 'es2023',
    minifySyntax: true,
    plugins: [gatewaySources],
    // Written for the gateway's runtime: what they take from it stands in the client itself.
    alias: { 'node:crypto': shim('crypto') },
    inject: [shim('buffer')],
    logLevel: 'error',
  });
  return statSync(outfile).size;
}

/** Writes the declarations of the client's own modules to `types` in `dist`. */
export function declareClient(dist: string): void {
  const compiler = join(ROOT, 'node_modules', 'typescript-7', 'bin', 'tsc');
  const declared = join(dist, 'declared');
  execFileSync(process.execPath, [compiler, '-p', join(CLIENT, 'tsconfig.json'), '--outDir', declared], {
    stdio: 'inherit',
  });
  // The compiler declares the gateway's sources as well, which no public type names
  // (test/client/package.thorough.test.ts).
  renameSync(join(declared, 'client', 'src'), join(dist, 'types'));
  rmSync(declared, { recursive: true });
}

export const API_FILE = join(CLIENT, 'src', 'api.ts');

const API_HEAD = `/** Made from assets/openapi.json by \`npm run client:build\`. */
`;

/** The types of the described routes, as the client package has them. */
export async function apiTypes(): Promise<string> {
  const nodes = await openapiTS(new URL(`file://${join(ROOT, 'assets', 'openapi.json')}`), {
    silent: true,
    defaultNonNullable: false,
  });
  return API_HEAD + astToString(nodes);
}
