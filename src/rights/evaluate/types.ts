/** A bare ODRL policy and one request: request, state and decision. */
import type { OdrlJson, RightsFault } from '../types.ts';

export interface PolicyRequest {
  /** The acting party: an IRI, or a node with an `@id` and the collections it is `partOf`. */
  assignee?: string | OdrlJson;
  action: string;
  target?: string | OdrlJson;
  /** Left operand → value, list of values, or `{value, unit}`. `dateTime` is the instant of the use. */
  context?: Record<string, unknown>;
  /** Instant of the use if the context states no `dateTime`. Milliseconds, UTC. */
  at?: number;
}

export interface PolicyState {
  /** Ids of duties and prohibitions, or actions, that have been performed. */
  performed?: readonly string[];
  /** Duties (ids or actions) that were once not fulfilled: their consequences are owed too. */
  violated?: readonly string[];
  /** Thing or party → collections that contain it. */
  partOf?: Record<string, string | readonly string[]>;
  policies?: readonly OdrlJson[];
  profiles?: readonly string[];
}

export type RuleType = 'permission' | 'prohibition' | 'obligation' | 'duty' | 'consequence' | 'remedy';

export interface RuleReport {
  /**
   * The written uid, without the policy's uid before `#`; otherwise `rule-<n>`, and `<rule>/duty-<n>` for its
   * duties.
   */
  id: string;
  type: RuleType;
  /**
   * A permission: its constraints hold for this request and its duties are no obstacle (W3C activation
   * state). A prohibition: it meets this request, or is not shown not to. A duty: it is owed.
   */
  active: boolean;
  /**
   * A permission: it permits the request, with its refined action. A prohibition: it has not been infringed,
   * or all remedies have been performed. A duty: it has been fulfilled.
   */
  satisfied: boolean;
  reason: string;
}

export type PolicyCode =
  | 'permitted'
  /** Closed by default: no permission holds. */
  | 'not_permitted'
  | 'forbidden'
  | 'duty_unfulfilled'
  /** The request states too little; `missing` lists the facts to state. */
  | 'indeterminate'
  /** A permission and a prohibition clash and the policy names no strategy: it is void. */
  | 'conflict'
  /** An Offer, or another type that is never in force. */
  | 'not_in_force'
  /** Unknown profile, replaced policy, missing parent, exceeded limit… */
  | 'policy_void';

export interface PolicyDecision {
  decision: 'permit' | 'deny';
  code: PolicyCode;
  reason: string;
  decidedBy?: string;
  /** Facts to state if the code is `indeterminate`: `assignee`, `target`, or left operands. */
  missing?: string[];
  rules: RuleReport[];
  faults: RightsFault[];
}
