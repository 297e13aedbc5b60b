/**
 * Test files whose properties have a small budget of runs in `npm test` and a large one in `npm run
 * test:rest` (runs.ts).
 */
import { globSync, readFileSync } from 'node:fs';

/** Imports of what depends on the budget. */
const WITH_BUDGET = /import \{[^}]*\b(runs|budget|casesOf)\b[^}]*\} from '[./]+\/support\/runs\.ts'/;

/** Returns test files that have such a budget, either inside workerd or outside. */
export function filesWithRuns(ending: '.runtime.test.ts' | '.test.ts'): string[] {
  return globSync('test/**/*.test.ts').filter(
    (file) =>
      file.endsWith('.runtime.test.ts') === (ending === '.runtime.test.ts') &&
      WITH_BUDGET.test(readFileSync(file, 'utf8')),
  );
}
