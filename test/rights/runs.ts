/** How often a property is tried. */

const mutating = process.env.PROPERTY_RUNS;

/**
 * A thousand times unless a property says otherwise. A mutation run tries each property for each mutant, so it asks for
 * fewer, always the same ones: whether a mutant is found must not be luck.
 */
export function runs(usual = 1_000): { numRuns: number; seed?: number } {
  return mutating === undefined ? { numRuns: usual } : { numRuns: Number(mutating), seed: 1 };
}

/** Of so many tries, how many must have met what the property is about; in a mutation run any number will do. */
export function met(usual: number): number {
  return mutating === undefined ? usual : -1;
}

/** Milliseconds that something may take. Instrumented code is slower, on a machine that is busy with mutants. */
export function within(usual: number): number {
  return mutating === undefined ? usual : 10 * usual;
}
