/** What is at hand while the rules of one policy are read. */
import { POLICY_CONSTRAINTS_MAX, POLICY_RULES_MAX } from '../limits.ts';
import type { Message } from '../message.ts';
import { toFaultMessage } from '../policy-templates.ts';
import type { RightsFault } from '../types.ts';
import type { Constraint, Rule, RulePointers } from './model.ts';
import { isNode, type Node } from './node.ts';
import type { Reader } from './reader.ts';

/** Counts what a document makes us do: references can make a small document large. */
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
  /** The policy whose rules are read: the one asked for, or one that it inherits from. */
  readonly policy: Node;
  /** Where else shared properties may stand: the other policies of the inheritance. */
  readonly #otherPolicies: readonly Node[];
  /** The uid of the policy. */
  readonly uid: string;
  /** A rule without an action is one of every action, not a fault. */
  readonly bare: boolean;
  /** The rules are a parent's: what was counted for others (`status`) does not count here. */
  readonly inherited: boolean;
  /** Rules read so far. */
  ordinal: number;
  readonly #listsByKey = new Map<string, Constraint[]>();
  readonly #numbers = new Map<Constraint, number>();
  /** JSON pointer to the rule that is being read. */
  path = '';
  /** Where the constraints stand that were read for it. */
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

  /** The same list for rules under the same constraints: what it comes to is then worked out once for all of them. */
  sameList(constraints: Constraint[]): Constraint[] {
    const name = constraints.map((constraint) => this.#numberOf(constraint)).join();
    const list = this.#listsByKey.get(name) ?? constraints;
    this.#listsByKey.set(name, list);
    return list;
  }

  #numberOf(constraint: Constraint): number {
    const number = this.#numbers.get(constraint) ?? this.#numbers.size;
    this.#numbers.set(constraint, number);
    return number;
  }

  beginRule(property: string, position: number, value: unknown): void {
    this.ordinal += 1;
    const pointer = isNode(value) ? this.reader.pointer(value) : undefined;
    this.path = pointer ?? `${this.reader.pathTo(this.policy, property)}/${position}`;
    this.constraintPointers = new Map();
  }

  /** Reads what stands inside of the rule that is being read, as something with a place of its own. */
  readNested<T>(node: Node, read: () => T): T {
    const { path, constraintPointers } = this;
    this.path = this.reader.pointer(node) ?? path;
    this.constraintPointers = new Map();
    const value = read();
    this.path = path;
    this.constraintPointers = constraintPointers;
    return value;
  }

  /** Of equal constraints in one rule, the first is the one to point at. */
  recordConstraint(constraint: Constraint, path: string): void {
    if (!this.constraintPointers.has(constraint)) this.constraintPointers.set(constraint, path);
  }

  /**
   * A property of the rule, else of the policy, which shares it with all its rules (ODRL IM 2.2, section 2.7.1), else
   * of the policies that it inherits from or that inherit from it (section 2.9), else of whoever says that the policy is
   * its own (`hasPolicy`, `assigneeOf`; sections 2.2.3 and 2.3.3). The nearest counts, but for a prohibition: it
   * reaches all of them, since what it does not reach would be let out.
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

/** Property of a rule → the property by which a thing or party outside of the policy claims that place. */
const LINKS: Record<string, string | undefined> = {
  target: 'hasPolicy',
  assignee: 'assigneeOf',
  assigner: 'assignerOf',
};
