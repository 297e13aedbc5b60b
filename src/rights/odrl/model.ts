/** The policy inside: atomic rules with compiled constraints. Nothing here is JSON any more, but for what a trace shows. */
import type { Message } from '../message.ts';
import type { Finding, RightsFault } from '../types.ts';
import type { Logical, OperandKind, Operator } from './operands.ts';
import type { Duration } from './time.ts';
import type { Unit } from './units.ts';

/** ODRL 2.2 Vocabulary, section 3.2, and what a document says that is none of them. */
export type PolicyType = string;

/** ODRL IM 2.2, section 2.10: who wins, or that nobody does. */
export type ConflictStrategy = 'perm' | 'prohibit' | 'invalid';

export interface Policy {
  type: PolicyType;
  uid: string;
  profiles: string[];
  conflict: ConflictStrategy;
  permissions: Rule[];
  prohibitions: Rule[];
  /** Obligations of the policy itself; duties of a permission hang on the permission. */
  obligations: Rule[];
}

/** One action on one kind of target: a rule that lists several actions is expanded (ODRL IM 2.2, section 2.7). */
export interface Rule {
  /** The uid of the rule as written, without the policy's own uid before `#`; else `rule-<ordinal>`. */
  id: string;
  /** The uid in full, where one is written. Blank node labels are none: they differ from form to form. */
  uid?: string;
  /** Position among all rules of the policy as written, from 1. Atomic rules of one written rule share it. */
  ordinal: number;
  /**
   * Equal for the atomic rules of one written rule that differ in nothing but their action: where the rule stands
   * (`2`, or `2.duty1` inside rule 2), and after a `/` which of its atomic rules, where they differ in more.
   */
  variant: string;
  kind: 'permission' | 'prohibition' | 'duty';
  /** Undefined: none that we know. Such a permission never grants, such a duty is never fulfilled by an act. */
  action: string | undefined;
  /** The action as written, when we do not know it; `null` when none is written: a rule of every action. */
  unknown?: string | null;
  /** Constraints and refinements, all of which must hold. */
  constraints: Constraint[];
  /** The same, by what they belong to. */
  parts: RuleParts;
  /** Of a permission. */
  duties: Rule[];
  /** Of a prohibition: what makes good an infringement. */
  remedies: Rule[];
  /** Of a duty: what is owed besides once it was not fulfilled. */
  consequences: Rule[];
  /** Absent: the rule names none. A collection is named by its id and by its source. */
  targets?: string[];
  assignees?: string[];
  assigners?: string[];
  /** For `attribute`: the line to print. */
  text?: string;
  /** For `attribute`: the author is to be named too. */
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

/** A constraint that cannot be evaluated: it never grants and never disables a prohibition. */
export interface Broken {
  kind: 'broken';
  why: Message;
  display: ConstraintDisplay;
}

/** As a trace shows it. */
export interface ConstraintDisplay {
  leftOperand: string;
  operator: string;
  rightOperand: unknown;
  unit?: string;
  /** What the policy itself says of the left operand, for want of a request that does. */
  status?: string;
}

export type Test =
  /** `all`: isAllOf, which one value meets only when every value listed is that value. */
  | { type: 'member'; values: ReadonlySet<string>; negate: boolean; all: boolean }
  /** Half-open interval; an absent end is open. */
  | { type: 'interval'; from?: number; to?: number; negate: boolean }
  /** The same, counted from the creation of the version; `ms` 1 makes a bound inclusive. */
  | { type: 'since'; from?: Duration; to?: Duration; negate: boolean }
  /** Amounts in the unit, or in whatever unit is stated where the constraint names none. */
  | { type: 'number'; operator: Operator; values: readonly number[]; unit?: Unit }
  | { type: 'event'; operator: Operator; events: readonly string[] };

/** Where a rule stands in the document, and the constraints of it: equal constraints of several rules are one object. */
export interface RulePointers {
  /** JSON pointer. */
  rule: string;
  constraints: ReadonlyMap<Constraint, string>;
}

export type PointersByRule = ReadonlyMap<Rule, RulePointers>;

/** What a reader of a policy must know besides its rules. */
export interface Notes {
  /** What can be stored but will never grant, or will always forbid. */
  warnings: RightsFault[];
  /** What changes no decision, and whoever wrote the policy should know. */
  remarks: Finding[];
  /** Why the policy is void as it stands. */
  stops: Stop[];
  pointers: PointersByRule;
  /** Thing → the collections that the document says it is part of. */
  memberships: ReadonlyMap<string, readonly string[]>;
  /** The name of a thing, its prefix taken as the document defines it, short. */
  nameOf(name: string): string;
  /** The same of a word of a vocabulary, which the document may define as a whole. */
  termOf(name: string): string;
}

/** `type`: rules that are well understood, of a policy that is not in force. */
export type Stop = RightsFault & { why: 'type' | 'void' };
