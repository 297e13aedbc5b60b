/**
 * True if a license demands the author's name besides the credit line: a term, or `imp:byline` of a duty to
 * attribute.
 */
import type { Rule } from '../odrl/model.ts';
import { parsePolicy } from '../odrl/parse.ts';
import { perObject } from '../per-object.ts';
import type { LicenseTerms } from '../terms.ts';

export function asksForByline({ credit, policy }: LicenseTerms): boolean {
  return policy === undefined ? (credit?.byline ?? false) : demandedBy(policy);
}

/** Cached, because every stamp needs it and the policy of a license version never changes. */
const demandedBy = perObject((document: object): boolean => {
  const parsed = parsePolicy(document);
  if (!parsed.ok) return false;
  const { permissions, obligations } = parsed.value.policy;
  const duties: Rule[] = [...obligations, ...permissions.flatMap((rule) => rule.duties)];
  return duties.some(({ byline }) => byline);
});
