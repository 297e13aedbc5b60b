/**
 * As much of vitest as the tests of the rights room use, collected and not run: the mutation runner tries the
 * same tests thousands of times, and vitest itself would start a worker and load every module again for each
 * mutant.
 */
import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';

/** Nothing is provided: `runs()` asks, and takes its number from the mutation run. */
export const inject = (): undefined => undefined;

export interface CollectedTest {
  name: string;
  run(): unknown;
  skipped: boolean;
}

interface Suite {
  name: string;
  skipped: boolean;
}

let suites: readonly Suite[] = [];
let tests: CollectedTest[] = [];

/** The tests that a module registers while it is loaded. */
export async function collect(load: () => Promise<unknown>): Promise<CollectedTest[]> {
  tests = [];
  await load();
  return tests;
}

type Body = (...row: never[]) => unknown;

function suite(name: string, body: () => void, skipped = false): void {
  const outer = suites;
  suites = [...outer, { name, skipped }];
  body();
  suites = outer;
}

export const describe = Object.assign((name: string, body: () => void) => suite(name, body), {
  skipIf: (skipped: boolean) => (name: string, body: () => void) => suite(name, body, skipped),
});

export const it = Object.assign(
  (name: string, body: Body) => {
    tests.push({
      name: [...suites.map((suite) => suite.name), name].join(' > '),
      run: body,
      skipped: suites.some((suite) => suite.skipped),
    });
  },
  {
    each: (rows: readonly unknown[]) => (name: string, body: Body) => {
      const tuples = rows.every((row) => Array.isArray(row));
      for (const [position, row] of rows.entries())
        it(`${name} (${position + 1})`, () => body(...((tuples ? row : [row]) as never[])));
    },
  },
);

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

export const expect = chai.expect;
