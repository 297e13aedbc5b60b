/**
 * Test files of which `npm test` runs a part, and `npm run test:rest` all: their properties have a small and a
 * large budget of runs (runs.ts), or some of their tests are tagged `slow` (vitest.config.ts).
 */
import { globSync, readFileSync } from 'node:fs';

/** Imports of what depends on the budget. */
const WITH_BUDGET = /import \{[^}]*\b(runs|budget|casesOf)\b[^}]*\} from '[./]+\/support\/runs\.ts'/;
/** However it is written: a tag that is not seen here would keep its test out of both commands. */
const WITH_SLOW_TESTS = /\btags:[^)]*?\bslow\b|@module-tag slow\b/;

/** Returns such files, either inside workerd or outside. */
export function filesRunInPart(ending: '.runtime.test.ts' | '.test.ts'): string[] {
  return globSync('test/**/*.test.ts').filter((file) => {
    if (file.endsWith('.runtime.test.ts') !== (ending === '.runtime.test.ts')) return false;
    const text = readFileSync(file, 'utf8');
    return WITH_BUDGET.test(text) || WITH_SLOW_TESTS.test(text);
  });
}
