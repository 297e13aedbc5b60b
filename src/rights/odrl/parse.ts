/** Parses ODRL 2.2 JSON-LD (or ODRL 2.1 JSON) to the model. Every input yields a policy or faults. */
import { POLICY_VALUES_READ_MAX } from '../limits.ts';
import { message, toFaultMessage } from '../policy-templates.ts';
import type { Finding, Result, RightsFault } from '../types.ts';
import { conditionsOf } from './constraints.ts';
import { withParents } from './inheritance.ts';
import { checkMembers, faultsAsPolicy } from './members.ts';
import type { ConflictStrategy, Notes, PointersByRule, Policy, Rule, RulePointers, Stop } from './model.ts';
import { knownProfile, shortName } from './names.ts';
import { type Node, tooLarge } from './node.ts';
import { policyNode } from './policy-node.ts';
import { Reader } from './reader.ts';
import { EVALUATED_TYPES, OTHER_PARTIES, POLICY_TYPES } from './roles.ts';
import { Budget, RuleContext } from './rule-context.ts';
import { readRules } from './rules.ts';

export interface Parsed {
  policy: Policy;
  /** Parts that are stored but never grant, or always forbid. */
  warnings: RightsFault[];
  remarks: Finding[];
  pointers: PointersByRule;
}

export interface ReadOptions {
  library?: readonly unknown[];
  /** Profiles that the caller vouches for, besides known ones. */
  profiles?: readonly string[];
  /** A rule without an action covers every action; otherwise it is a fault. */
  bare?: boolean;
}

/**
 * Parses a Set or an Agreement. Faults void the policy: an Offer or any other type, an unknown profile, a
 * replaced policy, a missing parent, a prohibition or duty of an unknown action, an exceeded limit. An
 * unknown action in a permission, and an unknown operand, operator, unit or value anywhere, are warnings: the
 * evaluator fails closed on them. Source: ODRL IM 2.2, sections 2.1 to 2.10.
 */
export function parsePolicy(document: unknown): Result<Parsed, RightsFault[]> {
  const reading = readPolicy(document);
  if (!reading.ok) return reading;
  const { policy, notes } = reading.value;
  if (notes.stops.length > 0)
    return { ok: false, reason: notes.stops.map(({ path, message }) => ({ path, message })) };
  return {
    ok: true,
    value: { policy, warnings: notes.warnings, remarks: notes.remarks, pointers: notes.pointers },
  };
}

/** Reads any policy, in force or not: `stops` has the reasons. Faults: the document contains no policy. */
export function readPolicy(
  document: unknown,
  { library = [], profiles = [], bare = false }: ReadOptions = {},
): Result<{ policy: Policy; notes: Notes }, RightsFault[]> {
  const sizeFault = tooLarge([document, library]);
  if (sizeFault) return fail(sizeFault);
  const reader = new Reader(document, library);
  const root = policyNode(reader);
  if (typeof root === 'string') {
    const [only, ...others] = reader.nodes;
    const faults = only && others.length === 0 ? faultsAsPolicy(reader, only) : [];
    return { ok: false, reason: [...faults, { path: '', message: root }] };
  }

  const family = withParents(reader, root);
  const budget = new Budget();
  const pointers = new Map<Rule, RulePointers>();
  const uid = reader.id(root) ?? '';
  const policy: Policy = {
    type: typeOf(reader, root),
    uid,
    profiles: [...new Set(family.nodes.flatMap((node) => reader.iris(node, 'profile')))],
    conflict: 'invalid',
    permissions: [],
    prohibitions: [],
    obligations: [],
  };
  let ordinal = 0;
  for (const node of family.nodes) {
    reader.readAs(node, 'policy');
    // Members that the policy shares with its rules are read here as in each rule, even if every rule has its
    // own.
    reader.readPartsAs(node, 'action', ['action']);
    reader.readPartsAs(node, 'thing', ['target', 'assignee']);
    reader.readPartsAs(node, 'party', ['assigner', ...OTHER_PARTIES]);
    const others = family.nodes.filter((candidate) => candidate !== node);
    const context = new RuleContext(
      { reader, budget, pointers, uid, bare, ordinal },
      node,
      others,
      node !== root,
    );
    policy.permissions.push(...readRules(context, 'permission'));
    policy.prohibitions.push(...readRules(context, 'prohibition'));
    policy.obligations.push(...readRules(context, 'obligation', 'duty'));
    ordinal = context.ordinal;
  }
  if (budget.exceeded) return fail(budget.exceeded);
  const members = checkMembers(reader, family.nodes);
  const strategy = conflictOf(reader, family.nodes);
  policy.conflict = strategy ?? 'invalid';
  const voids = [
    ...reader.context.faults,
    ...members.faults,
    ...profileFaults(policy, profiles, reader.pathTo(root, 'profile')),
    ...family.faults,
    ...family.nodes
      .filter((node) => conditionsOf(reader, node).length > 0)
      .map((node) => misplaced(reader, node)),
    ...(strategy === undefined ? [{ path: reader.pathTo(root, 'conflict'), message: STRATEGY }] : []),
    ...budget.faults,
    ...(rulesOf(policy).length === 0 ? [{ path: '', message: 'It has no rule' }] : []),
  ];
  const stops: Stop[] = [
    ...typeFaults(reader, root).map((fault) => ({ ...fault, why: 'type' as const })),
    ...voids.map((fault) => ({ ...fault, why: 'void' as const })),
  ];
  const notes: Notes = {
    warnings: [...reader.context.warnings, ...budget.warnings],
    remarks: [
      ...(uid === ''
        ? [{ path: '', code: 'uid' as const, ...toFaultMessage(message('reader.no_uid')) }]
        : []),
      ...members.foreign.map((fault) => ({ ...fault, code: 'foreign' as const })),
      ...members.empty.map((fault) => ({ ...fault, code: 'empty' as const })),
    ],
    stops,
    pointers,
    memberships: reader.memberships(),
    nameOf: (name) => shortName(reader.context.iri(name)),
    termOf: (name) => shortName(reader.context.expand(name)),
  };
  if (reader.isExhausted)
    return fail(`It has more than ${POLICY_VALUES_READ_MAX} values, each counted wherever it is referred to`);
  return { ok: true, value: { policy, notes } };
}

