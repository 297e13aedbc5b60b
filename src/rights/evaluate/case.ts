/** One policy and one request, prepared for evaluation. */
import { canonicalAction } from '../odrl/actions.ts';
import type { Notes, Policy, Rule } from '../odrl/model.ts';
import { isNode } from '../odrl/node.ts';
import { allOf, evaluateConstraints, type Facts, type Truth } from '../odrl/truth.ts';
import { factsOf, namesOf } from './facts.ts';
import type { PolicyRequest, PolicyState } from './types.ts';

export interface PolicyCase {
  policy: Policy;
  /** Undefined: unknown action. */
  action: string | undefined;
  assignee: ReadonlySet<string> | undefined;
  target: ReadonlySet<string> | undefined;
  facts: Facts;
  performed: readonly string[];
  violated: readonly string[];
}

export function toPolicyCase(
  policy: Policy,
  notes: Notes,
  request: PolicyRequest,
  state: PolicyState,
): PolicyCase {
  const { nameOf, termOf } = notes;
  const memberships = new Map<string, string[]>();
  const add = (name: string, collections: readonly string[]) =>
    memberships.set(name, [...(memberships.get(name) ?? []), ...collections]);
  for (const [name, collections] of notes.memberships) add(name, collections);
  for (const [name, collections] of Object.entries(isNode(state.partOf) ? state.partOf : {}))
    add(nameOf(name), texts([collections].flat()).map(nameOf));
  return {
    policy,
    action: actionOf(request.action, termOf),
    assignee: namesOf(request.assignee, nameOf, memberships),
    target: namesOf(request.target, nameOf, memberships),
    facts: factsOf(request, notes),
    performed: texts(state.performed).map(nameOf),
    violated: texts(state.violated).map(nameOf),
  };
}

function actionOf(requested: unknown, termOf: Notes['termOf']): string | undefined {
  const name = isNode(requested) ? requested['@id'] : requested;
  return typeof name === 'string' ? canonicalAction(termOf(name.toWellFormed())) : undefined;
}

function texts(values: unknown): string[] {
  return (Array.isArray(values) ? values : [])
    .filter((value) => typeof value === 'string')
    .map((text) => text.toWellFormed());
}

/**
 * Truth of: the rule is about this party. It names the party, or a collection that contains it, with matching
 * refinements.
 */
export function aboutAssignee({ assignee, facts }: PolicyCase, rule: Rule): Truth {
  return allOf([matchNames(rule.assignees, assignee), evaluateConstraints(rule.parts.assignee, facts)]);
}

/** Truth of: the rule is about this asset. */
export function aboutTarget({ target, facts }: PolicyCase, rule: Rule): Truth {
  return allOf([matchNames(rule.targets, target), evaluateConstraints(rule.parts.target, facts)]);
}

function matchNames(
  names: readonly string[] | undefined,
  requestedNames: ReadonlySet<string> | undefined,
): Truth {
  if (names === undefined) return 'holds';
  if (requestedNames === undefined) return 'missing';
  return names.some((name) => requestedNames.has(name)) ? 'holds' : 'fails';
}
