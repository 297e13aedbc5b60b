/** The static checks of a restriction's policy. */
import { mapVocabulary } from '../license/vocabulary-mapping.ts';
import { parsePolicy } from '../odrl/parse.ts';
import type { Findings, OdrlJson } from '../types.ts';
import { checkPolicy } from './policy.ts';

/** Pointers are into the policy. A restriction was added to forbid, so that is what counts, whatever strategy it names. */
export function checkRestriction(policy: OdrlJson, now: number): Findings {
  const parsed = parsePolicy(policy);
  if (!parsed.ok) return { faults: parsed.reason.map((fault) => ({ ...fault, code: 'void' })), warnings: [] };
  const mapped = mapVocabulary(parsed.value.policy, parsed.value.pointers);
  const warnings = [...parsed.value.warnings, ...mapped.warnings];
  const { faults, warnings: policyWarnings } = checkPolicy(
    { ...mapped, warnings },
    { now, strategy: 'prohibit' },
  );
  return { faults, warnings: [...policyWarnings, ...parsed.value.remarks] };
}
