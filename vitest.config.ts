import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig, type TestProjectInlineConfiguration, type ViteUserConfig } from 'vitest/config';
import { gatherAssets } from './scripts/assets.mjs';
import { HAS_CHROMIUM } from './test/support/chromium.ts';
import { filesRunInPart } from './test/support/files-run-in-part.ts';
import { testKeys } from './test/support/keys.ts';
import { keepStoresInMemory } from './test/support/memory-folder.ts';
import { openapiAnswers } from './test/support/openapi/plugin.ts';
import { QuietReporter } from './test/support/reporter.ts';
import {
  ALONE,
  ByProjectAndPath,
  collectRuntimeMessages,
  LONG,
  SOCKETS_FOR_MODULES,
  sharedRuntimes,
} from './test/support/runtimes.ts';

/** Long tests inside workerd. */
const SLOW = 'test/**/*.slow.runtime.test.ts';
/** Long tests on Node. */
const THOROUGH = 'test/**/*.thorough.test.ts';

/** Commands that tests start read the same modules each time. */
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'node');

/**
 * On a busy machine tests and what they wait for take long: none has a shorter limit of its own. Failure
 * messages are long enough to say what differs, because some reports print nothing else.
 */
const PATIENT = {
  expect: { poll: { timeout: 240_000 } },
  testTimeout: 300_000,
  hookTimeout: 300_000,
  chaiConfig: { truncateThreshold: 1_000 },
};

const PURE = {
  ...PATIENT,
  environment: 'node' as const,
  // Modules are evaluated once per process; pure tests must not change module state.
  isolate: false,
  exclude: ['test/**/*.runtime.test.ts'],
};

/** Over HTTP or in a browser, against built workers. */
const OVER_HTTP = {
  ...PATIENT,
  environment: 'node' as const,
  // Modules are evaluated once per process: loading Miniflare and the schemas of all answers takes seconds.
  isolate: false,
};

const IN_BROWSER = {
  ...OVER_HTTP,
  globalSetup: HAS_CHROMIUM ? ['./test/browser/support/global.ts'] : [],
};
const browserFiles = (files: string) => [HAS_CHROMIUM ? files : 'test/browser/no-chromium.test.ts'];

/**
 * Projects, from unit tests to end-to-end tests: `pure` runs plain rooms on Node, `runtime` runs rooms with
 * state inside workerd (real D1, R2 and Durable Objects), `story` is the main job over HTTP, `smoke` the
 * pages people use most. `npm test` runs these four without tests tagged `slow`. The others take long, and
 * `npm run test:rest` runs them: `thorough` repeats properties with more runs and has the slow tests, `slow` the
 * same inside workerd, with outages and alerts, `e2e` drives built workers over HTTP, `browser` every page in
 * Chromium. CONTRIBUTING.md says which to run when.
 */
export default defineConfig(async (): Promise<ViteUserConfig> => {
  gatherAssets();
  keepStoresInMemory();
  collectRuntimeMessages('dist/test/workerd.log');
  const migrations = await readD1Migrations('./migrations');
  const json = process.env.VITEST_JSON;
  if (!HAS_CHROMIUM) console.warn('no Chromium on this machine: tests in a browser are skipped');
  const inWorkerd = (name: string, test: object): TestProjectInlineConfiguration => ({
    plugins: [
      openapiAnswers(),
      cloudflareTest({
        wrangler: { configPath: './wrangler.toml' },
        miniflare: {
          compatibilityFlags: SOCKETS_FOR_MODULES,
          bindings: {
            TEST_MIGRATIONS: migrations,
            SIGNING_KEYS: testKeys,
            LOG_LEVEL: 'warn',
            // Tests that move the clock move it for the worker alone: the database's goes on.
            CLOCK_TOLERANCE_S: '1000000000',
          },
        },
      }),
      sharedRuntimes(),
    ],
    test: {
      ...test,
      ...PATIENT,
      name,
      isolate: false,
      setupFiles: ['./test/support/empty-stores.ts'],
    },
  });
  const projects: TestProjectInlineConfiguration[] = [
    { test: { ...OVER_HTTP, name: 'story', include: ['test/story/**/*.test.ts'] } },
    { test: { ...IN_BROWSER, name: 'smoke', include: browserFiles('test/browser/smoke.browser.test.ts') } },
    inWorkerd('runtime', { include: ['test/**/*.runtime.test.ts'], exclude: [SLOW] }),
    {
      test: {
        ...PURE,
        name: 'pure',
        setupFiles: ['./test/support/fixed-seed.ts'],
        include: ['test/**/*.test.ts'],
        exclude: [...PURE.exclude, THOROUGH, 'test/{story,e2e,browser}/**'],
      },
    },
    {
      test: {
        ...PURE,
        name: 'thorough',
        setupFiles: ['./test/support/fixed-seed.ts'],
        include: [THOROUGH, ...filesRunInPart('.test.ts')],
        provide: { isThorough: true },
      },
    },
    inWorkerd('slow', {
      include: [SLOW, ...filesRunInPart('.runtime.test.ts')],
      provide: { isThorough: true },
    }),
    {
      test: {
        ...OVER_HTTP,
        name: 'e2e',
        include: ['test/e2e/**/*.test.ts'],
        globalSetup: ['./test/support/build-worker.ts'],
      },
    },
    {
      test: {
        ...IN_BROWSER,
        name: 'browser',
        include: browserFiles('test/browser/**/*.browser.test.ts'),
        exclude: ['test/browser/smoke.browser.test.ts'],
      },
    },
  ];
  return {
    test: {
      // One more than there are processors: some tests wait. Those over HTTP wait more (`test:rest`).
      maxWorkers: availableParallelism() + 1,
      sequence: { sequencer: ByProjectAndPath },
      tags: [
        { name: ALONE, description: 'A file that gets a runtime of its own' },
        { name: LONG, description: 'A file that takes minutes, and is begun first' },
        { name: 'slow', description: 'A test that takes seconds, which `npm test` leaves out' },
      ],
      // The lines that a test logs are printed when it fails.
      silent: 'passed-only',
      reporters: [
        new QuietReporter(),
        ...(json ? [['json', { outputFile: json }] as [string, Record<string, unknown>]] : []),
      ],
      projects,
    },
  };
});
