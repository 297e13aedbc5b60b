/** The pages that the feed or sitemap of a title names, to be read by the compliance watch. */
import { Budget } from '../../platform/budget.ts';
import type { Env } from '../../platform/env.ts';
import { Refusal } from '../../platform/problem.ts';
import type { Title } from '../../rights/terms.ts';
import { allWithin, elementsOf, parseXml, textOf, type XmlElement } from '../../stamp/document/xml-tree.ts';
import { isRegistered } from './addresses.ts';
import { JUDGING_WORK, SITEMAPS_MAX, WATCHED_PAGES_MAX } from './limits.ts';
import { textOf as decodedText } from './page-text.ts';
import { fetchPage } from './read-page.ts';
import type { UnreadReason } from './types.ts';

export interface WatchedPages {
  /** Newest first. */
  urls: string[];
  /** Why the feed was not read; null: it was. `not_text`: it is neither a feed nor a sitemap. */
  reason: UnreadReason | null;
}

/** None for a title without a feed. */
export async function watchedPages(
  env: Env,
  { feed, domains }: Pick<Title, 'feed' | 'domains'>,
): Promise<WatchedPages> {
  if (feed === undefined) return { urls: [], reason: null };
  const read = await listedIn(env, feed, domains);
  const pages = [...read.pages];
  for (const { url } of newestFirst(read.sitemaps).slice(0, SITEMAPS_MAX))
    pages.push(...(await listedIn(env, url, domains)).pages);
  const urls = newestFirst(pages)
    .map(({ url }) => url)
    .filter((url) => isRegistered(env, url, domains));
  return { urls: [...new Set(urls)].slice(0, WATCHED_PAGES_MAX), reason: read.reason };
}

interface Listed {
  url: string;
  /** Milliseconds, UTC; 0: unknown. */
  atMs: number;
}

interface Listing {
  pages: Listed[];
  /** Further sitemaps, of an index. */
  sitemaps: Listed[];
}

async function listedIn(
  env: Env,
  url: string,
  domains: readonly string[],
): Promise<Listing & Pick<WatchedPages, 'reason'>> {
  const none = { pages: [], sitemaps: [] };
  const { answer, reason, finalUrl } = await fetchPage(env, { url, domains });
  if (!answer || reason) return { ...none, reason: reason ?? 'status' };
  const listing = readListing(decodedText(answer.headers['content-type'], answer.bytes), finalUrl);
  return listing ? { ...listing, reason: null } : { ...none, reason: 'not_text' };
}

const newestFirst = (listed: readonly Listed[]) => listed.toSorted((one, other) => other.atMs - one.atMs);

/** RSS 2.0, Atom (RFC 4287), sitemap or index of sitemaps (sitemaps.org). Null: none of them. Pure. */
export function readListing(source: string, base: string): Listing | null {
  const root = treeOf(source);
  if (!root) return null;
  const listed = (name: string, addressOf: (element: XmlElement) => string | undefined) =>
    allWithin(root, name).flatMap((element): Listed[] => {
      const address = addressOf(element)?.trim();
      if (!address || !URL.canParse(address, base)) return [];
      return [{ url: new URL(address, base).href, atMs: timeOf(element) }];
    });
  switch (root.name) {
    case 'rss':
    case 'rdf':
      return { pages: listed('item', childText('link')), sitemaps: [] };
    case 'feed':
      return { pages: listed('entry', atomLink), sitemaps: [] };
    case 'urlset':
      return { pages: listed('url', childText('loc')), sitemaps: [] };
    case 'sitemapindex':
      return { pages: [], sitemaps: listed('sitemap', childText('loc')) };
    default:
      return null;
  }
}

function treeOf(source: string): XmlElement | null {
  try {
    const tree = parseXml(source.trimStart(), new Budget(JUDGING_WORK));
    return tree.ok ? tree.value : null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

const childText =
  (name: string) =>
  (element: XmlElement): string | undefined => {
    const [child] = elementsOf(element, name);
    return child && textOf(child);
  };

const atomLink = (entry: XmlElement) =>
  elementsOf(entry, 'link').find(({ attributes: { rel = 'alternate' } }) => rel === 'alternate')?.attributes
    .href;

function timeOf(element: XmlElement): number {
  const times = ['pubdate', 'date', 'updated', 'published', 'lastmod'].map((name) =>
    childText(name)(element),
  );
  const ms = Date.parse(times.find((time) => time !== undefined) ?? '');
  return Number.isNaN(ms) ? 0 : ms;
}
