/** Articles go out in time that grows as they do; so are headers read that say how. */
import { describe, it } from 'vitest';
import type { Inline } from '../../src/articles/model.ts';
import { FORMATS, type FormatName } from '../../src/formats/index.ts';
import { blocksToMarkdown } from '../../src/formats/markdown-text.ts';
import { negotiate } from '../../src/formats/negotiate.ts';
import { expectLinear, repeated } from '../support/growth.ts';
import { whole } from './fixtures.ts';

/** Links and emphasis in turn, with a break now and then. */
const inlines = (count: number): Inline[] =>
  Array.from({ length: count }, (_, place) => ({
    text: 'some words! ',
    ...(place % 2 === 0 ? { href: 'https://e.example/' } : { emphasis: 'em' as const }),
    ...(place % 50 === 0 && { break: true }),
  }));

describe('an article', () => {
  it.each(Object.keys(FORMATS) as FormatName[])(
    'goes out as %s in time that grows with a paragraph',
    (name) => {
      const rendering = (count: number) => ({
        ...whole,
        item: { ...whole.item, blocks: [{ kind: 'paragraph' as const, inlines: inlines(count) }] },
      });
      expectLinear(FORMATS[name].render, rendering, 6_000);
    },
  );

  it('goes out as Markdown in time that grows with its backticks', () => {
    const markdown = (text: string) => blocksToMarkdown([{ kind: 'preformatted', text }]);
    expectLinear(markdown, repeated('` '), 300_000);
  });
});

describe('Accept', () => {
  it.each<[string, (size: number) => string]>([
    ['commas', repeated(',')],
    ['parameters', repeated(';a=b', 'text/html')],
    ['quotes', repeated('"', 'text/html;a=')],
    ['ranges', repeated('text/html;level=1,')],
  ])('is read in time that grows with %s', (_, accept) => {
    expectLinear(negotiate, accept, 16_000);
  });
});
