/** Static checks of a restriction's policy. */
import { mapVocabulary } from '../license/vocabulary-mapping.ts';
import { parsePolicy } from '../odrl/parse.ts';
import type { Findings, OdrlJson } from '../types.ts';
import { checkPolicy } from './policy.ts';

/**
 * Returns faults and warnings, with JSON pointers into the policy. The strategy is always `prohibit`, because
 * a restriction is there to forbid. `now`: milliseconds, UTC.
 */
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
