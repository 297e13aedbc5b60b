/** The cases of the W3C ODRL formal semantics: activation and control state of a permission. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluatePolicy } from '../../src/rights/index.ts';
import { filesIn, readJson } from './odrl-suites.ts';
import { absent, folder, w3cCases } from './odrl-w3c-cases.ts';

describe.skipIf(absent)('W3C ODRL formal semantics', () => {
  const cases = w3cCases();
  console.info(`W3C formal semantics: ${cases.length} cases`);

  it('has all its cases here', () => {
    expect(cases.length).toBeGreaterThanOrEqual(9);
  });

  it.each(cases)(
    'decides $name: $activation, $control',
    ({ policy, request, performed, activation, control }) => {
      const { decision, rules } = evaluatePolicy(policy, request, { performed });
      const permission = rules.find(({ type }) => type === 'permission');
      expect(`report:${permission?.active ? 'Active' : 'Inactive'}`).toBe(activation);
      expect(`report:${permission?.satisfied ? 'Permit' : 'Deny'}`).toBe(control);
      expect(`report:${decision === 'permit' ? 'Permit' : 'Deny'}`).toBe(control);
    },
  );

  it('has a constrained prohibition without cases, which we read as it says', () => {
    const policy = readJson(filesIn(join(folder), /policyA2\.json$/)[0] ?? '');
    const active = (dateTime: string) =>
      evaluatePolicy(policy, {
        action: 'archive',
        assignee: 'http://example.com/assignee:55',
        target: 'http://example.com/photoAlbum:55',
        context: { dateTime },
      }).rules[0]?.active;
    expect(active('2024-06-01T00:00:00Z')).toBe(true);
    expect(active('2025-06-01T00:00:00Z')).toBe(false);
  });
});
