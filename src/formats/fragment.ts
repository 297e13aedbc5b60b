/**
 * An article for a page of the partner's own: elements without style, script or head, that editors and
 * sanitizers take as they are.
 */
import {
  articleLines,
  bannerLines,
  languageOf,
  shortArticleLines,
  shortStampLines,
  textLines,
} from './article-html.ts';
import { wordsOf } from './shown.ts';
import type { Rendering, Rendition } from './types.ts';

/** One element with all of the stamp. The page has its own headline of the first level. */
export function renderFragment(rendering: Rendering): Rendition {
  return fragmentOf('profile=fragment', element(rendering, articleLines(rendering, { headline: 'h2' })));
}

/** One element for readers: of the stamp, credit and link. */
export function renderShortFragment(rendering: Rendering): Rendition {
  return fragmentOf('profile=fragment;stamp=short', element(rendering, shortArticleLines(rendering)));
}

/** Nothing but the text within its marks, for a page whose template sets headline, byline and credit. */
export function renderBody(rendering: Rendering): Rendition {
  return fragmentOf('profile=body', [
    ...bannerLines(rendering),
    ...textLines(rendering, wordsOf(rendering), { withReceipt: true }),
  ]);
}

/** The text, and below it credit and link: what a text field of an editor takes. */
export function renderShortBody(rendering: Rendering): Rendition {
  return fragmentOf('profile=body;stamp=short', [
    ...bannerLines(rendering),
    ...textLines(rendering, wordsOf(rendering)),
    ...shortStampLines(rendering),
  ]);
}

function element(rendering: Rendering, lines: string[]): string[] {
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
