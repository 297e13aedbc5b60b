/**
 * Compares the words of a decision for the desk and a partner with a recording: the cases are in a test,
 * their words in the text file beside it. After a change of the words, run `RECORD=write npx vitest run
 * test/rights/decide/recorded` and review the difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compileRestriction } from '../../../../src/rights/index.ts';
import type { PolicyTerms } from '../../../../src/rights/terms.ts';
import type { BindingScope, DecideInput, OdrlJson } from '../../../../src/rights/types.ts';
import { decideOne, FULL_USE, set, sparse, TITLES, unwrap, where } from '../../fixtures.ts';
import { byPolicy as compiledByPolicy } from '../support.ts';

/** Cases by name, each compiled while its test runs. */
type Cases = Record<string, () => Partial<DecideInput>>;

/** The deciding rule, the sentence, and the steps of the trace, each followed by its constraint as JSON. */
function linesOf(change: Partial<DecideInput>): string[] {
  const { outcome, code, decidedBy, sentence, trace } = decideOne(change);
  return [
    `${code ?? outcome} by ${decidedBy}`,
    sentence,
    ...trace.flatMap(({ policy, rule, kind, outcome, reason, constraint }) => [
      `${policy}#${rule} ${kind} ${outcome}: ${reason}`,
      ...(constraint ? [JSON.stringify(constraint)] : []),
    ]),
  ];
}

/** Reads blocks of a name and its lines, indented by two. */
function read(file: string): Map<string, string[]> {
  const blocks = readFileSync(file, 'utf8').trimEnd().split('\n\n');
  return new Map(
    blocks.map((block) => {
      const [name = '', ...lines] = block.split('\n');
      return [name, lines.map((line) => line.slice(2))];
    }),
  );
}

function write(file: string, cases: Cases): void {
  const blocks = Object.entries(cases).map(([name, given]) => [name, ...linesOf(given())].join('\n  '));
  writeFileSync(file, `${blocks.join('\n\n')}\n`);
}

/** `test`: URL of the test module. */
export function expectRecorded(test: string, cases: Cases): void {
  const file = fileURLToPath(test).replace(/\.test\.ts$/, '.txt');
  if (process.env.RECORD === 'write') write(file, cases);
  const expected = read(file);
  it.each(Object.entries(cases))('%s', (name, given) => {
    expect(linesOf(given())).toEqual(expected.get(name));
  });
  it('and nothing else is written down', () => {
    expect([...expected.keys()]).toEqual(Object.keys(cases));
  });
}

const PROFILE = {
  '@context': ['http://www.w3.org/ns/odrl.jsonld', { imp: 'urn:imprimatur:profile:1#' }],
  profile: ['urn:imprimatur:profile:1'],
};

export const byPolicy = (rules: OdrlJson, change: Partial<PolicyTerms> = {}, titles = TITLES) =>
  compiledByPolicy({ ...PROFILE, ...rules }, change, titles);

/** A license that permits distribution under constraints. */
export const permit = (...constraint: OdrlJson[]) =>
  byPolicy({ permission: [{ action: 'distribute', constraint }] });

export const bound = (scope: BindingScope, rules: OdrlJson, id = 'rst_1') =>
  unwrap(
    compileRestriction({ id, version: 1, scope, policy: set({ ...PROFILE, ...rules }), reviewed: true }),
  );
export const onItem = (rules: OdrlJson, id?: string) => bound({ kind: 'item', item: 'itm_1' }, rules, id);
export const forbid = (...constraint: OdrlJson[]) =>
  onItem({ prohibition: [sparse({ action: 'use', constraint })] });
export const only = (...constraint: OdrlJson[]) => onItem({ permission: [{ action: 'use', constraint }] });

export const longerThan = (duration: string) =>
  where('elapsedTime', 'gt', { '@value': duration, '@type': 'xsd:duration' });
export const until = (instant: string) =>
  where('dateTime', 'lt', { '@value': instant, '@type': 'xsd:dateTime' });

const { purpose: _p, ...NO_PURPOSE } = FULL_USE;
const { channel: _c, ...NO_CHANNEL } = FULL_USE;
const { title: _t, ...NO_TITLE } = FULL_USE;
const { territory: _s, ...NO_PLACE } = FULL_USE;

export { NO_CHANNEL, NO_PLACE, NO_PURPOSE, NO_TITLE };
export const KINDS = TITLES.map((title) => ({ ...title, kind: 'newspaper' }));
