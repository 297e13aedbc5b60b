/**
 * License terms: an admin writes them, and they compile to an ODRL Agreement.
 *
 * The vocabulary here (components, channels, alterations) is closed; the compiler checks actions and
 * territories, which are ODRL and ISO names. Only named rights are granted.
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

/** A publication of the partner. `market`: its home territory, ISO 3166-1 alpha-2. */
export interface Title {
  id: string;
  name: string;
  domains: string[];
  market: string;
  /** `newspaper`, `magazine`, `broadcaster`…: restrictions such as MAGAZINES OUT refer to it. */
  kind?: string;
  /** RSS or Atom feed, or sitemap: its pages are watched. Absent: none are. */
  feed?: string;
}

export interface Consent {
  /** The consent's own reference, under which a court can find it. */
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

/** Minimum of billed units, used or not. It limits no use, so it is not compiled. */
export interface Minimum {
  /** Billable units. */
  units: number;
  per: 'month' | 'term';
}

/**
 * Acts that are reserved for the license for a time. An absent list, or an absent end of the window, is the
 * license's own. `firstHours` counts from the creation of each version.
 */
export interface Exclusivity {
  uses?: string[];
  components?: ComponentType[];
  territories?: string[];
  channels?: Channel[];
  /** ISO 8601 instants; `until` is exclusive. */
  from?: string;
  until?: string;
  firstHours?: number;
}

/** Terms that the gateway needs whatever form the rights have. */
export interface CommonTerms {
  /** Partner id. */
  partner: string;
  /** Title ids of the partner. Absent: all its titles. */
  titles?: string[];
  /** Product ids. */
  products: string[];
  territoryBasis?: 'market' | 'audience';
  /** ISO 8601 instants; `ends` is exclusive. */
  starts: string;
  ends: string;
  /** Receives embargoed items, with publication held until the embargo lifts. */
  advance?: boolean;
  afterTerm?: { keep: 'none' | 'published' | 'all'; deleteWithinDays: number };
  exclusivity?: Exclusivity;
  sublicensing?: unknown;
  fullTextFeed?: boolean;
  /** Deadline for reports of publication. Absent: a partner that reports anything is asked later. */
  reporting?: { withinDays: number };
  /**
   * Within which time what is killed, held or eliminated must be removed, and what is corrected replaced: ISO
   * 8601 durations. Absent: a day for what is killed or eliminated, and no deadline for the rest.
   */
  recall?: { removeWithin?: string; correctWithin?: string };
  quota?: Quota;
  minimum?: Minimum;
  /** IANA name of the zone in which days and months of quota and minimum count. Absent: UTC. */
  timeZone?: string;
  consent: Consent;
}

/** Rights that are named individually. They compile to an ODRL Agreement. */
export interface NamedRights {
  /** Actions of ODRL or our profile: `display`, `distribute`, `print`, `archive`, `search`, `ai-input`… */
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

/** Rights given as an ODRL policy, which excludes all named rights. */
export interface PolicyTerms extends CommonTerms, Partial<Record<keyof NamedRights, undefined>> {
  policy: { [key: string]: unknown };
}

export type LicenseTerms = NamedTerms | PolicyTerms;
