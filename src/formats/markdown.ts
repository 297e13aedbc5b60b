/**
 * CommonMark with YAML front matter, as static sites and editors take it. The stamp is in both: for programs in front, for readers at
 * the end.
 */

import type { Component } from '../articles/model.ts';
import { creditLineOf } from '../stamp/credit.ts';
import { beginUrlOf } from '../stamp/marks.ts';
import { blocksToMarkdown, escapeMarkdown } from './markdown-text.ts';
import {
  bannerFirst,
  isoInstant,
  partsOf,
  WITHHELD_NOTE,
  type Words,
  wordsOf,
  wordsPermitted,
} from './shown.ts';
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

/** A string of JSON is one of YAML 1.2 (§1.3), whatever it holds. */
function frontMatter({ item, stamp }: Rendering, words: Words): string {
  const fields: Record<string, string | undefined> = {
    title: words.headline,
    author: words.byline,
    location: words.located,
    slug: words.slugline,
    language: item.language,
    uri: item.uri,
    version: item.version,
    published: isoInstant(item.firstCreated),
    updated: isoInstant(item.versionCreated),
    embargoedUntil: isoInstant(item.embargoedUntil),
    // Hugo and Eleventy know these: Hugo builds no page before its `publishDate`.
    date: isoInstant(item.firstCreated ?? item.versionCreated),
    lastmod: isoInstant(item.versionCreated),
    publishDate: isoInstant(publicFrom({ item, stamp })),
    credit: stamp.creditLine,
    copyrightHolder: stamp.copyrightHolder,
    copyrightNotice: stamp.copyrightNotice,
    usageTerms: bannerFirst(stamp.banner, stamp.usageTerms),
    license: stamp.agency.licenseUrl,
    receipt: stamp.verifyUrl,
  };
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${yamlString(value)}`],
  );
  return [RULE, ...lines, RULE].join('\n');
}

/** The instant that publication has to wait for, as the banner says it. Undefined: none. */
function publicFrom({ item, stamp }: Pick<Rendering, 'item' | 'stamp'>): number | undefined {
  if (stamp.banner === undefined) return undefined;
  return Math.max(item.embargoedUntil ?? 0, stamp.rights.notBefore ?? 0) || undefined;
}

/** YAML allows no other controls than JSON escapes, but for these. */
function yamlString(text: string): string {
  return JSON.stringify(text.toWellFormed()).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/gu,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function bannerOf({ stamp }: Rendering): string[] {
  return stamp.banner === undefined ? [] : [`> **${escapeMarkdown(stamp.banner)}**`];
}

/** The body is one run, and nothing else stands between the links that say where it begins and ends (stamp/marks.ts). */
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
    `Credit: ${escapeMarkdown(stamp.creditLine)} · [Verify this copy](<${stamp.verifyUrl}>)`,
    RULE,
  ];
}

function partOf(component: Component, href: string): string[] {
  const { type, headline, caption } = component;
  const title = escapeMarkdown(headline ?? caption ?? type);
  const heard = type === 'audio' || type === 'video';
  const said = [caption, creditLineOf(component)].map((text) => escapeMarkdown(text ?? ''));
  return [`${heard ? '' : '!'}[${title}](<${href}>)`, said.filter((text) => text !== '').join(' / ')];
}

function stampOf({ stamp }: Rendering): string[] {
  return [
    escapeMarkdown(stamp.copyrightNotice),
    escapeMarkdown(stamp.usageTerms),
    `[License this article](<${stamp.agency.licenseUrl}>)`,
  ];
}
