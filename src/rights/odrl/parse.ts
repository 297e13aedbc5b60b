/** From ODRL 2.2 JSON-LD to the model. Whatever comes in, a policy or faults come out. */
import type { Result, RightsFault } from '../types.ts';
import type { Policy, PolicyType, Rule } from './model.ts';
import { knownProfile } from './names.ts';
import { type Node, Reader, tooLarge } from './reader.ts';
import { Budget, type RuleContext, readRules } from './rules.ts';

export interface Parsed {
  policy: Policy;
  /** What can be stored but will never grant, or will always forbid. */
  warnings: RightsFault[];
}

/**
 * A Set or an Agreement becomes a policy. Refused with faults (the policy is void): an Offer or any other type, an
 * unknown profile, inheritance and replacement (we hold one policy, not its parents), a prohibition or duty of an
 * unknown action, anything over the limits. An unknown action in a permission, and an unknown operand, operator or
 * value anywhere, are warnings: the evaluator fails closed on them. Source: ODRL IM 2.2, sections 2.1 to 2.7.
 */
export function parsePolicy(document: unknown): Result<Parsed, RightsFault[]> {
  const large = tooLarge(document);
  if (large) return fail('', large);
  const reader = new Reader(document);
  const node = policyNode(reader);
  if (!node) return fail('', 'It holds no policy with a permission, prohibition or obligation');

  const faults = [...typeFaults(reader, node), ...profileFaults(reader, node), ...linkFaults(reader, node)];
  if (faults.length > 0) return { ok: false, reason: faults };
  const budget = new Budget();
  const context: RuleContext = {
    reader,
    budget,
    policy: node,
    uid: reader.id(node) ?? '',
    ordinal: 0,
    path: '',
  };
  const policy: Policy = {
    type: policyType(reader, node),
    uid: context.uid,
    permissions: readRules(context, 'permission'),
    prohibitions: readRules(context, 'prohibition'),
    obligations: [...readRules(context, 'obligation'), ...readRules(context, 'duty')],
  };
  if (budget.exceeded) return fail('', budget.exceeded);
  if (rulesOf(policy).length === 0) return fail('', 'It has no rule');
  return budget.faults.length > 0
    ? { ok: false, reason: budget.faults }
    : { ok: true, value: { policy, warnings: budget.warnings } };
}

const RULES = ['permission', 'prohibition', 'obligation'];
const EVALUATED: readonly string[] = ['Set', 'Agreement', 'Policy'];

/** In a flat graph the policy is the one node that has rules and is no rule itself. */
function policyNode(reader: Reader): Node | undefined {
  return reader.nodes.find((node) => RULES.some((property) => reader.has(node, property)));
}

function policyType(reader: Reader, node: Node): PolicyType {
  return reader.types(node).includes('Agreement') ? 'Agreement' : 'Set';
}

function typeFaults(reader: Reader, node: Node): RightsFault[] {
  return reader
    .types(node)
    .filter((type) => !EVALUATED.includes(type))
    .map((type) => ({
      path: '/@type',
      message: `A policy of type ${type} permits and forbids nothing: give a Set or an Agreement`,
    }));
}

function profileFaults(reader: Reader, node: Node): RightsFault[] {
  const profiles = reader.names(node, 'profile') ?? ['?'];
  return profiles
    .filter((profile) => !knownProfile(profile))
    .map((profile) => ({
      path: '/profile',
      message: `The profile ${profile.slice(0, 100)} is not known, so its terms cannot be evaluated`,
    }));
}

function linkFaults(reader: Reader, node: Node): RightsFault[] {
  const links = [
    ['inheritFrom', 'The policy inherits from one that is not here'],
    ['isReplacedBy', 'The policy has been replaced by another'],
  ] as const;
  return links
    .filter(([property]) => reader.has(node, property) || reader.has(node, `dct:${property}`))
    .map(([property, message]) => ({ path: `/${property}`, message }));
}

export function rulesOf(policy: Policy): Rule[] {
  return [...policy.permissions, ...policy.prohibitions, ...policy.obligations];
}

function fail(path: string, message: string): { ok: false; reason: RightsFault[] } {
  return { ok: false, reason: [{ path, message }] };
}
