/** Judges with recheck how the time of an expression grows. Limits are steps: a busy machine judges alike. */
import { check, type Parameters } from 'recheck';

export const LIMITS: Parameters = {
  /** States. Above, an automaton takes seconds to build, and the expression is attacked instead. */
  maxNFASize: 3000,
  /** Steps on an attack of at most 300,000 characters: more than 333 for each of them are too many. */
  attackLimit: 100_000_000,
  /** Generations of attacks, after those that the analysis of the expression suggests. */
  maxIteration: 3,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  /** Milliseconds from when all were handed over, on a busy machine too: only what never ends reaches it. */
  timeout: 600_000,
};

/** The first calls made at once each start a process; after a first one, all share one. */
let started: Promise<unknown> | undefined;

/** Why an expression is refused; undefined: its time grows as its input does. */
export async function faultOf(source: string, flags: string): Promise<string | undefined> {
  started ??= check('', '', LIMITS);
  await started;
  const found = await check(source, flags, LIMITS);
  if (found.status === 'safe') return undefined;
  if (found.status === 'vulnerable')
    return `takes ${found.complexity.summary} time, for example on ${found.attack.pattern}`;
  return `cannot be judged (${found.error.kind}): write it in a simpler way`;
}
