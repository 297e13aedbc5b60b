/** What a feed is asked for: its page, its name, and the links that lead to it and on. Pure. */

import { z } from '@hono/zod-openapi';
import { bestOf } from '../../formats/accept.ts';
import { FEEDS, type Feed, type FeedEntry, type FeedName } from '../../formats/feeds/index.ts';
import { Refusal } from '../../platform/problem.ts';

/** The list itself, or a feed of it. The first is what an `Accept` that leaves it open gets. */
const OFFERED: ['list' | FeedName, string][] = [
  ['list', 'application/json'],
  ...Object.entries(FEEDS).map(([name, { mediaType }]): [FeedName, string] => [name as FeedName, mediaType]),
];

export function listFormatOf(accept: string | undefined): 'list' | FeedName {
  const format = bestOf(accept, OFFERED);
  if (format) return format;
  const offered = OFFERED.map(([, type]) => type);
  throw new Refusal({
    code: 'not_acceptable',
    detail: `A list is offered as ${offered.join(', ')}.`,
    members: { offered },
  });
}

/** Paths that name their format: the suffix of each, and another for JSON Feed, so that nobody takes it for the list. */
export const FEED_SUFFIXES: [suffix: string, FeedName][] = [
  ...Object.entries(FEEDS).map(([name, { suffix }]): [string, FeedName] => [suffix, name as FeedName]),
  ['jsonfeed', 'jsonfeed'],
];

/** Of a feed, in the query. */
export const feedContent = z
  .enum(['summary', 'full'])
  .optional()
  .openapi({ description: 'Of a feed: less, or as much, of each text as the license has there' });

/** The filter of a list as it is asked for; undefined members were not. */
export type FeedFilter = Record<string, string | number | undefined>;

/** A page of a feed. The suffix says the format, so that a reader which sends no `Accept` gets what it followed. */
export function feedUrl(publicUrl: string, name: FeedName, path: string, filter: FeedFilter): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(filter)) if (value !== undefined) query.set(key, String(value));
  return `${publicUrl}${path}.${FEEDS[name].suffix}${query.size > 0 ? `?${query}` : ''}`;
}

/** The agency, and what of its list this is. */
export function feedTitle(agency: string, { q, section, type, language }: FeedFilter): string {
  const narrowed = [section, type, language, q === undefined ? undefined : `“${q}”`];
  return [agency, ...narrowed].filter((part) => part !== undefined).join(' · ');
}

export const contentTypeOf = (name: FeedName): string => `${FEEDS[name].mediaType}; charset=utf-8`;

/** RFC 4287 §4.2.15 asks for an instant, of an empty page too. */
export function updatedOf(entries: FeedEntry[], sinceMs: number): number {
  return Math.max(sinceMs, ...entries.map(({ updated }) => updated));
}

/** RFC 8288, for those who look at headers only. */
export function linksOf({ agency, next }: Feed): string {
  const license = `<${agency.licenseUrl}>; rel="license"`;
  return next === undefined ? license : `${license}, <${next}>; rel="next"`;
}
