/** Which reasons for withholding a part mean that a copy of it has to go. */

/**
 * A restriction forbids the part, or the part itself was killed or held. A part that the license never
 * granted, or that has not come yet, has not been withdrawn.
 */
const WITHDRAWING: ReadonlySet<string> = new Set([
  'restricted',
  'restriction_unreviewed',
  'indeterminate',
  'policy_void',
  'killed',
  'held',
]);

/** `code`: why the part is withheld, as a refusal says it. */
export const isWithdrawing = (code: string): boolean => WITHDRAWING.has(code);
