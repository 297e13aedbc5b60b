/**
 * CommonMark with YAML front matter, as static sites and editors take it. The stamp is in the front matter
 * for programs, and at the end for readers.
 */
import { escapeMarkup } from '../articles/blocks.ts';
import type { Component } from '../articles/model.ts';
import { deletionDates } from '../rights/index.ts';
import { creditLineOf } from '../stamp/credit.ts';
import { beginUrlOf, MARK_ATTRIBUTE, MARK_CLASS, RECEIPT_ATTRIBUTE } from '../stamp/marks.ts';
import { blocksToMarkdown, escapeMarkdown } from './markdown-text.ts';
import {
  bannerFirst,
  isoInstant,
  partsOf,
  WITHHELD_NOTE,
  type Words,
  wordsOf,
  wordsPermitted,
} from './permitted-words.ts';
import { itemSummary } from './summary.ts';
import type { Rendering, Rendition } from './types.ts';

const RULE = '---';

export function renderMarkdown(rendering: Rendering): Rendition {
  const words = wordsOf(rendering);
  const sections = [
    frontMatter(rendering, words),
    ...bannerOf(rendering),
    ...articleOf(rendering, words),
    ...partsOf(rendering).flatMap(({ component, href }) =>
      href === undefined ? [] : partOf(component, href),
    ),
    ...stampOf(rendering),
  ];
  const body = sections.filter((section) => section !== '').join('\n\n');
  return { contentType: 'text/markdown; charset=utf-8', body: `${body}\n` };
}

/**
 * For a static site: the text within its marks, and front matter for the site's template and publication
 * dates. The marks are HTML, in which kramdown reads Markdown only if told to.
 */
export function renderMarkdownBody(rendering: Rendering): Rendition {
  return bodyOf('profile=body', rendering, []);
}

/** The same with credit and link below the text, for a template that sets neither. */
export function renderShortMarkdownBody(rendering: Rendering): Rendition {
  return bodyOf('profile=body;stamp=short', rendering, [creditOf(rendering)]);
}

function bodyOf(parameters: string, rendering: Rendering, after: string[]): Rendition {
  const words = wordsOf(rendering);
  const { receiptId, receipt } = rendering.stamp;
  const id = escapeMarkup(receiptId);
  const mark = `class="${MARK_CLASS}${id}" ${MARK_ATTRIBUTE}="${id}" ${RECEIPT_ATTRIBUTE}="${escapeMarkup(receipt)}"`;
  const sections = [
    pageFrontMatter(rendering, words),
    ...bannerOf(rendering),
    wordsPermitted(rendering) ? '' : escapeMarkdown(WITHHELD_NOTE),
    `<div ${mark} markdown="1">`,
    blocksToMarkdown(words.blocks),
    '</div>',
    ...after,
  ];
  const body = sections.filter((section) => section !== '').join('\n\n');
  return { contentType: `text/markdown;${parameters}; charset=utf-8`, body: `${body}\n` };
}

/** Omits what a page does not show: the terms are in the receipt, which the link carries. */
function pageFrontMatter(rendering: Rendering, words: Words): string {
  const { item, stamp } = rendering;
  return frontMatterOf({
    title: words.headline,
    author: words.byline,
    ...siteFields(rendering),
    language: item.language,
    uri: item.uri,
    version: item.version,
    credit: stamp.creditLine,
    copyrightNotice: stamp.copyrightNotice,
    verify: stamp.verifyUrl,
    license: stamp.agency.licenseUrl,
  });
}

function frontMatter(rendering: Rendering, words: Words): string {
  const { item, stamp } = rendering;
  return frontMatterOf({
    title: words.headline,
    author: words.byline,
    location: words.located,
    // Not `slug`, which Hugo uses as the page's address: several stories share a slugline.
    slugline: words.slugline,
    language: item.language,
    uri: item.uri,
    version: item.version,
    published: isoInstant(item.firstCreated),
    updated: isoInstant(item.versionCreated),
    embargoedUntil: isoInstant(item.embargoedUntil),
    ...siteFields(rendering),
    credit: stamp.creditLine,
    copyrightHolder: stamp.copyrightHolder,
    copyrightNotice: stamp.copyrightNotice,
    usageTerms: bannerFirst(stamp.banner, stamp.usageTerms),
    license: stamp.agency.licenseUrl,
    receipt: stamp.verifyUrl,
  });
}

