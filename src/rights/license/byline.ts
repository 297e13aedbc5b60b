/** Whether a license demands the author's name besides the credit line: a term, or `imp:byline` of a duty to attribute. */
import type { Rule } from '../odrl/model.ts';
import { parsePolicy } from '../odrl/parse.ts';
import type { LicenseTerms } from '../terms.ts';

/** Asked for every stamp, while the terms of one license version never change. */
const known = new WeakMap<object, boolean>();

export function asksForByline({ credit, policy }: LicenseTerms): boolean {
  if (policy === undefined) return credit?.byline ?? false;
  let asked = known.get(policy);
  if (asked === undefined) {
    asked = demandedBy(policy);
    known.set(policy, asked);
  }
  return asked;
}

function demandedBy(document: object): boolean {
  const parsed = parsePolicy(document);
  if (!parsed.ok) return false;
  const { permissions, obligations } = parsed.value.policy;
  const duties: Rule[] = [...obligations, ...permissions.flatMap((rule) => rule.duties)];
  return duties.some(({ byline }) => byline);
}
