import { type Attempt, done, failed } from '../../platform/failure.ts';
import { faultsOf } from '../../platform/http.ts';
import { type LicenseTerms, NAMED_RIGHTS } from '../../rights/terms.ts';
import { mergePatch } from '../merge.ts';
import { type LicensePatch, REQUIRED_RIGHTS, termsOf, termsSchema } from './schemas.ts';

/**
 * Applies a patch to the terms of a license. A policy replaces all named rights. Named rights replace a
 * policy only if they are complete; otherwise the licensed rights would be ambiguous.
 */
export function changedTerms(
  terms: LicenseTerms,
  patch: Omit<LicensePatch, 'status'>,
): Attempt<LicenseTerms> {
  const namedFields = NAMED_RIGHTS.filter((field) => patch[field] !== undefined && patch[field] !== null);
  const isComplete = REQUIRED_RIGHTS.every((field) => namedFields.includes(field));
  if (terms.policy !== undefined && patch.policy === undefined && namedFields.length > 0 && !isComplete)
    return failed({
      reason: 'malformed',
      faults: namedFields.map((field) => ({
        path: `/${field}`,
        message: `The policy of this license defines this: change the policy, or replace it with all of ${REQUIRED_RIGHTS.join(', ')}`,
      })),
    });
  const retained = patch.policy
    ? without(terms, NAMED_RIGHTS)
    : namedFields.length > 0
      ? without(terms, ['policy'])
      : terms;
  const parsed = termsSchema.safeParse(mergePatch(retained, patch));
  return parsed.success
    ? done(termsOf(parsed.data))
    : failed({ reason: 'malformed', faults: faultsOf(parsed.error) });
}

function without(terms: LicenseTerms, fields: readonly string[]): object {
  return Object.fromEntries(Object.entries(terms).filter(([field]) => !fields.includes(field)));
}
