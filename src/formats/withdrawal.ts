/** Decides whether copies of a withheld component must be removed. */

/**
 * A restriction forbids the component, or it was killed or held. A component that was never granted, or has
 * not arrived yet, has not been withdrawn.
 */
const WITHDRAWING: ReadonlySet<string> = new Set([
  'restricted',
  'restriction_unreviewed',
  'indeterminate',
  'policy_void',
  'killed',
  'held',
]);

export const isWithdrawing = (code: string): boolean => WITHDRAWING.has(code);
