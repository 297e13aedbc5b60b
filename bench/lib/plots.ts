/**
 * The plots of `docs/performance.md`: one for each direction that a newsroom grows in, and one of memory.
 * Pure.
 */
import { PROVED_AT } from '../suites/ledger.ts';
import { AXES, figureName, KINDS } from '../suites/scale.ts';
import { minuteName } from '../suites/steady.ts';
import type { Figure } from './interleave.ts';
import { label } from './label.ts';
import { type Plot, svgOf } from './plot.ts';
import type { SuiteResult } from './suite.ts';

/** File name, in `docs/images` → SVG, of what a suite said; nothing for a suite that has no plot. */
export function plotsOf(suite: string, result: SuiteResult): Record<string, string> {
  if (suite === 'scale') return Object.fromEntries(AXES.map((axis) => scalePlot(axis, result.figures)));
  if (suite === 'steady') return { 'steady-memory.svg': svgOf(steadyPlot(result.figures)) };
  if (suite === 'ledger') return { 'scale-proofs.svg': svgOf(proofPlot(result.facts)) };
  return {};
}

const WORDS = {
  articles: 'articles in the catalogue',
  licenses: 'licenses',
  log: "entries of the license's log",
};

function scalePlot({ name, sizes }: (typeof AXES)[number], figures: Figure[]): [string, string] {
  const lines = KINDS.map((kind) => {
    const of = sizes.map((size) => figureIn(figures, figureName(kind, name, size)));
    return {
      name: `${kind} delivery`,
      values: of.map(({ median }) => median),
      low: of.map(({ min }) => min),
      high: of.map(({ max }) => max),
    };
  });
  const plot = {
    title: `What a delivery costs, by ${WORDS[name]}`,
    xLabel: WORDS[name],
    yLabel: "µs of the processor's time",
    ticks: sizes.map(label),
    lines,
  };
  return [`scale-${name}.svg`, svgOf(plot)];
}

function steadyPlot(figures: Figure[]): Plot {
  const minutes = figures.map((_, n) => figureIn(figures, minuteName(n + 1)));
  return {
    title: "The runtime's memory under load",
    xLabel: 'minute',
    yLabel: 'MB',
    ticks: minutes.map((_, n) => String(n + 1)),
    lines: [
      {
        name: 'memory',
        values: minutes.map(({ median }) => median),
        low: minutes.map(({ min }) => min),
        high: minutes.map(({ max }) => max),
      },
    ],
  };
}

function proofPlot(facts: Record<string, number>): Plot {
  const line = (kind: string) => ({
    name: `rows, ${kind}`,
    values: PROVED_AT.map(
      (entries) => facts[`${kind}: rows a proof of ${label(entries)} entries, mean`] ?? Number.NaN,
    ),
  });
  return {
    title: 'Rows read for one proof, by entries of the log',
    xLabel: 'entries',
    yLabel: 'rows, mean',
    ticks: PROVED_AT.map(label),
    lines: [line('inclusion'), line('consistency')],
  };
}

function figureIn(figures: Figure[], name: string): Figure {
  const figure = figures.find((figure) => figure.name === name);
  if (!figure) throw new Error(`no figure ${name}`);
  return figure;
}
