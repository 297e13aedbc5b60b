/**
 * The members that a node of a policy may have. A member that nothing reads (a misspelled constraint, a
 * prohibition in the wrong place) would be passed over, and the policy would grant more than was meant. So every
 * member of ODRL's namespace, of ours, or of none must be one that its node can have, and a node that no part of
 * the policy refers to may not be a rule or a constraint. Members of other vocabularies say nothing that is
 * evaluated: they are stored and listed, unless they are named like ours (ODRL IM 2.2, sections 2 and 3;
 * JSON-LD 1.1, section 4.1).
 */
import { FINDINGS_MAX, MEMBER_CHARS_COMPARED_MAX } from '../limits.ts';
import type { RightsFault } from '../types.ts';
import { isNamespaced, MEMBER_NAMESPACES, namespaceOf, propertyName } from './names.ts';
import { nearestOf, nearTo } from './nearest.ts';
import { type Node, pointerToken, type Role } from './node.ts';
import { shapeFindings, typeFaults } from './node-shape.ts';
import type { Reader } from './reader.ts';

const words = (text: string) => text.split(/\s+/);

/** Every node may have them. */
const ANYWHERE = words('@id @type @context @index @included');

/** The parties of ODRL's functions besides assigner and assignee: they change no decision. */
const FUNCTIONS = words(`attributedParty attributingParty compensatedParty compensatingParty consentedParty
  consentingParty contractedParty contractingParty informedParty informingParty trackedParty trackingParty`);

/** Parties and assets of a rule that no decision looks at. */
export const OTHER_PARTIES = ['output', ...FUNCTIONS];

const SHARED = ['action', 'target', 'assignee', 'assigner', ...OTHER_PARTIES];
const CONDITIONS = ['constraint', 'refinement'];
/** A name may be written as a value. */
const VALUE = ['@value', '@language', '@direction'];
const THING = words('source partOf hasPolicy assigneeOf assignerOf');

/** `dct:isReplacedBy` in the spellings in which it voids a policy. */
export const REPLACED = ['dct:isReplacedBy', 'dc:isReplacedBy', 'isReplacedBy'];

const RULE = [...words('text byline'), ...CONDITIONS, ...SHARED];

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
  // ODRL IM 2.2, sections 2.6.5 to 2.6.7: each kind of rule has its own dependent rules.
  permission: ['duty', 'obligation', ...RULE],
  prohibition: ['remedy', ...RULE],
  duty: ['consequence', ...RULE],
  constraint: words(`leftOperand operator rightOperand rightOperandReference unit dataType status name
    and or xone andSequence`),
  logical: words('and or xone andSequence name'),
  action: ['rdf:value', 'includedIn', 'implies', ...CONDITIONS, ...VALUE],
  thing: [...THING, ...CONDITIONS, ...VALUE],
  party: [...THING, ...VALUE],
};

/** Of a node that is no more than a name or a value, or that no part of the policy refers to. */
const UNREAD = [...VALUE, '@list', '@set', ...THING, 'includedIn', 'implies'];

const KNOWN = new Map<Role | undefined, ReadonlySet<string>>([
  ...(Object.keys(MEMBERS) as Role[]).map((role): [Role, Set<string>] => [
    role,
    new Set([...ANYWHERE, ...MEMBERS[role]]),
  ]),
  [undefined, new Set([...ANYWHERE, ...UNREAD])],
]);

const ARTICLE: Record<Role, string> = {
  graph: 'what holds a graph',
  policy: 'a policy',
  permission: 'a permission',
  prohibition: 'a prohibition',
  duty: 'a duty',
  constraint: 'a constraint',
  logical: 'a logical constraint',
  action: 'an action',
  thing: 'a target or assignee',
  party: 'another party or asset',
};

export interface StrangeMembers {
  /** Members and nodes that no reading accounts for. */
  faults: RightsFault[];
  /** Members of other vocabularies. */
  foreign: RightsFault[];
  /** Empty lists of rules. */
  empty: RightsFault[];
}

/**
 * Looks through all nodes of the documents, each as what it was read as; no more than `FINDINGS_MAX` of each
 * kind.
 */
export function strangeMembers(reader: Reader): StrangeMembers {
  const found: StrangeMembers = {
    faults: reader.strays.slice(0, FINDINGS_MAX).map((path) => ({ path, message: STRAY })),
    foreign: [],
    empty: [],
  };
  /** What stands below a fault is not looked at: it would say the same again. */
  const below: string[] = [];
  for (const { node, roles, pointer } of reader.membered()) {
    if (found.faults.length >= FINDINGS_MAX) return found;
    if (roles.length === 0 && below.some((path) => pointer === path || pointer.startsWith(`${path}/`)))
      continue;
    const judged = judgeNode(reader, node, roles, pointer);
    below.push(...judged.faults.map(({ path }) => path));
    for (const list of ['faults', 'foreign', 'empty'] as const)
      found[list].push(...judged[list].slice(0, FINDINGS_MAX - found[list].length));
  }
  return found;
}

const STRAY = 'Only objects can be here: this would be passed over';

/** The faults of one node as a role, for a document in which nothing else makes a policy of it. */
export function faultsAs(reader: Reader, node: Node, role: Role): RightsFault[] {
  return judgeNode(reader, node, [role], reader.pointer(node) ?? '').faults.slice(0, FINDINGS_MAX);
}

