/** Untrusted Markdown is read in linear time, and as CommonMark and GFM specify. */
import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../src/stamp/document/markdown.ts';
import { expectLinear } from '../../support/growth.ts';

const CHARS_MAX = 400_000;

describe('a line', () => {
  it.each(['---', ' * * *', '___', '-\t-\t-', '   ----------'])('is a rule: %j', (line) => {
    expect(readMarkdown(`above\n\n${line}\n\nbelow`)).toBe('<p>above</p>\n<p>below</p>');
  });

  it.each(['--', '-*-', '--- x', '***bold***'])('is no rule: %j', (line) => {
    expect(readMarkdown(`above\n\n${line}\n\nbelow`)).not.toBe('<p>above</p>\n<p>below</p>');
  });

  it.each(['|---|:-:|', '---|---', ' | :-- | --: | '])('is under the head of a table: %j', (line) => {
    expect(readMarkdown(`|a|b|\n${line}\n|1|2|`)).toMatch(/^<table>.*<\/table>\n<table>.*<\/table>$/);
  });

  it.each(['|a|b|', '| |', '|:|', '|- -|'])('is not under the head of a table: %j', (line) => {
    expect(readMarkdown(`|a|b|\n${line}`)).not.toMatch(/^<table>/);
  });

  it.each(['<table><tr><td>_a_ *b*</td></tr></table>', '</div>\n_a_', '<hr/>', '  <P class="x">\n# a'])(
    'of markup is no Markdown up to the next blank line: %j',
    (markup) => {
      expect(readMarkdown(`_x_\n${markup}\n\n_y_`)).toBe(`<p>x</p>\n${markup}\n<p>y</p>`);
    },
  );

  it('of inline markup is Markdown', () => {
    expect(readMarkdown('<b>_a_</b> <tablet>')).toBe('<p><b>a</b> <tablet></p>');
  });

  it('breaks after two spaces, of which none is left', () => {
    expect(readMarkdown('one   \ntwo')).toBe('<p>one<br>\ntwo</p>');
  });
});

describe('the time to read', () => {
  const hostile: Record<string, (size: number) => string> = {
    'a delimiter row of spaces': (size) => `|a|\n-${' '.repeat(size)}x`,
    'spaces within a line': (size) => `a${' '.repeat(size)}b`,
    dashes: (size) => '-'.repeat(size),
    'dashes with spaces': (size) => `${'- '.repeat(size / 2)}x`,
    bars: (size) => `|a|\n${'|'.repeat(size)}x`,
    'opening brackets': (size) => '['.repeat(size),
    backticks: (size) => '`a'.repeat(size / 2),
    stars: (size) => '*a '.repeat(size / 3),
    'many lines': (size) => '> a\n'.repeat(size / 4),
  };

  it.each(Object.entries(hostile))('grows with the length of %s', { tags: 'slow' }, (_, input) => {
    expectLinear(readMarkdown, input, CHARS_MAX);
  });

  it('is bounded for a line of megabytes', () => {
    expect(readMarkdown('-'.repeat(3_400_000))).toBe('');
  });
});
