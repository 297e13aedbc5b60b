/** Finds the constraint that a rule failed on, and its code. */
import type { Atomic, Broken, Constraint, Rule } from '../odrl/model.ts';
import { evaluateConstraint, type Truth } from '../odrl/truth.ts';
import type { RightsCode } from '../types.ts';
import type { Circumstances } from './case.ts';

const CODES: Record<string, RightsCode> = {
  component: 'component_not_licensed',
  title: 'title_not_licensed',
  product: 'title_not_licensed',
  virtualLocation: 'title_not_licensed',
  spatial: 'territory_not_licensed',
  deliveryChannel: 'channel_not_licensed',
  media: 'channel_not_licensed',
  purpose: 'purpose_not_licensed',
  language: 'language_not_licensed',
  dateTime: 'outside_term',
  elapsedTime: 'outside_term',
  delayPeriod: 'outside_term',
};

/**
 * Order in which a partner would ask: what, who, where, how, why, when. A later failure is nearer to a
 * permit.
 */
const ORDER: readonly RightsCode[] = [
  'use_not_licensed',
  'component_not_licensed',
  'title_not_licensed',
  'territory_not_licensed',
  'channel_not_licensed',
  'purpose_not_licensed',
  'language_not_licensed',
  'outside_term',
  'indeterminate',
  'policy_void',
];

export function nearness(code: RightsCode): number {
  return ORDER.indexOf(code);
}

export function codeOfFailure(truth: Truth, leaf: Atomic | Broken | undefined): RightsCode {
  if (truth === 'missing') return 'indeterminate';
  if (truth === 'unknowable') return 'policy_void';
  return (leaf?.kind === 'atomic' ? CODES[leaf.operand] : undefined) ?? 'use_not_licensed';
}

/**
 * Returns the constraint that explains the result: of those that fail, the first in the partner's order;
 * otherwise one that cannot be known; otherwise the most specific one. Undefined: the rule has no constraint.
 */
export function leafOf(rule: Rule, circumstances: Circumstances): Atomic | Broken | undefined {
  let bestLeaf: LeafTruth | undefined;
  for (const constraint of rule.constraints) {
    const candidate = explainingLeaf(constraint, circumstances);
    if (!bestLeaf || explainsMore(candidate, bestLeaf)) bestLeaf = candidate;
  }
  return bestLeaf?.leaf;
}

interface LeafTruth {
  /** Undefined: no member explains it. An `xone` may fail because two of its members hold. */
  leaf: Atomic | Broken | undefined;
  truth: Truth;
}

/** In a compound, members with its truth explain it; for a failing `or` the last one does. */
function explainingLeaf(constraint: Constraint, circumstances: Circumstances): LeafTruth {
  const truth = evaluateConstraint(constraint, circumstances);
  if (constraint.kind !== 'compound') return { leaf: constraint, truth };
  const agreeingMembers = constraint.members
    .map((member) => explainingLeaf(member, circumstances))
    .filter((member) => member.truth === truth);
  return agreeingMembers.at(-1) ?? { leaf: undefined, truth };
}

const EXPLAINING_ORDER: readonly Truth[] = ['fails', 'unknowable', 'missing', 'holds'];

/** True if `one` explains more than `other`, which was found before it. */
function explainsMore(one: LeafTruth, other: LeafTruth): boolean {
  if (one.truth !== other.truth)
    return EXPLAINING_ORDER.indexOf(one.truth) < EXPLAINING_ORDER.indexOf(other.truth);
  return rank(one) < rank(other);
}

function rank({ leaf }: LeafTruth): number {
  return nearness((leaf?.kind === 'atomic' && CODES[leaf.operand]) || 'policy_void');
}
