/** The policy inside: atomic rules with compiled constraints. Nothing here is JSON any more, but for what a trace shows. */
import type { Logical, OperandKind } from './operands.ts';
import type { Duration } from './time.ts';

export type PolicyType = 'Set' | 'Agreement';

export interface Policy {
  type: PolicyType;
  uid: string;
  permissions: Rule[];
  prohibitions: Rule[];
  /** Obligations of the policy itself; duties of a permission hang on the permission. */
  obligations: Rule[];
}

/** One action on one kind of target: a rule that lists several actions is expanded (ODRL IM 2.2, section 2.7). */
export interface Rule {
  /** The uid of the rule as written, without the policy's own uid before `#`; else `rule-<ordinal>`. */
  id: string;
  /** Position among all rules of the policy as written, from 1. Atomic rules of one written rule share it. */
  ordinal: number;
  /** Equal for the atomic rules of one written rule that differ in nothing but their action. */
  variant: string;
  kind: 'permission' | 'prohibition' | 'duty';
  /** Undefined: an action that we do not know. Such a permission never grants. */
  action: string | undefined;
  /** Constraints and refinements, all of which must hold. */
  constraints: Constraint[];
  duties: Rule[];
  /** Absent: the rule names none. */
  targets?: string[];
  assignees?: string[];
  /** For `attribute`: the line to print. */
  text?: string;
}

export type Constraint = Atomic | Compound | Broken;

export interface Atomic {
  kind: 'atomic';
  operand: string;
  operandKind: OperandKind;
  test: Test;
  shown: Shown;
}

export interface Compound {
  kind: 'compound';
  operator: Logical;
  members: Constraint[];
}

/** A constraint that cannot be evaluated: it never grants and never disables a prohibition. */
export interface Broken {
  kind: 'broken';
  why: string;
  shown: Shown;
}

/** As a trace shows it. */
export interface Shown {
  leftOperand: string;
  operator: string;
  rightOperand: unknown;
}

export type Test =
  /** `all`: isAllOf, which one value meets only when every value listed is that value. */
  | { type: 'member'; values: ReadonlySet<string>; negate: boolean; all: boolean }
  /** Half-open interval; an absent end is open. */
  | { type: 'interval'; from?: number; to?: number; negate: boolean }
  /** The same, counted from the creation of the version; `ms` 1 makes a bound inclusive. */
  | { type: 'since'; from?: Duration; to?: Duration; negate: boolean }
  /** The operand is one that no use states. */
  | { type: 'unstated' };
