/** Kind, receipt and text are found in every format that we write, also after typical conversions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../../src/articles/blocks.ts';
import type { Block } from '../../../src/articles/model.ts';
import { FORMATS } from '../../../src/formats/index.ts';
import { readDocument } from '../../../src/stamp/document/read.ts';
import { foldText, textDigest } from '../../../src/stamp/text-digest.ts';
import { renderings, whole } from '../../formats/fixtures.ts';
import { anonymousBudget } from '../../support/budget.ts';
import { ARTICLE, RECEIPT, RECEIPT_ID, textsIn, verdictIn } from './published.ts';

const stamp = {
  ...whole.stamp,
  receipt: RECEIPT,
  receiptId: RECEIPT_ID,
  verifyUrl: `https://gateway.example/verify#${RECEIPT}`,
};
const formats = Object.entries(FORMATS).map(([name, { render, mediaTypes }]) => ({
  name,
  render,
  mediaType: mediaTypes[0],
}));
const blocks: Block[] = [
  { kind: 'paragraph', inlines: [{ text: 'VELMAR - The *harbor* & its_pier <reopened> [on] Friday #1.' }] },
  { kind: 'heading', level: 3, inlines: [{ text: 'What is open' }] },
  { kind: 'list', ordered: true, items: [[{ text: 'The ferry pier' }], [{ text: '2. The ramp' }]] },
  {
    kind: 'quote',
    inlines: [
      { text: 'Nobody ' },
      { text: 'was', emphasis: 'strong' },
      { text: ' hurt.', break: true },
      { text: 'Nobody.' },
    ],
  },
  {
    kind: 'table',
    rows: [
      [[{ text: 'Pier' }], [{ text: 'Opens | closes' }]],
      [[{ text: 'North' }], [{ text: '12:00' }]],
    ],
  },
  { kind: 'preformatted', text: 'Tide  04:10\n      16:35' },
];
const item = { ...whole.item, blocks };
const article = { headline: item.headline ?? '', body: textBlocks(undefined, blocks) };

describe.each(formats)('$name', ({ name, render, mediaType }) => {
  /** A text without its headline: the headline is not judged. */
  const missing = /\bbody\b/u.test(name) ? [0] : [];

  const { body } = render({ ...whole, item, stamp });

  it('is read as the text that was released, with its receipt', () => {
    const read = readDocument(body, anonymousBudget(), mediaType);
    // NewsML-G2 has a separate item for each picture
    expect(read.ok && read.value.stories[0]?.receipts).toEqual([RECEIPT]);
    expect(verdictIn(body, article, { mediaType }).text).toBe('unmodified');
    // also without a media type
    expect(verdictIn(body, article).text).toBe('unmodified');
  });

  it('with one number changed is altered, and where', () => {
    const altered = verdictIn(body.replaceAll('12:00', '13:00'), article, { mediaType });
    expect(altered).toMatchObject({ text: 'altered', changed: [7], missing });
  });

  it('reads back whatever the item is', () => {
    fc.assert(
      fc.property(renderings, (rendering) => {
        const { headline, blocks: any } = rendering.item;
        const original = { headline: textBlocks(headline, [])[0] ?? '', body: textBlocks(undefined, any) };
        // a text that repeats its own headline at the beginning is not distinguished from one that has it
        // once
        fc.pre(
          original.body.length > 0 &&
            foldText(original.headline) !== '' &&
            foldText(original.headline) !== foldText(original.body[0] ?? ''),
        );
        const document = render({
          ...rendering,
          stamp: { ...rendering.stamp, receipt: RECEIPT, receiptId: RECEIPT_ID },
        }).body;
        const released = textDigest(original.body).blocks.join();
        for (const { body: read } of textsIn(document, original, { mediaType }))
          expect(textDigest(read).blocks.join()).toContain(released);
      }),
    );
  });
});

