/** The rules of a policy as written, expanded to atomic ones. */
import { OPERAND_VALUES_MAX, POLICY_CONSTRAINTS_MAX, POLICY_DEPTH_MAX, POLICY_RULES_MAX } from '../limits.ts';
import type { RightsFault } from '../types.ts';
import { isAction } from './actions.ts';
import { compileConstraint } from './constraint.ts';
import type { Constraint, Rule } from './model.ts';
import { shortName } from './names.ts';
import { LOGICAL } from './operands.ts';
import { isNode, type Node, type Reader } from './reader.ts';

/** Counts what a document makes us do: references can make a small document large. */
export class Budget {
  rules = 0;
  constraints = 0;
  exceeded: string | undefined;
  readonly faults: RightsFault[] = [];
  readonly warnings: RightsFault[] = [];

  rule(): boolean {
    this.rules += 1;
    if (this.rules > POLICY_RULES_MAX) this.exceeded = `It has more than ${POLICY_RULES_MAX} rules`;
    return this.exceeded === undefined;
  }

  constraint(): boolean {
    this.constraints += 1;
    if (this.constraints > POLICY_CONSTRAINTS_MAX)
      this.exceeded = `It has more than ${POLICY_CONSTRAINTS_MAX} constraints`;
    return this.exceeded === undefined;
  }
}

export interface RuleContext {
  reader: Reader;
  budget: Budget;
  policy: Node;
  /** The uid of the policy. */
  uid: string;
  /** Rules read so far. */
  ordinal: number;
  /** JSON pointer to the rule that is being read. */
  path: string;
}

export type RuleProperty = 'permission' | 'prohibition' | 'obligation' | 'duty';

/** All rules under one property of the policy. */
export function readRules(context: RuleContext, property: RuleProperty): Rule[] {
  return context.reader.all(context.policy, property).flatMap((node, position) => {
    context.ordinal += 1;
    context.path = `/${property}/${position}`;
    if (isNode(node)) return readRule(context, node, property);
    context.budget.faults.push({ path: context.path, message: 'A rule must be an object' });
    return [];
  });
}

/** One written rule: as many atomic rules as it lists actions. */
function readRule(context: RuleContext, node: Node, property: RuleProperty): Rule[] {
  const { reader, ordinal } = context;
  const actions = shared(context, node, 'action');
  const targets = parties(context, node, 'target');
  const assignees = parties(context, node, 'assignee');
  const common = [
    ...constraintsOf(context, node, 'constraint', 0),
    ...[...targets.nodes, ...assignees.nodes].flatMap((part) =>
      constraintsOf(context, part, 'refinement', 0),
    ),
  ];
  const duties = property === 'permission' ? dutiesOf(context, node) : [];
  const text = reader.names(node, 'text')?.[0];

  return (actions.length > 0 ? actions : [undefined]).flatMap((written, position): Rule[] => {
    if (!context.budget.rule()) return [];
    const refined = isNode(written) ? constraintsOf(context, written, 'refinement', 0) : [];
    return [
      {
        id: ruleId(context, node),
        ordinal,
        variant: refined.length > 0 ? `${ordinal}/${position}` : `${ordinal}`,
        kind: property === 'permission' || property === 'prohibition' ? property : 'duty',
        action: actionOf(context, written, property),
        constraints: [...common, ...refined],
        duties,
        ...(targets.names.length > 0 && { targets: targets.names }),
        ...(assignees.names.length > 0 && { assignees: assignees.names }),
        ...(text !== undefined && { text }),
      },
    ];
  });
}

/** Duties of a permission. Their consequences are not read: an unmet duty already blocks. */
function dutiesOf(context: RuleContext, node: Node): Rule[] {
  return context.reader
    .all(node, 'duty')
    .concat(context.reader.all(node, 'obligation'))
    .flatMap((duty) => (isNode(duty) ? readRule(context, duty, 'duty') : []));
}

