/** The static check of one policy: its input, its findings so far and its budget of steps. */
import { CHECK_STEPS_MAX, FINDINGS_MAX } from '../limits.ts';
import type { Message } from '../message.ts';
import type { ConflictStrategy, Constraint, PointersByRule, Policy, Rule } from '../odrl/model.ts';
import { toFaultMessage } from '../policy-templates.ts';
import type { Finding, FindingCode, RightsFault, RuleReference } from '../types.ts';

export interface CheckOptions {
  /** Instant of the check. Milliseconds, UTC. */
  now: number;
  /** Strategy that replaces the policy's own: a restriction always forbids. */
  strategy?: ConflictStrategy;
  /** Constraints that narrow every permission: the term and the titles of the license. */
  limits?: readonly Constraint[];
}

export class Inspection {
  readonly policy: Policy;
  readonly options: CheckOptions;
  readonly steps = { left: CHECK_STEPS_MAX };
  readonly faults: Finding[] = [];
  readonly warnings: Finding[] = [];
  /** Rules that no use can meet, or that never grant. */
  readonly dead = new Set<Rule>();
  readonly #pointers: PointersByRule;
  readonly #reported = new Map<string, number>();

  constructor(policy: Policy, pointers: PointersByRule, options: CheckOptions) {
    this.policy = policy;
    this.#pointers = pointers;
    this.options = options;
  }

  get strategy(): ConflictStrategy {
    return this.options.strategy ?? this.policy.conflict;
  }

  get exhausted(): boolean {
    return this.steps.left <= 0;
  }

  refer(rule: Rule): RuleReference {
    return { id: rule.id, path: this.#pathOf(rule) };
  }

  /** `constraint`: the constraint of the rule that the finding is about. */
  fault(code: FindingCode, rule: Rule, reason: Message, pair?: [Rule, Rule], constraint?: Constraint): void {
    this.#add(this.faults, { path: this.#pathOf(rule, constraint), code, ...toFaultMessage(reason) }, pair);
  }

  warn(code: FindingCode, rule: Rule, reason: Message, pair?: [Rule, Rule], constraint?: Constraint): void {
    this.#add(this.warnings, { path: this.#pathOf(rule, constraint), code, ...toFaultMessage(reason) }, pair);
  }

  #pathOf(rule: Rule, constraint?: Constraint): string {
    const pointers = this.#pointers.get(rule);
    return (constraint && pointers?.constraints.get(constraint)) ?? pointers?.rule ?? '';
  }

  /** Warnings about the rules, their constraints and their nested rules. */
  warningsOf(rules: Iterable<Rule>): Finding[] {
    const pointers = [...rules]
      .map((rule) => this.#pointers.get(rule))
      .filter((pointer) => pointer !== undefined);
    const paths = new Set(pointers.flatMap(({ rule, constraints }) => [rule, ...constraints.values()]));
    return this.warnings.filter(
      ({ path }) => paths.has(path) || pointers.some(({ rule }) => path.startsWith(`${rule}/`)),
    );
  }

  /** Drops duplicates: the atomic rules of one written rule cause equal findings. */
  #add(list: Finding[], fault: RightsFault & { code: FindingCode }, rules?: [Rule, Rule]): void {
    const pair = rules?.map((rule) => this.refer(rule)) as [RuleReference, RuleReference] | undefined;
    const key = JSON.stringify([fault.code, fault.path, pair]);
    const kind = list === this.faults ? 'fault' : fault.code;
    const count = this.#reported.get(kind) ?? 0;
    if (this.#reported.has(key) || count >= FINDINGS_MAX) return;
    this.#reported.set(key, 1);
    this.#reported.set(kind, count + 1);
    list.push({ ...fault, ...(pair && { rules: pair }) });
  }
}

export function writtenRules(rules: readonly Rule[]): Rule[][] {
  return [...Map.groupBy(rules, ({ ordinal }) => ordinal).values()];
}
