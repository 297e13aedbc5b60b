/**
 * Reads a published document of any kind as stories with their receipts. The input is hostile: reading is
 * bounded, and nothing is stored. Pure.
 */
import type { Budget } from '../../platform/budget.ts';
import { readPlainDocument } from '../published.ts';
import { receiptsIn } from './anchors.ts';
import { readPage } from './html.ts';
import { readJson } from './json.ts';
import { readMarkdown } from './markdown.ts';
import { plainVersion } from './story-versions.ts';
import type { DocumentKind, ReadResult, Story } from './types.ts';
import { readXml } from './xml-documents.ts';

export interface PublishedDocument {
  kind: DocumentKind;
  stories: Story[];
}

/** `mediaType`: a label; the content decides if the label is absent or wrong. */
export function readDocument(
  source: string,
  budget: Budget,
  mediaType?: string,
): ReadResult<PublishedDocument> {
  const kind = kindOf(source, mediaType);
  const stories = storiesOf(kind, source, budget);
  return stories.ok ? { ok: true, value: { kind, stories: stories.value } } : stories;
}

function storiesOf(kind: DocumentKind, source: string, budget: Budget): ReadResult<Story[]> {
  switch (kind) {
    case 'html':
      return storyOfPage(source, receiptsIn(source, budget), budget);
    case 'markdown':
      return storyOfPage(readMarkdown(source), receiptsIn(source, budget), budget);
    case 'ninjs':
    case 'json_feed':
      return readJson(kind, source, budget);
    case 'atom':
    case 'rss':
    case 'newsml_g2':
    case 'nitf':
      return readXml(kind, source, budget);
    case 'text':
    case 'picture':
      return { ok: true, value: [storyOfText(source, budget)] };
  }
}

function storyOfPage(html: string, receipts: string[], budget: Budget): ReadResult<Story[]> {
  const page = readPage(html, budget);
  if (!page.ok) return page;
  return { ok: true, value: [{ receipts, versions: [{ ...page.value, page: true }] }] };
}

function storyOfText(source: string, budget: Budget): Story {
  return {
    receipts: receiptsIn(source, budget),
    versions: [plainVersion(readPlainDocument(source), budget)],
  };
}

const LABELS: Record<string, DocumentKind> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/atom+xml': 'atom',
  'application/rss+xml': 'rss',
  'application/feed+json': 'json_feed',
  'application/ninjs+json': 'ninjs',
  'application/vnd.imprimatur.article+json': 'ninjs',
  'application/vnd.iptc.g2.newsitem+xml': 'newsml_g2',
  'application/vnd.iptc.g2.newsmessage+xml': 'newsml_g2',
  'application/nitf+xml': 'nitf',
  'text/markdown': 'markdown',
  'text/plain': 'text',
};

const ROOTS: Record<string, DocumentKind> = {
  feed: 'atom',
  entry: 'atom',
  rss: 'rss',
  item: 'rss',
  newsmessage: 'newsml_g2',
  newsitem: 'newsml_g2',
  packageitem: 'newsml_g2',
  nitf: 'nitf',
  html: 'html',
};

function kindOf(source: string, mediaType?: string): DocumentKind {
  const label = LABELS[mediaType?.split(';')[0]?.trim().toLowerCase() ?? ''];
  // Prose may begin with anything.
  if (label === 'text' || label === 'markdown') return label;
  return byContent(source) ?? label ?? (looksLikeMarkdown(source) ? 'markdown' : 'text');
}

/** Undefined: probably prose. */
function byContent(source: string): DocumentKind | undefined {
  const start = source.replace(/^\uFEFF/u, '').trimStart();
  if (start.startsWith('{') || start.startsWith('[')) return jsonKind(start);
  if (!start.startsWith('<')) return undefined;
  const root = /^<(?:[\w.-]{1,40}:)?([a-z][\w-]{0,40})/iu.exec(start.slice(prologEnd(start)))?.[1];
  return ROOTS[root?.toLowerCase() ?? ''] ?? 'html';
}

/** End of the declaration, DOCTYPE and comments before the first element. */
function prologEnd(source: string): number {
  let at = 0;
  for (;;) {
    while (/\s/u.test(source[at] ?? '')) at += 1;
    const mark = source.startsWith('<!--', at)
      ? '-->'
      : /^<[!?]/u.test(source.slice(at, at + 2))
        ? '>'
        : null;
    const end = mark === null ? -1 : source.indexOf(mark, at);
    if (mark === null || end < 0) return at;
    at = end + mark.length;
  }
}

function jsonKind(start: string): DocumentKind | undefined {
  // The parser later decides whether it is JSON at all.
  if (start.startsWith('{'))
    return /"version"\s*:\s*"https:\/\/jsonfeed\.org\//u.test(start.slice(0, 20_000)) ? 'json_feed' : 'ninjs';
  return undefined;
}

const WEB_LINK = /\]\(<?https?:\/\/([^)\s]+)/gu;

/** Signs that prose seldom has: headings and front matter at the start, verification links. */
function looksLikeMarkdown(source: string): boolean {
  if (/^(?:---\n|#{1,6} )/u.test(source.trimStart())) return true;
  for (const [, address = ''] of source.matchAll(WEB_LINK)) if (address.includes('/verify#')) return true;
  return false;
}