/** Types that are no policy types come first. */
function typeOf(reader: Reader, node: Node): string {
  const rank = (type: string) => POLICY_TYPES.indexOf(type);
  const [first = 'Set'] = reader.types(node).sort((one, other) => rank(one) - rank(other));
  return first === 'Policy' ? 'Set' : first;
}

function typeFaults(reader: Reader, node: Node): RightsFault[] {
  return reader
    .types(node)
    .filter((type) => !EVALUATED_TYPES.includes(type))
    .map((type) => ({
      path: reader.pathTo(node, '@type'),
      message: `A policy of type ${type} permits and forbids nothing: give a Set or an Agreement`,
    }));
}

function profileFaults(policy: Policy, vouchedProfiles: readonly string[], path: string): RightsFault[] {
  return policy.profiles
    .filter((profile) => !knownProfile(profile) && !vouchedProfiles.includes(profile))
    .map((profile) => ({
      path,
      message: `The profile ${profile.slice(0, 100)} is not known, so its terms cannot be evaluated`,
    }));
}

/**
 * A constraint of the policy would narrow prohibitions as well as permissions, so there is no safe reading.
 */
function misplaced(reader: Reader, node: Node): RightsFault {
  const property = reader.has(node, 'constraint') ? 'constraint' : 'refinement';
  return {
    path: reader.pathTo(node, property),
    message: 'A constraint belongs to a rule, not to the policy',
  };
}

/** ODRL IM 2.2, section 2.1. */
const STRATEGY = 'It names a conflict strategy that is not known: perm, prohibit and invalid are';

/**
 * Several strategies, as after inheritance, void the policy if its rules clash, like `invalid` or none (ODRL
 * IM 2.2, section 2.10). Undefined: unknown strategy.
 */
function conflictOf(reader: Reader, nodes: readonly Node[]): ConflictStrategy | undefined {
  const strategies = [...new Set(nodes.flatMap((node) => reader.names(node, 'conflict') ?? ['?']))];
  if (!strategies.every((name) => name === 'perm' || name === 'prohibit' || name === 'invalid'))
    return undefined;
  const [strategy = 'invalid'] = strategies;
  return strategies.length > 1 ? 'invalid' : strategy;
}

export function rulesOf(policy: Policy): Rule[] {
  return [...policy.permissions, ...policy.prohibitions, ...policy.obligations];
}

function fail(message: string): { ok: false; reason: RightsFault[] } {
  return { ok: false, reason: [{ path: '', message }] };
}
