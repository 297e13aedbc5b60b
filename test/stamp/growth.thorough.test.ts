/** Anyone may verify: the time for documents, texts and pictures must grow linearly. */
import { describe, it } from 'vitest';
import { unbounded } from '../../src/platform/budget.ts';
import { readDocument } from '../../src/stamp/document/read.ts';
import { textsOf } from '../../src/stamp/document/receipt-text.ts';
import type { Published } from '../../src/stamp/original.ts';
import { perceptualDigest } from '../../src/stamp/pictures/perceptual/digest.ts';
import { mergeXmp } from '../../src/stamp/pictures/xmp.ts';
import { readPublished } from '../../src/stamp/published.ts';
import { receiptClaims } from '../../src/stamp/receipt-claims.ts';
import { foldText, textDigest } from '../../src/stamp/text-digest.ts';
import { verifyPublished } from '../../src/stamp/verify.ts';
import { flatJpeg, flatPng } from '../support/flat-pictures.ts';
import { expectLinear, numbered, repeated } from '../support/growth.ts';
import { body, headline, input, license } from './fixtures.ts';
import { words } from './pictures/fixtures.ts';

const ID = `dlv_${'0a'.repeat(16)}`;

/** Reads a document and searches it for the text of a receipt. */
function readAs(mediaType: string): (source: string) => void {
  return (source) => {
    const read = readDocument(source, unbounded(), mediaType);
    if (!read.ok) return;
    const others = [{ receipt: 'b', id: `dlv_${'1b'.repeat(16)}` }];
    for (const story of read.value.stories)
      textsOf(story, { receipt: 'a', id: ID }, { others, isHeadline: (text) => text === headline });
  };
}

describe('a page', () => {
  it.each<[string, (size: number) => string]>([
    ['attributes of one element', numbered((number) => ` a${number}=b`, '<p', '>')],
    ['bodies with attributes', numbered((number) => `<body a${number}=b>`)],
    ['links in links', repeated('<a href="x">y')],
    ['comments that do not end', repeated('<!--')],
    ['entities', repeated('&a;&amp')],
    ['words struck out within a line', repeated(`${'word '.repeat(20)}<s>x</s>`, '<p>')],
    ['marks that are links', repeated(`verify#${ID} `, '<a href="', '">x</a>')],
    ['words of a style', repeated('scale', '<p style="transform:', '">x')],
    ['comments in a style', repeated('/*', '<p style="', '">x')],
    ['elements that hide', repeated('<q hidden>a</q>b')],
    ['cells with space', repeated(' a', '<table>')],
    ['white words', repeated('<font color=white></font>')],
    ['figures set higher', repeated('1<sup>2</sup>')],
    ['articles', repeated('<article>a</article>', '<article>')],
  ])('takes time that grows with %s', (_, page) => {
    expectLinear(readAs('text/html'), page, 60_000);
  });
});

describe('a document', () => {
  const atom = (inner: (size: number) => string) => (size: number) =>
    `<feed><entry><title>x</title><content type="xhtml">${inner(size)}</content></entry></feed>`;
  it.each<[string, string, (size: number) => string]>([
    ['elements of a feed', 'application/atom+xml', atom(repeated('<p>a &amp; b</p>'))],
    [
      'levels and text of a feed',
      'application/atom+xml',
      atom(repeated('a &lt; ', '<b>'.repeat(200), '</b>'.repeat(200))),
    ],
    ['attributes of XML', 'application/atom+xml', atom(numbered((number) => ` a${number}="b"`, '<p', '/>'))],
    [
      'namespaces of XML',
      'application/atom+xml',
      atom(numbered((number) => ` xmlns:a${number}="b"`, '<p', '/>')),
    ],
    ['a comment of XML', 'application/atom+xml', atom(repeated('- ', '<!--', '-->'))],
    [
      'markup in JSON',
      'application/feed+json',
      (size) =>
        JSON.stringify({
          version: 'https://jsonfeed.org/version/1.1',
          items: [{ title: 'x', content_html: repeated('<a href="x">y</a> ')(size) }],
        }),
    ],
    ['parts of a receipt', 'text/plain', repeated(`${'A'.repeat(24)}.`)],
    ['lines', 'text/plain', repeated('\n \n\ta')],
    ['links that lead nowhere', '', repeated('](https://a/')],
  ])('takes time that grows with %s', (_, mediaType, document) => {
    expectLinear(readAs(mediaType), document, 60_000);
  });
});

