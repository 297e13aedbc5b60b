/**
 * A complete page that needs no external style or script, with the stamp where readers (the notice), crawlers
 * (JSON-LD) and checkers (marks, the verify link) look for it.
 */
import { escapeMarkup } from '../articles/blocks.ts';
import { articleLines, bannerLines, languageOf } from './article-html.ts';
import { jsonLdOf } from './json-ld.ts';
import { wordsOf } from './permitted-words.ts';
import { PAGE_STYLE } from './style.ts';
import type { Rendering, Rendition } from './types.ts';

export function renderHtml(rendering: Rendering): Rendition {
  const { item, stamp } = rendering;
  const lines = [
    '<!DOCTYPE html>',
    `<html${languageOf(item.language)}>`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeMarkup(wordsOf(rendering).headline ?? stamp.agency.name)}</title>`,
    ...(stamp.banner === undefined ? [] : ['<meta name="robots" content="noindex, nofollow">']),
    `<link rel="license" href="${escapeMarkup(stamp.agency.licenseUrl)}">`,
    `<meta name="copyright" content="${escapeMarkup(stamp.copyrightNotice)}">`,
    `<style>${PAGE_STYLE}</style>`,
    `<script type="application/ld+json">${jsonLdOf(rendering)}</script>`,
    '</head>',
    '<body>',
    ...bannerLines(rendering),
    '<article class="h-entry" dir="auto">',
    ...articleLines(rendering, { headline: 'h1' }),
    '</article>',
    '</body>',
    '</html>',
  ];
  return { contentType: 'text/html; charset=utf-8', body: `${lines.join('\n')}\n` };
}
