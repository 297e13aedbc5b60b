/** Manipulations of a page that try to pass a false text for the genuine one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderFragment } from '../../../src/formats/fragment.ts';
import { renderHtml } from '../../../src/formats/html.ts';
import { textDigest } from '../../../src/stamp/text-digest.ts';
import { whole } from '../../formats/fixtures.ts';
import { body, idOfEntry } from '../fixtures.ts';
import { ARTICLE, RECEIPT, RECEIPT_ID, receiptNamed, textsIn, verdictIn } from './published.ts';

const stamp = {
  ...whole.stamp,
  receipt: RECEIPT,
  receiptId: RECEIPT_ID,
  verifyUrl: `https://gateway.example/verify#${RECEIPT}`,
};
const fragment = renderFragment({ ...whole, stamp }).body;
const page = renderHtml({ ...whole, stamp }).body;
const doctored = fragment.replace('Ferries sail again from noon.', 'Ferries sail again from midnight.');
/** The same page without marks. */
const copied = doctored.replace(/ (?:class|data-imprimatur)="[^"]*"/gu, '');
const site = (inner: string) =>
  `<!DOCTYPE html><html><head><title>The Courier</title></head><body><nav>Menu</nav>${inner}<footer>Imprint</footer></body></html>`;

describe('our own renditions', () => {
  it.each([
    ['a page', page],
    ['a fragment', fragment],
    ['a fragment in a page', site(fragment)],
  ])('%s is unmodified', (_, html) => {
    expect(verdictIn(html)).toEqual({ text: 'unmodified' });
  });
});

describe('a genuine text that readers do not see, beside a false one that they do', () => {
  it.each([
    ['display: none', (text: string) => `<div style="display: none">${text}</div>`],
    [
      'display:none in capitals, important',
      (text: string) => `<div style="color:red; DISPLAY : None !important">${text}</div>`,
    ],
    ['visibility', (text: string) => `<div style="visibility:hidden">${text}</div>`],
    ['the hidden attribute', (text: string) => `<div hidden>${text}</div>`],
    ['a template', (text: string) => `<template>${text}</template>`],
    ['a comment', (text: string) => `<!-- ${text} -->`],
    ['noscript', (text: string) => `<noscript>${text}</noscript>`],
    ['a script', (text: string) => `<script type="text/html">${text}</script>`],
    ['a closed dialog', (text: string) => `<dialog>${text}</dialog>`],
    ['a popover', (text: string) => `<div popover>${text}</div>`],
    ['a textarea', (text: string) => `<textarea>${text}</textarea>`],
    ['an iframe', (text: string) => `<iframe>${text}</iframe>`],
    ['off the screen', (text: string) => `<div style="position:absolute;left:-9999px">${text}</div>`],
    ['no size', (text: string) => `<div style="font-size:0">${text}</div>`],
    ['a class, of which only the style sheet knows', (text: string) => `<div class="sr">${text}</div>`],
    ['an SVG', (text: string) => `<svg><foreignObject>${text}</foreignObject></svg>`],
  ])('is tampered: %s', (_, hide) => {
    for (const version of [doctored, copied])
      for (const html of [site(hide(fragment) + version), site(version + hide(fragment))])
        expect(verdictIn(html)).toMatchObject({ text: 'altered' });
  });

  it.each([
    ['a caption', (text: string) => `<figure><figcaption>${text}</figcaption></figure>`],
    ['a button', (text: string) => `<button>${text}</button>`],
    ['a text field', (text: string) => `<textarea>${text.replace(/<[^>]*>/gu, ' ')}</textarea>`],
    ['a drawing', (text: string) => `<svg><foreignObject>${text}</foreignObject></svg>`],
    ['a document within', (text: string) => `<iframe srcdoc="${text.replaceAll('"', '&quot;')}"></iframe>`],
    [
      'an element that a later declaration shows',
      (text: string) => `<div style="display:none;display:block">${text}</div>`,
    ],
  ])('the false one as %s', (_, show) => {
    expect(verdictIn(site(`<div class="sr">${fragment}</div>${show(copied)}`))).toMatchObject({
      text: 'altered',
    });
  });

  it('is told with the place of the false one', () => {
    const { where } = verdictIn(site(`<div class="sr">${fragment}</div>${copied}`));
    expect(where).toContainEqual({ change: 'beside', reads: 'Ferries sail again from midnight.' });
  });
});

