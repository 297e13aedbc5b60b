/** Detects the kind of a document from its content, or else from its media type. Pure. */
import type { DocumentKind } from './types.ts';

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

export function kindOf(source: string, mediaType?: string): DocumentKind {
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
