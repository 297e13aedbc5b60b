import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksToHtml, blocksToText, escapeMarkup, textBlocks } from '../../src/articles/blocks.ts';
import type { Block, Inline } from '../../src/articles/model.ts';
import { blocksToMarkdown } from '../../src/formats/markdown-text.ts';
import { expectLinear } from '../support/growth.ts';

const paragraph = (...inlines: Inline[]): Block => ({ kind: 'paragraph', inlines });

describe('blocks as XHTML', () => {
  it('are one element each, with nothing but href as an attribute', () => {
    const blocks: Block[] = [
      { kind: 'heading', level: 2, inlines: [{ text: 'Deal' }] },
      paragraph(
        { text: 'Go ' },
        { text: 'here', href: 'https://e.example/?a=1&b=2', emphasis: 'em', break: true },
        { text: 'now' },
      ),
      { kind: 'quote', inlines: [{ text: 'Yes' }] },
      { kind: 'list', ordered: true, items: [[{ text: 'one' }], [{ text: 'two', emphasis: 'strong' }]] },
      { kind: 'table', rows: [[[{ text: 'a' }], []]] },
      { kind: 'preformatted', text: 'a  b\n c' },
    ];
    expect(blocksToHtml(blocks).split('\n')).toEqual([
      '<h2>Deal</h2>',
      '<p>Go <a href="https://e.example/?a=1&amp;b=2"><em>here</em></a><br/>now</p>',
      '<blockquote><p>Yes</p></blockquote>',
      '<ol><li>one</li><li><strong>two</strong></li></ol>',
      '<table><tbody><tr><td>a</td><td></td></tr></tbody></table>',
      '<pre>a  b',
      ' c</pre>',
    ]);
  });

  it('escape what is markup and leave out what XML forbids', () => {
    expect(escapeMarkup(`<a href='x'>&"\u0000\u0008\ufffe\ud800`)).toBe(
      '&lt;a href=&#39;x&#39;&gt;&amp;&quot;\ufffd',
    );
  });

  it('link nowhere but to http, https and mailto, whatever was stored', () => {
    for (const href of [
      'javascript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      '/relative',
      'https://u:p@e.example/',
      'file:///etc',
    ])
      expect(blocksToHtml([paragraph({ text: 'x', href })])).toBe('<p>x</p>');
  });

  it('hold no markup that was in a text, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, href) => {
        const html = blocksToHtml([paragraph({ text, href }), { kind: 'preformatted', text }]);
        const tags = html.match(/<[^>]*>/gu) ?? [];
        expect(tags.every((tag) => /^<\/?(?:p|pre|a)(?: href="[^"<>]*")?>$/u.test(tag))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('blocks as text', () => {
  const blocks: Block[] = [
    paragraph({ text: 'First ' }, { text: 'line', break: true }, { text: 'second  line' }),
    { kind: 'list', ordered: false, items: [[{ text: 'one' }], [{ text: ' ' }], [{ text: 'two' }]] },
    { kind: 'table', rows: [[[{ text: 'a' }], [{ text: 'b' }]]] },
    { kind: 'preformatted', text: '\n x\n\n\n  y\n' },
  ];

  it('have a paragraph for each text block', () => {
    expect(blocksToText(blocks)).toBe('First line\nsecond line\n\none\n\ntwo\n\na\tb\n\n x\n  y');
  });

  it('begin with the headline, when they are what the digest is made of', () => {
    expect(textBlocks('  Harbor\npilots ', blocks)[0]).toBe('Harbor pilots');
    expect(textBlocks(undefined, [])).toEqual([]);
    expect(textBlocks('', [paragraph({ text: '' })])).toEqual([]);
  });

  it('split at blank lines into the same blocks again, so that a text as delivered can be verified', {
    tags: 'slow',
  }, () => {
    const inline = fc.record({ text: fc.string({ unit: 'binary' }) });
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({ kind: fc.constant('paragraph' as const), inlines: fc.array(inline) }),
      fc.record({
        kind: fc.constant('list' as const),
        ordered: fc.boolean(),
        items: fc.array(fc.array(inline)),
      }),
      fc.record({ kind: fc.constant('preformatted' as const), text: fc.string() }),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (list) => {
        const text = blocksToText(list);
        expect(text === '' ? [] : text.split('\n\n')).toEqual(textBlocks(undefined, list));
      }),
      { numRuns: 200 },
    );
  });
});

it('takes time that grows with the space in preformatted text', () => {
  const spaced = (size: number) => `a${' '.repeat(size)}b`;
  const preformatted = (text: string): Block[] => [{ kind: 'preformatted', text }];
  expectLinear((text) => textBlocks(undefined, preformatted(text)), spaced, 400_000);
  expectLinear((text) => blocksToMarkdown(preformatted(text)), spaced, 400_000);
});
