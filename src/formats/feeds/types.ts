/** A list as a feed. Feed formats are pure: these types hold permitted content only. */
import type { ChangeType } from '../../articles/model.ts';
import type { ComponentType } from '../../rights/terms.ts';
import type { Agency } from '../../stamp/types.ts';

export type FeedName = 'atom' | 'rss' | 'jsonfeed';

export interface Feed {
  /** IRI that is equal for all pages of the list. */
  id: string;
  title: string;
  agency: Agency;
  /** Milliseconds, UTC. */
  updated: number;
  /** URLs of this page, the first and the next one; absolute, from PUBLIC_URL. */
  self: string;
  first: string;
  next?: string;
  resume?: string;
  description: string;
  /** BCP 47, if all entries are in one language. */
  language?: string;
  entries: FeedEntry[];
}

export interface FeedEntry {
  /** URI (entry-id.ts). */
  id: string;
  title: string;
  href: string;
  /** Milliseconds, UTC. */
  updated: number;
  published?: number;
  author?: string;
  language?: string;
  categories: string[];
  /** The newsroom's summary, plain text. */
  summary?: string;
  /** Embargo notice, shown first. */
  banner?: string;
  rights: string;
  version: string;
  changeType: ChangeType | 'resync';
  /** Time since which copies must be deleted. Milliseconds, UTC. */
  deleted?: number;
  enclosures: Enclosure[];
  /** What the reader has to know or do, or why the entry has less than the license gives. */
  notice?: string;
  /** The stamped text, if the entry is a delivery. */
  delivery?: EntryDelivery;
}

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
  /** Compact JWS, and the address where it is verified. */
  receipt: string;
  verifyUrl: string;
  usageTerms: string;
}

export interface FeedFormat {
  mediaType: string;
  suffix: string;
  render(feed: Feed): string;
}
