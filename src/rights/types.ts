/**
 * The rights room's public shapes. `rights` is pure: no I/O, no clock, no import from another room.
 * Times are milliseconds since the epoch, UTC. Territories are ISO 3166-1 alpha-2 or ISO 3166-2
 * (`DE-BY`), upper case.
 */
import type { Message } from './message.ts';
import type { Alteration, Channel, ComponentType, LicenseTerms, Title } from './terms.ts';

export type { DeletionTerms } from './license/deletion.ts';
export type { Message, Parameter } from './message.ts';

/** A license as the evaluator needs it: terms of one version, with the titles they name resolved. */
export interface LicenseSource {
  id: string;
  version: number;
  terms: LicenseTerms;
  /** All titles of the partner; the terms may name fewer. */
  titles: Title[];
}

/** What a restriction applies to. A section restriction applies to every item filed in it. */
export type RestrictionScope =
  | { kind: 'agency' }
  | { kind: 'section'; section: string }
  | { kind: 'item'; item: string }
  | { kind: 'component'; component: string };

/**
 * What binds a decision besides restrictions that somebody wrote down: an exclusivity that another partner's license
 * grants. Whoever asks passes in only those that concern the item and are not the asking partner's own.
 */
export type BindingScope = RestrictionScope | { kind: 'exclusivity' };

/** One stored restriction: an ODRL policy (always with the `prohibit` strategy) and the prose it was read from. */
export interface RestrictionSource<Scope extends BindingScope = RestrictionScope> {
  id: string;
  version: number;
  scope: Scope;
  /** ODRL policy, JSON. `null` when nothing of the text could be read. */
  policy: OdrlJson | null;
  /** The prose as the wire carried it. */
  text?: string;
  /** False until the desk has cleared a text that the phrasebook did not fully account for. */
  reviewed: boolean;
}

export type OdrlJson = { [key: string]: unknown };

/** What a token says of the license: it can only narrow it (RFC 9396 `authorization_details` entry). */
export interface Entitlement {
  actions?: string[];
  datatypes?: ComponentType[];
  locations?: string[];
  channels?: Channel[];
}

/** What the partner states that it means to do. Every part that is not stated is decided for all licensed values. */
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

/** The item and the components asked for (all of an article's, or the one of a component request). */
export interface Subject {
  item: string;
  uri: string;
  sections: string[];
  /** IRIs of the collections that it is part of: what a policy may name as its target instead of the item. */
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
  /** The license permits it, the token does not. */
  | 'outside_token'
  /** A restriction (agency, section, item or component) forbids it. */
  | 'restricted'
  | 'restriction_unreviewed'
  | 'duty_unfulfilled'
  /** The use states too little to be decided; the trace says what to state. */
  | 'indeterminate'
  | 'embargoed'
  /** A policy cannot be evaluated (unknown profile, operand, conflict strategy `invalid`…). */
  | 'policy_void';

/** One rule that was looked at. `reason` is a sentence for a licensing person, free of other partners' data. */
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
  /** `<policy id>#<rule id>`: the one rule that decided. */
  decidedBy: string;
  /** One readable sentence. */
  sentence: string;
  /** The same, for a page in another language. */
  message: Message;
  /** Present when permitted: what remains for this component. Never empty. */
  rights?: EffectiveRights;
  trace: TraceStep[];
}

/**
 * What remains after every restriction. It is a list of boxes: a use is permitted when one box contains its
 * action, title, territory, channel and purpose. Never wider than what the evaluator permits case by case.
 */
export interface EffectiveRights {
  grants: RightsGrant[];
  /** The alterations that may be made wherever `grants` permits anything. Absent: none. */
  alterations?: Alteration[];
  duties: RightsDuty[];
  /** Holds only for a use that states this (a size, a count…): some rule asked for it. */
  stated?: StatedContext;
  /** First instant at which publication (`distribute`, `display`) is allowed; absent: now. */
  notBefore?: number;
  /** First instant at which the rights are over (term, onlineDays, archive limits). */
  expires: number;
}

export interface RightsGrant {
  uses: string[];
  titles: string[];
  /** Named sets where they are (`world`, `EU`), else ISO codes, sorted. */
  territories: string[];
  /** Codes taken out of the above. */
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
  /** Set when denied: the code of the leading component (the dispatch, or the only one asked for). */
  code?: RightsCode;
  decidedBy: string;
  sentence: string;
  message: Message;
  components: ComponentDecision[];
  /** The rights that hold for every permitted component together (what the article's stamp says). Set on permit. */
  rights?: EffectiveRights;
  /** Every policy that was evaluated; `sha256` is hex over its RFC 8785 form. */
  policies: { id: string; version: number; sha256: string }[];
}

