/** Reads the targets and assignees of a rule: assets, parties and their collections, with refinements. */
import { compileConstraint } from './constraint.ts';
import { conditionsOf, constraintsOf, signatureOf } from './constraints.ts';
import type { Constraint, Rule } from './model.ts';
import { isNode, type Node } from './node.ts';
import type { RuleContext } from './rule-context.ts';

export interface Parties {
  /** Each once. */
  names: string[];
  refinement: Constraint[];
  /** The rule has other parties with different refinements, and is split between them. */
  several: boolean;
}

/** Groups parties with equal refinements. Without parties there is one group without names. */
export function partiesOf(
  context: RuleContext,
  node: Node,
  property: 'target' | 'assignee',
  kind: Rule['kind'],
): Parties[] {
  const groups = new Map<string, { names: Set<string>; refinement: Constraint[] }>();
  for (const value of context.sharedValues(node, property, kind)) {
    if (isNode(value)) context.reader.readAs(value, 'thing');
    const names = namesOf(context, value);
    const refinements = isNode(value) ? constraintsOf(context, conditionsOf(context.reader, value)) : [];
    // A nameless party cannot be recognized: it must neither grant nor be ignored.
    const refinement = names.length > 0 ? refinements : [NAMELESS];
    const key = signatureOf(refinement);
    const group = groups.get(key);
    if (group) for (const name of names) group.names.add(name);
    else groups.set(key, { names: new Set(names), refinement });
  }
  if (groups.size === 0) return [{ names: [], refinement: [], several: false }];
  return [...groups.values()].map(({ names, refinement }) => ({
    names: [...names],
    refinement,
    several: groups.size > 1,
  }));
}

const NAMELESS = compileConstraint({ leftOperand: undefined, operator: undefined, values: undefined });

/** Names of a party: its id, and the `source` of a collection (ODRL IM 2.2, section 2.2). */
function namesOf({ reader }: RuleContext, value: unknown): string[] {
  const sources = isNode(value) ? (reader.names(value, 'source') ?? []) : [];
  const name = reader.name(value);
  const isNameless = name === undefined || (isNode(value) && name.startsWith('_:') && sources.length > 0);
  return [...new Set(isNameless ? sources : [name, ...sources])];
}
