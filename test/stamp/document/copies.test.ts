/**
 * Passages beside or in an article that resemble it: false copies, whatever their markup, and true
 * quotations.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../../src/articles/blocks.ts';
import { parseItem } from '../../../src/articles/ninjs/parse.ts';
import { renderFragment } from '../../../src/formats/fragment.ts';
import { whole } from '../../formats/fixtures.ts';
import { RECEIPT, RECEIPT_ID, verdictIn } from './published.ts';

const sample = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../sample/items/harbor-night-toll.json'), 'utf8'),
) as object;
const parsed = parseItem(sample, { sections: ['news'], now: Date.UTC(2026, 10, 24) });
if (!parsed.ok) throw new Error(JSON.stringify(parsed.reason));
const item = { ...parsed.value.item, seq: 1, changeType: 'new' as const };
const [headline = ''] = textBlocks(item.headline, []);
const article = { headline, body: textBlocks(undefined, item.blocks) };
const fragment = renderFragment({
  ...whole,
  item,
  components: item.components.filter(({ type }) => type === 'dispatch'),
  hrefs: new Map(),
  stamp: {
    ...whole.stamp,
    receipt: RECEIPT,
    receiptId: RECEIPT_ID,
    verifyUrl: `https://gateway.example/verify#${RECEIPT}`,
  },
}).body;

const NAV = '<nav><ul><li>Home</li><li>Sport</li><li>Harbor news</li></ul></nav>';
const site = (inner: string) =>
  `<!DOCTYPE html><html><body>${NAV}<main>${inner}</main><aside><h3>Most read</h3><ol><li>Storm over Hallwang</li><li>Cup: home win</li></ol></aside><footer>© Hallwanger Post</footer></body></html>`;
const verdict = (html: string, alterations: string[] = ['combine']) =>
  verdictIn(site(html), article, { alterations });
const inBody = (inner: string, from = fragment) =>
  from.replace('<p>The cities expect', `${inner}<p>The cities expect`);
const above = (inner: string) => inner + fragment;

const paragraphs = article.body.map((text) =>
  text
    .replace('46 million', '64 million')
    .replace('agreed early', 'refused early')
    .replace('pay half', 'pay double'),
);
const expected = article.body.find((text) => text.startsWith('The cities expect')) ?? '';
const words = (text: string) => text.split(' ');

/** Ways to mark up a text so that no element contains many of its words, or none contains its letters. */
const WAYS: [string, (texts: string[]) => string][] = [
  ['in paragraphs', (texts) => texts.map((text) => `<p>${text}</p>`).join('')],
  [
    'word by word in blocks',
    (texts) =>
      texts
        .flatMap(words)
        .map((word) => `<div style="display:inline">${word} </div>`)
        .join(''),
  ],
  [
    'five words to a line',
    (texts) =>
      words(texts.join(' '))
        .map((word, nth) => (nth % 5 === 0 ? `</div><div>${word} ` : `${word} `))
        .join(''),
  ],
  [
    'in a drawing',
    (texts) =>
      `<svg>${texts
        .flatMap(words)
        .map((word, nth) => `<text x="${nth}">${word}</text>`)
        .join('')}</svg>`,
  ],
  [
    'with letters of another script',
    (texts) =>
      `<p>${texts.join('</p><p>').replaceAll('e', 'е').replaceAll('a', 'а').replaceAll('o', 'о')}</p>`,
  ],
  [
    'with combining grapheme joiners',
    (texts) => `<p>${texts.join('</p><p>').replace(/([a-z]{3})/gu, '$1\u034F')}</p>`,
  ],
  [
    'with variation selectors',
    (texts) => `<p>${texts.join('</p><p>').replace(/([a-z]{3})/gu, '$1\uFE0E')}</p>`,
  ],
  [
    'in mathematical letters',
    (texts) =>
      `<p>${texts.join('</p><p>').replace(/[a-z]/gu, (letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97))}</p>`,
  ],
];

describe('a false copy of the text', () => {
  it.each(WAYS)('%s, beside the genuine one that a style sheet hides, is found', (_, set) => {
    const hidden = `<style>.e-content{display:none}</style>${fragment}`;
    expect(verdict(hidden + set(paragraphs)).text).toBe('altered');
  });

  it.each(WAYS)('%s, of one paragraph in the text, is found', (_, set) => {
    expect(verdict(inBody(set([expected.replace('46', '64')]))).text).toBe('altered');
  });

  it('of a sentence, with one word changed between two lines of it, is found', () => {
    const lines = [
      'Seven North Sea port cities',
      'refused',
      'early on Monday to charge a common toll on container ships that load between midnight and 5 a.m.',
    ];
    expect(verdict(above(lines.map((line) => `<div>${line}</div>`).join(''))).text).toBe('altered');
  });
});