describe('a foreign passage within the marks', () => {
  it('is told, and after which block', () => {
    const html = fragment.replace('<p>Ferries', '<p>The mayor was arrested.</p><p>Ferries');
    expect(verdictIn(html)).toMatchObject({
      text: 'with_insertions',
      added: [2],
      where: [{ change: 'added', block: 1, reads: 'The mayor was arrested.' }],
    });
  });

  it.each([
    ['at its beginning', '<p>VELMAR', '<p>FALSE.</p><p>VELMAR'],
    ['at its end', 'stays closed.</p>', 'stays closed.</p><aside>FALSE.</aside>'],
    ['in a figure that is no caption', '<p>Ferries', '<figure><p>FALSE.</p></figure><p>Ferries'],
  ])('%s is listed', (_, from, to) => {
    const { text, where = [] } = verdictIn(fragment.replace(from, to));
    expect([text, where.map(({ reads }) => reads)]).toEqual(['with_insertions', ['FALSE.']]);
  });

  it('alters the text when it stands in a word', () => {
    expect(verdictIn(fragment.replace('noon', 'no<b>rman</b>')).text).toBe('altered');
  });

  it('counts between two of them as well', () => {
    const [open] = /<div [^>]*>/u.exec(fragment) ?? [''];
    const html = site(
      fragment.replace('<p>Ferries', `</div><p>The mayor was arrested.</p>${open}<p>Ferries`),
    );
    expect(verdictIn(html)).toMatchObject({ text: 'with_insertions', added: [2] });
  });

  it('counts between the links too, where the marks have gone', () => {
    const plain = fragment.replace(
      / (?:class|data-imprimatur)="[^"]*"|<\/?(?:div|article|footer)[^>]*>/gu,
      '',
    );
    expect(verdictIn(plain)).toEqual({ text: 'unmodified' });
    expect(verdictIn(plain.replace('<p>VELMAR', '<p>FALSE.</p><p>VELMAR'))).toMatchObject({
      text: 'with_insertions',
      added: [1],
    });
  });

  it('is not made genuine by marks of a receipt that is not there', () => {
    const other = idOfEntry(7);
    const html = site(
      `<div class="sr">${fragment}</div>${copied.replace('<div>', `<div data-imprimatur="${other}">`)}`,
    );
    expect(verdictIn(html).text).toBe('altered');
  });
});

describe('a foreign passage in the XHTML of a feed or a news item', () => {
  const xhtml = body.map((text) => `<p>${text}</p>`);
  const inAtom = (inner: string) =>
    `<entry xmlns="http://www.w3.org/2005/Atom"><title>${ARTICLE.headline}</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${inner}</div></content></entry>`;
  const inG2 = (inner: string) =>
    `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentMeta><headline>${ARTICLE.headline}</headline></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>${inner}</body></html></inlineXML></contentSet></newsItem>`;

  it.each(['p', 'xmp', 'plaintext'])('%s is one, since XML has no such rules for it as HTML', (name) => {
    const lie = `<${name}>The mayor was arrested.</${name}>`;
    for (const within of [inAtom, inG2]) {
      expect(verdictIn(within(xhtml.join(''))).text).toBe('unmodified');
      expect(verdictIn(within([xhtml[0], lie, ...xhtml.slice(1)].join('')))).toMatchObject({
        text: 'with_insertions',
        added: [2],
      });
    }
  });

  it.each(['noscript', 'textarea', 'iframe', 'noembed', 'noframes'])(
    '%s must not be a version of the text',
    (name) => {
      const lie = `<${name}>Ferries sail again from midnight.</${name}>`;
      for (const within of [inAtom, inG2])
        expect(verdictIn(within(xhtml.join('') + lie))).toMatchObject({
          text: 'altered',
          where: [{ change: 'beside', reads: 'Ferries sail again from midnight.' }],
        });
    },
  );
});

describe('another headline', () => {
  it('in the place of the released one is told, whatever is licensed', () => {
    const html = site(fragment.replace('Harbor reopens after storm</h2>', 'Harbor lost in storm</h2>'));
    expect(verdictIn(html)).toMatchObject({
      text: 'altered',
      where: expect.arrayContaining([{ change: 'changed', block: 0, reads: 'Harbor lost in storm' }]),
    });
    expect(
      verdictIn(site(fragment.replace('Harbor reopens after storm</h2>', 'Ferries are back</h2>')), ARTICLE, {
        alterations: ['headline'],
      }).text,
    ).toBe('altered_as_licensed');
  });

  it('is not the released one for standing in the window’s title, a comment or a breadcrumb', () => {
    const html = site(
      fragment.replace(
        '<h2 class="p-name">Harbor reopens after storm</h2>',
        '<p>Harbor reopens after storm</p><p>Home</p><h2>Ferries are back</h2>',
      ),
    );
    expect(verdictIn(html).text).toBe('altered');
  });
});

