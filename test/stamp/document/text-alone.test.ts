/**
 * A text without its headline, for an editor's field: the verdict on it alone, and in the page it is pasted
 * into.
 */
import { HtmlRenderer, Parser } from 'commonmark';
import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../../src/articles/blocks.ts';
import type { Block } from '../../../src/articles/model.ts';
import { renderBody, renderShortBody } from '../../../src/formats/fragment.ts';
import { renderMarkdownBody, renderShortMarkdownBody } from '../../../src/formats/markdown.ts';
import type { Rendering } from '../../../src/formats/types.ts';
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

/**
 * A static site's rendering of Markdown; its template uses the front matter. `safe`: without raw markup, like
 * Hugo.
 */
function onSite(render: typeof renderMarkdownBody, options = { safe: false }) {
  return (rendering: Rendering) => {
    const { body } = render(rendering);
    const text = body.slice(body.indexOf('\n---\n') + 5);
    return { body: new HtmlRenderer(options).render(new Parser().parse(text)) };
  };
}

describe.each([
  ['profile=body', renderBody],
  ['profile=body;stamp=short', renderShortBody],
  ['Markdown, profile=body', onSite(renderMarkdownBody)],
  ['Markdown, profile=body;stamp=short', onSite(renderShortMarkdownBody)],
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

describe.each([
  ['profile=body', renderMarkdownBody],
  ['profile=body;stamp=short', renderShortMarkdownBody],
])('text/markdown;%s', (_, render) => {
  it('is unmodified as it is delivered, and altered when a word is', () => {
    const { body } = render({ ...whole, stamp });
    for (const mediaType of [undefined, 'text/markdown']) {
      expect(verdictIn(body, article, { mediaType }).text).toBe('unmodified');
      expect(verdictIn(body.replace('Ferries', 'Barges'), article, { mediaType }).text).toBe('altered');
    }
  });

  it('is unmodified in a page of a site that leaves markup out, and has headline and link from the front', () => {
    const { body } = onSite(render, { safe: true })({ ...whole, stamp });
    const page = `<html><body><h1>${headline}</h1>${body}<p>${stamp.creditLine} <a href="${stamp.verifyUrl}">Verify</a></p></body></html>`;
    expect(body).not.toContain('data-imprimatur');
    expect(verdictIn(page, article).text).toBe('unmodified');
    expect(verdictIn(page.replace('Ferries', 'Barges'), article).text).toBe('altered');
  });

  it('is unmodified whatever of a template stands in its text', () => {
    const text = 'Use {{ site.title }}, {% raw %}, {# x #} and {{< ref "x" >}}: {{{100%}}}';
    const inlines = [{ text: `${text} {` }, { text: '{ x', emphasis: 'em' as const }, { text: '%' }];
    const templates: Block[] = [
      { kind: 'paragraph', inlines },
      { kind: 'table', rows: [[inlines, [{ text, href: 'https://a.example/?q={{x}}' }]]] },
      { kind: 'preformatted', text: `${text}\n\n  ${text}` },
    ];
    const { body } = render({ ...whole, stamp, item: { ...whole.item, blocks: templates } });
    expect(body).not.toMatch(/\{[{%#]|[}%#]\}/u);
    expect(verdictIn(body, { headline, body: textBlocks(undefined, templates) }).text).toBe('unmodified');
  });
});
