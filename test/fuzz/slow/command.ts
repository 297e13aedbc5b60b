/**
 * `npm run fuzz -- slow [--seconds N] [--seed N] [--only NAME,…]`: searches for inputs that a parser is slow
 * or greedy on. `--only NAME --input FILE` reads one again.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describe } from './growers.ts';
import { BYTES_PER_BYTE_MAX, MS_PER_KB_MAX } from './limits.ts';
import { type Measured, Measurer } from './measure.ts';
import { PACKINGS } from './packings.ts';
import { PARSERS } from './parsers/all.ts';
import type { Parser } from './parsers.ts';
import { figureOf, GOALS, type Goal, Hunt, isTooDear, type Judged, neededBy, search } from './search.ts';

const SECONDS = 3_600;
/** Where the worst input of each parser is written to. */
const FOLDER = 'dist/fuzz';

/** False: something is too dear. */
export async function fuzzSlowInputs(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: String(SECONDS) },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      only: { type: 'string' },
      input: { type: 'string' },
    },
  });
  const only = values.only?.split(',').map((name) => name.trim());
  const parsers = PARSERS.filter(({ name }) => !only || only.includes(name));
  if (parsers.length === 0)
    throw new Error(`no such parser; there are ${PARSERS.map(({ name }) => name).join(', ')}`);
  const measurer = new Measurer([import.meta.resolve('./parsers/all.ts')]);
  try {
    if (values.input !== undefined) return await remeasure(measurer, parsers, values.input);
    const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
    console.log(`${parsers.length} parsers, ${seconds} seconds, seed ${seed}`);
    const hunts = parsers.map((parser) => new Hunt(parser, PACKINGS, seed));
    await search(hunts, measurer, { seconds });
    return await report(hunts, measurer);
  } finally {
    await measurer.stop();
  }
}

async function remeasure(measurer: Measurer, parsers: readonly Parser[], file: string): Promise<boolean> {
  const bytes = readFileSync(file);
  let isFine = true;
  for (const { name, isBinary, ownBytes = 0 } of parsers) {
    const input = isBinary ? bytes : bytes.toString();
    // Twice: the first call compiles.
    await measurer.read({ parser: name, input });
    const task = { parser: name, input, isExact: true };
    const measured = await measurer.read(task);
    const one = { bytes: bytes.length + ownBytes, measured };
    if (isTooDear('memory', one)) Object.assign(measured, await neededBy(measurer, task, one));
    console.log(`${name}: ${GOALS.map((goal) => worded(goal, one)).join(', ')}`);
    isFine &&= GOALS.every((goal) => !isTooDear(goal, one));
  }
  return isFine;
}

async function report(hunts: readonly Hunt[], measurer: Measurer): Promise<boolean> {
  mkdirSync(FOLDER, { recursive: true });
  const width = Math.max(...hunts.map(({ parser }) => parser.name.length));
  console.log(
    `At most ${MS_PER_KB_MAX} ms of processor time per KB and ${BYTES_PER_BYTE_MAX} bytes of memory per byte.`,
  );
  for (const hunt of hunts) {
    const { parser, tried, worst } = hunt;
    const figures = (['time', 'memory'] as const).map(
      (goal) => worst[goal] && `${worded(goal, worst[goal])}: ${describe(worst[goal].part).slice(0, 100)}`,
    );
    console.log(`${parser.name.padEnd(width)}  ${tried} inputs  ${figures.filter(Boolean).join('; ')}`);
    for (const goal of GOALS) if (worst[goal]) writeFileSync(fileOf(parser, goal), hunt.inputOf(worst[goal]));
  }
  const dear = hunts.flatMap((hunt) => GOALS.map((goal) => ({ hunt, goal, one: hunt.worst[goal] })));
  let isFine = true;
  for (const { hunt, goal, one } of dear) {
    if (!one || !isTooDear(goal, one)) continue;
    isFine = false;
    const { parser } = hunt;
    const simplest = await hunt.simplest(measurer, goal);
    console.log(`TOO DEAR: ${parser.name}: ${worded(goal, one)}`);
    if (simplest) console.log(`  grown from: ${describe(simplest).slice(0, 500)}`);
    console.log(`  again: npm run fuzz -- slow --only '${parser.name}' --input ${fileOf(parser, goal)}`);
  }
  if (isFine) console.log('Nothing is too dear.');
  return isFine;
}

function worded(goal: Goal, found: Pick<Judged, 'bytes' | 'measured'>): string {
  return `${FIGURES[goal](figureOf(goal, found), found.measured)} of ${(found.bytes / 1024).toFixed(1)} KB`;
}

const FIGURES: Record<Goal, (figure: number, measured: Measured) => string> = {
  time: (figure, { ms, stopped }) =>
    `${figure.toFixed(2)} ms/KB (${ms.toFixed(0)} ms${stopped ? ', stopped' : ''})`,
  memory: (figure, { peakBytes, stopped }) =>
    `${figure.toFixed(1)} B/B (${(peakBytes / 1024 / 1024).toFixed(1)} MB${stopped === 'memory' ? ', stopped' : ''})`,
  faults: (_, { threw }) => (threw === undefined ? 'nothing thrown' : `threw ${threw}`),
};

const fileOf = ({ name }: Parser, goal: Goal) => join(FOLDER, `${name.replaceAll(' ', '-')}.${goal}`);
