/**
 * One word of a published text changed, omitted or inserted, a thousand times: each edit is found in its
 * block.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/articles/model.ts';
import { renderFragment } from '../../../src/formats/fragment.ts';
import { renderHtml } from '../../../src/formats/html.ts';
import { renderText } from '../../../src/formats/text.ts';
import type { ArticleText } from '../../../src/stamp/original.ts';
import { foldText } from '../../../src/stamp/text-digest.ts';
import { whole } from '../../formats/fixtures.ts';
import { runs } from '../../support/runs.ts';
import { RECEIPT, RECEIPT_ID, verdictIn } from './published.ts';

const RUNS = runs().numRuns;
/** Few words, so that blocks are often similar and sometimes equal: the hard case. */
const word = fc.constantFrom('aaa', 'harbor', 'ferry', 'noon', 'the', '46', 'Größe', '港', 'storm', 'closed');
const sentence = fc.array(word, { minLength: 4, maxLength: 9 }).map((words) => `${words.join(' ')}.`);
const article = fc.record({ headline: sentence, body: fc.array(sentence, { minLength: 2, maxLength: 12 }) });
const edit = fc.record({
  block: fc.nat(),
  word: fc.nat(),
  how: fc.constantFrom('change' as const, 'drop' as const, 'insert' as const),
  into: fc.constantFrom('zzz', 'not', 'aaa', '64'),
});

const stamp = {
  ...whole.stamp,
  receipt: RECEIPT,
  receiptId: RECEIPT_ID,
  verifyUrl: `https://gateway.example/verify#${RECEIPT}`,
};
const published = {
  page: (text: ArticleText) => renderHtml(renderingOf(text)).body,
  'fragment in a page': (text: ArticleText) =>
    `<h1>The Courier</h1><p>Menu</p>${renderFragment(renderingOf(text)).body}<p>Imprint</p>`,
  'page without marks': (text: ArticleText) =>
    `<p>Menu</p><h1>${text.headline}</h1>${text.body.map((block) => `<p>${block}</p>`).join('')}<p>Imprint</p>`,
  text: (text: ArticleText) => renderText(renderingOf(text)).body,
};

function renderingOf({ headline, body }: ArticleText) {
  const blocks = body.map((text): Block => ({ kind: 'paragraph', inlines: [{ text }] }));
  return { ...whole, item: { ...whole.item, headline, blocks }, stamp };
}

function edited(
  blocks: string[],
  { block, word, how, into }: { block: number; word: number; how: string; into: string },
) {
  const at = block % blocks.length;
  const words = (blocks[at] ?? '').split(' ');
  const place = word % words.length;
  if (how === 'drop') words.splice(place, 1);
  else words.splice(place, how === 'change' ? 1 : 0, into);
  return { at, blocks: blocks.map((text, index) => (index === at ? words.join(' ') : text)) };
}

describe.each(Object.entries(published))('a word of a %s', (kind, publish) => {
  it(`changed, dropped or inserted is found in its block, ${RUNS} times of ${RUNS}`, () => {
    let located = 0;
    fc.assert(
      fc.property(article, edit, (original, change) => {
        const all = [original.headline, ...original.body];
        const { at, blocks } = edited(all, change);
        fc.pre(foldText(blocks[at] ?? '') !== foldText(all[at] ?? '') && foldText(blocks[at] ?? '') !== '');
        const [headline = '', ...body] = blocks;
        const {
          text,
          changed = [],
          missing = [],
          added = [],
          where = [],
        } = verdictIn(publish({ headline, body }), original);
        expect(text).toBe('altered');
        located += 1;
        if (kind !== 'page without marks') {
          expect({ changed, missing, added }).toEqual({ changed: [at], missing: [], added: [] });
          expect(where).toMatchObject([{ change: 'changed', block: at }]);
          return;
        }
        // Without marks, other content surrounds the text: which of several equal blocks was changed is not
        // always decidable, and a first or last block with little text left is reported as missing.
        const equal = all.filter((block) => block === all[at]).length > 1 || all.includes(blocks[at] ?? '');
        expect(where.length).toBeGreaterThan(0);
        if (!equal) expect([...changed, ...missing]).toEqual([at]);
      }),
      { numRuns: RUNS },
    );
    expect(located).toBe(RUNS);
  });
});

describe('blocks that are all the same', () => {
  const original = { headline: 'Aaa', body: Array(9).fill('aaa aaa aaa aaa.') };
  it.each([1, 5, 9])('of which number %i has another word: that one is named', (at) => {
    const body = original.body.map((block, index) => (index === at - 1 ? 'aaa aaa bbb aaa.' : block));
    for (const kind of ['page', 'fragment in a page', 'text'] as const)
      expect(verdictIn(published[kind]({ ...original, body }), original)).toMatchObject({
        changed: [at],
        missing: [],
      });
  });
});

describe('a changed block beside an added one', () => {
  it('is told as that, whichever comes first', () => {
    const original = {
      headline: 'Harbor reopens',
      body: ['The ferries sail again from noon on Friday.', 'The pier stays closed.'],
    };
    const changed = 'The ferries sail again from midnight on Friday.';
    for (const [body, after] of [
      [['Buy boats now!', changed, 'The pier stays closed.'], 0],
      [[changed, 'Buy boats now!', 'The pier stays closed.'], 1],
    ] as const)
      expect(
        verdictIn(published.page({ headline: original.headline, body: [...body] }), original),
      ).toMatchObject({
        text: 'altered',
        changed: [1],
        where: expect.arrayContaining([
          { change: 'changed', block: 1, reads: changed },
          { change: 'added', block: after, reads: 'Buy boats now!' },
        ]),
      });
  });
});
