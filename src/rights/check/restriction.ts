/** The static checks of a restriction's policy. */
import { inOwnWords } from '../license/own-words.ts';
import { parsePolicy } from '../odrl/parse.ts';
import type { Findings, OdrlJson } from '../types.ts';
import { checkPolicy } from './policy.ts';

/** Pointers are into the policy. A restriction was added to forbid, so that is what counts, whatever strategy it names. */
export function checkRestriction(policy: OdrlJson, now: number): Findings {
  const parsed = parsePolicy(policy);
  if (!parsed.ok) return { faults: parsed.reason.map((fault) => ({ ...fault, code: 'void' })), warnings: [] };
  const own = inOwnWords(parsed.value.policy, parsed.value.places);
  const warnings = [...parsed.value.warnings, ...own.warnings];
  const { faults, warnings: found } = checkPolicy({ ...own, warnings }, { now, strategy: 'prohibit' });
  return { faults, warnings: [...found, ...parsed.value.remarks] };
}