/** What a phrase leaves open. `codes`: the places that the name can mean; the rule takes all of them. */
export type Question =
  | { about: 'days' | 'credit-line' | 'members' | 'titles' }
  | { about: 'place'; name: string; codes: string[] };

/** What the phrasebook made of a text. */
export interface Reading {
  text: string;
  /** Null when no phrase was recognised. */
  policy: OdrlJson | null;
  phrases: { phrase: string; rule: string; prose: string; confirm?: string; questions?: Question[] }[];
  /** The words that no phrase accounts for, in order. */
  unaccounted: string[];
  /** True when every word is accounted for and no phrase asks for a confirmation. */
  complete: boolean;
}

/**
 * Who reads the sentences and the trace. A partner sees its own license, and of restrictions what they say, but no other
 * partner: `desk` (admins, auditors) sees those too.
 */
export type Audience = 'partner' | 'desk';

/** An item to decide about, as `decide` takes it. `restrictions` are those that could apply; `decide` picks by scope. */
export interface DecideInput {
  license: CompiledLicense;
  restrictions: CompiledRestriction[];
  entitlement?: Entitlement;
  subject: Subject;
  use: StatedUse;
  /** The instant of the use. Milliseconds, UTC. */
  now: number;
  /** Absent: `partner`. */
  audience?: Audience;
}

declare const compiled: unique symbol;
/** Opaque outside this room; compile once per license version and keep. */
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
  /** What of the policy cannot be evaluated: it never grants, and where it forbids, it always forbids. */
  readonly warnings: RightsFault[];
}

/** A fault in terms or a policy: `path` is a JSON pointer into what was given. */
export interface RightsFault {
  path: string;
  message: string;
  /** Names the message, for pages in other languages. */
  key?: string;
  parameters?: Readonly<Record<string, unknown>>;
}

export type FindingCode =
  /** It is no policy that could be evaluated: type, profile, replaced… */
  | 'void'
  /** A permission and a prohibition meet the same use, and no strategy says which counts. */
  | 'conflict'
  /** Constraints of one rule, or a rule and its duty, that exclude each other. */
  | 'contradiction'
  /** It names another party than those of the license. */
  | 'party'
  /** Nothing that is licensed has this name. */
  | 'target'
  /** Something of it is not known: it never permits, and always forbids. */
  | 'unevaluable'
  /** A rule that no use can ever meet. */
  | 'unreachable'
  /** Another rule wins where both meet. */
  | 'overridden'
  /** Another rule says it already. */
  | 'redundant'
  /** It is over. */
  | 'expired'
  /** Terms that do not fit together. */
  | 'terms'
  /** The policy names no uid. */
  | 'uid'
  /** A member of another vocabulary: kept, and of no effect. */
  | 'foreign'
  /** A list of rules that has none. */
  | 'empty'
  /** The policy is too large to be looked through. */
  | 'unchecked';

/** A rule that a finding is about. */
export interface RuleReference {
  id: string;
  /** JSON pointer to the rule in what was given. */
  path: string;
}

/** What the static checks have to say of a policy or license, before any use is made of it. */
export interface Finding extends RightsFault {
  code: FindingCode;
  /** The two that do not go together, or of which the second wins. */
  rules?: [RuleReference, RuleReference];
}

/** `faults` are refused; `warnings` are stored, since they may be meant. */
export interface Findings {
  faults: Finding[];
  warnings: Finding[];
}

/**
 * index.ts exports:
 *   compileLicense(source: LicenseSource): Result<CompiledLicense, RightsFault[]>
 *   compileRestriction(source: RestrictionSource): Result<CompiledRestriction, RightsFault[]>
 *   checkLicense(source: LicenseSource, now: number): Findings        // of terms that compile
 *   checkRestriction(policy: OdrlJson, now: number): Findings
 *   checkEntitlement(license: CompiledLicense, asked: Entitlement): RightsFault[]   // empty: narrows
 *   licensedActions(license: CompiledLicense): string[]
 *   decide(input: DecideInput): Decision
 *   readProse(text: string, taught?: readonly TaughtPhrase[]): Reading
 *   checkPhrase(phrase: NewPhrase): Result<Omit<TaughtPhrase, 'id'>, RightsFault[]>
 *   printProse(policy: OdrlJson): string
 *   expandTerritories(names: readonly string[]): Result<Set<string>, RightsFault[]>
 */
export type Result<T, E> = { ok: true; value: T } | { ok: false; reason: E };
