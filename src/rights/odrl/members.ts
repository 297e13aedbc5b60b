/**
 * Checks the members of every node of a policy. An unread member (a misspelled constraint, a misplaced
 * prohibition) would be ignored, and the policy would grant more than intended. So every member of ODRL's
 * namespace, of ours, or of none must be one that its node can have, and a node that nothing refers to must
 * not be a rule or a constraint. Members of other vocabularies are not evaluated: they are stored and listed,
 * unless their names look like ours (ODRL IM 2.2, sections 2 and 3; JSON-LD 1.1, section 4.1).
 */
import { FINDINGS_MAX, MEMBER_CHARS_COMPARED_MAX } from '../limits.ts';
import { message as said, toFaultMessage } from '../policy-templates.ts';
import type { RightsFault } from '../types.ts';
import { isReplaced } from './inheritance.ts';
import { isNamespaced, MEMBER_NAMESPACES, namespaceOf, propertyName } from './names.ts';
import { nearestOf, nearTo } from './nearest.ts';
import { type Node, pointerToken } from './node.ts';
import { classFaults, shapeFindings } from './node-shape.ts';
import { isPolicy } from './policy-node.ts';
import type { Reader } from './reader.ts';
import {
  ANYWHERE,
  CONDITIONS,
  MEMBERS,
  REPLACED,
  ROLE_NAMES,
  type Role,
  RULE_PROPERTIES,
  RULE_ROLES,
  UNREAD_MEMBERS,
  words,
} from './roles.ts';

const ROLES = Object.keys(MEMBERS) as Role[];

const KNOWN = new Map<Role | undefined, ReadonlySet<string>>([
  ...ROLES.map((role): [Role, Set<string>] => [role, new Set([...ANYWHERE, ...MEMBERS[role]])]),
  [undefined, new Set([...ANYWHERE, ...UNREAD_MEMBERS])],
]);

export interface MemberFindings {
  /** Members and nodes that are not read. */
  faults: RightsFault[];
  foreign: RightsFault[];
  empty: RightsFault[];
}

/**
 * Checks all nodes of the documents by their roles, with at most `FINDINGS_MAX` findings of each kind.
 * `family`: the policy and its parents.
 */
export function checkMembers(reader: Reader, family: readonly Node[]): MemberFindings {
  exemptRefused(reader, family);
  const memberFindings: MemberFindings = {
    faults: reader.strays.slice(0, FINDINGS_MAX).map((path) => ({ path, message: STRAY })),
    foreign: [],
    empty: [],
  };
  /** Parts of a node with a fault are skipped, because they would repeat it. */
  const faultyPaths: string[] = [];
  for (const { node, roles, pointer } of reader.checkedNodes()) {
    if (memberFindings.faults.length >= FINDINGS_MAX) return memberFindings;
    if (roles.length === 0 && faultyPaths.some((path) => pointer === path || pointer.startsWith(`${path}/`)))
      continue;
    const findings = checkNode(reader, node, roles, pointer);
    faultyPaths.push(...findings.faults.map(({ path }) => path));
    for (const list of ['faults', 'foreign', 'empty'] as const)
      memberFindings[list].push(...findings[list].slice(0, FINDINGS_MAX - memberFindings[list].length));
  }
  return memberFindings;
}

const STRAY = 'Only objects can be here: this would be passed over';

/**
 * Exempts parts that other faults refuse: replaced policies, parents, and constraints of the policy itself.
 */
function exemptRefused(reader: Reader, family: readonly Node[]): void {
  for (const node of reader.nodes)
    if (isReplaced(reader, node) && isPolicy(reader, node)) reader.exempt(node);
  for (const node of family)
    for (const property of [...REPLACED, 'inheritFrom', ...CONDITIONS])
      reader.exempt(reader.all(node, property));
}

/** Faults of one node as a policy, for a document in which nothing makes it one. */
export function faultsAsPolicy(reader: Reader, node: Node): RightsFault[] {
  return checkNode(reader, node, ['policy'], reader.pointer(node) ?? '').faults.slice(0, FINDINGS_MAX);
}

function checkNode(reader: Reader, node: Node, roles: readonly Role[], pointer: string): MemberFindings {
  const mistyped = classFaults(reader, node, roles, pointer);
  // An unreferenced rule is a fault as a whole.
  if (mistyped.length > 0 && roles.length === 0) return { faults: mistyped, foreign: [], empty: [] };
  const shape = shapeFindings(reader, node, roles, pointer);
  const nodeFindings = {
    faults: [...mistyped, ...shape.faults],
    foreign: [] as RightsFault[],
    empty: shape.empty,
  };
  for (const key of Object.keys(node)) {
    if (nodeFindings.faults.length >= FINDINGS_MAX) break;
    const name = reader.keyword(key);
    if (isKnown(name, roles)) continue;
    const path = `${pointer}/${pointerToken(key)}`;
    const quoted = `"${key.toWellFormed().slice(0, 80)}"`;
    const message = faultOf(key, name, roles, quoted);
    if (message !== undefined) nodeFindings.faults.push({ path, message });
    else nodeFindings.foreign.push({ path, ...toFaultMessage(said('reader.foreign', { member: quoted })) });
  }
  return nodeFindings;
}

/** A rule that is referred to as two kinds of rule must be valid as both. */
function isKnown(name: string, roles: readonly Role[]): boolean {
  const asRule = roles.filter((role) => RULE_ROLES.includes(role));
  if (asRule.length > 0) return asRule.every((role) => KNOWN.get(role)?.has(name));
  return knownMembers(roles).some((members) => members.has(name));
}

