/**
 * A text that comes without its headline, for an editor's field: what is said of it alone, and in the page
 * that it is pasted into.
 */
import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../../src/articles/blocks.ts';
import { renderBody, renderShortBody } from '../../../src/formats/fragment.ts';
import { bannerOf, isBanner } from '../../../src/stamp/notice.ts';
import { whole } from '../../formats/fixtures.ts';
import { RECEIPT, RECEIPT_ID, storiesIn, verdictIn } from './published.ts';

const stamp = {
  ...whole.stamp,
  receipt: RECEIPT,
  receiptId: RECEIPT_ID,
  verifyUrl: `https://gateway.example/verify#${RECEIPT}`,
};
const { headline = '', blocks } = whole.item;
const article = { headline, body: textBlocks(undefined, blocks) };
const NOT_BEFORE = Date.UTC(2027, 0, 7, 6);
const RIGHTS = { grants: [], duties: [], expires: NOT_BEFORE };

describe.each([
  ['profile=body', renderBody],
  ['profile=body;stamp=short', renderShortBody],
])('%s', (_, render) => {
  const { body } = render({ ...whole, stamp });
  const page = (before: string) =>
    `<html><body><main>${before}<p>By our own desk</p>${body}</main></body></html>`;

  it('carries its receipt, and no word of contract, headline or picture', () => {
    expect(storiesIn(body).flatMap(({ receipts }) => receipts)).toEqual([RECEIPT]);
    for (const word of [stamp.usageTerms, headline, '<img', '<figure']) expect(body).not.toContain(word);
  });

  it('is unmodified by itself, and its headline is not judged', () => {
    expect(verdictIn(body, article)).toMatchObject({ text: 'unmodified', missing: [0] });
  });

  it('is unmodified under its headline in a page that sets it', () => {
    const verdict = verdictIn(page(`<h1>${headline}</h1>`), article);
    expect([verdict.text, verdict.missing ?? []]).toEqual(['unmodified', []]);
  });

  it('is altered under another headline, and without one in a page', () => {
    expect(verdictIn(page('<h1>Harbor burns</h1>'), article).text).toBe('altered');
    expect(verdictIn(page(''), article).text).toBe('altered');
    expect(verdictIn(`<h1>Harbor burns</h1>${body}`, article).text).toBe('altered');
  });

  it.each([
    bannerOf({ ...RIGHTS, notBefore: NOT_BEFORE }) ?? '',
    bannerOf(RIGHTS, NOT_BEFORE) ?? '',
    bannerOf(RIGHTS, NOT_BEFORE + 61_000) ?? '',
  ])('is unmodified below the banner "%s", and below no other line that begins like it', (banner) => {
    expect(isBanner(banner)).toBe(true);
    expect(verdictIn(render({ ...whole, stamp: { ...stamp, banner } }).body, article).text).toBe(
      'unmodified',
    );
    const lie = `${banner} The harbor burns.`;
    expect(isBanner(lie)).toBe(false);
    expect(verdictIn(render({ ...whole, stamp: { ...stamp, banner: lie } }).body, article).text).toBe(
      'altered',
    );
  });
});
