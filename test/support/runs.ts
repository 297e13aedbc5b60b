/** How often a property is tried. */
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the project `thorough` (vitest.config.ts). */
    isThorough?: boolean;
  }
}

/** Seed of all properties, so that the verdict on a commit depends on its code alone. */
export const SEED = Number(process.env.PROPERTY_SEED ?? 1);

const mutating = process.env.PROPERTY_RUNS;
/** `npm test`, which people run with each change, tries a twentieth of what `npm run test:rest` does. */
const QUICK_DIVISOR = 20;

/**
 * Returns 500 runs in `npm run test:rest` unless a property says otherwise. A mutation run tries each
 * property for each mutant, so it asks for fewer, always the same ones: whether a mutant is found must not be
 * luck.
 */
export function runs(thorough = 500): { numRuns: number; seed: number } {
  if (mutating !== undefined) return { numRuns: Number(mutating), seed: 1 };
  return { numRuns: budget(thorough), seed: SEED };
}

/** Times in `npm run test:rest`; `quick` times in `npm test`. */
export function budget(thorough: number, quick = Math.ceil(thorough / QUICK_DIVISOR)): number {
  return inject('isThorough') ? thorough : quick;
}

/** All of them in `npm run test:rest`; the first few in `npm test`. */
export function casesOf<Case>(cases: readonly Case[], quick: number): readonly Case[] {
  return cases.slice(0, budget(cases.length, quick));
}

/**
 * Minimum number of runs that must exercise the property: a fortieth in `npm test`, any number in a mutation
 * run.
 */
export function met(thorough: number): number {
  if (mutating !== undefined) return -1;
  return inject('isThorough') ? thorough : Math.floor(thorough / QUICK_DIVISOR / 2);
}

/**
 * Milliseconds that something may take. Instrumented code is slower, on a machine that is busy with mutants.
 */
export function within(usual: number): number {
  return mutating === undefined ? usual : 10 * usual;
}
