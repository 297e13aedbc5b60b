/** Changing the terms of a license. Pure. */
import { type Attempt, done, failed } from '../../platform/failure.ts';
import { faultsOf } from '../../platform/http.ts';
import { type LicenseTerms, NAMED_RIGHTS } from '../../rights/terms.ts';
import { merged } from '../merge.ts';
import { type LicensePatch, NEEDED, termsOf, termsSchema } from './schemas.ts';

/**
 * The terms as the patch leaves them. A policy takes the place of all named rights at once, and named rights that of a
 * policy, once they are complete: in between, nobody could say what is licensed.
 */
export function changedTerms(
  terms: LicenseTerms,
  patch: Omit<LicensePatch, 'status'>,
): Attempt<LicenseTerms> {
  const named = NAMED_RIGHTS.filter((field) => patch[field] !== undefined && patch[field] !== null);
  const whole = NEEDED.every((field) => named.includes(field));
  if (terms.policy !== undefined && patch.policy === undefined && named.length > 0 && !whole)
    return failed({
      reason: 'malformed',
      faults: named.map((field) => ({
        path: `/${field}`,
        message: `This license is by a policy, which says this: change the policy, or give all of ${NEEDED.join(', ')} in its place`,
      })),
    });
  const kept = patch.policy
    ? without(terms, NAMED_RIGHTS)
    : named.length > 0
      ? without(terms, ['policy'])
      : terms;
  const read = termsSchema.safeParse(merged(kept, patch));
  return read.success
    ? done(termsOf(read.data))
    : failed({ reason: 'malformed', faults: faultsOf(read.error) });
}

function without(terms: LicenseTerms, fields: readonly string[]): object {
  return Object.fromEntries(Object.entries(terms).filter(([field]) => !fields.includes(field)));
}
