/** Finds the regular expressions of a source file. Pure. */
import ts from 'typescript';

export interface Expression {
  /** From 1. */
  line: number;
  source: string;
  flags: string;
}

export interface Collected {
  expressions: Expression[];
  /** Lines of calls of `RegExp` whose pattern is not composed of constants of the file. */
  unreadable: number[];
}

export function collectExpressions(name: string, text: string): Collected {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest);
  const constants = new Map<string, ts.Expression>();
  const found: Collected = { expressions: [], unreadable: [] };
  const visit = (node: ts.Node): void => {
    const line = () => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    if (ts.isRegularExpressionLiteral(node)) found.expressions.push({ line: line(), ...parts(node.text) });
    else if (isConstruction(node)) {
      const [pattern, flags] = (node.arguments ?? []).map((argument) => constantText(argument, constants));
      if (pattern === undefined || (node.arguments?.length === 2 && flags === undefined))
        found.unreadable.push(line());
      else found.expressions.push({ line: line(), source: pattern, flags: flags ?? '' });
    }
    ts.forEachChild(node, visit);
  };
  for (const declaration of file.statements.filter(ts.isVariableStatement).flatMap(constantsOf))
    if (ts.isIdentifier(declaration.name) && declaration.initializer)
      constants.set(declaration.name.text, declaration.initializer);
  visit(file);
  return found;
}

function parts(literal: string): { source: string; flags: string } {
  const end = literal.lastIndexOf('/');
  return { source: literal.slice(1, end), flags: literal.slice(end + 1) };
}

function isConstruction(node: ts.Node): node is ts.NewExpression | ts.CallExpression {
  return (
    (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'RegExp'
  );
}

function constantsOf({ declarationList }: ts.VariableStatement): ts.VariableDeclaration[] {
  return declarationList.flags & ts.NodeFlags.Const ? [...declarationList.declarations] : [];
}

/** Strings, templates of them, `String.raw`, `+`, and `.join('…')` of a list or of an object's keys. */
function constantText(
  node: ts.Expression,
  constants: ReadonlyMap<string, ts.Expression>,
): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isIdentifier(node)) {
    const constant = constants.get(node.text);
    return constant && constantText(constant, constants);
  }
  if (ts.isTemplateExpression(node)) return ofTemplate(node, 'text', constants);
  if (ts.isTaggedTemplateExpression(node) && isMember(node.tag, 'String', 'raw'))
    return ts.isTemplateExpression(node.template)
      ? ofTemplate(node.template, 'rawText', constants)
      : node.template.rawText;
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return joined([node.left, node.right], '', constants);
  if (ts.isCallExpression(node)) return ofJoin(node, constants);
  return undefined;
}

const isMember = (node: ts.Node, object: string, member: string) =>
  ts.isPropertyAccessExpression(node) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === object &&
  node.name.text === member;

function ofTemplate(
  { head, templateSpans }: ts.TemplateExpression,
  text: 'text' | 'rawText',
  constants: ReadonlyMap<string, ts.Expression>,
): string | undefined {
  let value = head[text] ?? '';
  for (const { expression, literal } of templateSpans) {
    const inserted = constantText(expression, constants);
    if (inserted === undefined) return undefined;
    value += inserted + (literal[text] ?? '');
  }
  return value;
}

function ofJoin(
  { expression: callee, arguments: [separator] }: ts.CallExpression,
  constants: ReadonlyMap<string, ts.Expression>,
): string | undefined {
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'join') return undefined;
  if (!separator || !ts.isStringLiteralLike(separator)) return undefined;
  const list = callee.expression;
  if (ts.isArrayLiteralExpression(list)) return joined(list.elements, separator.text, constants);
  return keysOf(list, constants)?.join(separator.text);
}

/** `Object.keys` of a constant. */
function keysOf(node: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): string[] | undefined {
  const [name] =
    ts.isCallExpression(node) && isMember(node.expression, 'Object', 'keys') ? node.arguments : [];
  const object = name && ts.isIdentifier(name) ? constants.get(name.text) : undefined;
  if (!object || !ts.isObjectLiteralExpression(object)) return undefined;
  const keys = object.properties.map(({ name: key }) =>
    key && (ts.isIdentifier(key) || ts.isStringLiteralLike(key)) ? key.text : undefined,
  );
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

function joined(
  nodes: readonly ts.Expression[],
  separator: string,
  constants: ReadonlyMap<string, ts.Expression>,
): string | undefined {
  const values = nodes.map((node) => constantText(node, constants));
  return values.includes(undefined) ? undefined : values.join(separator);
}
