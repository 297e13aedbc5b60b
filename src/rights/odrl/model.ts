/** The policy model: atomic rules with compiled constraints. It contains no JSON except displayed values. */
import type { Message } from '../message.ts';
import type { Finding, RightsFault } from '../types.ts';
import type { Logical, OperandKind, Operator } from './operands.ts';
import type { Duration } from './time.ts';
import type { Unit } from './units.ts';

/** ODRL 2.2 Vocabulary, section 3.2, or another type that a document names. */
export type PolicyType = string;

/** ODRL IM 2.2, section 2.10: which rule wins, or that a conflict voids the policy. */
export type ConflictStrategy = 'perm' | 'prohibit' | 'invalid';

export interface Policy {
  type: PolicyType;
  uid: string;
  profiles: string[];
  conflict: ConflictStrategy;
  permissions: Rule[];
  prohibitions: Rule[];
  /** Obligations of the policy itself; duties of a permission are in the permission. */
  obligations: Rule[];
}

/** One action on one kind of target: a rule with several actions is expanded (ODRL IM 2.2, section 2.7). */
export interface Rule {
  /** The uid of the written rule, without the policy's own uid before `#`; otherwise `rule-<ordinal>`. */
  id: string;
  /** The full written uid. Blank node labels do not count: they differ between serializations. */
  uid?: string;
  /** Position among all written rules of the policy, from 1. Atomic rules of one written rule share it. */
  ordinal: number;
  /**
   * Equal for atomic rules of one written rule that differ only in their action: the rule's position (`2`, or
   * `2.duty1` inside rule 2), and after a `/` the index of the atomic rule if they differ in more.
   */
  variant: string;
  kind: 'permission' | 'prohibition' | 'duty';
  /** Undefined: unknown. Such a permission never grants, such a duty is never fulfilled by an act. */
  action: string | undefined;
  /** The written action if it is unknown. `null`: none is written, so the rule covers every action. */
  unknown?: string | null;
  /** Constraints and refinements, all of which must hold. */
  constraints: Constraint[];
  /** The same constraints by the part of the rule that they belong to. */
  parts: RuleParts;
  duties: Rule[];
  remedies: Rule[];
  /** Consequences of a duty, owed once it was not fulfilled. */
  consequences: Rule[];
  /** Absent: the rule names none. A collection is named by its id and its source. */
  targets?: string[];
  assignees?: string[];
  assigners?: string[];
  /** For `attribute`: the line to print. */
  text?: string;
  /** For `attribute`: the author must be named too. */
  byline?: true;
}

export interface RuleParts {
  rule: Constraint[];
  action: Constraint[];
  target: Constraint[];
  assignee: Constraint[];
}

export type Constraint = Atomic | Compound | Broken;

export interface Atomic {
  kind: 'atomic';
  operand: string;
  operandKind: OperandKind;
  test: Test;
  display: ConstraintDisplay;
}

export interface Compound {
  kind: 'compound';
  operator: Logical;
  members: Constraint[];
}

/** A constraint that cannot be evaluated: it never grants, and never disables a prohibition. */
export interface Broken {
  kind: 'broken';
  why: Message;
  display: ConstraintDisplay;
}

/** A constraint as traces display it. */
export interface ConstraintDisplay {
  leftOperand: string;
  operator: string;
  rightOperand: unknown;
  unit?: string;
  /** Value that the policy itself gives to the left operand, for requests that do not state it. */
  status?: string;
}

export type Test =
  /** `all` (isAllOf): one value meets it only if every listed value is equal to it. */
  | { type: 'member'; values: ReadonlySet<string>; negate: boolean; all: boolean }
  /** Half-open interval; an absent end is open. */
  | { type: 'interval'; from?: number; to?: number; negate: boolean }
  /** Half-open interval from the creation of the version; `ms` 1 makes a bound inclusive. */
  | { type: 'since'; from?: Duration; to?: Duration; negate: boolean }
  /** Amounts in the unit; without one, in the unit of the stated value. */
  | { type: 'number'; operator: Operator; values: readonly number[]; unit?: Unit }
  | { type: 'event'; operator: Operator; events: readonly string[] };

/**
 * Positions of a rule and its constraints in the document. Equal constraints of several rules are one object,
 * so each rule has its own map.
 */
export interface RulePointers {
  /** JSON pointer. */
  rule: string;
  constraints: ReadonlyMap<Constraint, string>;
}

export type PointersByRule = ReadonlyMap<Rule, RulePointers>;

/** Results of reading a policy besides its rules. */
export interface Notes {
  /** Parts that are stored but never grant, or always forbid. */
  warnings: RightsFault[];
  remarks: Finding[];
  /** Reasons why the policy is void or not in force. */
  stops: Stop[];
  pointers: PointersByRule;
  /** Thing → collections that the document says contain it. */
  memberships: ReadonlyMap<string, readonly string[]>;
  /** Short name of a thing, after expansion of the document's prefixes. */
  nameOf(name: string): string;
  /** Short name of a vocabulary word, which the document may define as a whole. */
  termOf(name: string): string;
}

/** `type`: the rules are valid, but the policy is not in force. */
export type Stop = RightsFault & { why: 'type' | 'void' };
