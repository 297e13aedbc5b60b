/** Compares our tables of actions, operands and operators with the published ODRL 2.2 vocabulary. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  actsOf,
  coveringActions,
  heldByEmbargo,
  includesAction,
  isAction,
} from '../../src/rights/odrl/actions.ts';
import { OPERANDS, OPERATORS } from '../../src/rights/odrl/operands.ts';

const FILE = '../shared/standards/odrl-vocab/ODRL22.ttl';
const absent = !existsSync(FILE) && process.env.CI !== 'true';
if (absent)
  console.warn(`skipped: ${FILE} is not there, so the action table is not compared with the vocabulary`);

/** Subject → statements, for the terms of one class. It reads only as much Turtle as this file needs. */
function termsOf(type: string): Map<string, string> {
  const blocks = readFileSync(FILE, 'utf8').split(/\n(?=(?::|cc:)\w+\s*\n)/);
  return new Map(
    blocks.flatMap((block): [string, string][] => {
      const name = /^(?::|(?=cc:))(\S+)/.exec(block)?.[1];
      return name && new RegExp(`\\ba\\s+:${type}\\b`).test(block) ? [[name, block]] : [];
    }),
  );
}

const current = (terms: Map<string, string>) =>
  [...terms].filter(([, block]) => !/owl:deprecated\s+true/.test(block));

describe.skipIf(absent)('the ODRL 2.2 vocabulary', () => {
  it('has exactly our actions, but for those of our profile', () => {
    const ours = ['ai-train', 'ai-input', 'ai-index', 'search', 'headline', 'shorten', 'crop', 'combine'];
    const theirs = current(termsOf('Action')).map(([name]) => name);
    expect(theirs.length).toBeGreaterThan(40);
    expect([...ACTIONS].sort()).toEqual([...theirs, ...ours].sort());
  });

  it('includes each action in the same one as we do', () => {
    for (const [name, block] of current(termsOf('Action'))) {
      const parent = /:includedIn\s+(?:odrl)?:(\w+)/.exec(block)?.[1];
      expect([name, coveringActions(name)[1]]).toEqual([name, parent]);
    }
  });

  it('has our operands and operators', () => {
    const operands = current(termsOf('LeftOperand')).map(([name]) => name);
    for (const name of operands) expect(OPERANDS).toContain(name);
    const operators = current(termsOf('Operator')).map(([name]) => name);
    for (const operator of OPERATORS) expect(operators).toContain(operator);
  });
});

describe('inclusion', () => {
  it('is transitive', () => {
    expect(includesAction('use', 'display')).toBe(true);
    expect(includesAction('play', 'display')).toBe(true);
    expect(includesAction('reproduce', 'extract')).toBe(true);
  });

  it('does not let use cover transfer, nor modify cover translate or derive', () => {
    expect(includesAction('use', 'sell')).toBe(false);
    expect(includesAction('modify', 'translate')).toBe(false);
    expect(includesAction('modify', 'derive')).toBe(false);
  });

  it.each(['ai-train', 'ai-input', 'ai-index', 'search'])('puts %s into nothing', (action) => {
    expect(coveringActions(action)).toEqual([action]);
  });

  it('knows no other action, whatever its name', () => {
    expect(isAction('commercialize')).toBe(false);
    expect(isAction('__proto__')).toBe(false);
    expect(coveringActions('toString')).toEqual([]);
  });

  it('expands an abstract act into what can be done', () => {
    expect(actsOf('transfer')).toEqual(['give', 'sell']);
    expect(actsOf('use')).not.toContain('use');
    expect(actsOf('reproduce')).toEqual(['reproduce', 'extract']);
  });

  it('holds back under embargo whatever could reach the public', () => {
    for (const action of ['display', 'distribute', 'print', 'search', 'ai-input', 'ai-train', 'sell'])
      expect([action, heldByEmbargo(action)]).toEqual([action, true]);
    for (const action of ['reproduce', 'archive', 'translate', 'shorten'])
      expect([action, heldByEmbargo(action)]).toEqual([action, false]);
  });
});
