/**
 * Test files whose properties have a small budget of runs in `npm test` and a large one in `npm run
 * test:rest` (runs.ts).
 */
import { globSync, readFileSync } from 'node:fs';

/** Returns test files that import runs.ts, either inside workerd or outside. */
export function filesWithRuns(ending: '.runtime.test.ts' | '.test.ts'): string[] {
  return globSync('test/**/*.test.ts').filter(
    (file) =>
      file.endsWith('.runtime.test.ts') === (ending === '.runtime.test.ts') &&
      readFileSync(file, 'utf8').includes('support/runs.ts'),
  );
}
