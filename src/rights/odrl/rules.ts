/** Reads the written rules of a policy and expands them to atomic ones. */
import { POLICY_RULES_MAX } from '../limits.ts';
import type { Message } from '../message.ts';
import { message, quoted } from '../policy-templates.ts';
import { ACTIONS, canonicalAction, isAction } from './actions.ts';
import { compileConstraint } from './constraint.ts';
import { conditionsOf, constraintsOf, signatureOf } from './constraints.ts';
import type { Constraint, Rule } from './model.ts';
import { shortName } from './names.ts';
import { nearestWord } from './nearest.ts';
import { isNode, type Node } from './node.ts';
import { OTHER_PARTIES, type RuleProperty } from './roles.ts';
import type { RuleContext } from './rule-context.ts';

export function readRules(context: RuleContext, ...properties: RuleProperty[]): Rule[] {
  return properties.flatMap((property) =>
    context.reader.all(context.policy, property).flatMap((node, position) => {
      context.beginRule(property, position, node);
      if (isNode(node)) return readRule(context, node, property, `${context.ordinal}`, 0);
      context.budget.fault(context.path, 'A rule must be an object');
      return [];
    }),
  );
}

/** Levels of nested duties: the standard has consequences of duties, and nothing deeper. */
const NESTED_MAX = 4;

/**
 * Returns an atomic rule for each action, and for each group of targets and parties with equal refinements.
 */
function readRule(
  context: RuleContext,
  node: Node,
  property: RuleProperty,
  variant: string,
  depth: number,
): Rule[] {
  const { reader, budget, ordinal } = context;
  if (budget.exceeded !== undefined) return [];
  if (depth > NESTED_MAX) {
    budget.fault(context.path, 'Its duties nest too deep');
    reader.exempt(node);
    return [];
  }
  const kind = property === 'permission' || property === 'prohibition' ? property : 'duty';
  reader.readAs(node, kind);
  reader.readPartsAs(node, 'party', OTHER_PARTIES);
  const rule = constraintsOf(context, conditionsOf(reader, node));
  const nested = (...properties: RuleProperty[]) =>
    properties.flatMap((name) =>
      reader
        .all(node, name)
        .flatMap((part, position) =>
          nestedRules(context, part, name, `${variant}.${name}${position + 1}`, depth + 1),
        ),
    );
  const id = ruleId(context, node);
  const text = reader.values(node, 'text')?.[0];
  const byline = reader.values(node, 'byline')?.includes('true') ?? false;
  const assigners = context
    .sharedValues(node, 'assigner', kind)
    .map((value) => {
      if (isNode(value)) reader.readAs(value, 'party');
      return reader.name(value);
    })
    .filter((name) => name !== undefined);
  const common = {
    ...id,
    ordinal,
    kind,
    duties: kind === 'permission' ? nested('duty', 'obligation') : [],
    remedies: kind === 'prohibition' ? nested('remedy') : [],
    consequences: kind === 'duty' ? nested('consequence') : [],
    ...(assigners.length > 0 && { assigners }),
    ...(text !== undefined && { text }),
    ...(byline && { byline }),
  } as const;

  const actions = actionsOf(context, node, property, kind);
  const assignees = partiesOf(context, node, 'assignee', kind);
  const rules: Rule[] = [];
  for (const target of partiesOf(context, node, 'target', kind))
    for (const assignee of assignees) {
      // Atomic rules share it, because a thousand licenses are in memory at once.
      const shared = {
        constraints: context.sameList([...rule, ...target.refinement, ...assignee.refinement]),
        parts: { rule, action: [], target: target.refinement, assignee: assignee.refinement },
      };
      for (const [position, { refined, ...action }] of actions.entries()) {
        if (!budget.rule()) return rules;
        const split = target.several || assignee.several ? rules.length : refined.length > 0 ? position : -1;
        const atomic: Rule = {
          ...common,
          ...action,
          variant: split < 0 ? variant : `${variant}/${split}`,
          ...(refined.length === 0
            ? shared
            : {
                constraints: [...shared.constraints, ...refined],
                parts: { ...shared.parts, action: refined },
              }),
          ...(target.names.length > 0 && { targets: target.names }),
          ...(assignee.names.length > 0 && { assignees: assignee.names }),
        };
        context.pointers.set(atomic, { rule: context.path, constraints: context.constraintPointers });
        rules.push(atomic);
      }
    }
  return rules;
}

