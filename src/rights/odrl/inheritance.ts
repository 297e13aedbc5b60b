/** Inheritance of policies (ODRL IM 2.2, section 2.9). */
import type { RightsFault } from '../types.ts';
import { isNode, type Node } from './node.ts';
import type { Reader } from './reader.ts';
import { REPLACED } from './roles.ts';

/** Maximum number of parents: more than people can keep apart. */
const FAMILY_MAX = 16;

/**
 * Returns the policy and its parents, nearest first. A missing parent, a cycle and a replacement
 * (`dct:isReplacedBy`, of the policy or of a parent) are faults that void the policy, because its
 * prohibitions are not known.
 */
export function withParents(reader: Reader, policy: Node): { nodes: Node[]; faults: RightsFault[] } {
  const nodes = [policy];
  const faults: RightsFault[] = [];
  const visit = (node: Node, line: readonly Node[]) => {
    if (isReplaced(reader, node))
      faults.push({
        path: reader.pathTo(node, replacedBy(reader, node)),
        message: 'The policy has been replaced by another',
      });
    for (const parent of reader.all(node, 'inheritFrom')) {
      if (!isNode(parent) || isReference(parent))
        faults.push({
          path: reader.pathTo(node, 'inheritFrom'),
          message: 'The policy inherits from one that is not here',
        });
      else if (reader.names(parent, 'inheritAllowed')?.includes('false'))
        faults.push({
          path: reader.pathTo(node, 'inheritFrom'),
          message: 'The policy inherits from one that does not allow it',
        });
      else if ([...line, node].includes(parent))
        faults.push({ path: reader.pathTo(node, 'inheritFrom'), message: 'The policy inherits from itself' });
      else if (nodes.length > FAMILY_MAX) {
        faults.push({
          path: reader.pathTo(node, 'inheritFrom'),
          message: `It has more than ${FAMILY_MAX} parents`,
        });
        return;
      } else if (!nodes.includes(parent)) {
        nodes.push(parent);
        visit(parent, [...line, node]);
      }
    }
  };
  visit(policy, []);
  return { nodes, faults };
}

export function isReplaced(reader: Reader, node: Node): boolean {
  return REPLACED.some((property) => reader.has(node, property));
}

function replacedBy(reader: Reader, node: Node): string {
  return REPLACED.find((property) => reader.has(node, property)) ?? 'isReplacedBy';
}

export function replacementsOf(reader: Reader, node: Node): Node[] {
  const found = REPLACED.flatMap((property) => reader.all(node, property));
  return found.filter(isNode).filter((candidate) => !isReference(candidate));
}

function isReference(node: Node): boolean {
  return Object.keys(node).length < 2;
}
