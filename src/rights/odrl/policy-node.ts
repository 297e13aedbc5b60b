/** Finds the policy's node in a document. */
import { replacementsOf } from './inheritance.ts';
import { isNode, type Node } from './node.ts';
import type { Reader } from './reader.ts';
import { POLICY_RULES, POLICY_TYPES, RULE_PROPERTIES } from './roles.ts';

/**
 * In a flat graph the policy is the node with rules or a policy type that is no rule itself; of several, the
 * one that inherits from the others and is not replaced by one of them. A string says why there is none.
 */
export function policyNode(reader: Reader): Node | string {
  const own = reader.nodes.map((node) => {
    const id = reader.id(node);
    return (id === undefined ? undefined : reader.node(id)) ?? node;
  });
  const nodes = [...new Set(own)];
  const linked = (properties: readonly string[]) =>
    new Set(
      nodes.flatMap((node) => properties.flatMap((property) => reader.all(node, property))).filter(isNode),
    );
  const rules = linked(RULE_PROPERTIES);
  const policies = nodes.filter((node) => !rules.has(node) && isPolicy(reader, node));
  if (policies.length === 0) return 'It holds no policy with a permission, prohibition or obligation';
  const parents = linked(['inheritFrom']);
  const current = (node: Node) =>
    !replacementsOf(reader, node).some((candidate) => candidate !== node && policies.includes(candidate));
  const children =
    policies.length > 1 ? policies.filter((node) => !parents.has(node) && current(node)) : policies;
  const [only] = children;
  return only !== undefined && children.length === 1 ? only : 'It holds several policies: give one of them';
}

export function isPolicy(reader: Reader, node: Node): boolean {
  if (POLICY_RULES.some((property) => reader.has(node, property)) || reader.has(node, 'inheritFrom'))
    return true;
  return reader.has(node, 'duty') && reader.types(node).some((type) => POLICY_TYPES.includes(type));
}
