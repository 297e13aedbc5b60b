/** A bare ODRL policy and one request: what is asked, what is known besides, and what comes of it. */
import type { OdrlJson, RightsFault } from '../types.ts';

export interface PolicyRequest {
  /** Who means to act: an IRI, or a node with an `@id` and the collections it is `partOf`. */
  assignee?: string | OdrlJson;
  action: string;
  target?: string | OdrlJson;
  /** Left operand → value, list of values, or `{value, unit}`. `dateTime` is the instant of the use. */
  context?: Record<string, unknown>;
  /** The instant of the use, milliseconds, UTC, where the context states no `dateTime`. */
  at?: number;
}

export interface PolicyState {
  /** What has been done: ids of duties and prohibitions, or actions. */
  performed?: readonly string[];
  /** Duties (ids or actions) that were once found not to be fulfilled: their consequences are owed as well. */
  violated?: readonly string[];
  /** Thing or party → the collections that it is part of. */
  partOf?: Record<string, string | readonly string[]>;
  /** Policies that the policy may inherit from. */
  policies?: readonly OdrlJson[];
  /** Profiles that the caller vouches for. */
  profiles?: readonly string[];
}

export type RuleType = 'permission' | 'prohibition' | 'obligation' | 'duty' | 'consequence' | 'remedy';

export interface RuleReport {
  /** The uid as written, without the policy's own before `#`; else `rule-<n>`, and `<rule>/duty-<n>` for its duties. */
  id: string;
  type: RuleType;
  /**
   * A permission: its constraints hold for this request and its duties are no obstacle (W3C activation state). A
   * prohibition: it meets this request, or cannot be shown not to. A duty: it is owed.
   */
  active: boolean;
  /**
   * A permission: it permits the request, with its action refined as asked. A prohibition: it has not been infringed,
   * or every remedy has been done. A duty: it has been fulfilled.
   */
  satisfied: boolean;
  /** A sentence. */
  reason: string;
}

export type PolicyCode =
  | 'permitted'
  /** Closed by default: no permission holds. */
  | 'not_permitted'
  | 'forbidden'
  | 'duty_unfulfilled'
  /** The request states too little; `missing` says what to state. */
  | 'indeterminate'
  /** A permission and a prohibition clash and the policy names no strategy: nothing of it holds. */
  | 'conflict'
  /** An Offer, or another type that is never in force. */
  | 'not_in_force'
  /** Unknown profile, replaced, no such parent, over the limits… */
  | 'policy_void';

export interface PolicyDecision {
  decision: 'permit' | 'deny';
  code: PolicyCode;
  /** A sentence. */
  reason: string;
  /** The rule that decided, where one did. */
  decidedBy?: string;
  /** What to state, when the code is `indeterminate`: `assignee`, `target`, or left operands. */
  missing?: string[];
  rules: RuleReport[];
  /** What is wrong with the policy or the request. */
  faults: RightsFault[];
}
