import { describe, expect, it } from 'vitest';
import type { Published } from '../../src/stamp/original.ts';
import { readPublished } from '../../src/stamp/published.ts';
import { receiptClaims } from '../../src/stamp/receipt-claims.ts';
import { componentsDigest } from '../../src/stamp/text-digest.ts';
import { verifyPublished } from '../../src/stamp/verify.ts';
import { anonymousBudget } from '../support/budget.ts';
import { body, headline, input, license, rights } from './fixtures.ts';

const claims = receiptClaims({ ...input, partner: license.terms.partner });
const now = input.first.atMs + 1000;
const entry = { delivered: input.delivered, index: claims.log.index, leaf: claims.log.leaf };
const original = { headline, body };
const known = { claims, entry, original };

const check = (published: Published | null, change: object = {}) =>
  verifyPublished({ ...known, published, ...change }, now, anonymousBudget());
const text = (...blocks: string[]): Published => ({ headline, body: blocks, page: false });
const page = (...blocks: string[]): Published => ({ body: blocks, page: true });

describe('a text as published', () => {
  it('is unmodified when it reads the same', () => {
    expect(check(text(...body))).toEqual({ text: 'unmodified', inForce: 'in_force', log: 'included' });
  });

  it('is unmodified when only typesetting differs', () => {
    const set = body.map((block) => block.replace(' - ', ' \u2014 ').replaceAll(' ', '\u00a0'));
    expect(check(text(...set)).text).toBe('unmodified');
  });

  it('is unmodified without its headline when none was given to judge', () => {
    expect(check({ body, page: false })).toMatchObject({ text: 'unmodified', missing: [0] });
  });

  it('is altered when a word is changed, and the block is named', () => {
    const changed = [body[0] ?? '', 'Ferries sail again from midnight.', body[2] ?? ''];
    expect(check(text(...changed))).toMatchObject({ text: 'altered', changed: [2], missing: [], added: [] });
  });

  it('is altered when the headline is another one, as licensed where the receipt allows another', () => {
    const retitled = { headline: 'Harbor lost', body, page: false };
    expect(claims.alterations).toContain('headline');
    expect(check(retitled)).toMatchObject({ text: 'altered_as_licensed', changed: [0] });
    const { alterations: _alterations, ...strict } = claims;
    expect(check(retitled, { claims: strict })).toMatchObject({ text: 'altered', changed: [0] });
  });

  it('is altered when a paragraph is left out', () => {
    expect(check(text(body[0] ?? '', body[2] ?? ''))).toMatchObject({ text: 'altered', missing: [2] });
  });

  it('is complete, with insertions, when a paragraph is added', () => {
    expect(check(text(...body, 'Buy boats at Brandt’s.'))).toMatchObject({
      text: 'with_insertions',
      added: [4],
    });
  });

  it('is altered when one paragraph is added and a word of another is changed', () => {
    const changed = [body[0] ?? '', 'Ferries sail again from midnight.', body[2] ?? ''];
    expect(check(text(...changed, 'Buy boats at Brandt’s.')).text).toBe('altered');
  });

  it('is altered when what is added is a version of a paragraph', () => {
    const copy = (body[0] ?? '').replace('reopened', 'closed');
    expect(copy).not.toBe(body[0]);
    expect(check(text(...body, copy)).text).toBe('altered');
  });

  it('is as licensed under another headline, with insertions listed, where the receipt allows both', () => {
    const retitled = { headline: 'Harbor lost', body: [...body, 'Buy boats at Brandt’s.'], page: false };
    const combined = { ...claims, alterations: ['headline', 'combine'] };
    expect(check(retitled, { claims: combined })).toMatchObject({
      text: 'altered_as_licensed',
      changed: [0],
      added: [4],
    });
    expect(check(retitled)).toMatchObject({ text: 'with_insertions', changed: [0], added: [4] });
    const { alterations: _alterations, ...strict } = claims;
    expect(check(retitled, { claims: strict }).text).toBe('altered');
  });

  it('is altered when paragraphs change places', () => {
    expect(check(text(...[...body].reverse())).text).toBe('altered');
  });

  it('is another article when they share no passages', () => {
    expect(check({ headline: 'Council meets', body: ['Budget talks went on.'], page: false }).text).toBe(
      'another_article',
    );
  });

  it('is not given when it is empty', () => {
    expect([check(null).text, check({ body: [' \u200b'], page: false }).text]).toEqual([
      'not_given',
      'not_given',
    ]);
  });
});

