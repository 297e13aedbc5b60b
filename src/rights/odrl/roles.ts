/** What a node of a policy is read as, and which members it may then have (ODRL IM 2.2, sections 2, 3). */
import { LOGICAL } from './operands.ts';

/**
 * What a node of a policy is read as.
 * - `duty`: obligations, remedies and consequences too
 * - `thing`: a target or an assignee, whose refinements count
 * - `party`: an asset or a party of another function (assigner, output…), whose refinements would not
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

/** The words of a table below. */
export const words = (text: string) => text.split(/\s+/);

/** Members that hold the rules of a policy. */
export const POLICY_RULES = ['permission', 'prohibition', 'obligation'] as const;

/** Members that hold rules, of a policy or of another rule. */
export const RULE_PROPERTIES = [...POLICY_RULES, 'duty', 'remedy', 'consequence'] as const;
export type RuleProperty = (typeof RULE_PROPERTIES)[number];

/** The roles of rules. */
export const RULE_ROLES: readonly Role[] = ['permission', 'prohibition', 'duty'];

/** Policies that are evaluated; a Policy without a subclass is read as a Set. */
export const EVALUATED_TYPES: readonly string[] = ['Agreement', 'Set', 'Policy'];

/** The most telling first: a policy that is a Set and an Offer is an Offer. */
export const POLICY_TYPES: readonly string[] = [
  ...words('Offer Request Ticket Assertion Privacy'),
  ...EVALUATED_TYPES,
];

/** Every node may have them. */
export const ANYWHERE = words('@id @type @context @index @included');

/** The parties of ODRL's functions besides assigner and assignee: they change no decision. */
const FUNCTIONS = words(`attributedParty attributingParty compensatedParty compensatingParty consentedParty
  consentingParty contractedParty contractingParty informedParty informingParty trackedParty trackingParty`);

/** Parties and assets of a rule that no decision looks at. */
export const OTHER_PARTIES = ['output', ...FUNCTIONS];

const SHARED = ['action', 'target', 'assignee', 'assigner', ...OTHER_PARTIES];
export const CONDITIONS = ['constraint', 'refinement'];
/** A name may be written as a value. */
const VALUE = ['@value', '@language', '@direction'];
const THING = words('source partOf hasPolicy assigneeOf assignerOf');

/** `dct:isReplacedBy` in the spellings in which it voids a policy. */
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

/** The members of a node that is no more than a name or a value, or that no part of the policy refers to. */
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
