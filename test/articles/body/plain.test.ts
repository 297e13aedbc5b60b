import { describe, expect, it } from 'vitest';
import { blocksToHtml } from '../../../src/articles/blocks.ts';
import { readPlain } from '../../../src/articles/body/plain.ts';

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
});
