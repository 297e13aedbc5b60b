/**
 * The delivery suite's main cases with one thing changed at a time: does what holds for the base hold for the
 * large ones?
 */
import { Pairs } from '../lib/asks.ts';
import { deliveryCases, openStage } from '../lib/delivery-stage.ts';
import type { Figure } from '../lib/interleave.ts';
import type { Size } from '../lib/newsroom.ts';
import { inRounds, type Rounds, ratesOf, ratioOf } from '../lib/rounds.ts';
import type { RunOptions, Suite, SuiteResult } from '../lib/suite.ts';

const BASE = { connections: 32, licenses: 100, articles: 600, textChars: 2_000 };

interface Variation {
  name: string;
  change: Partial<Size & { connections: number }>;
}

const VARIATIONS: Variation[] = [
  { name: 'base', change: {} },
  { name: '256 connections', change: { connections: 256 } },
  { name: '1 license', change: { licenses: 1 } },
  { name: '10,000 licenses', change: { licenses: 10_000, articles: 100 } },
  { name: '1 article', change: { articles: 1 } },
  { name: '10,000 articles', change: { articles: 10_000 } },
  { name: '1 KB texts', change: { textChars: 1_000 } },
  { name: '100 KB texts', change: { textChars: 100_000 } },
];
const CASES = ['bare', 'naive', 'repeated'];

/** Of the base, the quotient of two ratios: 1 means that nothing is lost. */
const KEPT = 1.3;
const RATIO = 'repeated / bare';

export const variations: Suite = {
  name: 'variations',
  unit: 'answers a second',
  roundsDefault: 5,
  worse: 'less',
  targets: ['10,000 licenses', '10,000 articles'].map((name) => ({
    figure: `${name}, kept of the base: ${RATIO}`,
    least: Number((1 / KEPT).toFixed(3)),
  })),
  onlyFull: true,
  run,
};

async function run({ rounds }: RunOptions): Promise<SuiteResult> {
  const figures: Figure[] = [];
  const ratios: Record<string, number> = {};
  for (const { name, change } of VARIATIONS) {
    const results = await timed({ ...BASE, ...change }, rounds);
    figures.push(...ratesOf(results).map((figure) => ({ ...figure, name: `${name}: ${figure.name}` })));
    for (const to of ['bare', 'naive'])
      ratios[`${name}: repeated / ${to}`] = ratioOf(results.get('repeated')?.rate, results.get(to)?.rate);
    if (name !== 'base')
      ratios[`${name}, kept of the base: ${RATIO}`] =
        (ratios[`${name}: ${RATIO}`] ?? Number.NaN) / (ratios[`base: ${RATIO}`] ?? Number.NaN);
  }
  return { figures, ratios, facts: {} };
}

async function timed(
  { connections, ...size }: Size & { connections: number },
  rounds: number,
): Promise<Map<string, Rounds>> {
  const stage = await openStage(size);
  try {
    const cases = await deliveryCases(stage, new Pairs(stage.newsroom));
    return await inRounds(
      cases.filter(({ name }) => CASES.includes(name)),
      { rounds, connections, before: () => stage.newsroom.refresh() },
    );
  } finally {
    await stage.stop();
  }
}