function nestedRules(
  context: RuleContext,
  value: unknown,
  property: RuleProperty,
  variant: string,
  depth: number,
): Rule[] {
  if (!isNode(value)) {
    context.budget.fault(context.path, `Its ${property} must be an object`);
    return [];
  }
  return context.readNested(value, () => readRule(context, value, property, variant, depth));
}

type ActionPart = Pick<Rule, 'action' | 'unknown'> & { refined: Constraint[] };

/** Returns each action once, whatever its spelling; an unknown one if none is written. */
function actionsOf(
  context: RuleContext,
  node: Node,
  property: RuleProperty,
  kind: Rule['kind'],
): ActionPart[] {
  const written = context.sharedValues(node, 'action', kind);
  const actions = new Map<string, ActionPart>();
  for (const value of written.length > 0 ? written : [undefined]) {
    if (isNode(value)) context.reader.readAs(value, 'action');
    const refined = isNode(value) ? constraintsOf(context, conditionsOf(context.reader, value)) : [];
    const action = actionOf(context, value, property);
    actions.set(JSON.stringify([action, signatureOf(refined)]), { ...action, refined });
    // Each action becomes at least one rule, so the budget refuses the policy.
    if (actions.size > POLICY_RULES_MAX) break;
  }
  return [...actions.values()];
}

/** Reads `"display"`, `{"@id": "odrl:display"}`, or an object with `rdf:value` and a refinement. */
function actionOf(
  { reader, budget, path, bare }: RuleContext,
  written: unknown,
  property: RuleProperty,
): Pick<Rule, 'action' | 'unknown'> {
  const values = isNode(written) ? reader.all(written, 'rdf:value') : [];
  const ownId = isNode(written) && values.length > 0 ? reader.id(written) : undefined;
  const valueName = values.length > 1 ? undefined : reader.name(values[0] ?? written);
  // An id that is an action and a value that is a different one contradict each other.
  const clashes = ownId !== undefined && isAction(shortName(ownId)) && shortName(ownId) !== valueName;
  const name = clashes ? undefined : valueName;
  const action = name === undefined ? undefined : canonicalAction(name);
  if (action !== undefined) return { action };
  if (written === undefined && bare) return { action: undefined, unknown: null };
  const reason = unknownAction(name);
  if (property === 'permission') budget.warn(path, message('reader.never_grants', { why: reason }));
  // The effect of such a rule is unknown, and a guess could release something.
  else budget.fault(path, `${reason.text}: the policy cannot be evaluated`);
  return { action: undefined, unknown: name ?? (written === undefined ? null : '') };
}

function unknownAction(name: string | undefined): Message {
  if (name === undefined) return message('reader.no_action');
  const action = quoted(name);
  const suggestion = nearestWord(name, ACTIONS);
  if (suggestion === undefined) return message('reader.action', { action });
  return message('reader.action_meant', { action, meant: quoted(suggestion) });
}

function ruleId({ reader, uid, ordinal }: RuleContext, node: Node): Pick<Rule, 'id' | 'uid'> {
  const id = reader.id(node);
  if (id === undefined || id === '' || id.startsWith('_:')) return { id: `rule-${ordinal}` };
  const short = uid !== '' && id.startsWith(`${uid}#`) ? id.slice(uid.length + 1) : id;
  return { id: short, uid: id };
}

interface Parties {
  /** Each once. */
  names: string[];
  refinement: Constraint[];
  /** The rule has other parties with different refinements, and is split between them. */
  several: boolean;
}

/** Groups parties with equal refinements. Without parties there is one group without names. */
function partiesOf(
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
