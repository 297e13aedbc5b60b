/**
 * Public types of the rights room. It is pure: no I/O, no clock, no other room. Times are milliseconds since
 * the epoch, UTC. Territories are ISO 3166-1 alpha-2 or ISO 3166-2 (`DE-BY`), upper case.
 */
import type { Message } from './message.ts';
import type { Alteration, Channel, ComponentType, LicenseTerms, Title } from './terms.ts';

export type { DeletionTerms } from './license/deletion.ts';
export type { Message, Parameter } from './message.ts';

/** A license as input of the compiler: the terms of one version, and the partner's titles. */
export interface LicenseSource {
  id: string;
  version: number;
  terms: LicenseTerms;
  /** All titles of the partner; the terms may name fewer. */
  titles: Title[];
}

/** Scope of a restriction. A section restriction applies to every item filed in it. */
export type RestrictionScope =
  | { kind: 'agency' }
  | { kind: 'section'; section: string }
  | { kind: 'item'; item: string }
  | { kind: 'component'; component: string };

/**
 * Scope of a restriction, or an exclusivity of another partner's license. The caller passes only
 * exclusivities that concern the item and are not the requesting partner's own.
 */
export type BindingScope = RestrictionScope | { kind: 'exclusivity' };

/**
 * A stored restriction: an ODRL policy (always with the `prohibit` strategy) and the text that it was read
 * from.
 */
export interface RestrictionSource<Scope extends BindingScope = RestrictionScope> {
  id: string;
  version: number;
  scope: Scope;
  /** ODRL policy, JSON. `null`: nothing of the text could be read. */
  policy: OdrlJson | null;
  /** The text as the wire contained it. */
  text?: string;
  /** False until the desk has reviewed a text that the phrasebook did not fully account for. */
  reviewed: boolean;
}

export type OdrlJson = { [key: string]: unknown };

/** Rights that a token requests: it can only narrow the license (RFC 9396 `authorization_details` entry). */
export interface Entitlement {
  actions?: string[];
  datatypes?: ComponentType[];
  locations?: string[];
  channels?: Channel[];
}

/** The use that the partner states. Every part that is not stated is decided for all licensed values. */
export interface StatedUse {
  action?: string;
  title?: string;
  territory?: string;
  channel?: Channel;
  purpose?: string;
  /** Further facts by left operand, as ODRL names it: `{count: 1, absoluteSize: "1200 px"}`. */
  context?: StatedContext;
}

/** Left operand → value. An amount may carry its unit (`"1200 px"`). */
export type StatedContext = Readonly<Record<string, string | number>>;

/** The item and the requested components (all of an article's, or the one of a component request). */
export interface Subject {
  item: string;
  uri: string;
  sections: string[];
  /** IRIs of the collections that contain it. A policy may name them as its target instead of the item. */
  partOf?: string[];
  language?: string;
  versionCreated: number;
  embargoedUntil?: number;
  components: { id: string; type: ComponentType }[];
}

export type RightsCode =
  | 'use_not_licensed'
  | 'component_not_licensed'
  | 'title_not_licensed'
  | 'territory_not_licensed'
  | 'channel_not_licensed'
  | 'purpose_not_licensed'
  | 'language_not_licensed'
  | 'outside_term'
  /** The license permits the use, the token does not. */
  | 'outside_token'
  /** A restriction (agency, section, item or component) forbids it. */
  | 'restricted'
  | 'restriction_unreviewed'
  | 'duty_unfulfilled'
  /** The use states too little to be decided; the trace says what is missing. */
  | 'indeterminate'
  | 'embargoed'
  /** A policy cannot be evaluated (unknown profile, operand, conflict strategy `invalid`…). */
  | 'policy_void';

/** One evaluated rule. `reason` is a sentence for licensing staff, without other partners' data. */
export interface TraceStep {
  policy: string;
  rule: string;
  kind: 'permission' | 'prohibition' | 'duty' | 'entitlement' | 'review';
  outcome: 'granted' | 'forbidden' | 'fulfilled' | 'not_applicable' | 'unmet' | 'indeterminate';
  reason: string;
  /** `reason`, for a page in another language. */
  message: Message;
  constraint?: { leftOperand: string; operator: string; rightOperand: unknown; actual?: unknown };
}

export interface ComponentDecision {
  component: string;
  type: ComponentType;
  outcome: 'permit' | 'deny';
  /** Set when denied. */
  code?: RightsCode;
  /** `<policy id>#<rule id>`: the deciding rule. */
  decidedBy: string;
  /** One readable sentence. */
  sentence: string;
  /** The same, for a page in another language. */
  message: Message;
  /** Present when permitted: the rights that remain for this component. Never empty. */
  rights?: EffectiveRights;
  trace: TraceStep[];
  /**
   * If a value of a part that the use leaves open lifts `code`: the reason that refuses the use whatever
   * those parts are. For explanations: the code of a refusal, its entry and its trace do not depend on it.
   */
  otherwise?: { code: RightsCode; decidedBy: string; message: Message } | undefined;
}

/**
 * Rights that remain after every restriction, as a list of grants: a use is permitted if one grant contains
 * its action, title, territory, channel and purpose. Never wider than what the evaluator permits case by
 * case.
 */