function knownMembers(roles: readonly Role[]): ReadonlySet<string>[] {
  const sets = (roles.length > 0 ? roles : [undefined]).map((role) => KNOWN.get(role));
  return sets.filter((members) => members !== undefined);
}

/**
 * Returns why a node cannot have an unknown member. Undefined: the member is of another vocabulary, and
 * decides nothing.
 */
function faultOf(key: string, name: string, roles: readonly Role[], quoted: string): string | undefined {
  if (!isNamespaced(name)) return `${quoted} ${misplacedOrMisspelled(name, roles)}`;
  const knownSets = knownMembers(roles);
  const ownName = propertyName(key);
  // The document's own context redefined a word that would count.
  if (!isNamespaced(ownName) && knownSets.some((members) => members.has(ownName)))
    return `Its context takes the word ${quoted} away from ODRL`;
  const misspelled = misspelledNamespace(name, knownSets);
  if (misspelled !== undefined) return `${quoted} ${misspelled}`;
  const suggestion = lookalike(name, roles);
  return suggestion === undefined
    ? undefined
    : `${quoted} is of another vocabulary, where it would decide nothing: did you mean "${suggestion}"?`;
}

function misspelledNamespace(name: string, knownSets: readonly ReadonlySet<string>[]): string | undefined {
  if (name.length > MEMBER_CHARS_COMPARED_MAX) return undefined;
  // The scheme's default port changes a name without changing the address.
  const namespace = namespaceOf(name).replace(/:(?:80|443)(?=\/)/, '');
  const suggestion = MEMBER_NAMESPACES.find((member) => nearTo(member, namespace));
  if (suggestion !== undefined) return `is of no vocabulary that counts: is its namespace ${suggestion}?`;
  const members = knownSets.flatMap((set) => [...set]).filter((member) => member.startsWith(namespace));
  const nearMember = members.find((member) => nearTo(member, name));
  return nearMember === undefined ? undefined : `is no member that counts: did you mean "${nearMember}"?`;
}

/** Members that narrow a policy, wherever they are: in no other vocabulary do these names mean less. */
const NARROWING = [
  ...RULE_PROPERTIES,
  ...CONDITIONS,
  ...words('leftOperand operator rightOperand rightOperandReference inheritFrom'),
];

/** Names that mean something harmless in other vocabularies: the source of a picture, a label, a text. */
const COMMON = new Set(words('source name text status output byline'));

const CC_WORDS = new Map([
  ['cc:prohibits', 'prohibition'],
  ['cc:requires', 'duty'],
]);

/** Minimum length of a misspelled foreign name that is taken for one of ours. */
const LOOKALIKE_CHARS_MIN = 8;

/** Finds the member of ours that a foreign member resembles, if it would narrow the policy. */
function lookalike(name: string, roles: readonly Role[]): string | undefined {
  const cc = CC_WORDS.get(name);
  if (cc !== undefined) return cc;
  const local = /([^/#:]{1,40})[/#:]*$/.exec(name)?.[1];
  if (local === undefined) return undefined;
  const candidates = [...NARROWING, ...roles.flatMap((role) => MEMBERS[role])].filter(
    (member) => !COMMON.has(member) && !/[@:]/.test(member),
  );
  const written = propertyName(local).toLowerCase();
  const sameName = candidates.find((member) => member.toLowerCase() === written);
  if (sameName !== undefined || local.length < LOOKALIKE_CHARS_MIN) return sameName;
  return NARROWING.find((member) => member.length >= LOOKALIKE_CHARS_MIN && nearTo(member, local));
}

function misplacedOrMisspelled(name: string, roles: readonly Role[]): string {
  const owners = ROLES.filter(
    // Conditions of a policy are only read to be refused (parse.ts).
    (role) => MEMBERS[role].includes(name) && !(role === 'policy' && CONDITIONS.includes(name)),
  );
  const here = listed(roles);
  if (owners.length > 0)
    return roles.length === 0
      ? `belongs to ${listed(owners)}, and no part of the policy refers to this as one`
      : `belongs to ${listed(owners)}, not to ${here}`;
  if (/^[^:]+:/.test(name)) return `has a prefix that the policy does not define`;
  const candidates = [
    ...ANYWHERE,
    'uid',
    'type',
    ...(roles.length > 0 ? roles : ROLES).flatMap((role) => MEMBERS[role]),
  ];
  // With so few names, other forms of a word are accepted too: "prohibited".
  const edits = Math.max(2, Math.ceil(name.length / 3));
  const suggestion = name.length > MEMBER_CHARS_COMPARED_MAX ? undefined : nearestOf(name, candidates, edits);
  return `is no member of ${here}${suggestion === undefined ? '' : `: did you mean "${suggestion}"?`}`;
}

function listed(roles: readonly Role[]): string {
  if (roles.length === 0) return 'a policy';
  const isAnyRule = RULE_ROLES.every((role) => roles.includes(role));
  const names = roles
    .filter((role) => !isAnyRule || !RULE_ROLES.includes(role))
    .map((role) => ROLE_NAMES[role]);
  const all = [...(isAnyRule ? ['a rule'] : []), ...names];
  return [...(all.length > 1 ? [all.slice(0, -1).join(', ')] : []), all.at(-1)].join(' or ');
}
