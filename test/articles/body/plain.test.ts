import { describe, expect, it } from 'vitest';
import { blocksToHtml } from '../../../src/articles/blocks.ts';
import { readPlain } from '../../../src/articles/body/plain.ts';
import { processorMs } from '../../support/growth.ts';

function html(text: string): string {
  const read = readPlain(text);
  return read.ok ? blocksToHtml(read.blocks) : read.reason;
}

describe('a body in plain text', () => {
  it('has its paragraphs at blank lines, and keeps the lines within', () => {
    expect(html('one\r\ntwo\r\n \r\n\r\nthree')).toBe('<p>one<br/>two</p>\n<p>three</p>');
  });
  it('has its paragraphs at indented lines, as on the old wires', () => {
    expect(html('\tone\n\ttwo\n   three')).toBe('<p>one</p>\n<p>two</p>\n<p>three</p>');
  });
  it('has a paragraph a line where there is no other sign', () => {
    expect(html('one\ntwo')).toBe('<p>one</p>\n<p>two</p>');
  });
  it('is text, whatever it looks like', () => {
    expect(html('<script>alert(1)</script> &lt;')).toBe(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;</p>',
    );
    expect(html(' \n\n ')).toBe('');
  });
  it('is refused when it has more paragraphs than any story', () => {
    expect(html('a\n\n'.repeat(10_001))).toBe('too_complex');
  });
  it('is refused when it has more lines than any story, and read no further', { tags: 'slow' }, () => {
    const lines = (count: number) => `b\n\n${'a\n'.repeat(count)}`;
    expect(html(lines(39_999))).not.toBe('too_complex');
    expect(html(lines(40_000))).toBe('too_complex');
    const [some, many] = [lines(100_000), lines(3_000_000)];
    readPlain(some);
    const single = Math.min(...[1, 2, 3].map(() => processorMs(() => readPlain(some))));
    const thirty = Math.min(...[1, 2, 3].map(() => processorMs(() => readPlain(many))));
    expect(thirty).toBeLessThan(15 * Math.max(single, 5));
  });
});