/** Fields of Hugo and Eleventy: Hugo builds no page before its `publishDate` or after its `expiryDate`. */
function siteFields(rendering: Rendering): Record<string, string | undefined> {
  const { item } = rendering;
  return {
    description: itemSummary(rendering),
    date: isoInstant(item.firstCreated ?? item.versionCreated),
    lastmod: isoInstant(item.versionCreated),
    publishDate: isoInstant(publicFrom(rendering)),
    expiryDate: isoInstant(publicUntil(rendering)),
  };
}

/** Every JSON string is a YAML 1.2 string (§1.3). */
function frontMatterOf(fields: Record<string, string | undefined>): string {
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${yamlString(value)}`],
  );
  return [RULE, ...lines, RULE].join('\n');
}

/** Start of publication, as the banner says it. Undefined: no restriction. */
function publicFrom({ item, stamp }: Pick<Rendering, 'item' | 'stamp'>): number | undefined {
  if (stamp.banner === undefined) return undefined;
  return Math.max(item.embargoedUntil ?? 0, stamp.rights.notBefore ?? 0) || undefined;
}

/**
 * End of publication: the end of the rights, unless the license keeps published pages after the term, or the
 * date by which copies must be deleted, if earlier.
 */
function publicUntil({ item, stamp, license }: Pick<Rendering, 'item' | 'stamp' | 'license'>) {
  const { expires } = stamp.rights;
  const keep = license?.afterTerm?.keep ?? 'none';
  const stays = license && keep !== 'none' && expires !== undefined && expires >= Date.parse(license.ends);
  const deleteBy = license && deletionDates(license, item.versionCreated).deleteByMs;
  const ends = [stays ? undefined : expires, deleteBy].filter((at) => at !== undefined);
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

/** YAML forbids these characters, which JSON does not escape. */
function yamlString(text: string): string {
  return JSON.stringify(text.toWellFormed()).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function bannerOf({ stamp }: Rendering): string[] {
  return stamp.banner === undefined ? [] : [`> **${escapeMarkdown(stamp.banner)}**`];
}

/**
 * The body is contiguous, and nothing else stands between the links that mark its beginning and end
 * (stamp/marks.ts).
 */
function articleOf(rendering: Rendering, words: Words): string[] {
  const { stamp } = rendering;
  const by = [words.byline, words.located].map((text) => escapeMarkdown(text ?? ''));
  const begin = beginUrlOf(stamp.agency.publicUrl, stamp.receiptId);
  const headline = escapeMarkdown(words.headline ?? '');
  return [
    headline === '' ? '' : `# ${headline}`,
    [...by.filter((text) => text !== ''), `[${escapeMarkdown(stamp.agency.name)}](<${begin}>)`].join(' · '),
    wordsPermitted(rendering) ? '' : escapeMarkdown(WITHHELD_NOTE),
    blocksToMarkdown(words.blocks),
    creditOf(rendering),
    RULE,
  ];
}

function creditOf({ stamp }: Rendering): string {
  return `Credit: ${escapeMarkdown(stamp.creditLine)} · [Verify this copy](<${stamp.verifyUrl}>)`;
}

function partOf(component: Component, href: string): string[] {
  const { type, headline, caption } = component;
  const title = escapeMarkdown(headline ?? caption ?? type);
  const isTimeBased = type === 'audio' || type === 'video';
  const captionLines = [caption, creditLineOf(component)].map((text) => escapeMarkdown(text ?? ''));
  return [
    `${isTimeBased ? '' : '!'}[${title}](<${href}>)`,
    captionLines.filter((text) => text !== '').join(' / '),
  ];
}

function stampOf({ stamp }: Rendering): string[] {
  return [
    escapeMarkdown(stamp.copyrightNotice),
    escapeMarkdown(stamp.usageTerms),
    `[License this article](<${stamp.agency.licenseUrl}>)`,
  ];
}
