/**
 * Times cases against each other: in turn, round by round, so that what disturbs the machine disturbs all of
 * them.
 */

export interface BenchCase {
  name: string;
  /**
   * Does it once; `turn` counts up, so that a case can go through many inputs. What it returns is kept from
   * being optimised away.
   */
  run: (turn: number) => unknown;
  /** Calls in one round: enough to take some milliseconds. */
  calls: number;
}

export interface Figure {
  name: string;
  /** In the unit of the suite: of the rounds, the median, the smallest and the largest. */
  median: number;
  min: number;
  max: number;
}

const WARM_UP_ROUNDS = 3;

export function interleave(cases: readonly BenchCase[], rounds: number): Figure[] {
  const times = new Map<BenchCase, number[]>(cases.map((benchCase) => [benchCase, []]));
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1)
    for (const benchCase of cases) {
      const took = roundOf(benchCase);
      if (round >= 0) times.get(benchCase)?.push(took);
    }
  return cases.map((benchCase) => figureOf(benchCase.name, times.get(benchCase) ?? []));
}

let lastResult: unknown;

function roundOf({ run, calls }: BenchCase): number {
  const begun = process.hrtime.bigint();
  for (let turn = 0; turn < calls; turn += 1) lastResult = run(turn);
  const took = Number(process.hrtime.bigint() - begun) / 1_000 / calls;
  if (lastResult === roundOf) throw new Error('never');
  return took;
}

/** Of what each round took. */
export function figureOf(name: string, times: readonly number[]): Figure {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (place: number) => sorted[place] ?? Number.NaN;
  return { name, median: at(Math.floor(sorted.length / 2)), min: at(0), max: at(sorted.length - 1) };
}

/** NaN when there is no such figure. */
export function medianOf(figures: readonly Figure[], name: string): number {
  return figures.find((figure) => figure.name === name)?.median ?? Number.NaN;
}
