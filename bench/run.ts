/**
 * `npm run bench [-- SUITE…] [--check] [--rounds N] [--full]`: times suites, cases against each other in one
 * run, and writes `bench/results.json`, the tables of `docs/performance.md` and its plots. With `--check`
 * nothing is written, and a ratio that is more than 15 % worse than the written one fails. `--full` also runs
 * the suites that take long.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ReportedSuite, withTables } from './lib/page.ts';
import { plotsOf } from './lib/plots.ts';
import type { Suite, SuiteResult } from './lib/suite.ts';
import { boundOf, isMet, worseRatios } from './lib/verdict.ts';
import { audit } from './suites/audit.ts';
import { consolePages } from './suites/console.ts';
import { delivery } from './suites/delivery.ts';
import { ledger } from './suites/ledger.ts';
import { operations } from './suites/operations.ts';
import { rights } from './suites/rights.ts';
import { scale } from './suites/scale.ts';
import { size } from './suites/size.ts';
import { steady } from './suites/steady.ts';
import { variations } from './suites/variations.ts';

const SUITES: Suite[] = [
  rights,
  ledger,
  delivery,
  size,
  operations,
  variations,
  scale,
  steady,
  audit,
  consolePages,
];
const RESULTS = join(import.meta.dirname, 'results.json');
const PAGE = join(import.meta.dirname, '..', 'docs', 'performance.md');
const IMAGES = join(import.meta.dirname, '..', 'docs', 'images');
const ROUNDS_MIN = 5;

/** What a suite said when it was last run; others may have been run since, or elsewhere. */
interface Results {
  suites: Record<string, ReportedSuite>;
}

const MACHINE = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    rounds: { type: 'string' },
  },
});
const chosen = SUITES.filter(({ name, onlyFull }) =>
  positionals.length > 0 ? positionals.includes(name) : values.full || !onlyFull,
);
const unknown = positionals.filter((name) => !SUITES.some((suite) => suite.name === name));
const roundsOption = values.rounds === undefined ? undefined : Number(values.rounds);
if (
  unknown.length > 0 ||
  (roundsOption !== undefined && !(Number.isInteger(roundsOption) && roundsOption >= ROUNDS_MIN))
) {
  const names = SUITES.map(({ name }) => name).join(' ');
  console.error(`usage: npm run bench [-- ${names}] [--check] [--full] [--rounds N], N ≥ ${ROUNDS_MIN}`);
  process.exit(2);
}

const before: Results | undefined = existsSync(RESULTS)
  ? JSON.parse(readFileSync(RESULTS, 'utf8'))
  : undefined;
const suites: Results['suites'] = { ...before?.suites };
let worse = 0;
for (const suite of chosen) {
  const rounds = roundsOption ?? suite.roundsDefault;
  const result = await suite.run({ rounds, earlier: suites });
  print(suite, result, rounds);
  if (values.check) worse += compared(suite, before?.suites[suite.name], result);
  suites[suite.name] = { at: new Date().toISOString(), machine: MACHINE, rounds, ...rounded(result) };
}
if (values.check) process.exit(worse > 0 ? 1 : 0);
writeFileSync(RESULTS, `${JSON.stringify({ suites } satisfies Results, null, 2)}\n`);
mkdirSync(IMAGES, { recursive: true });
let page = readFileSync(PAGE, 'utf8');
for (const suite of chosen) page = withTables(page, suite, suites[suite.name] as ReportedSuite);
writeFileSync(PAGE, page);
for (const { name } of chosen)
  for (const [file, svg] of Object.entries(plotsOf(name, suites[name] as ReportedSuite)))
    writeFileSync(join(IMAGES, file), svg);

function print(
  { name, unit, targets }: Suite,
  { figures, ratios, facts }: SuiteResult,
  rounds: number,
): void {
  const verdictOn = (figure: string, value: number) => {
    const target = targets.find((target) => target.figure === figure);
    if (!target) return '';
    return `  target ${boundOf(target)}: ${isMet(target, value) ? 'met' : 'NOT MET'}`;
  };
  console.log(`\n${name}: ${unit}, median (min to max) of ${rounds} rounds`);
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
function compared(suite: Suite, before: SuiteResult | undefined, now: SuiteResult): number {
  const names = worseRatios(suite, before?.ratios ?? {}, now.ratios);
  for (const name of names)
    console.error(
      `worse: ${name} was ${before?.ratios[name]?.toFixed(3)}, is ${now.ratios[name]?.toFixed(3)}`,
    );
  return names.length;
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
