/** The offered formats, in our order of preference. A new format is a file of its own and a line here. */
import { ARTICLE_TYPE, renderArticleJson } from './article-json.ts';
import { renderBody, renderFragment, renderShortBody, renderShortFragment } from './fragment.ts';
import { renderHtml } from './html.ts';
import { renderMarkdown, renderMarkdownBody, renderShortMarkdownBody } from './markdown.ts';
import { renderNewsItem, renderNewsml } from './newsml.ts';
import { renderNinjs } from './ninjs.ts';
import { renderNinjs2 } from './ninjs2.ts';
import { renderNitf } from './nitf.ts';
import { renderText } from './text.ts';
import type { Rendering, Rendition } from './types.ts';

export type { Rendering, Rendition } from './types.ts';

export interface Format {
  /**
   * Media types that `Accept` may name; documents are labeled with the first. A parameter distinguishes
   * versions.
   */
  mediaTypes: readonly [string, ...string[]];
  /** `/v1/articles/{id}.<suffix>` */
  suffix: string;
  /** Leaves out pictures and other components, because their links need a token. */
  isTextOnly?: true;
  /** Never throws on any item; equal renderings give equal bytes. */
  render(rendering: Rendering): Rendition;
}

export const FORMATS = {
  ninjs: {
    mediaTypes: ['application/json', 'application/ninjs+json;version=3.1'],
    suffix: 'json',
    render: renderNinjs,
  },
  ninjs2: {
    mediaTypes: ['application/ninjs+json;version=2.2'],
    suffix: 'ninjs2',
    render: renderNinjs2,
  },
  html: { mediaTypes: ['text/html'], suffix: 'html', render: renderHtml },
  fragment: { mediaTypes: ['text/html;profile=fragment'], suffix: 'fragment', render: renderFragment },
  'fragment-short': {
    mediaTypes: ['text/html;profile=fragment;stamp=short'],
    suffix: 'fragment-short',
    isTextOnly: true,
    render: renderShortFragment,
  },
  body: { mediaTypes: ['text/html;profile=body'], suffix: 'body', isTextOnly: true, render: renderBody },
  'body-short': {
    mediaTypes: ['text/html;profile=body;stamp=short'],
    suffix: 'body-short',
    isTextOnly: true,
    render: renderShortBody,
  },
  text: { mediaTypes: ['text/plain'], suffix: 'txt', render: renderText },
  markdown: { mediaTypes: ['text/markdown'], suffix: 'md', render: renderMarkdown },
  'markdown-body': {
    mediaTypes: ['text/markdown;profile=body'],
    suffix: 'md-body',
    isTextOnly: true,
    render: renderMarkdownBody,
  },
  'markdown-body-short': {
    mediaTypes: ['text/markdown;profile=body;stamp=short'],
    suffix: 'md-body-short',
    isTextOnly: true,
    render: renderShortMarkdownBody,
  },
  newsml: {
    mediaTypes: ['application/vnd.iptc.g2.newsmessage+xml', 'application/xml', 'text/xml'],
    suffix: 'newsml',
    render: renderNewsml,
  },
  newsitem: {
    mediaTypes: ['application/vnd.iptc.g2.newsitem+xml'],
    suffix: 'newsitem',
    render: renderNewsItem,
  },
  article: { mediaTypes: [ARTICLE_TYPE], suffix: 'article', render: renderArticleJson },
  nitf: { mediaTypes: ['application/nitf+xml'], suffix: 'nitf', render: renderNitf },
} satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

/** Content type of a format's documents. XML declares its own encoding, and JSON has only one. */
export function contentTypeOf(format: FormatName): string {
  const [type] = FORMATS[format].mediaTypes;
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}