describe('a text', () => {
  const claims = receiptClaims({ ...input, partner: license.terms.partner });
  const entry = { delivered: input.delivered, index: claims.log.index, leaf: claims.log.leaf };
  const verify = (published: Published | null) =>
    verifyPublished(
      { claims, entry, original: { headline, body }, published },
      input.first.atMs,
      unbounded(),
    );

  it.each<[string, (size: number) => string]>([
    ['marks out of their order', repeated('\u0301\u0316', 'a')],
    ['marks of many classes', repeated('\u0345\u0301\u0316\u05B0\u0334', 'a')],
    ['marks that come apart', repeated('\u0344\u0316', 'a')],
    ['white space', repeated(' \u00A0', 'a', 'b')],
    ['quotes and dashes', repeated('\u201C\u2014')],
  ])('folds in time that grows with %s', (_, text) => {
    expectLinear(foldText, text, 60_000);
  });

  it.each<[string, (size: number) => string]>([
    ['lines', repeated('a\n')],
    ['blank lines', repeated('\n \n')],
    ['sentences', numbered((number) => `no${number}. `)],
    ['the same words', repeated(`${body[0]} `)],
    ['characters that set words in another order', repeated('a\u202E')],
    ['rules', repeated(`\n${'='.repeat(72)}\n`)],
  ])('is compared in time that grows with %s', (_, text) => {
    expectLinear((given) => verify(readPublished({ headline, text: given })), text, 20_000);
  });

  it.each<[string, (size: number) => string]>([
    ['sentences beside it', numbered((number) => `no${number}. `)],
    ['sentences of its own beside it', repeated(`${body.join(' ')} x. `)],
    ['tags beside it', repeated('<a ')],
    ['marks beside it, kept apart by joiners', repeated('\u1DC0\u034F\u1DC2\u034F', 'a')],
  ])('is compared in time that grows with %s', (_, texts) => {
    expectLinear((text) => verify({ headline, body, page: true, otherPassages: [text] }), texts, 60_000);
  });

  it.each<[string, (size: number) => string]>([
    ['words', repeated('harbor\n')],
    ['words of it', repeated(`${body.join(' ').replaceAll(' ', '\n')}\n`)],
    ['long words', repeated(`${body.join(' ').replaceAll(' ', '_')}\n`)],
  ])('is compared in time that grows with %s beside it, each by itself', (_, texts) => {
    expectLinear(
      (text) => verify({ headline, body, page: true, otherPassages: text.split('\n') }),
      texts,
      60_000,
    );
  });

  it('is compared in time that grows with a headline that is nearly found everywhere', () => {
    const title = (size: number) => `${'a'.repeat(size / 2)}b${'a'.repeat(size / 2)}`;
    const given = (size: number) => ({
      headline: title(size),
      body,
      page: true,
      otherPassages: ['a'.repeat(4 * size)],
    });
    expectLinear(verify, given, 60_000);
  });

  it('is digested in time that grows with its blocks', () => {
    expectLinear(textDigest, (size) => Array.from({ length: size }, () => 'a'), 10_000);
  });
});

describe('a picture', () => {
  const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
  const xmp = (inner: (size: number) => string) => (size: number) =>
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${rdf}"><rdf:Description xmlns:e="urn:e">${inner(size)}</rdf:Description></rdf:RDF></x:xmpmeta>`;
  const declarations = numbered((number) => ` xmlns:p${number}="u"`);

  it.each<[string, (size: number) => string]>([
    [
      'declarations, and elements with one more',
      (size) => repeated('<e:b xmlns:c="d"/>', `<e:a${declarations(size / 2)}>`, '</e:a>')(size / 2),
    ],
    [
      'a long namespace and its uses',
      (size) => repeated('<l:b/>', `<e:a xmlns:l="${'&amp;'.repeat(size / 10)}">`, '</e:a>')(size / 2),
    ],
    ['space in a tag', repeated('\u1680', '<e:a ', '/>')],
    ['names without a value', repeated(' a', '<e:a ', '/>')],
    ['references', repeated('&lt;', '<e:a>', '</e:a>')],
    ['comments', repeated('<!---->', '<e:a>', '</e:a>')],
  ])('keeps its XMP in time that grows with %s', (_, packet) => {
    expectLinear((text) => mergeXmp({ packets: [text] }, words), xmp(packet), 100_000);
  });

  it.each<[string, (lines: number) => Uint8Array]>([
    ['lines of a JPEG that claims as much as its bytes allow', (lines) => flatJpeg(8_192, lines, 32 * lines)],
    [
      'lines of a PNG that claims as much as its bytes allow',
      (lines) => flatPng(8_192, lines, 1, 34 / 1_025),
    ],
  ])('is decoded in time that grows with the %s', (_, picture) => {
    expectLinear((bytes) => perceptualDigest(bytes), picture, 4_000);
  });
});
