/** Pages of feeds made from renderings, as the delivery room makes them. */
import { entryOf } from '../../../src/formats/feeds/entry.ts';
import type { EntryDelivery, Feed, FeedEntry } from '../../../src/formats/feeds/types.ts';
import type { Rendering } from '../../../src/formats/types.ts';
import { agency, rights } from '../../stamp/fixtures.ts';

export const SELF = 'https://gateway.example/v1/articles.atom?section=economy&limit=2';

export function entryFrom(rendering: Rendering & { embargoedUntil?: number }): FeedEntry {
  return entryOf({ agency, ...rendering, rights });
}

export function feedFrom(entries: FeedEntry[], change: Partial<Feed> = {}): Feed {
  return {
    id: 'https://gateway.example/v1/articles.atom?section=economy#lic_1',
    title: 'Saltmarsh Wire · economy',
    description: 'What the license may use.',
    agency,
    updated: Date.UTC(2026, 10, 19, 18, 30),
    self: SELF,
    first: SELF,
    next: `${SELF}&cursor=abc`,
    entries,
    ...change,
  };
}

export const delivery: EntryDelivery = {
  content:
    '<p>VELMAR - The harbor reopened on Friday.</p>\n<footer><p>© Saltmarsh Wire &amp; others</p></footer>',
  receipt: 'aaa.bbb.ccc',
  verifyUrl: 'https://gateway.example/verify#aaa.bbb.ccc',
  usageTerms: 'May be displayed by The Courier on the web, in Austria.',
};
