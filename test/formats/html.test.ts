import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../src/articles/blocks.ts';
import { renderFragment } from '../../src/formats/fragment.ts';
import { renderHtml } from '../../src/formats/html.ts';
import type { Rendering } from '../../src/formats/types.ts';
import { textDigest } from '../../src/stamp/text-digest.ts';
import { textsIn } from '../stamp/document/published.ts';
import { item } from '../stamp/fixtures.ts';
import { BANNER, inAdvance, PHOTO_HREF, renderings, stamp, textOnly, whole } from './fixtures.ts';

const page = (rendering: Rendering) => renderHtml(rendering).body;

function jsonLd(html: string) {
  return JSON.parse(html.match(/<script type="application\/ld\+json">(.*?)<\/script>/s)?.[1] ?? 'null');
}

describe('an article as a page', () => {
  it('says its language and title, and links to the license', () => {
    expect(page(whole)).toContain('<html lang="en">');
    expect(page(whole)).toContain('<title>Harbor reopens after storm</title>');
    expect(page(whole)).toContain('<link rel="license" href="https://gateway.example/licensing">');
  });

  it('shows credit, notice, terms and a link to verify it', () => {
    for (const shown of [stamp.creditLine, stamp.copyrightNotice, stamp.usageTerms, stamp.verifyUrl])
      expect(page(whole)).toContain(shown);
  });

  it('tells crawlers who owns it and whom to ask', () => {
    expect(jsonLd(page(whole))).toMatchObject({
      '@type': 'NewsArticle',
      headline: 'Harbor reopens after storm',
      copyrightHolder: { '@type': 'Organization', name: 'Saltmarsh Wire' },
      copyrightNotice: stamp.copyrightNotice,
      copyrightYear: 2026,
      creditText: stamp.creditLine,
      license: 'https://gateway.example/licensing',
      usageInfo: stamp.verifyUrl,
      acquireLicensePage: 'https://gateway.example/licensing',
    });
  });

  it('shows a permitted photograph with caption and credit, and nothing of a withheld one', () => {
    expect(page(whole)).toContain(
      `<img src="${PHOTO_HREF}" alt="The pier on Friday" width="800" height="600"`,
    );
    expect(page(whole)).toContain('The pier on Friday <small>Ida Brandt/Saltmarsh Wire</small>');
    expect(page(textOnly)).not.toMatch(/<img|pier on Friday|cmp_/);
  });

  it('shouts the banner before everything else, and keeps crawlers out', () => {
    expect(page(inAdvance)).toMatch(new RegExp(`<body>\\n<p class="banner" role="alert">${BANNER}</p>`));
    expect(page(inAdvance)).toContain('noindex');
  });

  it('never shows the note to editors', () => {
    expect(page(whole)).not.toContain(item.edNote);
  });

  it('fetches nothing from elsewhere', () => {
    expect(page(textOnly)).not.toMatch(/<link(?! rel="license")|@import|url\(|src=/);
  });
});

describe('any item as a page', () => {
  it('has one script, the data block, and no text can end it or add another', () => {
    fc.assert(
      fc.property(renderings, (rendering) => {
        const html = page(rendering);
        expect(html.match(/<script/gi)).toHaveLength(1);
        expect(html.match(/<\/script/gi)).toHaveLength(1);
        expect(html).not.toMatch(/href="javascript/i);
        // a quotation mark in a text is escaped, so what is left without attribute values are names of our
        // own
        expect(html.replace(/"[^"]*"/g, '')).not.toMatch(/<[^>]*\son\w+/i);
        expect(jsonLd(html)['@type']).toBe('NewsArticle');
      }),
    );
  });

  it('reads back as the text that was released, whatever it is, as a page and as a fragment', () => {
    fc.assert(
      fc.property(renderings, fc.constantFrom(renderHtml, renderFragment), (rendering, render) => {
        const { headline, blocks } = rendering.item;
        fc.pre(textBlocks(undefined, blocks).length > 0);
        const [read] = textsIn(render(rendering).body, { headline, body: textBlocks(undefined, blocks) });
        const texts = [...(read?.headline ? [read.headline] : []), ...(read?.body ?? [])];
        expect(textDigest(texts).digest).toBe(textDigest(textBlocks(headline, blocks)).digest);
      }),
    );
  });
});
