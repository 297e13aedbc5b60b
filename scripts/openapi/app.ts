/** Loads the gateway's app into Node for its routes and tables, without any bindings. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { build, type Plugin } from 'esbuild';
import type { AppEnv } from '../../src/platform/http.ts';
import { ROOT } from '../lib/build.ts';

export interface Loaded {
  app: OpenAPIHono<AppEnv>;
  /** The formats of an article, each with its media types, the preferred one first, and its suffix. */
  formats: Record<string, { mediaTypes: readonly [string, ...string[]]; suffix: string }>;
  feeds: Record<string, { mediaType: string; suffix: string }>;
  problems: Record<string, readonly [number, string]>;
}

/** Stands for the runtime's module `cloudflare:workers`, which is not needed to register routes. */
const withoutRuntime: Plugin = {
  name: 'without-runtime',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^cloudflare:/ }, ({ path }) => ({ path, namespace: 'runtime' }));
    onLoad({ filter: /.*/, namespace: 'runtime' }, () => ({
      contents: 'export class DurableObject {}; export const env = {};',
    }));
  },
};

const ENTRY = `
  export { app } from './app.ts';
  export { FORMATS as formats } from './formats/index.ts';
  export { FEEDS as feeds } from './formats/feeds/index.ts';
  export { PROBLEMS as problems } from './platform/problem.ts';
`;

export async function loadApp(): Promise<Loaded> {
  const folder = mkdtempSync(join(tmpdir(), 'imprimatur-app-'));
  try {
    const outfile = join(folder, 'app.mjs');
    await build({
      stdin: { contents: ENTRY, resolveDir: join(ROOT, 'src'), loader: 'ts' },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      jsx: 'automatic',
      jsxImportSource: 'hono/jsx',
      plugins: [withoutRuntime],
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
      logLevel: 'error',
    });
    return (await import(pathToFileURL(outfile).href)) as Loaded;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
