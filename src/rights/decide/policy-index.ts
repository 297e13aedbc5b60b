/** Indexes a policy: lookups that every decision needs are computed once. */
import { getOrInsert } from '../get-or-insert.ts';
import type { Message } from '../message.ts';
import { coveringActions, forbidsAction } from '../odrl/actions.ts';
import type { Atomic, Constraint, Policy, Rule } from '../odrl/model.ts';
import { addDuration, type Duration } from '../odrl/time.ts';
import { perObject } from '../per-object.ts';
import { placeCode } from '../territories/subdivisions.ts';

/** A policy that applies to a component. */
export interface ApplicablePolicy {
  id: string;
  index: PolicyIndex;
  /** Name of the policy in sentences. */
  label: Message;
}

/**
 * Duties that the gateway discharges by stamping and logging. All others need evidence that it does not have.
 */
const DISCHARGED: ReadonlySet<string> = new Set([
  'attribute',
  'cc:Attribution',
  'cc:Notice',
  'nextPolicy',
  'inform',
  'delete',
]);

export function isDischarged(duty: Rule): boolean {
  return duty.action !== undefined && DISCHARGED.has(duty.action);
}

export interface ActRules extends Bounds {
  permissions: readonly Rule[];
  prohibitions: readonly Rule[];
  /** Equal for acts that no rule of the policy distinguishes. */
  key: string;
}

/** Times at which rules can change: instants, ascending, and durations from the creation of the version. */
export interface Bounds {
  instants: readonly number[];
  elapsed: readonly Duration[];
}

export class PolicyIndex {
  readonly policy: Policy;
  /** Duties of the policy itself that the gateway does not discharge. */
  readonly openDuties: readonly Rule[];
  readonly #rulesByAct = new Map<string, ActRules>();
  readonly #territoryKeys = new Map<string, string>();
  readonly #writtenKeys = new Map<Rule, object>();
  readonly #keysByVariant = new Map<string, object>();
  #testsByOperand: Map<string, Atomic[]> | undefined;
  #bounds: Bounds | undefined;

  constructor(policy: Policy) {
    this.policy = policy;
    this.openDuties = policy.obligations.filter((duty) => !isDischarged(duty));
  }

  /** Also returns prohibitions of acts that an abstract act (`use`) includes. */
  rulesFor(action: string): ActRules {
    const cached = this.#rulesByAct.get(action);
    if (cached) return cached;
    const covering = coveringActions(action);
    const permissions = this.policy.permissions.filter(
      (rule) => rule.action !== undefined && covering.includes(rule.action),
    );
    const prohibitions = this.policy.prohibitions.filter(
      (rule) => rule.action !== undefined && forbidsAction(rule.action, action),
    );
    const reachedRules = [
      ...permissions.flatMap((rule) => [rule, ...rule.duties]),
      ...prohibitions,
      ...this.openDuties,
    ];
    const rules = {
      permissions,
      prohibitions,
      key: [...permissions, ...prohibitions].map(({ variant }) => variant).join(','),
      ...boundsIn(reachedRules.flatMap(({ constraints }) => constraints).flatMap(atomicsIn)),
    };
    // Acts come from requests. Only acts of the vocabulary are cached, so the map stays bounded.
    if (covering.length > 0) this.#rulesByAct.set(action, rules);
    return rules;
  }

  /** Codes with equal keys are not distinguished by any territory test. */
  territoryKey(code: string, keyOf: (tests: readonly Atomic[]) => string): string {
    let key = this.#territoryKeys.get(code);
    if (key === undefined) {
      key = keyOf(this.tests('spatial'));
      if (placeCode(code) === code) this.#territoryKeys.set(code, key);
    }
    return key;
  }

  /** All atomic constraints on a left operand, including members of compounds, each once. */
  tests(operand: string): readonly Atomic[] {
    return this.#byOperand().get(operand) ?? [];
  }

  /** Returns the same object for atomic rules of one written rule that differ only in their act. */
  writtenRuleKey(rule: Rule): object {
    return getOrInsert(this.#writtenKeys, rule, () =>
      getOrInsert(this.#keysByVariant, `${rule.kind} ${rule.variant}`, () => ({})),
    );
  }

  /** All acts of the written rule that the atomic rule belongs to; `acts` for a duty of another rule. */
  writtenActs(rule: Rule, acts: readonly string[]): readonly string[] {
    const key = this.writtenRuleKey(rule);
    const { permissions, prohibitions } = this.policy;
    const written = [...permissions, ...prohibitions].filter((other) => this.writtenRuleKey(other) === key);
    const names = written.map(({ action }) => action).filter((action) => action !== undefined);
    return names.length > 0 ? names : acts;
  }

  get bounds(): Bounds {
    this.#bounds ??= boundsIn([...this.#byOperand().values()].flat());
    return this.#bounds;
  }

  #byOperand(): ReadonlyMap<string, Atomic[]> {
    if (this.#testsByOperand) return this.#testsByOperand;
    this.#testsByOperand = new Map();
    const { permissions, prohibitions, obligations } = this.policy;
    const rules = [...permissions, ...prohibitions, ...obligations].flatMap((rule) => [rule, ...rule.duties]);
    // Atomic rules of one written rule share its constraints: repeated tests distinguish nothing.
    for (const atomic of new Set(rules.flatMap(({ constraints }) => constraints).flatMap(atomicsIn))) {
      getOrInsert(this.#testsByOperand, atomic.operand, () => []).push(atomic);
    }
    return this.#testsByOperand;
  }
}

function atomicsIn(constraint: Constraint): Atomic[] {
  if (constraint.kind === 'compound') return constraint.members.flatMap(atomicsIn);
  return constraint.kind === 'atomic' ? [constraint] : [];
}

function boundsIn(atomics: readonly Atomic[]): Bounds {
  const ends = <T>(list: readonly (T | undefined)[]) => list.filter((end) => end !== undefined) as T[];
  const instants = atomics.flatMap(({ test }) => (test.type === 'interval' ? [test.from, test.to] : []));
  const elapsed = atomics.flatMap(({ test }) => (test.type === 'since' ? [test.from, test.to] : []));
  return { instants: [...new Set(ends(instants))].sort((a, b) => a - b), elapsed: ends(elapsed) };
}

/** Later instants at which the rules can change, ascending. */
export function laterInstants(rules: Iterable<ActRules>, origin: number, now: number): number[] {
  const later: number[] = [];
  for (const { instants, elapsed } of rules) {
    for (const instant of instants) if (instant > now) later.push(instant);
    for (const duration of elapsed) {
      const instant = addDuration(origin, duration);
      if (instant > now) later.push(instant);
    }
  }
  later.sort((a, b) => a - b);
  return later.filter((instant, index) => instant !== later[index - 1]);
}

export const indexOf = perObject((policy: Policy) => new PolicyIndex(policy));
