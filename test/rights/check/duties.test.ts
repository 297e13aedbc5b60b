/** Duties that cannot be performed, or are never owed. */
import { describe, expect, it } from 'vitest';
import { checkLicense, checkRestriction } from '../../../src/rights/index.ts';
import type { PolicyTerms } from '../../../src/rights/terms.ts';
import type { Findings, OdrlJson } from '../../../src/rights/types.ts';
import { COMMON, NOW, set, TITLES, where } from '../fixtures.ts';

const inDE = where('spatial', 'eq', 'DE');
const inFR = where('spatial', 'eq', 'FR');

const all = ({ faults, warnings }: Findings) => ({
  faults: faults.map(({ code, path, message }) => [code, path, message]),
  warnings: warnings.map(({ code, path, message }) => [code, path, message]),
});
const found = (rules: OdrlJson) => all(checkRestriction(set(rules), NOW));
function licensed(rules: OdrlJson) {
  const own = { ...COMMON, policy: set({ conflict: 'prohibit', ...rules }) } as PolicyTerms;
  return all(checkLicense({ id: 'lic_1', version: 1, terms: own, titles: TITLES }, NOW));
}
const permitting = (duty: OdrlJson, rule: OdrlJson = {}) => ({
  permission: [{ action: 'display', duty: [duty], ...rule }],
});
const CLEAN = { faults: [], warnings: [] };

describe('a duty of a permission', () => {
  it('in another place than the permission is never owed', () => {
    const rules = permitting({ action: 'inform', constraint: [inFR] }, { constraint: [inDE] });
    expect(found(rules)).toEqual({
      faults: [],
      warnings: [
        [
          'unreachable',
          '/permission/0/duty/0',
          'This duty (inform) is never owed: "in FR" and what its permission asks, "in DE", exclude each other',
        ],
      ],
    });
    expect(checkRestriction(set(rules), NOW).warnings[0]?.rules?.map(({ path }) => path)).toEqual([
      '/permission/0/duty/0',
      '/permission/0',
    ]);
  });

  it('in the same place, or anywhere, may be owed', () => {
    expect(found(permitting({ action: 'inform', constraint: [inDE] }, { constraint: [inDE] }))).toEqual(
      CLEAN,
    );
    expect(found(permitting({ action: 'inform', constraint: [inDE] }))).toEqual(CLEAN);
  });

  it.each([
    ['dateTime', '2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z'],
    ['elapsedTime', 'P7D', 'P14D'],
  ])('with a deadline before the permission begins is refused: %s', (operand, before, after) => {
    const rules = permitting(
      { action: 'inform', constraint: [where(operand, 'lt', before)] },
      { constraint: [where(operand, 'gt', after)] },
    );
    expect(found(rules).faults.map(([code, path]) => [code, path])).toEqual([
      ['contradiction', '/permission/0/duty/0'],
    ]);
  });

  it('with a deadline before the license begins is refused', () => {
    const late = { action: 'inform', constraint: [where('dateTime', 'lt', '2025-06-01T00:00:00Z')] };
    expect(licensed(permitting(late)).faults.map(([code, path]) => [code, path])).toEqual([
      ['contradiction', '/policy/permission/0/duty/0'],
    ]);
  });

  it('that contradicts itself is told of once', () => {
    const rules = permitting({ action: 'inform', constraint: [inDE, inFR] }, { constraint: [inDE] });
    expect(found(rules)).toEqual({
      faults: [
        [
          'contradiction',
          '/permission/0/duty/0/constraint/0',
          'No use can ever meet this duty: "in DE" and "in FR" exclude each other',
        ],
      ],
      warnings: [],
    });
  });
});

describe('a duty that the policy forbids', () => {
  const demanding = (prohibition: OdrlJson, duty: OdrlJson = {}) =>
    found({ obligation: [{ action: 'inform', ...duty }], prohibition: [{ uid: '#no', ...prohibition }] });

  it('altogether is refused', () => {
    expect(demanding({ action: 'inform' }).faults).toEqual([
      ['contradiction', '/obligation/0', 'The policy demands inform and forbids it too: #no forbids inform'],
    ]);
    expect(demanding({ action: 'use' }).faults.map(([code]) => code)).toEqual(['contradiction']);
  });

  it('in part is told of, where it names the act itself', () => {
    expect(demanding({ action: 'inform', constraint: [inDE] })).toEqual({
      faults: [],
      warnings: [
        [
          'contradiction',
          '/obligation/0',
          'The policy demands inform and forbids it in part: #no forbids inform in DE',
        ],
      ],
    });
    expect(demanding({ action: 'use', constraint: [inDE] })).toEqual(CLEAN);
  });

  it('where it is owed is refused, elsewhere told of', () => {
    const owed = { constraint: [inDE] };
    expect(demanding({ action: 'inform', constraint: [inDE] }, owed).faults).toHaveLength(1);
    expect(demanding({ action: 'inform', constraint: [inFR] }, owed).faults).toEqual([]);
    const rules = permitting({ action: 'inform' }, { constraint: [inDE] });
    expect(
      found({ ...rules, prohibition: [{ action: 'inform', constraint: [inDE] }] }).faults.map(
        ([code]) => code,
      ),
    ).toEqual(['contradiction']);
  });

  it('where the prohibition cannot be evaluated is refused: it forbids always', () => {
    const broken = where('moonPhase', 'eq', 'full');
    expect(demanding({ action: 'inform', constraint: [broken] }).faults).toHaveLength(1);
  });

  it('is another act, or aimed at something else', () => {
    expect(demanding({ action: 'compensate' })).toEqual(CLEAN);
    expect(demanding({ action: 'inform', target: 'urn:x' })).toEqual(CLEAN);
    expect(demanding({ action: 'inform', target: 'urn:x' }, { target: 'urn:y' })).toEqual(CLEAN);
    expect(demanding({ action: 'inform', target: 'urn:x' }, { target: 'urn:x' }).faults).toHaveLength(1);
  });

  it('is demanded all the same where the strategy lets a permission win', () => {
    const rules = (conflict: string, action = 'use') => ({
      conflict,
      permission: [{ action }],
      obligation: [{ action: 'inform' }],
      prohibition: [{ action: 'inform' }],
    });
    expect(licensed(rules('perm')).faults).toEqual([]);
    expect(licensed(rules('perm', 'display')).faults.map(([, path]) => path)).toEqual([
      '/policy/obligation/0',
    ]);
    expect(licensed(rules('prohibit', 'display')).faults.map(([, path]) => path)).toEqual([
      '/policy/obligation/0',
    ]);
  });
});