/** A property of the rule, else of the policy, which shares it with all its rules (ODRL IM 2.2, section 2.7.1). */
function shared({ reader, policy }: RuleContext, node: Node, property: string): unknown[] {
  const own = reader.all(node, property);
  return own.length > 0 ? own : reader.all(policy, property);
}

function parties(context: RuleContext, node: Node, property: string): { nodes: Node[]; names: string[] } {
  const values = shared(context, node, property);
  const names = values.map((value) => context.reader.name(value) ?? sourceOf(context, value));
  return { nodes: values.filter(isNode), names: names.filter((name) => name !== undefined) };
}

/** A collection is named by its `source`. */
function sourceOf({ reader }: RuleContext, value: unknown): string | undefined {
  return isNode(value) ? reader.names(value, 'source')?.[0] : undefined;
}

/** `"display"`, `{"@id": "odrl:display"}`, or an object with `rdf:value` and a refinement. */
function actionOf(
  { reader, budget, path }: RuleContext,
  written: unknown,
  property: RuleProperty,
): string | undefined {
  const value = isNode(written)
    ? (reader.all(written, 'rdf:value')[0] ?? reader.all(written, RDF_VALUE)[0] ?? written)
    : written;
  const name = reader.name(value);
  if (name !== undefined && isAction(name)) return name;
  const said = name === undefined ? 'It names no action' : `The action "${name.slice(0, 80)}" is not known`;
  if (property === 'permission')
    budget.warnings.push({ path, message: `${said}: this permission never grants` });
  // We cannot tell what such a rule forbids or demands, and a guess would let something out.
  else budget.faults.push({ path, message: `${said}: the policy cannot be evaluated` });
  return undefined;
}

const RDF_VALUE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value';

function ruleId({ reader, uid, ordinal }: RuleContext, node: Node): string {
  const id = reader.id(node);
  if (id === undefined || id === '') return `rule-${ordinal}`;
  return uid !== '' && id.startsWith(`${uid}#`) ? id.slice(uid.length + 1) : id;
}

function constraintsOf(context: RuleContext, node: Node, property: string, depth: number): Constraint[] {
  return context.reader.all(node, property).map((value) => readConstraint(context, value, depth));
}

function readConstraint(context: RuleContext, value: unknown, depth: number): Constraint {
  const { reader, budget } = context;
  if (!budget.constraint() || depth > POLICY_DEPTH_MAX || !isNode(value))
    return warned(context, compileConstraint(NOTHING));
  const logical = LOGICAL.filter((operator) => reader.has(value, operator));
  const [operator] = logical;
  if (operator === undefined) return warned(context, readAtomic(context, value));
  if (logical.length > 1)
    return warned(context, compileConstraint({ ...NOTHING, operator: logical.join(' and ') }));
  const members = constraintsOf(context, value, operator, depth + 1);
  // Of no members, `and` would hold: an empty compound says nothing, so it cannot be evaluated.
  return members.length > 0
    ? { kind: 'compound', operator, members }
    : warned(context, compileConstraint({ ...NOTHING, operator }));
}

const NOTHING = { leftOperand: undefined, operator: undefined, values: undefined };

function readAtomic({ reader }: RuleContext, node: Node): Constraint {
  const one = (property: string) => {
    const names = reader.names(node, property);
    return names?.length === 1 ? names[0] : undefined;
  };
  const values = reader.names(node, 'rightOperand');
  return compileConstraint({
    leftOperand: one('leftOperand'),
    operator: one('operator'),
    values: values && values.length <= OPERAND_VALUES_MAX ? values.map(shortName) : undefined,
  });
}

function warned(context: RuleContext, constraint: Constraint): Constraint {
  if (constraint.kind === 'broken')
    context.budget.warnings.push({
      path: context.path,
      message: `A constraint cannot be evaluated: ${constraint.why}`,
    });
  return constraint;
}
