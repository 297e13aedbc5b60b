/**
 * Checks a policy before any use. Pure and bounded: every policy gets findings. The policy has been read, so
 * it is not void. Pointers are into the document that it was read from.
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
  /** Parts that the reader of the policy could not evaluate. */
  warnings: readonly RightsFault[];
  pointers: PointersByRule;
}

/** Runs all checks. Later checks skip rules that earlier ones found dead (`dead`). */
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
