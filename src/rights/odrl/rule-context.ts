/** State of reading the rules of one policy. */
import { getOrInsert } from '../get-or-insert.ts';
import { POLICY_CONSTRAINTS_MAX, POLICY_RULES_MAX } from '../limits.ts';
import type { Message } from '../message.ts';
import { toFaultMessage } from '../policy-templates.ts';
import type { RightsFault } from '../types.ts';
import type { Constraint, Rule, RulePointers } from './model.ts';
import { isNode, type Node } from './node.ts';
import type { Reader } from './reader.ts';

/** Counts rules and constraints: references can make a small document large. */
export class Budget {
  exceeded: string | undefined;
  readonly faults: RightsFault[] = [];
  readonly warnings: RightsFault[] = [];
  #rules = 0;
  #constraints = 0;

  rule(): boolean {
    this.#rules += 1;
    if (this.#rules > POLICY_RULES_MAX) this.exceeded = `It has more than ${POLICY_RULES_MAX} rules`;
    return this.exceeded === undefined;
  }

  constraint(): boolean {
    this.#constraints += 1;
    if (this.#constraints > POLICY_CONSTRAINTS_MAX)
      this.exceeded = `It has more than ${POLICY_CONSTRAINTS_MAX} constraints`;
    return this.exceeded === undefined;
  }

  fault(path: string, message: string): void {
    this.faults.push({ path, message });
  }

  warn(path: string, message: Message): void {
    this.warnings.push({ path, ...toFaultMessage(message) });
  }
}

export class RuleContext {
  readonly reader: Reader;
  readonly budget: Budget;
  /** Filled while the rules are read. */
  readonly pointers: Map<Rule, RulePointers>;
  /** The policy whose rules are read: the requested one, or one of its parents. */
  readonly policy: Node;
  /** Other policies of the inheritance, which may hold shared properties. */
  readonly #otherPolicies: readonly Node[];
  readonly uid: string;
  /** A rule without an action covers every action, and is no fault. */
  readonly bare: boolean;
  /** The rules are a parent's: its `status` values do not count. */
  readonly inherited: boolean;
  /** Number of rules read so far. */
  ordinal: number;
  readonly #listsByKey = new Map<string, Constraint[]>();
  readonly #numbers = new Map<Constraint, number>();
  /** JSON pointer to the current rule. */
  path = '';
  /** JSON pointers of the current rule's constraints. */
  constraintPointers = new Map<Constraint, string>();

  constructor(
    from: Pick<RuleContext, 'reader' | 'budget' | 'pointers' | 'uid' | 'bare' | 'ordinal'>,
    policy: Node,
    others: readonly Node[],
    inherited: boolean,
  ) {
    this.reader = from.reader;
    this.budget = from.budget;
    this.pointers = from.pointers;
    this.uid = from.uid;
    this.bare = from.bare;
    this.ordinal = from.ordinal;
    this.policy = policy;
    this.#otherPolicies = others;
    this.inherited = inherited;
  }

  /** Returns one list object for equal lists of constraints, so that their truth is cached once. */
  sameList(constraints: Constraint[]): Constraint[] {
    const name = constraints.map((constraint) => this.#numberOf(constraint)).join();
    return getOrInsert(this.#listsByKey, name, () => constraints);
  }

  #numberOf(constraint: Constraint): number {
    return getOrInsert(this.#numbers, constraint, () => this.#numbers.size);
  }

  beginRule(property: string, position: number, value: unknown): void {
    this.ordinal += 1;
    const pointer = isNode(value) ? this.reader.pointer(value) : undefined;
    this.path = pointer ?? `${this.reader.pathTo(this.policy, property)}/${position}`;
    this.constraintPointers = new Map();
  }

  /** Reads a nested rule with its own pointer. */
  readNested<T>(node: Node, read: () => T): T {
    const { path, constraintPointers } = this;
    this.path = this.reader.pointer(node) ?? path;
    this.constraintPointers = new Map();
    const value = read();
    this.path = path;
    this.constraintPointers = constraintPointers;
    return value;
  }

  /** Of equal constraints in one rule, the first one is pointed at. */
  recordConstraint(constraint: Constraint, path: string): void {
    if (!this.constraintPointers.has(constraint)) this.constraintPointers.set(constraint, path);
  }

  /**
   * Values of a property of the rule; otherwise of the policy, which shares it with all its rules (ODRL IM
   * 2.2, section 2.7.1); otherwise of its parents or children (section 2.9); otherwise of nodes that claim
   * the policy (`hasPolicy`, `assigneeOf`; sections 2.2.3 and 2.3.3). The nearest values count, except for a
   * prohibition: it covers all of them, because what it does not cover would be released.
   */
  sharedValues(node: Node, property: string, kind: Rule['kind']): unknown[] {
    const own = this.reader.all(node, property);
    if (own.length > 0) return own;
    const holders = [this.policy, ...this.#otherPolicies];
    const candidates = [
      ...holders.map((holder) => this.reader.all(holder, property)),
      holders.flatMap((holder) =>
        this.reader.idsLinkingTo(LINKS[property], holder).map((id) => this.reader.node(id) ?? id),
      ),
    ];
    return kind === 'prohibition'
      ? candidates.flat()
      : (candidates.find((values) => values.length > 0) ?? []);
  }
}

/** Property of a rule → property by which a thing or party outside of the policy claims it. */
const LINKS: Record<string, string | undefined> = {
  target: 'hasPolicy',
  assignee: 'assigneeOf',
  assigner: 'assignerOf',
};
