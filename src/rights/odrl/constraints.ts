/** Reads constraints and refinements: atomic ones and compounds. */
import { OPERAND_VALUES_MAX, POLICY_DEPTH_MAX } from '../limits.ts';
import { message } from '../policy-templates.ts';
import { compileConstraint } from './constraint.ts';
import type { Constraint } from './model.ts';
import { isNode, type Node } from './node.ts';
import { LOGICAL } from './operands.ts';
import type { Reader } from './reader.ts';
import type { RuleContext } from './rule-context.ts';
import { durationOf, spanOf } from './time.ts';

/**
 * A rule has constraints; an action, target or party has refinements. Both are read in either place, so that
 * none is ignored.
 */
export function conditionsOf(reader: Reader, node: Node): unknown[] {
  return [...reader.all(node, 'constraint'), ...reader.all(node, 'refinement')];
}

export function constraintsOf(context: RuleContext, written: readonly unknown[], depth = 0): Constraint[] {
  return written.map((value) => readConstraint(context, value, depth));
}

/** Returns equal texts for equal constraints, whatever their spelling. */
export function signatureOf(constraints: readonly Constraint[]): string {
  return JSON.stringify(constraints, (key, value) => (key === 'test' || key === 'why' ? undefined : value));
}

function readConstraint(context: RuleContext, value: unknown, depth: number): Constraint {
  const path = (isNode(value) ? context.reader.pointer(value) : undefined) ?? context.path;
  const constraint = compileWritten(context, value, depth);
  context.recordConstraint(constraint, path);
  warn(context, constraint, path);
  return constraint;
}

function compileWritten(context: RuleContext, value: unknown, depth: number): Constraint {
  const { reader, budget } = context;
  if (!budget.constraint() || depth > POLICY_DEPTH_MAX || !isNode(value)) return compileConstraint(NOTHING);
  const logical = LOGICAL.filter((operator) => reader.has(value, operator));
  const [operator] = logical;
  const isLogical = operator !== undefined && !reader.has(value, 'leftOperand');
  reader.readAs(value, isLogical ? 'logical' : 'constraint');
  if (operator === undefined) return readAtomic(context, value);
  // A compound that is also an atomic constraint, or two compounds in one, is ambiguous.
  if (logical.length > 1 || !isLogical) {
    for (const name of logical) reader.exempt(reader.all(value, name));
    return compileConstraint({ ...NOTHING, operator: logical.join(' and ') });
  }
  const members = constraintsOf(context, reader.all(value, operator), depth + 1);
  // `and` would hold without members, so an empty compound cannot be evaluated.
  return members.length > 0
    ? { kind: 'compound', operator, members }
    : compileConstraint({ ...NOTHING, operator });
}

const NOTHING = { leftOperand: undefined, operator: undefined, values: undefined };

function readAtomic({ reader, budget, inherited }: RuleContext, node: Node): Constraint {
  const singleName = (property: string) => {
    const names = reader.names(node, property);
    return names?.length === 1 ? names[0] : undefined;
  };
  const values = reader.values(node, 'rightOperand');
  for (const { text, datatype } of reader.literals(node, 'rightOperand'))
    if (!isOfDatatype(text, datatype))
      budget.fault(
        reader.pathTo(node, 'rightOperand'),
        `"${text.slice(0, 80)}" is no ${datatype}: write ${EXAMPLES[datatype] ?? 'a value of that type'}`,
      );
  const units = reader.all(node, 'unit');
  return compileConstraint({
    // ODRL 2.1 JSON calls it `name`, which means a plain name elsewhere.
    leftOperand:
      singleName('leftOperand') ?? (reader.has(node, 'leftOperand') ? undefined : singleName('name')),
    operator: singleName('operator'),
    values: values && values.length <= OPERAND_VALUES_MAX ? values : undefined,
    ...(units.length > 0 && { unit: singleName('unit') ?? '?' }),
    // A child does not inherit `status` (ODRL IM 2.2, section 2.9).
    ...(!inherited && { status: reader.values(node, 'status')?.[0] }),
    isElsewhere: reader.has(node, 'rightOperandReference'),
  });
}

function warn({ budget }: RuleContext, constraint: Constraint, path: string): void {
  if (constraint.kind === 'broken') budget.warn(path, message('reader.broken', { why: constraint.why }));
  if (constraint.kind === 'atomic' && constraint.operandKind === 'stated')
    budget.warn(path, message('reader.stated', { operand: constraint.operand }));
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const INTEGER = /^[+-]?\d+$/;
const FLOAT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const ZONE = /(?:Z|[+-]\d{2}:\d{2})$/;

const isDateTime = (text: string) => text.includes('T') && spanOf(text) !== undefined;

const TESTS = new Map<string, (text: string) => boolean>(
  Object.entries({
    'xsd:dateTime': isDateTime,
    'xsd:dateTimeStamp': (text: string) => isDateTime(text) && ZONE.test(text),
    'xsd:date': (text: string) => !text.includes('T') && spanOf(text) !== undefined,
    'xsd:duration': (text: string) => durationOf(text) !== undefined,
    'xsd:integer': (text: string) => INTEGER.test(text),
    'xsd:nonNegativeInteger': (text: string) => INTEGER.test(text) && !text.startsWith('-'),
    'xsd:positiveInteger': (text: string) => INTEGER.test(text) && Number(text) > 0,
    'xsd:decimal': (text: string) => DECIMAL.test(text),
    'xsd:double': (text: string) => FLOAT.test(text),
    'xsd:float': (text: string) => FLOAT.test(text),
  }),
);

/** Example of each type for messages. */
const EXAMPLES: Readonly<Record<string, string | undefined>> = {
  'xsd:dateTime': '2026-01-31T00:00:00Z, or give it the type xsd:date',
  'xsd:dateTimeStamp': '2026-01-31T00:00:00Z',
  'xsd:date': '2026-01-31',
  'xsd:duration': 'P14D',
};

/**
 * True if the value has the datatype (XML Schema 1.1, part 2); otherwise it is ambiguous: one reader takes a
 * date with the type dateTime for the first instant of its day, another for the whole day. Types that are not
 * compared, including strings, accept any value.
 */
function isOfDatatype(text: string, datatype: string): boolean {
  return TESTS.get(datatype)?.(text) ?? true;
}
