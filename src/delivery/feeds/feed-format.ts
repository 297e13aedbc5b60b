import { z } from '@hono/zod-openapi';
import { bestOf, offersOf, preferenceOf } from '../../formats/accept.ts';
import { FEEDS, type Feed, type FeedEntry, type FeedName } from '../../formats/feeds/index.ts';
import { Refusal } from '../../platform/problem.ts';

/** The list itself, or a feed of it. The first wins if `Accept` leaves it open. */
const MEDIA_TYPES: ['list' | FeedName, string][] = [
  ['list', 'application/json'],
  ...Object.entries(FEEDS).map(([name, { mediaType }]): [FeedName, string] => [name as FeedName, mediaType]),
];
const OFFERED = offersOf(MEDIA_TYPES);

export function listFormatOf(accept: string | undefined): 'list' | FeedName {
  const format = bestOf(preferenceOf(accept), OFFERED);
  if (format) return format;
  const offered = MEDIA_TYPES.map(([, type]) => type);
  throw new Refusal({
    code: 'not_acceptable',
    detail: `A list is available as ${offered.join(', ')}.`,
    members: { offered },
  });
}

/** Path suffixes of the formats. JSON Feed has a second one that cannot be mistaken for the list. */
export const FEED_SUFFIXES: [suffix: string, FeedName][] = [
  ...Object.entries(FEEDS).map(([name, { suffix }]): [string, FeedName] => [suffix, name as FeedName]),
  ['jsonfeed', 'jsonfeed'],
];

export const feedContent = z
  .enum(['summary', 'full'])
  .optional()
  .openapi({ description: 'How much of each text a feed contains, up to what the license permits in feeds' });

export type FeedFilter = Record<string, string | number | undefined>;

/** URL of a feed page. The suffix names the format, so readers that send no `Accept` keep theirs. */
export function feedUrl(publicUrl: string, name: FeedName, path: string, filter: FeedFilter): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(filter)) if (value !== undefined) query.set(key, String(value));
  return `${publicUrl}${path}.${FEEDS[name].suffix}${query.size > 0 ? `?${query}` : ''}`;
}

export function feedTitle(agency: string, { q, section, type, language }: FeedFilter): string {
  const narrowed = [section, type, language, q === undefined ? undefined : `“${q}”`];
  return [agency, ...narrowed].filter((part) => part !== undefined).join(' · ');
}

export const contentTypeOf = (name: FeedName): string => `${FEEDS[name].mediaType}; charset=utf-8`;

/** RFC 4287 §4.2.15 requires an instant even for an empty page. */
export function updatedOf(entries: FeedEntry[], sinceMs: number): number {
  return Math.max(sinceMs, ...entries.map(({ updated }) => updated));
}

export function linksOf({ agency, next }: Feed): string {
  const license = `<${agency.licenseUrl}>; rel="license"`;
  return next === undefined ? license : `${license}, <${next}>; rel="next"`;
}
