/**
 * Our tables of actions, operands and operators against the published ODRL 2.2 vocabulary, both directions.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACTIONS, canonicalAction, coveringActions } from '../../src/rights/odrl/actions.ts';
import { shortName } from '../../src/rights/odrl/names.ts';
import { LOGICAL, OPERANDS, OPERATORS, operandKind, sameName } from '../../src/rights/odrl/operands.ts';
import { Graph, ODRL, suite } from './odrl-suites.ts';

const { folder, absent } = suite('odrl-vocab');

describe.skipIf(absent)('the ODRL 2.2 vocabulary', () => {
  const graph = absent ? new Graph('') : new Graph(readFileSync(`${folder}/ODRL22.ttl`, 'utf8'));
  const deprecated = (term: string) => graph.all(term, OWL_DEPRECATED).includes('true');
  const current = (type: string) => graph.typed(ODRL + type).filter((term) => !deprecated(term));
  const old = (type: string) => graph.typed(ODRL + type).filter(deprecated);
  const [actions, operands, operators] = ['Action', 'LeftOperand', 'Operator'].map(current);
  console.info(
    `ODRL vocabulary: ${actions?.length} actions, ${operands?.length} operands, ${operators?.length} operators`,
  );

  it('has as many terms as were published', () => {
    expect(actions?.length).toBeGreaterThan(50);
    expect(operands?.length).toBeGreaterThan(30);
    expect(operators?.length).toBe(12);
  });

  it('includes every action in the same one as we do', () => {
    for (const action of actions ?? []) {
      const parent = graph.one(action, `${ODRL}includedIn`);
      const ours = coveringActions(shortName(action));
      expect([action, ours[0], ours[1]]).toEqual([action, shortName(action), parent && shortName(parent)]);
    }
  });

  it('has every action of ours that is not of our profile', () => {
    const own = ['ai-train', 'ai-input', 'ai-index', 'search', 'headline', 'shorten', 'crop', 'combine'];
    expect([...ACTIONS].sort()).toEqual([...(actions ?? []).map(shortName), ...own].sort());
  });

  it('says of every deprecated action what we take it for: its exact match, or nothing', () => {
    for (const action of old('Action')) {
      const match = graph.one(action, 'http://www.w3.org/2004/02/skos/core#exactMatch');
      expect([action, canonicalAction(shortName(action))]).toEqual([action, match && shortName(match)]);
    }
  });

  it('has our operands, and we its', () => {
    for (const operand of operands ?? []) expect(OPERANDS).toContain(shortName(operand));
    for (const operand of old('LeftOperand')) {
      const match = graph.one(operand, 'http://www.w3.org/2004/02/skos/core#exactMatch');
      if (match) expect(sameName(shortName(operand))).toBe(shortName(match));
    }
    expect(operandKind('proximity')).toBeUndefined();
  });

  it('has our operators, and we its', () => {
    expect([...OPERATORS].sort()).toEqual((operators ?? []).map(shortName).sort());
    for (const operator of LOGICAL) expect(graph.subjects()).toContain(ODRL + operator);
  });
});

const OWL_DEPRECATED = 'http://www.w3.org/2002/07/owl#deprecated';
