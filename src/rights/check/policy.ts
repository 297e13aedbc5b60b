/**
 * What can be said of a policy before any use is made of it. Pure and bounded: whatever the policy, findings come out. The
 * policy has been read, so it is not void, nor by a conflict without a strategy; pointers are into the document it was read
 * from.
 */
import type { PointersByRule, Policy } from '../odrl/model.ts';
import { message, toFaultMessage } from '../policy-templates.ts';
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
  pointers: PointersByRule;
}

/** A rule that is found dead (`dead`) is left out of the findings that follow. */
export function checkPolicy({ policy, warnings, pointers }: ReadPolicy, options: CheckOptions): Inspection {
  const inspection = new Inspection(policy, pointers, options);
  inspection.warnings.push(...warnings.map((fault) => ({ ...fault, code: 'unevaluable' as const })));
  findUnknown(inspection);
  findContradictions(inspection);
  findOutsideLimits(inspection);
  findOverridden(inspection);
  findImpossibleDuties(inspection);
  findExpired(inspection);
  findRedundant(inspection);
  if (inspection.exhausted)
    inspection.warnings.push({
      path: '',
      code: 'unchecked',
      ...toFaultMessage(message('check.unchecked')),
    });
  return inspection;
}