describe('a page as published', () => {
  it('is unmodified with matter around the article, which is listed', () => {
    expect(check(page('Menu', headline, 'By Ida Brandt', ...body, 'Imprint'))).toMatchObject({
      text: 'unmodified',
      added: [0, 2, 6],
    });
  });

  it('is complete, with insertions, when something stands within the body, and only that is listed', () => {
    const [first = '', ...rest] = body;
    expect(check(page('Menu', headline, first, 'Prices may vary.', ...rest))).toMatchObject({
      text: 'with_insertions',
      where: [{ change: 'added', block: 1, reads: 'Prices may vary.' }],
    });
  });
});

describe('what can be said without all the facts', () => {
  it('compares with the original while the entry is not in the log yet, when it is known what was delivered', () => {
    const delivered = input.delivered;
    expect(check(text(...body), { entry: null, delivered })).toMatchObject({
      text: 'unmodified',
      log: 'pending',
    });
  });

  it('judges no text of which nobody knows whether it was delivered', () => {
    const claim = { digest: componentsDigest(input.delivered.slice(1)) };
    const withheld = { entry: null, claims: { ...claims, ...claim } };
    expect(check(text(...body), withheld)).toMatchObject({ text: 'unknown' });
    // Nor with an entry or a list other than the one that the receipt was signed for.
    expect(check(text(...body), { ...withheld, entry }).text).toBe('unknown');
    expect(check(text(...body), { ...withheld, delivered: input.delivered }).text).toBe('unknown');
    expect(check(text(...body), { ...withheld, delivered: input.delivered.slice(1) }).text).toBe(
      'not_covered',
    );
  });

  it('compares with the digest when the original is not kept any more', () => {
    expect(check(text(...body), { original: null }).text).toBe('unmodified');
    expect(check(text('Other'), { original: null }).text).toBe('unknown');
  });

  it('says so when the text was not part of the delivery', () => {
    const delivered = input.delivered.slice(1);
    const change = {
      entry: { ...entry, delivered },
      claims: { ...claims, digest: componentsDigest(delivered) },
    };
    expect(check(text(...body), change).text).toBe('not_covered');
  });
});

describe('the state of the rights', () => {
  const inForce = (at: number, change: object) =>
    verifyPublished({ ...known, claims: { ...claims, ...change }, published: null }, at, anonymousBudget())
      .inForce;

  it('begins at nbf and is over at expires', () => {
    const times = { nbf: 100, expires: 200 };
    expect([99_999, 100_000, 199_999, 200_000].map((at) => inForce(at, times))).toEqual([
      'not_yet',
      'in_force',
      'in_force',
      'over',
    ]);
    expect(rights.expires / 1000).toBe(claims.expires);
  });
});

describe('the state of the log', () => {
  it('is overdue when the promised day has passed', () => {
    expect(
      verifyPublished({ ...known, entry: null, published: null }, now + 86_400_000, anonymousBudget()).log,
    ).toBe('overdue');
  });

  it('is contradicted when the entry is not the one that was signed', () => {
    const changes = [{ leaf: 'AAAA' }, { index: 1 }, { delivered: [] }];
    expect(changes.map((change) => check(null, { entry: { ...entry, ...change } }).log)).toEqual(
      Array(3).fill('contradicted'),
    );
  });
});

describe('reading what was published', () => {
  it('parts a text at blank lines, or else at lines', () => {
    expect(readPublished({ text: 'One\ntwo\n\nThree' })).toMatchObject({ body: ['One\ntwo', 'Three'] });
    expect(readPublished({ text: 'One\r\nTwo' })).toMatchObject({ body: ['One', 'Two'] });
  });

  it('takes a headline that is given twice for one', () => {
    expect(readPublished({ headline: '“A”', text: '"A"\n\nOne' })).toEqual({
      headline: '“A”',
      body: ['One'],
      page: false,
    });
  });

  it('is nothing when nothing was given', () => {
    expect(readPublished({})).toBeNull();
  });
});
