import { describe, expect, it } from 'vitest';
import { isLicensedEdit } from '../../src/stamp/licensed-edit.ts';
import { SIMILARITY_TEXT_CHARS_MAX } from '../../src/stamp/limits.ts';
import { receiptClaims } from '../../src/stamp/receipt-claims.ts';
import { textDigest } from '../../src/stamp/text-digest.ts';
import { verifyPublished } from '../../src/stamp/verify.ts';
import { anonymousBudget } from '../support/budget.ts';
import { input, license } from './fixtures.ts';

const headline = 'Harbor reopens after storm';
const body = [
  'VELMAR - The harbor reopened on Friday. Its pilots had been on strike.',
  'Ferries sail again from noon. The pier stays closed. Nobody was hurt.',
  'The council meets on Monday.',
];
const [first = '', second = '', third = ''] = body;
const original = { headline, body };
const under = (alterations: string[]) => ({ alterations, budget: anonymousBudget() });
const text = (blocks: string[], alterations: string[], title: string | undefined = headline) =>
  isLicensedEdit(
    original,
    { ...(title !== undefined && { headline: title }), body: blocks, page: false },
    under(alterations),
  );
const page = (blocks: string[], alterations: string[]) =>
  isLicensedEdit(original, { body: blocks, page: true }, under(alterations));

describe('another headline', () => {
  it('needs the license to say so', () => {
    expect(text(body, ['headline'], 'Ferries are back')).toBe(true);
    expect(text(body, ['shorten', 'excerpt'], 'Ferries are back')).toBe(false);
  });

  it('is seen when it is the first block of the text', () => {
    const published = { body: ['Ferries are back', ...body], page: false };
    expect(isLicensedEdit(original, published, under(['headline']))).toBe(true);
    expect(isLicensedEdit(original, published, under(['shorten']))).toBe(false);
  });

  it('covers no other word', () => {
    expect(text([first, second.replace('noon', 'midnight'), third], ['headline'], 'Ferries are back')).toBe(
      false,
    );
  });
});

describe('shortening', () => {
  it.each([
    ['a paragraph is left out', [first, third]],
    ['the end is left out', [first]],
    [
      'sentences are left out',
      ['VELMAR — The harbor reopened on Friday.', 'Ferries sail again from noon. Nobody was hurt.'],
    ],
  ])('is judged: %s', (_, blocks) => {
    expect(text(blocks, ['shorten'])).toBe(true);
    expect(text(blocks, ['headline'])).toBe(false);
    expect(text(blocks, [])).toBe(false);
  });

  it.each([
    ['a word is changed', [first.replace('reopened', 'closed'), third]],
    ['half a sentence is left out', ['VELMAR - The harbor reopened.', second]],
    ['paragraphs change places', [third, first]],
    ['sentences change places', ['Nobody was hurt. Ferries sail again from noon.']],
    ['a paragraph is added', [first, 'Prices may vary.', third]],
    ['a paragraph stands twice', [first, first]],
    ['nothing of the body is left', []],
  ])('is no word for it when %s', (_, blocks) => {
    expect(text(blocks, ['headline', 'shorten', 'excerpt'])).toBe(false);
  });
});

describe('an excerpt', () => {
  it('is one passage of whole paragraphs, word for word', () => {
    expect(text([second, third], ['excerpt'])).toBe(true);
    expect(text([first, third], ['excerpt'])).toBe(false);
    expect(text(['Ferries sail again from noon.'], ['excerpt'])).toBe(false);
  });

  it('may stand without the headline', () => {
    expect(isLicensedEdit(original, { body: [second], page: false }, under(['excerpt']))).toBe(true);
  });
});

