/**
 * An article for the partner's own page: elements without style, script or head, which editors and sanitizers
 * keep unchanged.
 */
import {
  articleLines,
  bannerLines,
  languageOf,
  shortArticleLines,
  shortStampLines,
  textLines,
} from './article-html.ts';
import { wordsOf } from './permitted-words.ts';
import type { Rendering, Rendition } from './types.ts';

/** One element with the full stamp. The headline is h2, because the page has an h1 of its own. */
export function renderFragment(rendering: Rendering): Rendition {
  return fragmentOf(
    'profile=fragment',
    articleElement(rendering, articleLines(rendering, { headline: 'h2' })),
  );
}

export function renderShortFragment(rendering: Rendering): Rendition {
  return fragmentOf('profile=fragment;stamp=short', articleElement(rendering, shortArticleLines(rendering)));
}

/** Only the text within its marks, for a page whose template sets headline, byline and credit. */
export function renderBody(rendering: Rendering): Rendition {
  return fragmentOf('profile=body', [
    ...bannerLines(rendering),
    ...textLines(rendering, wordsOf(rendering), { withReceipt: true }),
  ]);
}

export function renderShortBody(rendering: Rendering): Rendition {
  return fragmentOf('profile=body;stamp=short', [
    ...bannerLines(rendering),
    ...textLines(rendering, wordsOf(rendering)),
    ...shortStampLines(rendering),
  ]);
}

function articleElement(rendering: Rendering, lines: string[]): string[] {
  return [
    `<article class="h-entry"${languageOf(rendering.item.language)} dir="auto">`,
    ...bannerLines(rendering),
    ...lines,
    '</article>',
  ];
}

function fragmentOf(parameters: string, lines: string[]): Rendition {
  return { contentType: `text/html;${parameters}; charset=utf-8`, body: `${lines.join('\n')}\n` };
}
