/**
 * `npm run bench [-- SUITE…] [--check] [--rounds N]`: times suites, cases against each other in one run, and writes
 * `bench/results.json`. With `--check` nothing is written, and a ratio that is more than 15 % worse than the written one fails.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Suite, SuiteResult } from './lib/suite.ts';
import { ledger } from './suites/ledger.ts';
import { rights } from './suites/rights.ts';

const SUITES: Suite[] = [rights, ledger];
const RESULTS = join(import.meta.dirname, 'results.json');
const WORSE_MAX = 1.15;

interface Results {
  at: string;
  machine: string;
  suites: Record<string, SuiteResult>;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false }, rounds: { type: 'string', default: '15' } },
});
const chosen = SUITES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const unknown = positionals.filter((name) => !SUITES.some((suite) => suite.name === name));
const rounds = Number(values.rounds);
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 5) {
  console.error(
    `usage: npm run bench [-- ${SUITES.map(({ name }) => name).join(' ')}] [--check] [--rounds N], N ≥ 5`,
  );
  process.exit(2);
}

const before: Results | undefined = existsSync(RESULTS)
  ? JSON.parse(readFileSync(RESULTS, 'utf8'))
  : undefined;
const suites: Record<string, SuiteResult> = { ...before?.suites };
let worse = 0;
for (const suite of chosen) {
  const result = await suite.run(rounds);
  print(suite, result);
  if (values.check) worse += compared(before?.suites[suite.name], result);
  suites[suite.name] = rounded(result);
}
if (values.check) process.exit(worse > 0 ? 1 : 0);
const results: Results = {
  at: new Date().toISOString(),
  machine: `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  suites,
};
writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);

function print({ name, targets }: Suite, { figures, ratios, facts }: SuiteResult): void {
  const verdictOn = (figure: string, value: number) => {
    const target = targets.find((one) => one.figure === figure);
    if (!target) return '';
    return `  target ≤ ${Number(target.most.toFixed(3))}: ${value <= target.most ? 'met' : 'NOT MET'}`;
  };
  console.log(`\n${name}: microseconds a call, median (min to max) of ${rounds} rounds`);
  for (const { name: figure, median, min, max } of figures) {
    const spread = `(${min.toFixed(2)} to ${max.toFixed(2)})`;
    console.log(
      `  ${figure.padEnd(52)} ${median.toFixed(2).padStart(9)}  ${spread}${verdictOn(figure, median)}`,
    );
  }
  for (const [ratio, value] of Object.entries(ratios))
    console.log(`  ${ratio.padEnd(52)} ${value.toFixed(3).padStart(9)}${verdictOn(ratio, value)}`);
  for (const [fact, value] of Object.entries(facts))
    console.log(`  ${fact.padEnd(52)} ${String(value).padStart(9)}${verdictOn(fact, value)}`);
}

/** How many ratios are worse than before; each is told. */
function compared(before: SuiteResult | undefined, now: SuiteResult): number {
  let count = 0;
  for (const [name, value] of Object.entries(now.ratios)) {
    const was = before?.ratios[name];
    if (was === undefined || value <= was * WORSE_MAX) continue;
    console.error(`worse: ${name} was ${was.toFixed(3)}, is ${value.toFixed(3)}`);
    count += 1;
  }
  return count;
}

function rounded({ figures, ratios, facts }: SuiteResult): SuiteResult {
  const short = (value: number) => Number(value.toPrecision(4));
  return {
    figures: figures.map(({ name, median, min, max }) => ({
      name,
      median: short(median),
      min: short(min),
      max: short(max),
    })),
    ratios: Object.fromEntries(Object.entries(ratios).map(([name, value]) => [name, short(value)])),
    facts,
  };
}