describe('the genuine text', () => {
  it.each(WAYS)('told again %s is no false copy of it', (way, set) => {
    expect([way, verdict(fragment + set(article.body)).text]).toEqual([way, 'unmodified']);
  });
});

describe('a shortened text', () => {
  const last = article.body.at(-1) ?? '';
  const shortened = fragment.replace(/<p>The city councils[^<]*<\/p>/u, '');
  const ad =
    '<div class="ad"><p>Advertisement</p><p>Buy a new car now, 0% financing for 48 months.</p></div>';
  const also = `<p>Read also: <a href="x">${article.headline}</a></p>`;
  const plain = `<h1>${article.headline}</h1>${article.body
    .slice(0, -1)
    .map((text) => `<p>${text}</p>`)
    .join('')}`;

  it('may have an advertisement and links in it where the license names combining', () => {
    expect([fragment.includes(last), shortened.includes(last)]).toEqual([true, false]);
    for (const html of [shortened, plain]) {
      const set = inBody(ad + also, html);
      expect(verdict(set, ['shorten', 'combine']).text).toBe('altered_as_licensed');
      expect(verdict(set, ['shorten']).text).toBe('altered');
      expect(verdict(set, ['combine']).text).toBe('altered');
      expect(verdict(set.replace('46 million', '64 million'), ['shorten', 'combine']).text).toBe('altered');
    }
  });

  it('may have teasers and pull quotes of itself', () => {
    const quote = '<blockquote>“Now the price of the night is the same everywhere.”</blockquote>';
    for (const html of [shortened, plain])
      for (const set of [inBody(quote, html), inBody(ad, quote + html)])
        expect(verdict(set, ['shorten', 'combine']).text).toBe('altered_as_licensed');
  });

  it.each(WAYS)('is altered by a false paragraph %s', (_, set) => {
    for (const html of [shortened, plain])
      expect(
        verdict(inBody(set([expected.replace('46', '64')]), html), ['shorten', 'combine', 'headline']).text,
      ).toBe('altered');
  });
});

describe('a quotation', () => {
  const QUOTATIONS = [
    'The toll of 1.80 euros for each container moved at night will be collected from April.',
    'The toll of 1.80 euros for each container moved at night will be collected from April …',
    'The toll of 1.80 euros for each container moved at night.',
    'Seven North Sea port cities agreed early on Monday to charge a common toll on container ships that load between midnight and 5 a.m.',
    '“Nobody wins when the next harbor down the coast is always the louder and the cheaper one.”',
    '“Nobody wins when the next harbor down the coast is always the louder and the cheaper one,”',
    'Nobody wins when the next harbor down the coast is always the louder and the cheaper one',
    '“Nobody wins when the next harbor down the coast is always the louder and the cheaper one,” said Annelot Brandsma',
    '“Now the price of the night is the same everywhere.”',
    'Ships that switch off their engines and draw power from the quay pay half.',
    'The cities expect about 46 million euros in the first full year.',
  ];
  it.each(QUOTATIONS)('above the text is no version of it: %s', (text) => {
    expect(verdict(above(`<p class="teaser">${text}</p>`)).text).toBe('unmodified');
  });

  it.each(QUOTATIONS)('in the text is an insertion: %s', (text) => {
    const { text: found, where = [] } = verdict(inBody(`<blockquote>${text}</blockquote>`));
    expect([found, where.length]).toEqual(['with_insertions', 1]);
  });

  it('with words left out where it says so is no version', () => {
    const teaser = 'The toll of 1.80 euros … will be collected from April.';
    expect(verdict(above(`<p>${teaser}</p>`)).text).toBe('unmodified');
  });

  it('with another word or figure is a version', () => {
    for (const [from, to] of [
      ['1.80', '8.10'],
      ['from April', 'from May'],
      ['at night', 'by day'],
    ] as const) {
      const text = QUOTATIONS[0]?.replace(from, to);
      expect([to, verdict(above(`<p>${text}</p>`)).text]).toEqual([to, 'altered']);
    }
    expect(
      verdict(
        above('<p>6 million euros in the first full year. Two thirds are earmarked for shore power.</p>'),
      ).text,
    ).toBe('altered');
  });

  it('as a list of points without full stops is none', () => {
    const points = [
      'Seven North Sea port cities agreed',
      'The cities expect about 46 million euros',
      'An eighth city did',
      'Money for quiet cranes',
      'One port stays outside',
    ];
    const list = `<ul>${points.map((point) => `<li>${point}</li>`).join('')}</ul>`;
    expect(verdict(above(list)).text).toBe('unmodified');
  });
});
