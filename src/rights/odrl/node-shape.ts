/** Checks the class and the ids of a node, and that its members have values. */
import { message, quoted, toFaultMessage } from '../policy-templates.ts';
import type { RightsFault } from '../types.ts';
import { didYouMean } from './nearest.ts';
import { isNode, type Node, pointerToken } from './node.ts';
import { LOGICAL } from './operands.ts';
import type { Reader } from './reader.ts';
import {
  CONDITIONS,
  POLICY_RULES,
  POLICY_TYPES,
  ROLE_NAMES,
  type Role,
  RULE_PROPERTIES,
  RULE_ROLES,
  words,
} from './roles.ts';

const THINGS = [...words('Asset AssetCollection Party PartyCollection'), ...POLICY_TYPES];
const CONSTRAINTS = ['Constraint', 'LogicalConstraint'];

/** ODRL 2.2 Vocabulary, section 3.2 to 3.7: valid classes by role. Absent: any class. */
const CLASSES: Partial<Record<Role, readonly string[]>> = {
  permission: ['Permission', 'Rule'],
  prohibition: ['Prohibition', 'Rule'],
  duty: ['Duty', 'Obligation', 'Rule'],
  constraint: CONSTRAINTS,
  logical: CONSTRAINTS,
  action: ['Action'],
  thing: THINGS,
  party: THINGS,
};

/** Rules and constraints have classes of ODRL only; an action, an asset or a party may have others too. */
const CLOSED: readonly Role[] = [...RULE_ROLES, 'constraint', 'logical'];

/** Classes of nodes that count only if the policy refers to them. */
const REFERRED_TO = new Set(CLOSED.flatMap((role) => CLASSES[role] ?? []));

const ALL_CLASSES = new Set(Object.values(CLASSES).flat());

export function classFaults(
  reader: Reader,
  node: Node,
  roles: readonly Role[],
  pointer: string,
): RightsFault[] {
  if (reader.has(node, '@value')) return [];
  const types = reader.types(node);
  if (roles.length === 0) {
    const lost = types.find((type) => REFERRED_TO.has(type));
    return lost === undefined
      ? []
      : [{ path: pointer, message: `No part of the policy refers to this ${lost}: it would not count` }];
  }
  const path = reader.pathTo(node, '@type');
  return roles.flatMap((role) => {
    const classes = CLASSES[role];
    if (!classes) return [];
    const strange = types.find((type) => isStrange(type, role, classes));
    if (strange === undefined) return [];
    const meant = ALL_CLASSES.has(strange) ? '' : didYouMean(strange, classes);
    return [
      {
        path,
        message: `It calls itself "${strange.slice(0, 80)}", and stands where ${ROLE_NAMES[role]} does${meant}`,
      },
    ];
  });
}

function isStrange(type: string, role: Role, classes: readonly string[]): boolean {
  if (classes.includes(type)) return false;
  return ALL_CLASSES.has(type) || (CLOSED.includes(role) && !type.includes(':'));
}

/** Members that need a value: an empty one was meant to have some. */
const NEVER_EMPTY = new Set<string>([
  ...RULE_PROPERTIES,
  ...CONDITIONS,
  ...LOGICAL,
  ...words('action target assignee inheritFrom unit'),
]);

/**
 * Rule lists that may be empty: serializers write them, and so do the gateway's agreements, whose digests are
 * in its log.
 */
const RULE_LISTS = new Set<string>(POLICY_RULES);

/**
 * `faults`: members without a value, several ids in one node, and an index that is not a label. `empty`:
 * empty rule lists of the policy itself.
 */
export function shapeFindings(
  reader: Reader,
  node: Node,
  roles: readonly Role[],
  pointer: string,
): { faults: RightsFault[]; empty: RightsFault[] } {
  const faults: RightsFault[] = [];
  const empty: RightsFault[] = [];
  const ids = new Set<unknown>();
  for (const [key, value] of Object.entries(node)) {
    const name = reader.keyword(key);
    const path = `${pointer}/${pointerToken(key)}`;
    const shown = key.toWellFormed().slice(0, 80);
    if (name === '@id') for (const id of [value].flat()) ids.add(idOf(id));
    if (name === '@index' && typeof value !== 'string')
      faults.push({ path, message: `"${shown}" is a label: what it holds would not count` });
    if (roles.length === 0 || !NEVER_EMPTY.has(name) || !holdsNothing(value)) continue;
    if (roles.includes('policy') && RULE_LISTS.has(name) && Array.isArray(value) && value.length === 0)
      empty.push({ path, ...toFaultMessage(message('reader.empty', { member: quoted(key) })) });
    else faults.push({ path, message: `"${shown}" is empty: leave it out, or say what it is to hold` });
  }
  if (ids.size > 1)
    faults.push({
      path: pointer,
      message: 'It has more than one id: what refers to the others would be lost',
    });
  return { faults, empty };
}

function idOf(value: unknown): unknown {
  return isNode(value) ? (value['@id'] ?? value['@value']) : value;
}

/** True if a value, or one of several, is nothing: JSON-LD drops it (section 4.3 of JSON-LD 1.1). */
function holdsNothing(value: unknown): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.length === 0 || value.some(holdsNothing);
  if (!isNode(value)) return false;
  const [only, ...others] = Object.keys(value);
  const isList = others.length === 0 && (only === '@list' || only === '@set');
  return isList && holdsNothing(value[only]);
}
