/**
 * One model for every item, whatever version of ninjs it came in. Times are milliseconds since the epoch, UTC.
 */
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

/**
 * A body is an ordered list of blocks rebuilt from an allow-list, so that active content cannot survive ingest.
 * `text` of an inline run is plain text, never markup.
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
  /** A line break follows this run. */
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
  /** The original supplier when it is not the agency (third-party photographer or agency). */
  supplier?: string;
  /** The restriction prose that came with it (usageTerms), shown to machines. */
  usageTerms?: string;
  /** base64url SHA-256: of the bytes, or of the text (imprimatur-text-1) for a dispatch. Absent: no content yet. */
  digest?: string;
  /** The bytes in R2. Absent for a dispatch, and for media whose bytes have not been delivered by the newsroom. */
  content?: { key: string; contentType: string; bytes: number; width?: number; height?: number };
  /** Set when read: the item that this component is has been killed, or is held, by itself. Never stored. */
  stopped?: 'killed' | 'held';
  /** Set when read: the item that this component is has an embargo of its own. Never stored. */
  embargoedUntil?: number;
  /**
   * Set when delivered: the file carries Content Credentials and leaves as the newsroom sent it. Never
   * stored.
   */
  hasContentCredentials?: true;
  /** The association as a ninjs 3.1 object, without what the gateway sets itself (renditions, rights). */
  ninjs: Record<string, unknown>;
}

/** One version of one item: what is stored, decided about and rendered. */
export interface ItemVersion {
  /** `itm_…`, derived from `uri`. */
  id: string;
  uri: string;
  /** As the newsroom numbered it; versions are ordered by `versionCreated`, then by numeric `version`. */
  version: string;
  /** Catalogue change sequence of this state: what fences compare. */
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
  /** Items of their own (texts, packages, events) that this one names, in its order. They are licensed by themselves. */
  members?: { name: string; uri: string }[];
  copyrightHolder?: string;
  copyrightNotice?: string;
  usageTerms?: string;
  /** Machine formats only, never shown to readers. */
  edNote?: string;
  /** Kill or hold notice for partners, and the item that takes its place. */
  notice?: string;
  substitute?: string;
  /** Every other ninjs 3.1 property, normalised and without bodies, associations, the main headline, renditions, rights. */
  ninjs: Record<string, unknown>;
  /** Fields of the newsroom's own `profile` that ninjs does not know: kept and listed, never delivered. */
  extra?: Record<string, unknown>;
}

/**
 * `updated`: there is a newer version. `corrected`: a newer one corrects it. `unknown`: the item is not
 * stored any more.
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
  /** ISO 8601 UTC: when it was killed, held, corrected or updated. */
  since?: string;
  /** ISO 8601 UTC: when the embargo ends. */
  until?: string;
  /** The version that is current. */
  version?: string;
  /** Why it was killed or held, in the agency's words. */
  notice?: string;
  /** Id of the item that takes its place. */
  substitute?: string;
  /** Components that are killed or held by themselves, of those that it is about. */
  withdrawn?: string[];
}
