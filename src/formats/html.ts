/**
 * A page that stands by itself: readable without a stylesheet or script from anywhere, with the stamp where readers
 * (the notice), crawlers (JSON-LD) and checkers (the verify link) look for it.
 */
import { blocksToHtml, escapeMarkup } from '../articles/blocks.ts';
import type { Component } from '../articles/model.ts';
import { jsonLdOf } from './json-ld.ts';
import {
  creditOf,
  isoInstant,
  partsOf,
  WITHHELD_NOTE,
  type Words,
  wordsOf,
  wordsPermitted,
} from './shown.ts';
import { PAGE_STYLE } from './style.ts';
import type { Rendering, Rendition } from './types.ts';

export function renderHtml(rendering: Rendering): Rendition {
  const { item, stamp } = rendering;
  const words = wordsOf(rendering);
  const lines = [
    '<!DOCTYPE html>',
    `<html${languageOf(item.language)}>`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeMarkup(words.headline ?? stamp.agency.name)}</title>`,
    ...(stamp.banner === undefined ? [] : ['<meta name="robots" content="noindex, nofollow">']),
    `<link rel="license" href="${escapeMarkup(stamp.agency.licenseUrl)}">`,
    `<meta name="copyright" content="${escapeMarkup(stamp.copyrightNotice)}">`,
    `<style>${PAGE_STYLE}</style>`,
    `<script type="application/ld+json">${jsonLdOf(rendering)}</script>`,
    '</head>',
    '<body>',
    ...(stamp.banner === undefined
      ? []
      : [`<p class="banner" role="alert">${escapeMarkup(stamp.banner)}</p>`]),
    ...articleOf(rendering, words),
    ...stampOf(rendering),
    '</body>',
    '</html>',
  ];
  return { contentType: 'text/html; charset=utf-8', body: `${lines.join('\n')}\n` };
}

/** BCP 47 in shape; anything else is not worth an attribute. */
function languageOf(language: string | undefined): string {
  return language !== undefined && /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(language)
    ? ` lang="${language}"`
    : '';
}

/** The first picture leads, the others follow the text. The body is one run, so that a checker finds it whole. */
function articleOf(rendering: Rendering, words: Words): string[] {
  const figures = partsOf(rendering).flatMap(({ component, href }) =>
    href === undefined ? [] : [figureOf(component, href)],
  );
  const created = isoInstant(rendering.item.versionCreated);
  const by = [words.byline, words.located]
    .filter((part) => part !== undefined && part !== '')
    .map(escapeText);
  if (created !== undefined)
    by.push(`<time datetime="${created}">${created.slice(0, 16).replace('T', ' ')} UTC</time>`);
  return [
    '<article dir="auto">',
    ...(words.headline === undefined ? [] : [`<h1>${escapeMarkup(words.headline)}</h1>`]),
    `<p class="by">${by.join(' · ')}</p>`,
    ...figures.slice(0, 1),
    ...(wordsPermitted(rendering) ? [] : [`<p>${escapeMarkup(WITHHELD_NOTE)}</p>`]),
    ...(words.blocks.length > 0 ? [blocksToHtml(words.blocks)] : []),
    ...figures.slice(1),
    '</article>',
  ];
}

function escapeText(text: string | undefined): string {
  return escapeMarkup(text ?? '');
}

function figureOf(component: Component, href: string): string {
  const source = escapeMarkup(href);
  const alt = escapeText(component.headline ?? component.caption);
  const width = component.content?.width;
  const height = component.content?.height;
  const size =
    width !== undefined && height !== undefined ? ` width="${Number(width)}" height="${Number(height)}"` : '';
  const shown =
    component.type === 'audio' || component.type === 'video'
      ? `<${component.type} controls preload="none" src="${source}"></${component.type}>`
      : `<img src="${source}" alt="${alt}"${size} loading="lazy">`;
  const credit = creditOf(component);
  const caption = [
    escapeText(component.caption),
    credit === undefined ? '' : `<small>${escapeMarkup(credit)}</small>`,
  ];
  const words = caption.filter((part) => part !== '').join(' ');
  return `<figure class="${component.type}">${shown}${words === '' ? '' : `<figcaption>${words}</figcaption>`}</figure>`;
}

function stampOf({ stamp }: Rendering): string[] {
  return [
    '<footer>',
    `<p class="credit">${escapeMarkup(stamp.creditLine)}</p>`,
    `<p>${escapeMarkup(stamp.copyrightNotice)}</p>`,
    `<p>${escapeMarkup(stamp.usageTerms)}</p>`,
    `<p><a rel="license" href="${escapeMarkup(stamp.agency.licenseUrl)}">License this article</a> · ` +
      `<a href="${escapeMarkup(stamp.verifyUrl)}">Verify this copy</a></p>`,
    '</footer>',
  ];
}
