/**
 * A test runner for Stryker that loads the tests once and runs them in its own process. A mutant then costs
 * what its tests cost, some milliseconds; by way of vitest it costs a second and a half, and the rights room
 * has thousands.
 */
import { globSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { basename, dirname, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type CoverageData, INSTRUMENTER_CONSTANTS, type MutantCoverage } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { type CollectedTest, collect } from './vitest.ts';

/** The document test compares a file with a snapshot, which is vitest's own matter; the file is no code. */
const FILES = 'test/rights/**/*.test.ts';
const EXCLUDED = ['**/*.runtime.test.ts', '**/document.test.ts'];

/** What instrumented code reads and writes. */
interface Instrumented {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: MutantCoverage;
}
const instrumented: Instrumented = {};
Reflect.set(globalThis, INSTRUMENTER_CONSTANTS.NAMESPACE, instrumented);

/**
 * Every load is a new generation of modules: a mutant in what runs while a module loads needs modules that it
 * has touched.
 */
let generation = 0;
const sources = new Map<string, string>();

function loadFrom(folder: string): void {
  const own = pathToFileURL(`${folder}/`).href;
  const vitest = new URL('./vitest.ts', import.meta.url).href;
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'vitest') return { url: vitest, shortCircuit: true };
      const found = next(specifier, context);
      const fresh = found.url.startsWith(own) && found.url.endsWith('.ts');
      return fresh ? { ...found, url: `${found.url}?${generation}` } : found;
    },
    load(url, context, next) {
      if (!url.startsWith(own) || !/\.ts\?\d+$/.test(url)) return next(url, context);
      const path = fileURLToPath(url);
      const source = sources.get(path) ?? stripTypeScriptTypes(readFileSync(path, 'utf8'));
      sources.set(path, source);
      return { format: 'module', source, shortCircuit: true };
    },
  });
}

interface LoadedTest extends CollectedTest {
  id: string;
  fileName: string;
}

class InProcessRunner implements TestRunner {
  #tests: LoadedTest[] = [];
  /** The modules were loaded while a mutant was active. */
  #tainted = true;
  /** Milliseconds of each test in the dry run, or less than nothing since it last found a mutant. */
  readonly #cost = new Map<string, number>();
  /** Mutants found so far. */
  #found = 0;
  /** The file with the test that found the last one: its neighbor often falls to the same. */
  #lastFile = '';

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    process.env.CI = 'false';
    process.env.PROPERTY_RUNS ??= '20';
    loadFrom(process.cwd());
  }

  async dryRun(): Promise<DryRunResult> {
    await this.#load();
    const first = await this.#run(this.#tests, true);
    const { static: loading, perTest: once } = coverage();
    instrumented.mutantCoverage = Object.assign(coverage(), { perTest: {} });
    const tests = await this.#run(this.#tests, true);
    const { perTest } = coverage();
    for (const { id, timeSpentMs } of tests) this.#cost.set(id, timeSpentMs);
    const mutantCoverage = { static: { ...onlyOnce(once, perTest), ...loading }, perTest };
    return { status: DryRunStatus.Complete, tests: first, mutantCoverage };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, testFilter, mutantActivation, hitLimit, disableBail } = options;
    const reload = mutantActivation === 'static' || options.reloadEnvironment;
    Object.assign(instrumented, { hitCount: 0, hitLimit, activeMutant: undefined });
    if (this.#tainted && !reload) await this.#load();
    this.#tainted = reload;
    instrumented.activeMutant = activeMutant.id;
    const tests = reload
      ? await this.#reloaded(options.sandboxFileName, disableBail)
      : await this.#run(this.#likelyFirst(new Set(testFilter)), disableBail);
    const complete: DryRunResult = { status: DryRunStatus.Complete, tests };
    return toMutantRunResult(
      determineHitLimitReached(instrumented.hitCount, instrumented.hitLimit) ?? complete,
    );
  }

  /** What has found mutants before, the latest first; then the quick tests. */
  #likelyFirst(likely: ReadonlySet<string>): LoadedTest[] {
    const cost = ({ id }: LoadedTest) => this.#cost.get(id) ?? 0;
    return this.#tests.filter(({ id }) => likely.has(id)).sort((a, b) => cost(a) - cost(b));
  }

  async #load(): Promise<void> {
    generation += 1;
    this.#tests = [];
    for (const path of testFiles()) this.#tests.push(...(await testsOf(path)));
  }

  /** File by file, those of the mutant's own folder first, since most mutants fall to one of these. */
  async #reloaded(mutated: string, all: boolean): Promise<TestResult[]> {
    generation += 1;
    const folder = basename(dirname(mutated));
    const rank = (path: string) =>
      resolve(path) === this.#lastFile ? 0 : basename(dirname(path)) === folder ? 1 : 2;
    const results: TestResult[] = [];
    for (const path of testFiles().sort((a, b) => rank(a) - rank(b))) {
      results.push(...(await this.#run(await testsOf(path), all)));
      if (!all && results.at(-1)?.status === TestStatus.Failed) break;
    }
    return results;
  }

  async #run(tests: readonly LoadedTest[], all: boolean): Promise<TestResult[]> {
    const results: TestResult[] = [];
    for (const test of tests) {
      const result = await resultOf(test);
      results.push(result);
      if (result.status !== TestStatus.Failed) continue;
      this.#found += 1;
      this.#cost.set(test.id, -this.#found);
      this.#lastFile = test.fileName;
      if (!all) break;
    }
    return results;
  }
}

/** Examples first: a property takes a hundred times as long. */
function testFiles(): string[] {
  const files = globSync(FILES, { exclude: EXCLUDED }).sort();
  const slow = (path: string) => path.includes('properties');
  return [...files.filter((path) => !slow(path)), ...files.filter(slow)];
}

/** A file that cannot be loaded has failed, as it has for vitest. */
async function testsOf(path: string): Promise<LoadedTest[]> {
  const fileName = resolve(path);
  const identify = (test: CollectedTest) => ({
    ...test,
    fileName,
    id: `${relative('test', path)}#${test.name}`,
  });
  try {
    return (await collect(() => import(pathToFileURL(fileName).href))).map(identify);
  } catch (error) {
    const run = () => {
      throw error;
    };
    return [identify({ name: 'loads', run, skipped: false })];
  }
}

async function resultOf({ id, name, fileName, run, skipped }: LoadedTest): Promise<TestResult> {
  const base = { id, name, fileName };
  if (skipped) return { ...base, status: TestStatus.Skipped, timeSpentMs: 0 };
  const start = performance.now();
  const timeSpentMs = () => performance.now() - start;
  instrumented.currentTestId = id;
  try {
    await run();
    return { ...base, status: TestStatus.Success, timeSpentMs: timeSpentMs() };
  } catch (error) {
    return { ...base, status: TestStatus.Failed, timeSpentMs: timeSpentMs(), failureMessage: String(error) };
  } finally {
    instrumented.currentTestId = undefined;
  }
}

function coverage(): MutantCoverage {
  instrumented.mutantCoverage ??= { static: {}, perTest: {} };
  return instrumented.mutantCoverage;
}

/**
 * Mutants that were met when the tests ran for the first time and never again: they lie in what is computed
 * once and kept. As for those met while a module loads, only new modules show what they change.
 */
function onlyOnce(first: Record<string, CoverageData>, second: Record<string, CoverageData>): CoverageData {
  const met = new Set(Object.values(second).flatMap((file) => Object.keys(file)));
  const remaining = Object.values(first).flatMap((file) =>
    Object.entries(file).filter(([id]) => !met.has(id)),
  );
  return Object.fromEntries(remaining);
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
