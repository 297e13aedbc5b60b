/**
 * What a delivery costs in operations and storage, counted and not timed: under load, at ten and at one a
 * second, and with ten thousand licenses in turn.
 */
import {
  costOfMillion,
  ROWS_INCLUDED,
  SECONDS_A_MONTH,
  SHAPES,
  spentOf,
  storageCostOfMillion,
  sumOf,
} from '../lib/cost.ts';
import { type Counted, countCases, inTurn, RATES, slowly } from '../lib/counted.ts';
import type { RunOptions, Suite, SuiteResult } from '../lib/suite.ts';

/** Under load, 32 connections. */
const KINDS = ['first', 'repeated', '304', 'refusal'];
const MAIN = ['first', 'repeated'];

/** Columns of the table, of one delivery. */
const COLUMNS: Record<string, (counted: Counted) => number> = {
  'shard rows written': ({ operations }) => sumOf(operations, ['SQL rows written', 'alarms set']),
  'of which setAlarm': ({ operations }) => sumOf(operations, ['alarms set']),
  'D1 rows written': ({ operations }) => sumOf(operations, ['D1 rows written']),
  'rows read': ({ operations }) => sumOf(operations, ['SQL rows read', 'D1 rows read']),
  'shard calls of the request': ({ operations }) => operations['request: object calls'] ?? 0,
  'alarms run': ({ operations }) => sumOf(operations, ['alarms run']),
  commits: ({ operations }) => sumOf(operations, ['commits']),
  'D1 statements of the request': ({ operations }) => operations['request: D1 statements'] ?? 0,
  'D1 statements of the shard': ({ operations }) => operations['object: D1 statements'] ?? 0,
  'R2 writes and lists': ({ operations }) => sumOf(operations, ['R2 writes']),
  hashes: ({ operations }) => operations.hashes ?? 0,
  'D1 bytes': ({ stored }) => stored.d1,
  'shard bytes': ({ stored }) => stored.object,
  'US$ storage a month': ({ stored }) => storageCostOfMillion(stored),
};

const monthlyRows = (where: string, kind: string, rate: number) =>
  `rows a month at ${rate} a second, millions: ${where}, ${kind}`;
const INCLUDED_AT = 10;

export const operations: Suite = {
  name: 'operations',
  unit: 'US$ a million',
  roundsDefault: 1,
  worse: 'more',
  onlyFull: true,
  targets: [
    ...MAIN.flatMap((kind) => [
      { figure: kind, most: 0.8 },
      { figure: `${kind} / naive`, most: 1 / 3 },
    ]),
    ...KINDS.flatMap((kind) => [
      { figure: `shard rows written: ${kind}`, most: 0.25 },
      { figure: `D1 rows written: ${kind}`, most: 0.02 },
      { figure: `D1 bytes: ${kind}`, most: 1_000 },
    ]),
    ...MAIN.map((kind) => ({ figure: `D1 rows written: ${inTurn(kind)}`, most: 0.05 })),
    ...MAIN.flatMap((kind) =>
      ['shard', 'D1'].map((where) => ({
        figure: monthlyRows(where, kind, INCLUDED_AT),
        most: ROWS_INCLUDED / 1e6,
      })),
    ),
    { figure: 'D1 statements of the request: repeated', most: 0 },
    { figure: 'shard calls of the request: repeated', most: 1 },
    { figure: 'D1 statements of the shard: repeated', most: 1 / 50 },
  ],
  run,
};

async function run({ earlier }: RunOptions): Promise<SuiteResult> {
  // All cases of one kind share the time under load: it is a small part of the price.
  const cpuUs = new Map(
    ['naive', ...KINDS].map((kind) => {
      const measured = earlier.delivery?.facts[`processor µs: ${kind}`];
      if (measured === undefined)
        throw new Error('run the suite delivery first: processor time comes from it');
      return [kind, measured] as const;
    }),
  );
  const cases = new Map<string, Counted>();
  await countCases((name, counted) => {
    cases.set(name, counted);
    print(name, counted);
  });
  const costs = new Map(
    [...cases].map(([name, { operations }]) => [
      name,
      costOfMillion(spentOf(operations, cpuUs.get(name.split(',')[0] ?? '') ?? Number.NaN)),
    ]),
  );
  const cost = (name: string) => costs.get(name) ?? Number.NaN;
  return {
    figures: [...costs].map(([name, value]) => ({ name, median: value, min: value, max: value })),
    ratios: Object.fromEntries(KINDS.map((kind) => [`${kind} / naive`, cost(kind) / cost('naive')])),
    facts: Object.fromEntries([
      ...[...cases].flatMap(([name, counted]) =>
        Object.entries(COLUMNS).map(([column, of]) => [`${column}: ${name}`, short(of(counted))]),
      ),
      ...RATES.flatMap((rate) => MAIN.flatMap((kind) => rowsAMonth(cases, kind, rate))),
      ...Object.entries(SHAPES).map(([name, shares]) => {
        const mean = Object.entries(shares).reduce((sum, [kind, share]) => sum + share * cost(kind), 0);
        return [`US$ a million: ${name}`, short(mean)];
      }),
    ]),
  };
}

const short = (value: number) => Number(value.toPrecision(3));

function rowsAMonth(cases: Map<string, Counted>, kind: string, rate: number): [string, number][] {
  const counted = cases.get(slowly(kind, rate));
  return ['shard', 'D1'].map((where) => {
    const rows = (counted && COLUMNS[`${where} rows written`]?.(counted)) ?? Number.NaN;
    return [monthlyRows(where, kind, rate), short((rows * rate * SECONDS_A_MONTH) / 1e6)];
  });
}

/** Every operation by the side that makes it: more than the page has room for. */
function print(name: string, { operations, stored }: Counted): void {
  console.log(`\n${name}: of one delivery`);
  const bytes = Object.entries(stored).map(([where, value]) => [`stored: ${where}, bytes`, value] as const);
  for (const [operation, count] of [...Object.entries(operations).sort(), ...bytes])
    console.log(`  ${operation.padEnd(52)} ${String(short(count)).padStart(9)}`);
}
