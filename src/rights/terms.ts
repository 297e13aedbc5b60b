/**
 * License terms: what an admin writes and what compiles to an ODRL Agreement.
 *
 * The vocabulary here (components, channels, alterations) is closed; actions and territories are ODRL and
 * ISO names and are checked by the compiler. Only what is named is granted.
 */

export const COMPONENT_TYPES = ['dispatch', 'photograph', 'graphic', 'logo', 'audio', 'video'] as const;
export type ComponentType = (typeof COMPONENT_TYPES)[number];

export const CHANNELS = [
  'web',
  'app',
  'newsletter',
  'social',
  'print',
  'epaper',
  'broadcast',
  'podcast',
  'intranet',
] as const;
export type Channel = (typeof CHANNELS)[number];

export const ALTERATIONS = ['headline', 'shorten', 'excerpt', 'translate', 'crop', 'combine'] as const;
export type Alteration = (typeof ALTERATIONS)[number];

/** One publication of the partner. `market` is its home territory, ISO 3166-1 alpha-2. */
export interface Title {
  id: string;
  name: string;
  domains: string[];
  market: string;
  /** `newspaper`, `magazine`, `broadcaster`…: what a restriction such as MAGAZINES OUT asks for. */
  kind?: string;
}

export interface Consent {
  /** The written consent's own reference, as a court would look it up. */
  reference: string;
  signedBy: string;
  /** ISO 8601 date. */
  signedOn: string;
  /** SHA-256 of the signed document, hex. */
  documentDigest?: string;
}

export interface Quota {
  /** Billable units. */
  limit: number;
  per: 'day' | 'month' | 'term';
  onExceed: 'refuse' | 'overage';
}

/** Units that are billed at least, used or not. It bounds no use, so it is compiled to nothing. */
export interface Minimum {
  /** Billable units. */
  units: number;
  per: 'month' | 'term';
}

/**
 * What nobody else may do for a time. A list that is absent is the license's own; so is an absent end of the window.
 * `firstHours` counts from the creation of each version.
 */
export interface Exclusivity {
  uses?: string[];
  components?: ComponentType[];
  territories?: string[];
  channels?: Channel[];
  /** ISO 8601 instants; `until` is the first instant at which it is over. */
  from?: string;
  until?: string;
  firstHours?: number;
}

/** What the gateway itself needs to know of a license, in whichever words its rights are written. */
export interface CommonTerms {
  /** Partner id. */
  partner: string;
  /** Title ids of the partner; absent: all its titles. */
  titles?: string[];
  /** Product ids. */
  products: string[];
  territoryBasis?: 'market' | 'audience';
  /** ISO 8601 instants; `ends` is the first instant at which the license is over. */
  starts: string;
  ends: string;
  /** Receives embargoed items, with publication held until the embargo lifts. */
  advance?: boolean;
  afterTerm?: { keep: 'none' | 'published' | 'all'; deleteWithinDays: number };
  exclusivity?: Exclusivity;
  sublicensing?: unknown;
  fullTextFeed?: boolean;
  /** What is delivered is reported as published within this time. Absent: whoever reports at all is asked later. */
  reporting?: { withinDays: number };
  quota?: Quota;
  minimum?: Minimum;
  /** IANA name of the zone whose days and months quota and minimum count in; absent: UTC. */
  timeZone?: string;
  consent: Consent;
}

/** Rights that are named one by one; they compile to an ODRL Agreement. */
export interface NamedRights {
  /** ODRL / profile actions: `display`, `distribute`, `print`, `archive`, `search`, `ai-input`… */
  uses: string[];
  components: ComponentType[];
  /** ISO 3166-1 alpha-2 codes or named sets (`EU`, `EEA`, `DACH`, `world`). */
  territories: string[];
  channels: Channel[];
  purposes?: string[];
  languages?: string[];
  onlineDays?: number;
  retentionDays?: number;
  alterations?: Alteration[];
  credit?: { line: string; byline: boolean };
}

export const NAMED_RIGHTS = [
  'uses',
  'components',
  'territories',
  'channels',
  'purposes',
  'languages',
  'alterations',
  'credit',
  'onlineDays',
  'retentionDays',
] as const satisfies (keyof NamedRights)[];

export interface NamedTerms extends CommonTerms, NamedRights {
  policy?: undefined;
}

/** Rights as an ODRL policy says them, instead of all that could be named. */
export interface PolicyTerms extends CommonTerms, Partial<Record<keyof NamedRights, undefined>> {
  policy: { [key: string]: unknown };
}

export type LicenseTerms = NamedTerms | PolicyTerms;