describe('two articles in a page', () => {
  const otherId = idOfEntry(2);
  const otherReceipt = receiptNamed(otherId);
  const other = {
    headline: 'Council meets on Monday',
    body: ['LORN - The council meets.', 'Budget talks went on.'],
  };
  const otherItem = {
    ...whole.item,
    headline: other.headline,
    blocks: other.body.map((text) => ({ kind: 'paragraph' as const, inlines: [{ text }] })),
  };
  const second = renderFragment({
    ...whole,
    item: otherItem,
    stamp: {
      ...stamp,
      receipt: otherReceipt,
      receiptId: otherId,
      verifyUrl: `https://gateway.example/verify#${otherReceipt}`,
    },
  }).body;
  const of = { id: otherId, receipt: otherReceipt };

  it('have a verdict each', () => {
    const both = site(fragment + second);
    expect([verdictIn(both), verdictIn(both, other, of)]).toEqual([
      { text: 'unmodified' },
      { text: 'unmodified' },
    ]);
    const oneFalse = site(fragment + second.replace('Budget', 'Peace'));
    expect(verdictIn(oneFalse).text).toBe('unmodified');
    expect(verdictIn(oneFalse, other, of)).toMatchObject({ text: 'altered', changed: [2] });
  });

  it('may be two versions of one', () => {
    const older = fragment
      .replaceAll(RECEIPT_ID, otherId)
      .replaceAll(RECEIPT, otherReceipt)
      .replace('from noon', 'from midnight');
    const before = { ...ARTICLE, body: [body[0] ?? '', 'Ferries sail again from midnight.', body[2] ?? ''] };
    const both = site(fragment + older);
    expect([verdictIn(both).text, verdictIn(both, before, of).text]).toEqual(['unmodified', 'unmodified']);
  });

  it('do not take a passage out of each other', () => {
    const lie = `<div data-imprimatur="${otherId}"><p>FALSE.</p></div>`;
    const html = site(fragment.replace('<p>Ferries', `${lie}<p>Ferries`) + second);
    expect(verdictIn(html)).toMatchObject({ text: 'with_insertions', added: [2] });
  });

  it('of which one carries the other’s receipt is another article', () => {
    const swapped = second.replaceAll(otherId, RECEIPT_ID).replaceAll(otherReceipt, RECEIPT);
    expect(verdictIn(site(swapped)).text).toBe('another_article');
  });
});

describe('an invented article with the receipt of a genuine one', () => {
  const link = `<p><a href="https://gateway.example/verify#${RECEIPT}">Verify this copy</a></p>`;
  const invented = `<article><h1>Parliament abolishes rain</h1><p>Nobody voted against it on Sunday.</p>${link}</article>`;

  it('in the same page is not passed over, marked or not, before it or after it', () => {
    const unmarked = `<article><h1>${ARTICLE.headline}</h1>${body.map((text) => `<p>${text}</p>`).join('')}${link}</article>`;
    for (const genuine of [fragment, unmarked])
      for (const both of [genuine + invented, invented + genuine])
        expect(verdictIn(site(both)).text).toBe('another_article');
  });

  it('is told apart from a template that repeats the link, and from a teaser of the same article', () => {
    const around = `<article class="post"><p>By the desk</p>${fragment}<p>Comments</p>${link}</article>`;
    expect(verdictIn(site(around)).text).toBe('unmodified');
    const teaser = `<article><h3>${ARTICLE.headline}</h3><p>What is open, and when.</p>${link}</article>`;
    expect(verdictIn(site(fragment + teaser)).text).toBe('unmodified');
  });
});

describe('whatever is done to a page', () => {
  const pieces = fc.constantFrom(
    fragment,
    doctored,
    copied,
    '<div hidden>',
    '<div style="display:none">',
    '</div>',
    '<template>',
    '</template>',
    '<!--',
    '-->',
    '<p>',
    '<table>',
    '<svg>',
    '<select>',
    '<h2>Harbor lost</h2>',
    '<p>FALSE: the mayor was arrested.</p>',
    `<div data-imprimatur="${RECEIPT_ID}">`,
    '<noscript>',
    '</noscript>',
    '<plaintext>',
  );
  const cut = fc.tuple(
    fc.nat(fragment.length),
    fc.nat(60),
    fc.constantFrom('', 'no ', '</p>', '<p>', '</div>'),
  );

  /**
   * A page cut inside the part that identifies its format may not be well-formed: then there is no verdict on
   * its text.
   */
  function textVerdict(html: string): string {
    try {
      return verdictIn(html).text;
    } catch (error) {
      if ((error as Error).message === 'not_well_formed') return 'not_well_formed';
      throw error;
    }
  }

  it('it is unmodified only when what is judged has the released digest', { tags: 'slow' }, () => {
    const released = textDigest([ARTICLE.headline, ...ARTICLE.body]).digest;
    let genuine = 0;
    fc.assert(
      fc.property(
        fc.array(pieces, { minLength: 1, maxLength: 6 }),
        cut,
        fc.boolean(),
        (parts, [at, length, instead], cuts) => {
          const joined = parts.join('\n');
          const html = cuts ? joined.slice(0, at) + instead + joined.slice(at + length) : joined;
          if (textVerdict(html) !== 'unmodified') return;
          genuine += 1;
          const [published] = textsIn(html);
          const blocks = [...(published?.headline ? [published.headline] : []), ...(published?.body ?? [])];
          if (!published?.page) expect(textDigest(blocks).digest).toBe(released);
          else
            for (const block of [ARTICLE.headline, ...ARTICLE.body])
              expect(textDigest(blocks).blocks).toContain(textDigest([block]).blocks[0]);
          // As a separate passage: cut into another one or joined with it, it may not resemble any part of
          // the article (docs/verify.md).
          expect(published?.otherPassages ?? []).not.toContain('Ferries sail again from midnight.');
        },
      ),
      { numRuns: 3000 },
    );
    expect(genuine).toBeGreaterThan(100);
  });
});
