/**
 * An article as HTML, in a page or in somebody's own: headline, byline, pictures, text and stamp. Marks stand round the text, so that it is found
 * where it is published (stamp/marks.ts); class names are those of microformats2 (h-entry).
 */
import { escapeMarkup } from '../articles/blocks.ts';
import type { Component } from '../articles/model.ts';
import { creditLineOf } from '../stamp/credit.ts';
import { beginUrlOf, MARK_ATTRIBUTE, MARK_CLASS, RECEIPT_ATTRIBUTE } from '../stamp/marks.ts';
import { bodyHtml } from './body.ts';
import { isoInstant, partsOf, WITHHELD_NOTE, type Words, wordsOf, wordsPermitted } from './shown.ts';
import type { Rendering } from './types.ts';

/**
 * The first picture leads, the others follow the text. The body is one run, and nothing else is within its marks: neither in its element nor
 * between the links before and after it.
 */
export function articleLines(rendering: Rendering, { headline }: { headline: 'h1' | 'h2' }): string[] {
  const words = wordsOf(rendering);
  const figures = partsOf(rendering).flatMap(({ component, href }) =>
    href === undefined ? [] : [figureOf(component, href)],
  );
  return [
    ...(words.headline === undefined
      ? []
      : [`<${headline} class="p-name">${escapeMarkup(words.headline)}</${headline}>`]),
    ...figures.slice(0, 1),
    bylineOf(rendering, words),
    ...(wordsPermitted(rendering) ? [] : [`<p>${escapeMarkup(WITHHELD_NOTE)}</p>`]),
    ...(words.blocks.length > 0 ? bodyLines(rendering, words) : []),
    ...figures.slice(1),
    ...stampLines(rendering),
  ];
}

/**
 * The same without pictures, whose links only a token opens, and with the short stamp: for a page that sets
 * the partner's own copies of the pictures, and says the contract's terms in its metadata.
 */
export function shortArticleLines(rendering: Rendering): string[] {
  const words = wordsOf(rendering);
  return [
    ...(words.headline === undefined ? [] : [`<h2 class="p-name">${escapeMarkup(words.headline)}</h2>`]),
    bylineOf(rendering, words),
    ...textLines(rendering, words),
    ...shortStampLines(rendering),
  ];
}

/** The text within its marks, or the note that stands for a text that is withheld. */
export function textLines(rendering: Rendering, words: Words, options: BodyOptions = {}): string[] {
  return [
    ...(wordsPermitted(rendering) ? [] : [`<p>${escapeMarkup(WITHHELD_NOTE)}</p>`]),
    ...bodyLines(rendering, words, options),
  ];
}

/** BCP 47 in shape; anything else is not worth an attribute. */
export function languageOf(language: string | undefined): string {
  return language !== undefined && /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(language)
    ? ` lang="${language}"`
    : '';
}

export function bannerLines({ stamp: { banner } }: Rendering): string[] {
  return banner === undefined ? [] : [`<p class="banner" role="alert">${escapeMarkup(banner)}</p>`];
}

/** The link in it says where the text begins, to those who keep no attributes. */
function bylineOf({ item, stamp }: Rendering, words: Words): string {
  const created = isoInstant(item.versionCreated);
  const parts = [
    ...(words.byline ? [`<span class="p-author">${escapeMarkup(words.byline)}</span>`] : []),
    ...(words.located ? [escapeMarkup(words.located)] : []),
    ...(created === undefined
      ? []
      : [
          `<time class="dt-updated" datetime="${created}">${created.slice(0, 16).replace('T', ' ')} UTC</time>`,
        ]),
    `<a href="${escapeMarkup(beginUrlOf(stamp.agency.publicUrl, stamp.receiptId))}">${escapeMarkup(stamp.agency.name)}</a>`,
  ];
  return `<p class="by">${parts.join(' · ')}</p>`;
}

interface BodyOptions {
  /** Puts the receipt into the marks, for a rendition that has no link to carry it. */
  withReceipt?: boolean;
}

function bodyLines(
  { stamp: { receiptId, receipt } }: Rendering,
  { blocks }: Words,
  { withReceipt = false }: BodyOptions = {},
): string[] {
  const id = escapeMarkup(receiptId);
  const carried = withReceipt ? ` ${RECEIPT_ATTRIBUTE}="${escapeMarkup(receipt)}"` : '';
  return [
    `<div class="e-content ${MARK_CLASS}${id}" ${MARK_ATTRIBUTE}="${id}"${carried}>`,
    bodyHtml(blocks),
    '</div>',
  ];
}

function figureOf(component: Component, href: string): string {
  const source = escapeMarkup(href);
  const alt = escapeMarkup(component.headline ?? component.caption ?? '');
  const width = component.content?.width;
  const height = component.content?.height;
  const size =
    width !== undefined && height !== undefined ? ` width="${Number(width)}" height="${Number(height)}"` : '';
  const shown =
    component.type === 'audio' || component.type === 'video'
      ? `<${component.type} controls preload="none" src="${source}"></${component.type}>`
      : `<img src="${source}" alt="${alt}"${size} loading="lazy">`;
  const credit = creditLineOf(component);
  const caption = [
    escapeMarkup(component.caption ?? ''),
    credit === undefined ? '' : `<small>${escapeMarkup(credit)}</small>`,
  ];
  const words = caption.filter((part) => part !== '').join(' ');
  return `<figure class="${component.type}">${shown}${words === '' ? '' : `<figcaption>${words}</figcaption>`}</figure>`;
}

/** What a reader has to see: whom to credit, and where to verify. */
export function shortStampLines({ stamp }: Rendering): string[] {
  return [
    `<p class="credit">${escapeMarkup(stamp.creditLine)} · <a href="${escapeMarkup(stamp.verifyUrl)}">Verify this copy</a></p>`,
  ];
}

/** The credit stands next to the text, and with it the link that carries the receipt: whoever cuts off the rest keeps both. */
function stampLines(rendering: Rendering): string[] {
  const { stamp } = rendering;
  return [
    '<footer>',
    ...shortStampLines(rendering),
    `<p>${escapeMarkup(stamp.copyrightNotice)}</p>`,
    `<p>${escapeMarkup(stamp.usageTerms)}</p>`,
    `<p><a rel="license" href="${escapeMarkup(stamp.agency.licenseUrl)}">License this article</a></p>`,
    '</footer>',
  ];
}
