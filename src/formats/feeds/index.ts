import { ATOM } from './atom.ts';
import { JSON_FEED } from './json-feed.ts';
import { RSS } from './rss.ts';
import type { FeedFormat, FeedName } from './types.ts';

export type { EntryDelivery, Feed, FeedEntry, FeedFormat, FeedName } from './types.ts';

export const FEEDS: Record<FeedName, FeedFormat> = { atom: ATOM, rss: RSS, jsonfeed: JSON_FEED };
