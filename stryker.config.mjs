/**
 * Mutation testing of the rights room: `npm run mutation`, or a folder of it:
 * `npm run mutation -- --mutate 'src/rights/odrl/**'`. docs/mutation.md has the figures.
 */

/** Not mutated, each for its reason. Everything else under src/rights is code, and is. */
const EXCLUDED = [
  'src/rights/territories/subdivisions.generated.ts', // generated from published lists, compared with them by a test
  'src/rights/phrasebook/phrases/{de,en,es,fr}.ts', // phrases, each with an example that is its test
];

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'in-process',
  plugins: ['./test/mutation/runner.ts'],
  mutate: ['src/rights/**/*.ts', ...EXCLUDED.map((path) => `!${path}`)],
  coverageAnalysis: 'perTest',
  ignoreStatic: false,
  // Types are checked by tsc, and a test compares a generated file to the byte.
  disableTypeChecks: false,
  ignorePatterns: ['/dist', '/.local', '/.wrangler', '/coverage', '/sample', '/bench'],
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'coverage/mutation/report.json' },
  htmlReporter: { fileName: 'coverage/mutation/report.html' },
  tempDirName: '.stryker-tmp',
  incrementalFile: 'coverage/mutation/incremental.json',
  concurrency: 2,
  // Reloaded modules are never freed.
  maxTestRunnerReuse: 150,
  timeoutMS: 5_000,
  thresholds: { high: 95, low: 90, break: 85 },
};
