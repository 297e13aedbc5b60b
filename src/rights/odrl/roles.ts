/** Roles of a policy's nodes, and the members that each role may have (ODRL IM 2.2, sections 2, 3). */
import { LOGICAL } from './operands.ts';

/**
 * Roles of nodes.
 * - `duty`: also obligations, remedies and consequences
 * - `thing`: a target or an assignee, with refinements that count
 * - `party`: an asset or a party of another function (assigner, output…), whose refinements would not count
 */
export type Role =
  | 'graph'
  | 'policy'
  | 'permission'
  | 'prohibition'
  | 'duty'
  | 'constraint'
  | 'logical'
  | 'action'
  | 'thing'
  | 'party';

export const words = (text: string) => text.split(/\s+/);

export const POLICY_RULES = ['permission', 'prohibition', 'obligation'] as const;

/** Members that hold rules of a policy or of another rule. */
export const RULE_PROPERTIES = [...POLICY_RULES, 'duty', 'remedy', 'consequence'] as const;
export type RuleProperty = (typeof RULE_PROPERTIES)[number];

export const RULE_ROLES: readonly Role[] = ['permission', 'prohibition', 'duty'];

/** Types that are evaluated; a Policy without a subclass is read as a Set. */
export const EVALUATED_TYPES: readonly string[] = ['Agreement', 'Set', 'Policy'];

/** In order of precedence: a policy that is a Set and an Offer is an Offer. */
export const POLICY_TYPES: readonly string[] = [
  ...words('Offer Request Ticket Assertion Privacy'),
  ...EVALUATED_TYPES,
];

export const ANYWHERE = words('@id @type @context @index @included');

/** Parties of ODRL's other functions: they change no decision. */
const FUNCTIONS = words(`attributedParty attributingParty compensatedParty compensatingParty consentedParty
  consentingParty contractedParty contractingParty informedParty informingParty trackedParty trackingParty`);

/** Parties and assets of a rule that no decision uses. */
export const OTHER_PARTIES = ['output', ...FUNCTIONS];

const SHARED = ['action', 'target', 'assignee', 'assigner', ...OTHER_PARTIES];
export const CONDITIONS = ['constraint', 'refinement'];
/** A name may be written as a value. */
const VALUE = ['@value', '@language', '@direction'];
const THING = words('source partOf hasPolicy assigneeOf assignerOf');

/** Spellings of `dct:isReplacedBy` that void a policy. */
export const REPLACED = ['dct:isReplacedBy', 'dc:isReplacedBy', 'isReplacedBy'];

const RULE = [...words('text byline'), ...CONDITIONS, ...SHARED];

/** `undefined` and `inheritRelation` are hints of ODRL 2.1 that grant nothing. */
export const MEMBERS: Record<Role, readonly string[]> = {
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
  constraint: [
    ...words('leftOperand operator rightOperand rightOperandReference unit dataType status name'),
    ...LOGICAL,
  ],
  logical: [...LOGICAL, 'name'],
  action: ['rdf:value', 'includedIn', 'implies', ...CONDITIONS, ...VALUE],
  thing: [...THING, ...CONDITIONS, ...VALUE],
  party: [...THING, ...VALUE],
};

/** Members of a node that is a name or a value, or that nothing refers to. */
export const UNREAD_MEMBERS = [...VALUE, '@list', '@set', ...THING, 'includedIn', 'implies'];

export const ROLE_NAMES: Record<Role, string> = {
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