describe('on a page', () => {
  it('other matter stands around the shortened article', () => {
    expect(page(['Menu', headline, first, third, 'Imprint'], ['shorten'])).toBe(true);
    expect(page(['Menu', headline, first, 'Prices may vary.', third, 'Imprint'], ['shorten'])).toBe(false);
  });

  it('a changed paragraph does not pass for other matter', () => {
    const changed = 'The council meets on Monday, for the last time.';
    expect(page(['Menu', headline, first, second, changed, 'Imprint'], ['shorten'])).toBe(false);
    expect(
      page(['Menu', headline, 'VELMAR - The harbor reopened on Sunday.', second, third], ['shorten']),
    ).toBe(false);
  });

  it('another headline, or none, needs the license to say so', () => {
    expect(page(['Menu', 'Ferries are back', first, third], ['shorten'])).toBe(false);
    expect(page(['Menu', 'Ferries are back', first, third], ['shorten', 'headline'])).toBe(true);
  });
});

describe('other matter in the shortened article', () => {
  const AD = 'Prices may vary.';
  const ALSO = 'Read also: Harbor reopens after storm';

  it('needs the license to name combining', () => {
    for (const blocks of [
      [first, AD, third],
      [first, AD, second.replace(' The pier stays closed.', ''), ALSO, third],
    ]) {
      expect(text(blocks, ['shorten', 'combine'])).toBe(true);
      expect(page(['Menu', headline, ...blocks, 'Imprint'], ['shorten', 'combine'])).toBe(true);
      expect(text(blocks, ['shorten'])).toBe(false);
      expect(text(blocks, ['combine'])).toBe(false);
      expect(page(['Menu', headline, ...blocks], ['shorten'])).toBe(false);
    }
  });

  it('may be a quotation of what stands there', () => {
    const quote = '“Ferries sail again from noon.”';
    expect(text([first, quote, second], ['shorten', 'combine'])).toBe(true);
    expect(page(['Menu', headline, quote, first, second], ['shorten'])).toBe(true);
  });

  it.each([
    ['a paragraph with other words', second.replace('noon', 'midnight')],
    ['half a sentence of what was left out', 'Ferries sail again from'],
    ['a sentence of what was left out, out of its order', 'The pier stays closed.'],
  ])('is not %s', (_, block) => {
    expect(text([first, third, block], ['shorten', 'combine', 'headline'])).toBe(false);
    expect(page(['Menu', headline, first, third, block, AD], ['shorten', 'combine'])).toBe(false);
  });

  it('is not such a paragraph far down in a long article', () => {
    const wordOf = (nth: number) => ((nth * 2_654_435_761) % 2 ** 32).toString(36);
    const long = Array.from(
      { length: 800 },
      (_, at) => `${Array.from({ length: 10 }, (_unused, nth) => wordOf(10 * at + nth + 1)).join(' ')}.`,
    );
    const altered = long.at(-1)?.replace(wordOf(7_995), 'midnight') ?? '';
    const published = { headline, body: [...long.slice(0, -1), altered], page: false };
    expect(long.join(' ').length).toBeGreaterThan(SIMILARITY_TEXT_CHARS_MAX);
    expect(isLicensedEdit({ headline, body: long }, published, under(['shorten', 'combine']))).toBe(false);
  });

  it('is not such a paragraph word by word', () => {
    const words = second.replace('noon', 'midnight').split(' ');
    expect(text([first, ...words, third], ['shorten', 'combine'])).toBe(false);
    expect(page(['Menu', headline, first, ...words, third], ['shorten', 'combine'])).toBe(false);
  });
});

describe('the verdict', () => {
  const { digest } = textDigest([original.headline, ...original.body]);
  const delivered = [{ component: 'cmp_1', digest }];
  const claims = receiptClaims({ ...input, delivered, partner: license.terms.partner });
  const published = { headline, body: [first, third], page: false };
  const verdictWith = (alterations: string[]) =>
    verifyPublished(
      { claims: { ...claims, alterations }, entry: null, delivered, original, published },
      input.first.atMs,
      anonymousBudget(),
    );

  it('says so, and which blocks differ', () => {
    expect(verdictWith(['shorten'])).toMatchObject({ text: 'altered_as_licensed', missing: [2] });
    expect(verdictWith(['headline'])).toMatchObject({ text: 'altered', missing: [2] });
  });
});
