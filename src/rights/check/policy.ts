/**
 * What can be said of a policy before any use is made of it. Pure and bounded: whatever the policy, findings come out. The
 * policy has been read, so it is not void, nor by a conflict without a strategy; pointers are into the document it was read
 * from.
 */
import type { Places, Policy } from '../odrl/model.ts';
import { message, saidAs } from '../policy-templates.ts';
import type { RightsFault } from '../types.ts';
import { findOverridden } from './conflicts.ts';
import { findContradictions } from './contradictions.ts';
import { findImpossibleDuties } from './duties.ts';
import { type CheckOptions, Inspection } from './inspection.ts';
import { findExpired, findOutsideLimits, findRedundant, findUnknown } from './unreachable.ts';

export interface ReadPolicy {
  policy: Policy;
  /** What the reader of the policy could not make sense of. */
  warnings: readonly RightsFault[];
  places: Places;
}

/** A rule that is found dead (`dead`) is left out of the findings that follow. */
export function checkPolicy({ policy, warnings, places }: ReadPolicy, options: CheckOptions): Inspection {
  const at = new Inspection(policy, places, options);
  at.warnings.push(...warnings.map((one) => ({ ...one, code: 'unevaluable' as const })));
  findUnknown(at);
  findContradictions(at);
  findOutsideLimits(at);
  findOverridden(at);
  findImpossibleDuties(at);
  findExpired(at);
  findRedundant(at);
  if (at.exhausted)
    at.warnings.push({
      path: '',
      code: 'unchecked',
      ...saidAs(message('check.unchecked')),
    });
  return at;
}
