/** Documents with many receipts of one article: the shared work is done once. */
import { describe, expect, it } from 'vitest';
import { textsOf } from '../../src/stamp/document/receipt-text.ts';
import { receiptClaims } from '../../src/stamp/receipt-claims.ts';
import { textDigest } from '../../src/stamp/text-digest.ts';
import { verifyPublished } from '../../src/stamp/verify.ts';
import { anonymousBudget } from '../support/budget.ts';
import { processorMs } from '../support/growth.ts';
import { storiesIn } from './document/published.ts';
import { idOfEntry, input, license } from './fixtures.ts';

/** Large enough for the comparison to take some milliseconds. */
const PARAGRAPHS = Array.from(
  { length: 300 },
  (_, at) => `Paragraph ${at}: the harbor of town ${at * 7} reopened on day ${at * 13}.`,
);
const original = { headline: 'Harbors reopen', body: PARAGRAPHS };
const delivered = [{ component: 'cmp_1', digest: textDigest([original.headline, ...original.body]).digest }];
const claims = receiptClaims({ ...input, delivered, partner: license.terms.partner });
const changed = PARAGRAPHS.map((text, at) => (at % 2 === 0 ? text : text.replace('reopened', 'closed')));
const page = `<body><h1>${original.headline}</h1><p>${changed.join('</p><p>')}</p>`;

const named = (at: number) => ({ receipt: `receipt-${at}`, id: idOfEntry(at) });

function verdicts(receipts: number, html = page, article = { ...original }) {
  const [story] = storiesIn(html, 'text/html');
  if (!story) throw new Error('a page is a story');
  return Array.from({ length: receipts }, (_, at) => {
    const of = { others: [], isHeadline: null };
    return textsOf(story, named(at), of).texts.map((published) =>
      verifyPublished(
        { claims, entry: null, delivered, original: article, published },
        input.first.atMs,
        anonymousBudget(),
      ),
    );
  }).flat();
}

describe('many receipts of one article in a document', () => {
  it('have one verdict on the text that is that of all', () => {
    const [first, ...others] = verdicts(20);
    expect(first?.text).toBe('altered');
    for (const other of others) expect(other.where).toBe(first?.where);
  });

  it('have a verdict each on what is marked as theirs', () => {
    const marked = `<body>${[0, 1, 2].map((at) => `<p data-imprimatur="${idOfEntry(at)}">${changed[at]}</p>`).join('')}`;
    const [first, second, third] = verdicts(3, marked);
    expect([first?.missing?.length, second?.changed, third?.changed]).not.toContain(undefined);
    expect(second?.where).not.toEqual(first?.where);
    expect(third?.where).not.toEqual(second?.where);
  });

  it('have a verdict each by what may be altered', () => {
    const [story] = storiesIn(
      `<body><h1>Another headline</h1><p>${PARAGRAPHS.join('</p><p>')}</p>`,
      'text/html',
    );
    const [published] = story ? textsOf(story, named(1), { others: [], isHeadline: null }).texts : [];
    const verdict = (alterations: string[]) =>
      verifyPublished(
        {
          claims: { ...claims, alterations },
          entry: null,
          delivered,
          original,
          published: published ?? null,
        },
        input.first.atMs,
        anonymousBudget(),
      ).text;
    expect([verdict([]), verdict(['headline']), verdict([])]).toEqual([
      'altered',
      'altered_as_licensed',
      'altered',
    ]);
  });

  it('take little longer than one', () => {
    verdicts(20);
    const single = Math.min(...[1, 2, 3].map(() => processorMs(() => verdicts(1))));
    const twenty = Math.min(...[1, 2, 3].map(() => processorMs(() => verdicts(20))));
    expect(twenty).toBeLessThan(4 * single);
  });
});
