import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../src/articles/blocks.ts';
import { renderText } from '../../src/formats/text.ts';
import { readPublished } from '../../src/stamp/published.ts';
import { textDigest } from '../../src/stamp/text-digest.ts';
import { inAdvance, PHOTO_HREF, renderings, stamp, textOnly, whole } from './fixtures.ts';

describe('an article as plain text', () => {
  it('reads like a wire', () => {
    const rule = '='.repeat(72);
    expect(renderText(textOnly).body).toBe(`HARBOR-REOPENS
By Ida Brandt
Velmar

${rule}

Harbor reopens after storm

VELMAR - The harbor reopened on Friday.

Ferries sail again from noon.

The pier stays closed.

${rule}

Credit: Saltmarsh Wire / Ida Brandt

© Saltmarsh Wire. All rights reserved.

May be displayed by The Courier on the web, in Austria.

License: https://gateway.example/licensing

Receipt: ${stamp.verifyUrl}
`);
  });

  it('shouts the banner first', () => {
    expect(renderText(inAdvance).body).toMatch(/^EMBARGOED: not for publication/);
  });

  it('says where a permitted photograph is, with caption and credit', () => {
    const caption = `PHOTOGRAPH: The pier on Friday / Ida Brandt/Saltmarsh Wire\n${PHOTO_HREF}`;
    expect(renderText(whole).body).toContain(caption);
    expect(renderText(textOnly).body).not.toContain('PHOTOGRAPH');
  });

  it('keeps to 72 columns where words allow', () => {
    const text = 'harbor '.repeat(60).trim();
    const item = { ...whole.item, blocks: [{ kind: 'paragraph' as const, inlines: [{ text }] }] };
    const lines = renderText({ ...textOnly, item }).body.split('\n');
    expect(
      Math.max(...lines.filter((line) => line.startsWith('harbor')).map((line) => line.length)),
    ).toBeLessThanOrEqual(72);
  });

  it('carries no control characters but line feeds and the tabs of tables', () => {
    fc.assert(
      fc.property(renderings, (rendering) => {
        expect(renderText(rendering).body).not.toMatch(/(?![\n\t])\p{Cc}/u);
      }),
    );
  });

  it('digests to the text that was released when that is a single long block', () => {
    const long = { kind: 'quote' as const, inlines: [{ text: 'word '.repeat(60).trim() }] };
    const item = { ...whole.item, headline: undefined, blocks: [long] };
    const published = readPublished({ text: renderText({ ...whole, item }).body });
    expect(textDigest(published?.body ?? []).digest).toBe(textDigest(textBlocks(undefined, [long])).digest);
  });

  it('digests to the text that was released, whatever it is', () => {
    fc.assert(
      fc.property(renderings, (rendering) => {
        const { headline, blocks } = rendering.item;
        const published = readPublished({ text: renderText(rendering).body });
        expect(textDigest(published?.body ?? []).digest).toBe(
          textDigest(textBlocks(headline, blocks)).digest,
        );
      }),
    );
  });
});