export interface EffectiveRights {
  grants: RightsGrant[];
  /** Alterations that are permitted wherever `grants` permits a use. Absent: none. */
  alterations?: Alteration[];
  duties: RightsDuty[];
  /** Stated facts (a size, a count…) that some rule tested: the rights hold only for them. */
  stated?: StatedContext;
  /** First instant at which publication (`distribute`, `display`) is allowed. Absent: now. */
  notBefore?: number;
  /** First instant at which the rights are over (term, onlineDays, archive limits). */
  expires: number;
}

export interface RightsGrant {
  uses: string[];
  titles: string[];
  /** Named sets where possible (`world`, `EU`), otherwise ISO codes, sorted. */
  territories: string[];
  /** Codes excluded from `territories`. */
  except: string[];
  channels: Channel[];
  /** Absent: any purpose. */
  purposes?: string[];
}

export interface RightsDuty {
  action: string;
  /** For `attribute`: the credit line to print. */
  text?: string;
}

export interface Decision {
  outcome: 'permit' | 'deny';
  /** Set when denied: the code of the leading component (the dispatch, or the only one requested). */
  code?: RightsCode;
  decidedBy: string;
  sentence: string;
  message: Message;
  components: ComponentDecision[];
  /** Rights that all permitted components have in common (the article's stamp states them). Set on permit. */
  rights?: EffectiveRights;
  /** Every policy that was evaluated; `sha256` is hex over its RFC 8785 form. */
  policies: { id: string; version: number; sha256: string }[];
}

/**
 * A question that a phrase leaves open. `codes`: places that the name can mean; the rule includes all of
 * them.
 */
export type Question =
  | { about: 'days' | 'credit-line' | 'members' | 'titles' | 'zone' }
  | { about: 'place'; name: string; codes: string[] };

export interface Reading {
  text: string;
  /** Null: no phrase was recognized. */
  policy: OdrlJson | null;
  phrases: { phrase: string; rule: string; prose: string; confirm?: string; questions?: Question[] }[];
  /** Words that no phrase accounts for, in order. */
  unaccounted: string[];
  /** True when every word is accounted for and no phrase asks for a confirmation. */
  complete: boolean;
}

/**
 * Reader of sentences and traces. A partner sees its own license and the content of restrictions, but no
 * other partner; `desk` (admins, auditors) sees those too.
 */
export type Audience = 'partner' | 'desk';

/** Input of `decide`: an item and a use. `restrictions` may apply; `decide` selects by scope. */
export interface DecideInput {
  license: CompiledLicense;
  restrictions: CompiledRestriction[];
  entitlement?: Entitlement;
  subject: Subject;
  use: StatedUse;
  /** Instant of the use. Milliseconds, UTC. */
  now: number;
  /** Absent: `partner`. */
  audience?: Audience;
}

declare const compiled: unique symbol;
/** Opaque outside this room. Compile once per license version and cache. */
export interface CompiledLicense {
  readonly [compiled]: 'license';
  readonly id: string;
  readonly version: number;
  readonly sha256: string;
  /** The ODRL Agreement that the terms compile to. */
  readonly agreement: OdrlJson;
}
export interface CompiledRestriction {
  readonly [compiled]: 'restriction';
  readonly id: string;
  readonly version: number;
  readonly sha256: string;
  readonly scope: BindingScope;
  readonly reviewed: boolean;
  readonly text?: string;
  /** Parts of the policy that cannot be evaluated: they never grant, and always forbid. */
  readonly warnings: RightsFault[];
}

/** A fault in terms or a policy. `path`: JSON pointer into the input. */
export interface RightsFault {
  path: string;
  message: string;
  /** Identifies the message, for pages in other languages. */
  key?: string;
  parameters?: Readonly<Record<string, unknown>>;
}

export type FindingCode =
  /** The policy cannot be evaluated: type, profile, replaced… */
  | 'void'
  /** A permission and a prohibition apply to the same use, and no strategy decides. */
  | 'conflict'
  /** Constraints of one rule, or a rule and its duty, exclude each other. */
  | 'contradiction'
  /** The policy names a party that is not one of the license's. */
  | 'party'
  /** Nothing that is licensed has this name. */
  | 'target'
  /** The rule has unknown parts: it never permits, and always forbids. */
  | 'unevaluable'
  /** No use can meet the rule. */
  | 'unreachable'
  /** Another rule wins if both apply. */
  | 'overridden'
  /** Another rule covers it. */
  | 'redundant'
  /** The rule or license has expired. */
  | 'expired'
  /** The terms do not fit together. */
  | 'terms'
  /** The policy names no uid. */
  | 'uid'
  /** A member of another vocabulary: stored, without effect. */
  | 'foreign'
  /** An empty list of rules. */
  | 'empty'
  /** The policy is too large to be checked entirely. */
  | 'unchecked';

export interface RuleReference {
  id: string;
  /** JSON pointer to the rule in the input. */
  path: string;
}

export interface Finding extends RightsFault {
  code: FindingCode;
  /** Two contradicting rules, or a rule and the one that overrides it. */
  rules?: [RuleReference, RuleReference];
}

/** `faults` are refused; `warnings` are stored, because they may be intended. */
export interface Findings {
  faults: Finding[];
  warnings: Finding[];
}

export type Result<T, E> = { ok: true; value: T } | { ok: false; reason: E };