const { headline, body } = ARTICLE;
const xhtml = body.map((text) => `<p>${text}</p>`).join('');
const link = `<p><a href="https://gateway.example/verify#${RECEIPT}">Verify this copy</a></p>`;
const escaped = (html: string) => html.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const documents: [string, string, string][] = [
  [
    'an Atom feed with XHTML',
    'atom',
    `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title><entry><title>Other</title><content type="text">Words.</content></entry><entry><title>${headline}</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${xhtml}${link}</div></content></entry></feed>`,
  ],
  [
    'an Atom feed with escaped markup',
    'atom',
    `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">${headline}</title><content type="html">${escaped(xhtml + link)}</content></entry></feed>`,
  ],
  [
    'an RSS feed',
    'rss',
    `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>${headline}</title><description>Short.</description><content:encoded><![CDATA[${xhtml}${link}]]></content:encoded></item></channel></rss>`,
  ],
  [
    'a JSON feed',
    'json_feed',
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      items: [
        { id: '0', title: 'Other', content_text: 'Words.' },
        { id: '1', title: headline, content_html: xhtml + link },
      ],
    }),
  ],
  [
    'ninjs 1',
    'ninjs',
    JSON.stringify({
      uri: 'u',
      headline,
      body_xhtml: xhtml,
      body_text: body.join('\n\n'),
      usageterms: `https://gateway.example/verify#${RECEIPT}`,
    }),
  ],
  [
    'NewsML-G2 with XHTML',
    'newsml_g2',
    `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="u"><rightsInfo><usageTerms>https://gateway.example/verify#${RECEIPT}</usageTerms></rightsInfo><contentMeta><headline>${headline}</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>${xhtml}</body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>`,
  ],
  [
    'NITF in NewsML-G2',
    'newsml_g2',
    `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="u"><rightsInfo><usageTerms>https://gateway.example/verify#${RECEIPT}</usageTerms></rightsInfo><contentMeta><headline>${headline}</headline></contentMeta><contentSet><inlineXML><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>${headline}</hl1></hedline><byline>By X</byline></body.head><body.content>${xhtml}<media><media-reference source="a"/><media-caption><p>Pier</p></media-caption></media></body.content><body.end><tagline>T</tagline></body.end></body></nitf></inlineXML></contentSet></newsItem>`,
  ],
  [
    'Markdown of somebody else’s',
    'markdown',
    `---\ntitle: x\n---\n\n${headline}\n=====\n\nBy *Ida*\n\n${body.map((text) => text.replace('Ferries', '**Ferries**')).join('\n\n')}\n\n[Verify](https://gateway.example/verify#${RECEIPT})`,
  ],
  ['plain text', 'text', `${headline}\n\n${body.join('\n\n')}`],
];

describe.each(documents)('%s', (_, kind, document) => {
  it('is known by its content, unmodified as it is, and altered with a word changed', () => {
    expect(readDocument(document, anonymousBudget())).toMatchObject({ ok: true, value: { kind } });
    expect(verdictIn(document)).toMatchObject({ text: 'unmodified' });
    expect(verdictIn(document.replaceAll('noon', 'midnight'))).toMatchObject({
      text: 'altered',
      changed: [2],
    });
  });

  it('with another headline is altered', () => {
    expect(verdictIn(document.replaceAll('reopens', 'burns'))).toMatchObject({
      text: 'altered',
      changed: [0],
    });
  });
});

describe('a document that tells the story twice', () => {
  it('must tell it truly each time', () => {
    const ninjs = (html: string, text: string) =>
      JSON.stringify({
        headlines: [{ value: headline }],
        bodies: [
          { role: 'main', contentType: 'application/xhtml+xml', value: html },
          { role: 'main', contentType: 'text/plain', value: text },
        ],
        trustIndicators: [{ href: `https://gateway.example/verify#${RECEIPT}` }],
      });
    const plain = body.join('\n\n');
    expect(verdictIn(ninjs(xhtml, plain)).text).toBe('unmodified');
    expect(verdictIn(ninjs(xhtml.replace('noon', 'midnight'), plain)).text).toBe('altered');
    expect(verdictIn(ninjs(xhtml, plain.replace('noon', 'midnight'))).text).toBe('altered');
  });
});
