/** One policy and one request, prepared for evaluation. */
import { canonicalAction } from '../odrl/actions.ts';
import type { Notes, Policy, Rule } from '../odrl/model.ts';
import { shortName } from '../odrl/names.ts';
import { isNode } from '../odrl/node.ts';
import { sameName } from '../odrl/operands.ts';
import { dayOfWeek, instantOf } from '../odrl/time.ts';
import { allOf, evaluateConstraints, type Facts, type Truth } from '../odrl/truth.ts';
import { territoryCodes } from '../territories/expand.ts';
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

interface StatedValues {
  values: string[];
  unit?: string;
}

/** Names are expanded like those of the policy, so a request may use its prefixes and terms. */
function factsOf(request: PolicyRequest, { nameOf, termOf }: Pick<Notes, 'nameOf' | 'termOf'>): Facts {
  const context = new Map<string, StatedValues>();
  for (const [key, value] of Object.entries(isNode(request.context) ? request.context : {})) {
    const stated = statedOf(value, nameOf);
    if (!stated) continue;
    context.set(sameName(shortName(key)), stated);
    context.set(sameName(termOf(key)), stated);
  }
  const places = context.get('spatial');
  if (places) context.set('spatial', { values: codesOf(places.values) });
  const at = instantOfRequest(request, context.get('dateTime'));
  return {
    at,
    origin: undefined,
    valuesTogether: true,
    isImminentUse: true,
    trustsStatus: true,
    values: (operand) => {
      const stated = context.get(operand)?.values;
      if (stated !== undefined || operand !== 'dayOfWeek' || at === undefined) return stated;
      const day = dayOfWeek(at);
      return day === undefined ? undefined : [day];
    },
    unit: (operand) => context.get(operand)?.unit,
  };
}

/** A date counts from its first instant. A stated value that is no instant is not replaced. */
function instantOfRequest({ at }: PolicyRequest, stated: StatedValues | undefined): number | undefined {
  if (stated !== undefined) {
    const [only, ...others] = stated.values;
    return only === undefined || others.length > 0 ? undefined : instantOf(only);
  }
  // `Date` cannot represent it.
  return typeof at === 'number' && !Number.isNaN(new Date(at).getTime()) ? at : undefined;
}

/** One unknown territory makes the whole list unknown, because none may be ignored. */
function codesOf(names: readonly string[]): string[] {
  const sets = names.map(territoryCodes);
  return sets.every((set) => set !== undefined) ? [...new Set(sets.flatMap((set) => [...set]))] : [];
}

/**
 * Reads `"DE"`, `5`, `["a", "b"]`, `{"@id"}`, `{"@value"}` or `{value, unit}`. Undefined: nothing comparable.
 */
function statedOf(value: unknown, nameOf: (name: string) => string): StatedValues | undefined {
  if (Array.isArray(value)) {
    const statedValues = value.map((part) => statedOf(part, nameOf));
    if (!statedValues.every((stated) => stated !== undefined)) return { values: [] };
    const [unit, ...others] = new Set(statedValues.map((stated) => stated.unit));
    if (others.length > 0) return { values: [] };
    return { values: statedValues.flatMap((stated) => stated.values), ...(unit !== undefined && { unit }) };
  }
  if (isNode(value)) {
    const inner = statedOf(value['@value'] ?? value['@id'] ?? value.value ?? null, nameOf);
    if (!inner || value.unit === undefined) return inner;
    return { ...inner, unit: typeof value.unit === 'string' ? nameOf(value.unit.toWellFormed()) : '?' };
  }
  if (typeof value === 'string') return { values: [nameOf(value.toWellFormed())] };
  if (typeof value === 'number' || typeof value === 'boolean') return { values: [String(value)] };
  return undefined;
}

/** Names of a party or thing and of all collections that contain it. Undefined: not stated. */
function namesOf(
  stated: unknown,
  nameOf: (name: string) => string,
  memberships: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> | undefined {
  const first = isNode(stated) ? (stated['@id'] ?? stated.uid) : stated;
  if (typeof first !== 'string' || first === '') return undefined;
  const names = new Set([nameOf(first.toWellFormed())]);
  const collections = isNode(stated) ? [stated.partOf ?? stated['odrl:partOf'] ?? []].flat() : [];
  for (const part of collections) {
    const name = isNode(part) ? part['@id'] : part;
    if (typeof name === 'string') names.add(nameOf(name.toWellFormed()));
  }
  // The set grows during the loop: collections of collections, each once.
  for (const name of names) for (const collection of memberships.get(name) ?? []) names.add(collection);
  return names;
}