function judgeNode(reader: Reader, node: Node, roles: readonly Role[], pointer: string): StrangeMembers {
  const mistyped = typeFaults(reader, node, roles, pointer);
  // A rule that nothing refers to is a fault as a whole.
  if (mistyped.length > 0 && roles.length === 0) return { faults: mistyped, foreign: [], empty: [] };
  const shape = shapeFindings(reader, node, roles, pointer);
  const found = { faults: [...mistyped, ...shape.faults], foreign: [] as RightsFault[], empty: shape.empty };
  for (const key of Object.keys(node)) {
    if (found.faults.length >= FINDINGS_MAX) break;
    const verdict = judge(reader, key, roles);
    if (verdict === 'known') continue;
    const path = `${pointer}/${pointerToken(key)}`;
    if (verdict === 'foreign')
      found.foreign.push({
        path,
        message: `"${shown(key)}" is of another vocabulary: it is kept, and decides nothing`,
      });
    else found.faults.push({ path, message: verdict.fault });
  }
  return found;
}

function judge(reader: Reader, key: string, roles: readonly Role[]): 'known' | 'foreign' | { fault: string } {
  const name = reader.keyword(key);
  const known = roles.length > 0 ? roles.map((role) => KNOWN.get(role)) : [KNOWN.get(undefined)];
  if (isKnown(name, roles)) return 'known';
  const own = propertyName(key);
  if (isNamespaced(name)) {
    // The document's own context turned a word that would count into one that does not.
    if (!isNamespaced(own) && known.some((members) => members?.has(own)))
      return { fault: `Its context takes the word "${shown(key)}" away from ODRL` };
    const misspelled = misspelledNamespace(name, known);
    if (misspelled !== undefined) return { fault: `"${shown(key)}" ${misspelled}` };
    const meant = lookalike(name, roles);
    return meant === undefined
      ? 'foreign'
      : {
          fault: `"${shown(key)}" is of another vocabulary, where it would decide nothing: did you mean "${meant}"?`,
        };
  }
  return { fault: `"${shown(key)}" ${strange(name, roles)}` };
}

/** A rule that is referred to as two kinds of rule must be what it says in both. */
function isKnown(name: string, roles: readonly Role[]): boolean {
  const asRule = roles.filter((role) => RULES.includes(role));
  if (asRule.length > 0) return asRule.every((role) => KNOWN.get(role)?.has(name));
  return (roles.length > 0 ? roles : [undefined]).some((role) => KNOWN.get(role)?.has(name));
}

/** A namespace, or a member of one, that is nearly one that counts. */
function misspelledNamespace(
  name: string,
  known: readonly (ReadonlySet<string> | undefined)[],
): string | undefined {
  if (name.length > MEMBER_CHARS_COMPARED_MAX) return undefined;
  // A port that is the scheme's own changes nothing about an address, and all about a name.
  const namespace = namespaceOf(name).replace(/:(?:80|443)(?=\/)/, '');
  const meant = MEMBER_NAMESPACES.find((one) => nearTo(one, namespace));
  if (meant !== undefined) return `is of no vocabulary that counts: is its namespace ${meant}?`;
  const members = known.flatMap((one) => [...(one ?? [])]).filter((one) => one.startsWith(namespace));
  const near = members.find((one) => nearTo(one, name));
  return near === undefined ? undefined : `is no member that counts: did you mean "${near}"?`;
}

/** Members that narrow, wherever they stand: no other vocabulary has them by the same name and means less. */
const NARROWING = words(`permission prohibition obligation duty remedy consequence constraint refinement
  leftOperand operator rightOperand rightOperandReference inheritFrom`);

/** Names that other vocabularies have for what decides nothing: the source of a picture, a label, a text. */
const COMMON = new Set(words('source name text status output byline'));

/** Creative Commons' own words for what ODRL says. */
const CC_WORDS = new Map([
  ['cc:prohibits', 'prohibition'],
  ['cc:requires', 'duty'],
]);

/** Letters from which on a misspelled name of another vocabulary is still taken for one of ours. */
const LOOKALIKE_CHARS_MIN = 8;

/** The member of ours that a member of another vocabulary is named like, where that would narrow the policy. */
function lookalike(name: string, roles: readonly Role[]): string | undefined {
  const cc = CC_WORDS.get(name);
  if (cc !== undefined) return cc;
  const local = /([^/#:]{1,40})[/#:]*$/.exec(name)?.[1];
  if (local === undefined) return undefined;
  const candidates = [...NARROWING, ...roles.flatMap((role) => MEMBERS[role])].filter(
    (one) => !COMMON.has(one) && !/[@:]/.test(one),
  );
  const written = propertyName(local).toLowerCase();
  const same = candidates.find((one) => one.toLowerCase() === written);
  if (same !== undefined || local.length < LOOKALIKE_CHARS_MIN) return same;
  return NARROWING.find((one) => one.length >= LOOKALIKE_CHARS_MIN && nearTo(one, local));
}

function strange(name: string, roles: readonly Role[]): string {
  const owners = (Object.keys(MEMBERS) as Role[]).filter(
    // A policy may write conditions only to be told that they belong elsewhere (parse.ts).
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
    ...(roles.length > 0 ? roles : (Object.keys(MEMBERS) as Role[])).flatMap((role) => MEMBERS[role]),
  ];
  const near = name.length > MEMBER_CHARS_COMPARED_MAX ? undefined : nearestOf(name, candidates);
  return `is no member of ${here}${near === undefined ? '' : `: did you mean "${near}"?`}`;
}

const RULES: readonly Role[] = ['permission', 'prohibition', 'duty'];

function listed(roles: readonly Role[]): string {
  if (roles.length === 0) return 'a policy';
  const isAnyRule = RULES.every((role) => roles.includes(role));
  const names = roles.filter((role) => !isAnyRule || !RULES.includes(role)).map((role) => ARTICLE[role]);
  const all = [...(isAnyRule ? ['a rule'] : []), ...names];
  return [...(all.length > 1 ? [all.slice(0, -1).join(', ')] : []), all.at(-1)].join(' or ');
}

function shown(key: string): string {
  return key.toWellFormed().slice(0, 80);
}
