import { availableParallelism } from 'node:os';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { gatherAssets } from './scripts/assets.mjs';
import { HAS_CHROMIUM } from './test/support/chromium.ts';
import { testKeys } from './test/support/keys.ts';
import { openapiAnswers } from './test/support/openapi/plugin.ts';

/**
 * Four projects, by the height a test stands at: `pure` runs plain rooms on Node, `runtime` runs rooms
 * with state inside workerd (real D1, R2 and Durable Objects), `e2e` drives the built worker over HTTP, and `browser`
 * its pages in the machine's Chromium.
 */
export default defineConfig(async (): Promise<ViteUserConfig> => {
  gatherAssets();
  const migrations = await readD1Migrations('./migrations');
  const json = process.env.VITEST_JSON;
  if (!HAS_CHROMIUM) console.warn('no chromium on this machine: tests in a browser are skipped');
  return {
    test: {
      // By itself it leaves a processor free, which is half of a small machine. What runs beside it (workerd, a browser, a gateway) is
      // waited for most of the time.
      maxWorkers: availableParallelism(),
      // CI counts tests from the JSON report; people read the default one.
      reporters: json ? ['default', ['json', { outputFile: json }]] : ['default'],
      projects: [
        {
          test: {
            name: 'pure',
            // Properties run a thousand times and more.
            testTimeout: 60_000,
            environment: 'node',
            include: [
              'test/{audit,console,delivery,rights,formats,stamp,articles,ledger,access,platform,licensing,restrictions,scripts,bench,openapi,client}/**/*.test.ts',
              'test/conformance/**/*.test.ts',
            ],
            exclude: ['test/**/*.runtime.test.ts'],
          },
        },
        {
          plugins: [
            openapiAnswers(),
            cloudflareTest({
              wrangler: { configPath: './wrangler.toml' },
              // A line of every request would bury what a test has to say.
              miniflare: {
                bindings: { TEST_MIGRATIONS: migrations, SIGNING_KEYS: testKeys, LOG_LEVEL: 'warn' },
              },
            }),
          ],
          test: {
            name: 'runtime',
            // Each test opens its own newsroom over HTTP; a busy machine takes its time.
            testTimeout: 30_000,
            include: ['test/**/*.runtime.test.ts'],
            setupFiles: ['./test/support/apply-migrations.ts', './test/support/openapi/in-runtime.ts'],
          },
        },
        {
          test: {
            name: 'e2e',
            environment: 'node',
            include: ['test/e2e/**/*.test.ts'],
            setupFiles: ['./test/support/openapi/in-node.ts'],
            testTimeout: 120_000,
            hookTimeout: 120_000,
          },
        },
        {
          test: {
            name: 'browser',
            environment: 'node',
            include: [
              HAS_CHROMIUM ? 'test/browser/**/*.browser.test.ts' : 'test/browser/no-chromium.test.ts',
            ],
            globalSetup: HAS_CHROMIUM ? ['./test/browser/support/global.ts'] : [],
            testTimeout: 120_000,
            hookTimeout: 120_000,
          },
        },
      ],
    },
  };
});
