/**
 * The members that a node of a policy may have. A misspelled member would be passed over, and what is passed
 * over (a constraint, a prohibition, a duty) grants more than was meant; so every member of ODRL's namespace,
 * of ours, or of none must be one that its node can have. Members of other vocabularies say nothing that is
 * evaluated: they are kept and listed (ODRL IM 2.2, section 3; JSON-LD 1.1, section 4.1).
 */
import { FINDINGS_MAX, MEMBER_CHARS_COMPARED_MAX } from '../limits.ts';
import type { RightsFault } from '../types.ts';
import { isNamespaced, MEMBER_NAMESPACES, namespaceOf, propertyName } from './names.ts';
import { nearestOf, nearTo } from './nearest.ts';
import { type Node, pointerToken, type Role } from './node.ts';
import type { Reader } from './reader.ts';

const words = (text: string) => text.split(/\s+/);

/** Every node may have them. */
const ANYWHERE = words('@id @type @context @index @included');

/** The parties of ODRL's functions besides assigner and assignee: they change no decision. */
const FUNCTIONS = words(`attributedParty attributingParty compensatedParty compensatingParty consentedParty
  consentingParty contractedParty contractingParty informedParty informingParty trackedParty trackingParty`);

const SHARED = ['action', 'target', 'assignee', 'assigner', 'output', ...FUNCTIONS];
const CONDITIONS = ['constraint', 'refinement'];
/** A name may be written as a value. */
const VALUE = ['@value', '@language', '@direction'];

/** `dct:isReplacedBy` in the spellings in which it voids a policy. */
export const REPLACED = ['dct:isReplacedBy', 'dc:isReplacedBy', 'isReplacedBy'];

/** `undefined` and `inheritRelation` are hints of ODRL 2.1 that grant nothing. */
const MEMBERS: Record<Role, readonly string[]> = {
  graph: ['@graph'],
  policy: [
    ...words('profile conflict permission prohibition obligation duty inheritFrom inheritAllowed'),
    ...words('undefined inheritRelation'),
    ...REPLACED,
    ...CONDITIONS,
    ...SHARED,
  ],
  rule: [...words('duty obligation remedy consequence text byline'), ...CONDITIONS, ...SHARED],
  constraint: words(`leftOperand operator rightOperand rightOperandReference unit dataType status name
    and or xone andSequence`),
  action: ['rdf:value', 'includedIn', 'implies', ...CONDITIONS, ...VALUE],
  thing: [...words('source partOf hasPolicy assigneeOf assignerOf'), ...CONDITIONS, ...VALUE],
};

/** Of a node that nothing of the policy refers to, and of a plain value. */
const ELSEWHERE = [...VALUE, '@list', '@set'];

const KNOWN = new Map<Role | undefined, ReadonlySet<string>>([
  ...(Object.keys(MEMBERS) as Role[]).map((role): [Role, Set<string>] => [
    role,
    new Set([...ANYWHERE, ...MEMBERS[role]]),
  ]),
  [undefined, new Set([...ANYWHERE, ...ELSEWHERE, ...Object.values(MEMBERS).flat()])],
]);

const ARTICLE: Record<Role, string> = {
  graph: 'what holds a graph',
  policy: 'a policy',
  rule: 'a rule',
  constraint: 'a constraint',
  action: 'an action',
  thing: 'an asset or a party',
};

export interface StrangeMembers {
  /** Members that no reading accounts for. */
  faults: RightsFault[];
  /** Members of other vocabularies. */
  foreign: RightsFault[];
}

/**
 * Looks through all nodes of the documents, each as what it was read as; no more than `FINDINGS_MAX` of each
 * kind.
 */
export function strangeMembers(reader: Reader): StrangeMembers {
  const found: StrangeMembers = { faults: [], foreign: [] };
  for (const { node, roles, pointer } of reader.membered())
    for (const key of Object.keys(node)) {
      if (found.faults.length >= FINDINGS_MAX) return found;
      const verdict = judge(reader, key, roles);
      if (verdict === 'known') continue;
      const path = `${pointer}/${pointerToken(key)}`;
      const [list, message] =
        verdict === 'foreign'
          ? [found.foreign, `"${shown(key)}" is of another vocabulary: it is kept, and decides nothing`]
          : [found.faults, verdict.fault];
      if (list.length < FINDINGS_MAX) list.push({ path, message });
    }
  return found;
}

/** The faults of one node as a role, for a document in which nothing else makes a policy of it. */
export function faultsAs(reader: Reader, node: Node, role: Role): RightsFault[] {
  reader.readAs(node, role);
  return strangeMembers(reader).faults;
}

function judge(reader: Reader, key: string, roles: readonly Role[]): 'known' | 'foreign' | { fault: string } {
  const name = reader.keyword(key);
  const known = roles.length > 0 ? roles.map((role) => KNOWN.get(role)) : [KNOWN.get(undefined)];
  if (known.some((members) => members?.has(name))) return 'known';
  const own = propertyName(key);
  if (isNamespaced(name)) {
    // The document's own context turned a word that would count into one that does not.
    if (!isNamespaced(own) && known.some((members) => members?.has(own)))
      return { fault: `Its context takes the word "${shown(key)}" away from ODRL` };
    const misspelled = misspelledNamespace(name, known);
    return misspelled === undefined ? 'foreign' : { fault: `"${shown(key)}" ${misspelled}` };
  }
  return { fault: `"${shown(key)}" ${strange(name, roles)}` };
}

/** A namespace, or a member of one, that is nearly one that counts. */
function misspelledNamespace(
  name: string,
  known: readonly (ReadonlySet<string> | undefined)[],
): string | undefined {
  if (name.length > MEMBER_CHARS_COMPARED_MAX) return undefined;
  const namespace = namespaceOf(name);
  const meant = MEMBER_NAMESPACES.find((one) => nearTo(one, namespace));
  if (meant !== undefined) return `is of no vocabulary that counts: is its namespace ${meant}?`;
  const members = known.flatMap((one) => [...(one ?? [])]).filter((one) => one.startsWith(namespace));
  const near = members.find((one) => nearTo(one, name));
  return near === undefined ? undefined : `is no member that counts: did you mean "${near}"?`;
}

function strange(name: string, roles: readonly Role[]): string {
  const owners = (Object.keys(MEMBERS) as Role[]).filter((role) => MEMBERS[role].includes(name));
  const here = listed(roles);
  if (owners.length > 0) return `belongs to ${listed(owners)}, not to ${here}`;
  if (/^[^:]+:/.test(name)) return `has a prefix that the policy does not define`;
  const candidates = [
    ...ANYWHERE,
    'uid',
    'type',
    ...(roles.length > 0 ? roles : (Object.keys(MEMBERS) as Role[])).flatMap((role) => MEMBERS[role]),
  ];
  const near = name.length > MEMBER_CHARS_COMPARED_MAX ? undefined : nearestOf(name, candidates);
  return `is no member of ${here}${near === undefined ? '' : `: did you mean "${near}"?`}`;
}

function listed(roles: readonly Role[]): string {
  return roles.length === 0 ? 'a policy' : roles.map((role) => ARTICLE[role]).join(' or ');
}

function shown(key: string): string {
  return key.toWellFormed().slice(0, 80);
}
