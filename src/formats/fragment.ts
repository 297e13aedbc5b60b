/** An article for a page of the partner's own: one element, without style, script or head, that editors and sanitizers take as it is. */
import { articleLines, bannerLines, languageOf } from './article-html.ts';
import type { Rendering, Rendition } from './types.ts';

/** The page has its own headline of the first level. */
export function renderFragment(rendering: Rendering): Rendition {
  const lines = [
    `<article class="h-entry"${languageOf(rendering.item.language)} dir="auto">`,
    ...bannerLines(rendering),
    ...articleLines(rendering, { headline: 'h2' }),
    '</article>',
  ];
  return { contentType: 'text/html;profile=fragment; charset=utf-8', body: `${lines.join('\n')}\n` };
}
