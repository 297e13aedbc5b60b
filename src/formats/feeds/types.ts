/** A list as a feed. Formats of feeds are pure, too: what is in these types has been permitted; they only say where it stands. */
import type { ChangeType } from '../../articles/model.ts';
import type { ComponentType } from '../../rights/terms.ts';
import type { Agency } from '../../stamp/types.ts';

export type FeedName = 'atom' | 'rss' | 'jsonfeed';

export interface Feed {
  /** An IRI that stays the same for all pages of the list. */
  id: string;
  title: string;
  agency: Agency;
  /** Milliseconds, UTC. */
  updated: number;
  /** Of this page, the first and the next one. Absolute, made from PUBLIC_URL. */
  self: string;
  first: string;
  next?: string;
  /** Of a list that is followed: where to go on the next time. */
  resume?: string;
  description: string;
  /** BCP 47, when all entries are in one language. */
  language?: string;
  entries: FeedEntry[];
}

export interface FeedEntry {
  /** A URI (entry-id.ts). */
  id: string;
  title: string;
  /** Where it is delivered. */
  href: string;
  /** Milliseconds, UTC. */
  updated: number;
  published?: number;
  author?: string;
  language?: string;
  /** Sections. */
  categories: string[];
  /** What the newsroom wrote as a summary. Plain text. */
  summary?: string;
  /** Shown first when it is given in advance of its embargo. */
  banner?: string;
  /** The copyright notice. */
  rights: string;
  version: string;
  changeType: ChangeType | 'resync';
  /** It has to go, wherever it stands, since then. Milliseconds, UTC. */
  deleted?: number;
  enclosures: Enclosure[];
  /** What the reader has to know or do, and why there is less of it than the license gives. */
  notice?: string;
  /** The stamped text: the entry is a delivery. */
  delivery?: EntryDelivery;
}

/** The bytes of a permitted part. */
export interface Enclosure {
  href: string;
  contentType: string;
  bytes: number;
  type: ComponentType;
  caption?: string;
  credit?: string;
}

export interface EntryDelivery {
  /** XHTML: the text with its stamp. */
  content: string;
  /** Compact JWS, and where it is checked. */
  receipt: string;
  verifyUrl: string;
  usageTerms: string;
}

export interface FeedFormat {
  mediaType: string;
  /** After the path of the list. */
  suffix: string;
  render(feed: Feed): string;
}
