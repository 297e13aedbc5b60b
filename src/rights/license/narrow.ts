/**
 * An uploaded policy as the license's own terms narrow it: whatever it permits holds only for the titles and the term that
 * the license has, and what must be deleted after the term is owed besides.
 */
import { compileConstraint } from '../odrl/constraint.ts';
import type { Constraint, Policy, Rule } from '../odrl/model.ts';
import type { PolicyTerms } from '../terms.ts';
import { deletionAfterTerm } from './agreement.ts';

export function narrowedByTerms(policy: Policy, terms: PolicyTerms): Policy {
  const limits = limitsOf(terms);
  // Atomic rules of one written rule share their constraints, and go on sharing them.
  const known = new Map<Constraint[], Constraint[]>();
  const narrow = (rule: Rule): Rule => {
    const { constraints } = rule;
    const added = () => limits.filter((limit) => !constraints.some(sameAs(limit)));
    const narrowed = known.get(constraints) ?? [...constraints, ...added()];
    known.set(constraints, narrowed);
    return { ...rule, constraints: narrowed };
  };
  return {
    ...policy,
    permissions: policy.permissions.map(narrow),
    obligations: [...policy.obligations, ...deletion(policy, terms)],
  };
}

export function limitsOf({ titles, starts, ends }: PolicyTerms): Constraint[] {
  return [
    ...(titles ? [compileConstraint({ leftOperand: 'title', operator: 'isAnyOf', values: titles })] : []),
    compileConstraint({ leftOperand: 'dateTime', operator: 'gteq', values: [starts] }),
    compileConstraint({ leftOperand: 'dateTime', operator: 'lt', values: [ends] }),
  ];
}

const sameAs = (one: Constraint) => (other: Constraint) =>
  one.kind === 'atomic' &&
  other.kind === 'atomic' &&
  JSON.stringify(one.shown) === JSON.stringify(other.shown);

function deletion({ obligations }: Policy, terms: PolicyTerms): Rule[] {
  const owed = deletionAfterTerm(terms);
  if (!owed || obligations.some(({ action, text }) => action === 'delete' && text === owed.text)) return [];
  const nothing = { constraints: [], duties: [], remedies: [], consequences: [] };
  return [
    {
      id: owed.uid,
      ordinal: 0,
      variant: owed.uid,
      kind: 'duty',
      action: 'delete',
      text: owed.text,
      parts: { rule: [], action: [], target: [], assignee: [] },
      ...nothing,
    },
  ];
}
