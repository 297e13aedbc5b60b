import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  describe as described,
  fitted,
  fresh,
  lengthOf,
  nest,
  packed,
  rendered,
  row,
  run,
  tidy,
} from './slow/growers.ts';
import { Measurer } from './slow/measure.ts';
import { PACKINGS } from './slow/packings.ts';
import { PARSERS } from './slow/planted.ts';
import { GOALS, type Goal, Hunt, isTooDear } from './slow/search.ts';

/** The planted defects take longer, or never end. */
const DEADLINE_MS = 2_000;
const measurer = new Measurer([import.meta.resolve('./slow/planted.ts')], DEADLINE_MS);
afterAll(() => measurer.stop());

/** Inputs that a parser with a defect is found by, at most. */
const STEPS_MAX = 500;

async function found(name: string, goal: Goal, stepsMax = STEPS_MAX) {
  const parser = PARSERS.find((parser) => parser.name === name);
  if (!parser) throw new Error(`no ${name} is planted`);
  const hunt = new Hunt(parser, PACKINGS, 7);
  const judged = () => hunt.worst[goal];
  for (let step = 0; step < stepsMax && !hunt.isOver; step++) {
    await hunt.step(measurer);
    const verdict = judged();
    if (verdict && isTooDear(goal, verdict)) break;
  }
  return { hunt, judged: judged() };
}

describe('the search for slow inputs', () => {
  it.each([
    ['square', 'time'],
    ['product', 'memory'],
    ['endless', 'time'],
    ['throwing', 'faults'],
  ] as const)('finds the planted parser that is %s, by its %s', async (name, goal) => {
    const { judged } = await found(name, goal);
    expect(judged && isTooDear(goal, judged)).toBe(true);
  });

  it('finds nothing in a parser without a defect', async () => {
    const { hunt } = await found('linear', 'time', 60);
    expect(GOALS.filter((goal) => hunt.worst[goal] && isTooDear(goal, hunt.worst[goal]))).toEqual([]);
    expect(hunt.tried).toBeGreaterThan(50);
  });

  it('counts what a call needs, and no garbage that lies about', async () => {
    const MIB = 1024 * 1024;
    const wasteful = { parser: 'wasteful', input: 'word '.repeat(1_000) };
    expect((await measurer.readWithin(wasteful, 16 * MIB)).stopped).toBeUndefined();
    const greedy = { parser: 'product', input: 'name;value,'.repeat(1_000) };
    expect((await measurer.readWithin(greedy, 16 * MIB)).stopped).toBe('memory');
    expect((await measurer.readWithin(greedy, 100 * MIB)).stopped).toBeUndefined();
  });

  it('ends a call that goes on, and goes on itself', async () => {
    const endless = await measurer.read({ parser: 'endless', input: '<b></b></b>' });
    expect(endless.stopped).toBe('time');
    const other = await measurer.read({ parser: 'linear', input: 'a b' });
    expect(other.stopped).toBeUndefined();
  });
});

describe('a grown input', () => {
  const words = { pieces: ['a', '§;'], wraps: [['<b>', '</b>']] as const, packings: ['xml'] };

  it('repeats, nests, numbers and packs its pieces', () => {
    const shape = row(run('n§=n¤;', 2), nest('<§>', packed('xml', '<'), '</§>', 2));
    expect(rendered(shape, PACKINGS)).toBe('n0=n1;n1=n2;<0><1>&lt;</1></0>');
  });

  it('is drawn alike from the same seed', () => {
    const drawn = () => fc.sample(fresh(words), { numRuns: 50, seed: 3 }).map(described);
    expect(drawn()).toEqual(drawn());
  });

  it('is shortened to a length, and says how long it is', () => {
    fc.assert(
      fc.property(fresh(words), (shape) => {
        const short = fitted(shape, 5_000);
        fc.pre(short !== null);
        expect(lengthOf(short)).toBeLessThanOrEqual(5_000);
        // The length of a number is not foreseen.
        fc.pre(!/[§¤¶]/u.test(described(short)));
        expect(rendered(short, { xml: (text) => text }).length).toBe(lengthOf(short));
      }),
    );
  });

  it('stays the same text when it is written by fewer nodes', () => {
    fc.assert(
      fc.property(fresh(words), (shape) => {
        const short = fitted(shape, 5_000);
        fc.pre(short !== null);
        expect(rendered(tidy(short), PACKINGS)).toBe(rendered(short, PACKINGS));
      }),
    );
  });
});
