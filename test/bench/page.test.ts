/** The page's tables are those of the newest run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ReportedSuite, withTables } from '../../bench/lib/page.ts';
import type { Suite } from '../../bench/lib/suite.ts';
import { audit } from '../../bench/suites/audit.ts';
import { delivery } from '../../bench/suites/delivery.ts';
import { ledger } from '../../bench/suites/ledger.ts';
import { operations } from '../../bench/suites/operations.ts';
import { rights } from '../../bench/suites/rights.ts';
import { scale } from '../../bench/suites/scale.ts';
import { steady } from '../../bench/suites/steady.ts';
import { variations } from '../../bench/suites/variations.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const suite = {
  name: 'toys',
  unit: 'a second',
  targets: [{ figure: 'ours / theirs', least: 2 }],
} as unknown as Suite;
const result: ReportedSuite = {
  at: '2026-11-25T10:00:00.000Z',
  machine: 'a machine',
  rounds: 5,
  figures: [{ name: 'ours', median: 10, min: 9, max: 11 }],
  ratios: { 'ours / theirs': 1.5 },
  facts: { MB: 3 },
};

describe('the page of figures', () => {
  it('gets the tables of a suite between its marks, and keeps all the rest', () => {
    const page = withTables('before\n<!-- bench:toys -->\nold\n<!-- /bench:toys -->\nafter\n', suite, result);
    expect(page).toMatch(
      /^before\n<!-- bench:toys -->\nMeasured 2026-11-25: a machine, 5 rounds; a second\./,
    );
    expect(page).toContain('| ours | 10 | 9 to 11 |');
    expect(page).toContain('| ours / theirs | 1.5 | ≥ 2: **not met** |');
    expect(page).toContain('| MB | 3 |  |');
    expect(page).not.toContain('old');
    expect(page.endsWith('\n<!-- /bench:toys -->\nafter\n')).toBe(true);
    expect(withTables(page, suite, result)).toBe(page);
  });

  it('has one column for figures that were counted, and calls it by their unit', () => {
    const counted = { ...result, rounds: 1, figures: [{ name: 'ours', median: 10, min: 10, max: 10 }] };
    const page = withTables('<!-- bench:toys -->\n<!-- /bench:toys -->\n', suite, counted);
    expect(page).toContain('a machine, 1 round; a second.');
    expect(page).toContain('| case | a second | aim |\n|---|---:|---|\n| ours | 10 |  |');
  });

  it('is refused without a place for them', () => {
    expect(() => withTables('', suite, result)).toThrow('no place for toys');
  });

  it('says what the results say', () => {
    const { suites } = JSON.parse(read('bench/results.json')) as { suites: Record<string, ReportedSuite> };
    const page = read('docs/performance.md');
    for (const suite of [rights, ledger, delivery, operations, variations, scale, steady, audit])
      expect(withTables(page, suite, suites[suite.name] as ReportedSuite)).toBe(page);
  });
});
