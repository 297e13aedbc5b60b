/** The model of all items, whatever their format. Times are milliseconds since the epoch, UTC. */
import type { ComponentType } from '../rights/terms.ts';

export type ItemType =
  | 'text'
  | 'picture'
  | 'graphic'
  | 'audio'
  | 'video'
  | 'composite'
  | 'event'
  | 'planning';
export type PubStatus = 'usable' | 'withheld' | 'canceled';
export type ChangeType =
  | 'new'
  | 'update'
  | 'correction'
  | 'advisory'
  | 'hold'
  | 'release'
  | 'kill'
  | 'elimination';
/** Changes of status or embargo. */
export const ARTICLE_CHANGES = ['kill', 'hold', 'release', 'embargo', 'lift'] as const;
export type ArticleChange = (typeof ARTICLE_CHANGES)[number];

/**
 * A body is an ordered list of blocks, rebuilt from an allow-list, so that active content cannot survive
 * ingest. `text` of an inline run is plain text, never markup.
 */
export type Block =
  | { kind: 'paragraph'; inlines: Inline[] }
  | { kind: 'heading'; level: 2 | 3 | 4; inlines: Inline[] }
  | { kind: 'quote'; inlines: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'table'; rows: Inline[][][] }
  | { kind: 'preformatted'; text: string };

export interface Inline {
  text: string;
  emphasis?: 'em' | 'strong';
  /** http, https or mailto only. */
  href?: string;
  break?: true;
}

/** A separately protected part of an item. */
export interface Component {
  /** `cmp_…`, stable over versions of the item. */
  id: string;
  type: ComponentType;
  /** ninjs association name; `dispatch` for the text, `main` for the only component of a picture item. */
  name: string;
  uri: string;
  version?: string;
  headline?: string;
  caption?: string;
  byline?: string;
  credit?: string;
  /** Original supplier if it is not the agency (third-party photographer or agency). */
  supplier?: string;
  /** Restriction text of the component (usageTerms), for machines. */
  usageTerms?: string;
  /**
   * base64url SHA-256 of the bytes, or of the text (imprimatur-text-1) for a dispatch. Absent: no content
   * yet.
   */
  digest?: string;
  /** Bytes in R2. Absent for a dispatch, and for media whose bytes the newsroom has not delivered. */
  content?: { key: string; contentType: string; bytes: number; width?: number; height?: number };
  /** Set on read: the component's own item is killed or held. Never stored. */
  stopped?: 'killed' | 'held';
  /** Set on read: the embargo of the component's own item. Never stored. */
  embargoedUntil?: number;
  /**
   * Set on delivery: the file carries Content Credentials and is delivered as the newsroom sent it. Never
   * stored.
   */
  hasContentCredentials?: true;
  /** The association as a ninjs 3.1 object, without fields that the gateway sets (renditions, rights). */
  ninjs: Record<string, unknown>;
}

export interface ItemVersion {
  /** `itm_…`, derived from `uri`. */
  id: string;
  uri: string;
  /** The newsroom's number; versions are ordered by `versionCreated`, then by numeric `version`. */
  version: string;
  /** Catalogue change sequence of this state: fences compare it. */
  seq: number;
  changeType: ChangeType;
  type: ItemType;
  pubStatus: PubStatus;
  embargoedUntil?: number;
  versionCreated: number;
  firstCreated?: number;
  sections: string[];
  subjects: string[];
  language?: string;
  headline?: string;
  byline?: string;
  located?: string;
  slugline?: string;
  urgency?: number;
  /** The dispatch; empty when the item has no text. */
  blocks: Block[];
  components: Component[];
  /**
   * Separate items (texts, packages, events) that this one names, in its order. Each is licensed separately.
   */
  members?: { name: string; uri: string }[];
  copyrightHolder?: string;
  copyrightNotice?: string;
  usageTerms?: string;
  /** For machine formats only, never shown to readers. */
  edNote?: string;
  /** Kill or hold notice for partners, and the substitute item. */
  notice?: string;
  substitute?: string;
  /**
   * All other ninjs 3.1 properties, normalized, without bodies, associations, the main headline, renditions
   * and rights.
   */
  ninjs: Record<string, unknown>;
  /** Fields of the newsroom's own `profile` that ninjs does not know: stored and listed, never delivered. */
  extra?: Record<string, unknown>;
}

/**
 * `updated`: there is a newer version. `corrected`: a newer version corrects it. `unknown`: the item is no
 * longer stored.
 */
export const PUBLICATION_STATES = [
  'current',
  'updated',
  'corrected',
  'embargoed',
  'held',
  'killed',
  'unknown',
] as const;

export interface PublicationState {
  state: (typeof PUBLICATION_STATES)[number];
  /** ISO 8601 UTC. */
  asOf: string;
  /** ISO 8601 UTC: time of the kill, hold, correction or update. */
  since?: string;
  /** ISO 8601 UTC: end of the embargo. */
  until?: string;
  version?: string;
  /** Reason of the kill or hold, in the agency's words. */
  notice?: string;
  substitute?: string;
  /** Components in question that are killed or held themselves. */
  withdrawn?: string[];
}
