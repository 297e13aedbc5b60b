/**
 * What a suite said, as tables of `docs/performance.md`: between the two marks of the suite, which people
 * leave alone. Pure.
 */
import type { Suite, SuiteResult } from './suite.ts';
import { boundOf, isMet } from './verdict.ts';

export interface ReportedSuite extends SuiteResult {
  /** ISO 8601. */
  at: string;
  machine: string;
  rounds: number;
}

const markOf = (name: string, end: '' | '/') => `<!-- ${end}bench:${name} -->`;

/** Throws when the page has no place for the suite: then nothing of it may look as if it were fresh. */
export function withTables(page: string, suite: Suite, result: ReportedSuite): string {
  const [begin, end] = [markOf(suite.name, ''), markOf(suite.name, '/')];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`docs/performance.md has no place for ${suite.name}: ${begin} … ${end}`);
  return `${page.slice(0, from + begin.length)}\n${tablesOf(suite, result)}\n${page.slice(to)}`;
}

function tablesOf(suite: Suite, { at, machine, rounds, figures, ratios, facts }: ReportedSuite): string {
  const aim = (figure: string, value: number) => {
    const target = suite.targets.find((target) => target.figure === figure);
    return target ? `${boundOf(target)}: ${isMet(target, value) ? 'met' : '**not met**'}` : '';
  };
  const row = ([name, value]: [string, number]) => `| ${name} | ${value} | ${aim(name, value)} |`;
  // Facts that every figure has (`p95 ms: page`) are columns of theirs.
  const isOfAll = (of: string) => figures.every(({ name }) => facts[`${of}: ${name}`] !== undefined);
  const names = new Set(Object.keys(facts).map((fact) => fact.split(': ')[0] ?? ''));
  const columns = figures.length > 0 ? [...names].filter(isOfAll) : [];
  // Counted figures have no spread.
  const hasSpread = figures.some(({ min, max }) => min !== max);
  const timed = figures.map(({ name, median, min, max }) => {
    const more = columns.map((of) => ({ of, fact: `${of}: ${name}`, value: facts[`${of}: ${name}`] ?? 0 }));
    const aims = more.flatMap(({ of, fact, value }) =>
      aim(fact, value) ? [`${of} ${aim(fact, value)}`] : [],
    );
    const spread = hasSpread ? [`${min} to ${max}`] : [];
    const cells = [name, median, ...spread, ...more.map(({ value }) => value)];
    return `| ${[...cells, [...aims, aim(name, median)].filter(Boolean).join('; ')].join(' | ')} |`;
  });
  const own = Object.entries(facts).filter(([name]) => !columns.includes(name.split(': ')[0] ?? ''));
  return [
    `Measured ${at.slice(0, 10)}: ${machine}, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}; ${suite.unit}.`,
    '',
    `| ${['case', ...(hasSpread ? ['median', 'min to max'] : [suite.unit]), ...columns, 'aim'].join(' | ')} |`,
    `|---|---:|${'---:|'.repeat(columns.length + (hasSpread ? 1 : 0))}---|`,
    ...timed,
    ...table('ratio', Object.entries(ratios).map(row)),
    ...table('also', own.map(row)),
  ].join('\n');
}

const table = (head: string, rows: string[]) =>
  rows.length === 0 ? [] : ['', `| ${head} | | aim |`, '|---|---:|---|', ...rows];
