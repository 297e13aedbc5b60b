/** The formats on offer, in our order of preference. A new one is a file of its own and a line here. */
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
  /** What `Accept` may name it by; the first is what it is labeled with. A parameter tells versions apart. */
  mediaTypes: readonly [string, ...string[]];
  /** `/v1/articles/{id}.<suffix>` */
  suffix: string;
  /** Pictures and other parts are left out: their links need a token, and a reader has none. */
  isTextOnly?: true;
  /** Never throws on any item; the same rendering is always the same bytes. */
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

/** As entries of the log and ETags say it. */
export type FormatName = keyof typeof FORMATS;

/** The label of a format's documents, before one is made. XML says its own encoding, and JSON has only one. */
export function contentTypeOf(format: FormatName): string {
  const [type] = FORMATS[format].mediaTypes;
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}
