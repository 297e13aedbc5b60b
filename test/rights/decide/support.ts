/** Decides on a license with a policy, from a short description. */
import { compileLicense } from '../../../src/rights/index.ts';
import type { PolicyTerms } from '../../../src/rights/terms.ts';
import type { CompiledLicense, ComponentDecision, OdrlJson } from '../../../src/rights/types.ts';
import { COMMON, set, TITLES, unwrap, where } from '../fixtures.ts';

export function byPolicy(
  rules: OdrlJson,
  change: Partial<PolicyTerms> = { territoryBasis: 'audience' },
  titles = TITLES,
): CompiledLicense {
  const uploaded = { ...COMMON, policy: set({ conflict: 'prohibit', ...rules }), ...change } as PolicyTerms;
  return unwrap(compileLicense({ id: 'lic_1', version: 3, terms: uploaded, titles }));
}

export const is = (leftOperand: string, rightOperand: unknown, operator = 'eq'): OdrlJson =>
  where(leftOperand, operator, rightOperand);

/** The decision in short. */
export const summaryOf = ({ outcome, code, decidedBy }: ComponentDecision) => [outcome, code, decidedBy];

/** The steps of the trace in short. */
export const steps = ({ trace }: ComponentDecision) =>
  trace.map(({ policy, rule, outcome, reason }) => [`${policy}#${rule}`, outcome, reason]);

/** The step of a trace in which the license permits FULL_USE. */
export const USES_STEP = {
  policy: 'lic_1',
  rule: 'uses',
  kind: 'permission',
  outcome: 'granted',
  reason:
    'Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
} as const;
