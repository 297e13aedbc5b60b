import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksToHtml, blocksToText } from '../../../src/articles/blocks.ts';
import { readHtml } from '../../../src/articles/body/html.ts';
import type { Block } from '../../../src/articles/model.ts';
import { processorMs } from '../../support/growth.ts';

function blocksOf(source: string): Block[] {
  const read = readHtml(source);
  if (!read.ok) throw new Error(read.reason);
  return read.blocks;
}
const html = (source: string) => blocksToHtml(blocksOf(source));

describe('a body of a wire', () => {
  it('keeps paragraphs, headings, quotes, lists, tables, emphasis and links', () => {
    const body = `<section class="main"><h1>Deal</h1><p>LIMWICK &mdash; Pilots <b>went</b> <a href="https://e.example/a" onclick="x()">back</a>.</p>
      <blockquote><p>We won.</p><p>Again.</p></blockquote>
      <ul><li><p>one</p><li>two<ol><li>inner</ol></ul>
      <table><thead><tr><th>Team<th>Points</thead><tr><td>A<td>3</table><pre>  1
  2</pre></section>`;
    expect(html(body).split('\n')).toEqual([
      '<h2>Deal</h2>',
      '<p>LIMWICK — Pilots <strong>went</strong> <a href="https://e.example/a">back</a>.</p>',
      '<blockquote><p>We won.</p></blockquote>',
      '<blockquote><p>Again.</p></blockquote>',
      '<ul><li>one</li><li>two</li><li>inner</li></ul>',
      '<table><tbody><tr><td>Team</td><td>Points</td></tr><tr><td>A</td><td>3</td></tr></tbody></table>',
      '<pre>  1',
      '  2</pre>',
    ]);
  });

  it('has a new paragraph at two line breaks, and a line at one', () => {
    expect(html('one<br/>two<br><br />three')).toBe('<p>one<br/>two</p>\n<p>three</p>');
  });

  it('reads broken markup as browsers do', () => {
    expect(html('<p>sea,</ br> sand')).toBe('<p>sea, sand</p>');
    expect(html('3 < 4 & 5 > 4')).toBe('<p>3 &lt; 4 &amp; 5 &gt; 4</p>');
    expect(html('<p>one<p>two</div></ul></table>')).toBe('<p>one</p>\n<p>two</p>');
    expect(html('<![CDATA[a < b]]> c')).toBe('<p>a &lt; b c</p>');
    expect(html('<script/>a')).toBe('<p>a</p>');
    expect(html('<script/>a</script >b')).toBe('<p>b</p>');
  });

  it('decodes references once', () => {
    expect(
      blocksToText(
        blocksOf('&amp;lt;b&gt; &eacute;&#233;&#xE9; &#150; &nbsp;| &unknown; &#0; &#xD800; AT&T'),
      ),
    ).toBe('&lt;b> ééé – \u00a0| &unknown; \ufffd \ufffd AT&T');
    expect(blocksToText(blocksOf('&copy 2026 &check; &lang;a&rang; R&D'))).toBe('© 2026 ✓ ⟨a⟩ R&D');
    expect(html('<a href="https://e.example/?a=1&copy=2">x</a>')).toContain('?a=1&amp;copy=2');
  });

  it('drops whatever is no prose, with all it contains', () => {
    const hostile = [
      '<script>alert(1)</script>',
      '<SCRIPT SRC=//e.example/x.js></SCRIPT >',
      '<style>p{}</style>',
      '<iframe src="x"><p>in</p></iframe>',
      '<object data=x><p>in</p><object></object>in</object>',
      '<svg onload=alert(1)><script>1</script><text>in</text></svg>',
      '<math><mi>in</mi></math>',
      '<!-- in --><!--><!---><?php in ?><!DOCTYPE in>',
      '<img src=x onerror=alert(1)>',
      '<textarea><p>in</textarea>',
      '<noscript><p>in</noscript>',
      '<template><p>in</p></template>',
      '<title>in</title>',
      '<figure><img src=x><figcaption>in</figcaption></figure>',
      '<select><option>in</select>',
      '<video><source src=x>in</video>',
    ];
    for (const markup of hostile)
      expect([markup, html(`<p>a</p>${markup}<p>b</p>`).replace(/\n?<p>(.)<\/p>/gu, '$1')]).toEqual([
        markup,
        'ab',
      ]);
  });

  it('drops to the end what never closes', () => {
    for (const open of ['<script>', '<style>', '<!--', '<a href="', '<b', '<object>', '<svg>', '<!-- x --'])
      expect([open, html(`<p>a</p>${open} rest of it`)]).toEqual([open, '<p>a</p>']);
  });

  it('has no link but to http, https and mailto', () => {
    for (const href of [
      'javascript:x',
      'JaVa\tScript:x',
      'jav&#x61;script:x',
      '&#1;javascript:x',
      'data:text/html,x',
      '//e.example',
      '#top',
      'https://a@e.example',
    ])
      expect([href, html(`<a href="${href}">x</a>`)]).toEqual([href, '<p>x</p>']);
    expect(html(`<a href=' mailto:desk@e.example '>x</a>`)).toBe(
      '<p><a href="mailto:desk@e.example">x</a></p>',
    );
    expect(html('<a href="https://one.example" href="https://two.example">x</a>')).toContain('one.example');
  });

  it('is refused when it holds more than any story', () => {
    expect(readHtml('<p>a'.repeat(10_001))).toEqual({ ok: false, reason: 'too_complex' });
    expect(readHtml(`<table>${'<td>'.repeat(50_000)}</table>`)).toEqual({ ok: false, reason: 'too_complex' });
    expect(readHtml('<b>a</b>a'.repeat(30_000))).toEqual({ ok: false, reason: 'too_complex' });
  });

  it('is read in time however deep or broken it is', () => {
    const sizes = 200_000;
    const hostile = [
      '<',
      '<!---->',
      '<a href="',
      '&',
      '<b>',
      '<table>',
      '<a ',
      '</x',
      '<script>',
      '<script></scripty',
      '<ul><li>',
      '<!-- --!',
      "<p a='",
    ];
    const ms = processorMs(() => {
      for (const markup of hostile) readHtml(markup.repeat(sizes / markup.length));
    });
    expect(ms).toBeLessThan(3_000);
  });

  it('leaves no markup in its texts and no attribute in its markup, for any input made of markup', () => {
    const piece = fc.constantFrom(
      ...[
        '<p>',
        '</p>',
        '<b>',
        '<script>',
        '</script>',
        '<svg',
        '<style>',
        '</style',
        '>',
        '<',
        '"',
        "'",
        '=',
        '/',
        ' ',
        '<a href=',
        'javascript:x',
        '<!--',
        '-->',
      ],
      ...[
        '&lt;',
        '&#60;',
        '&amp;',
        'onload=x',
        '<table>',
        '<td>',
        '<tr>',
        '</table>',
        '<ul>',
        '<li>',
        '</ul>',
        '<pre>',
        '</pre>',
        '<br>',
        '<![CDATA[',
        ']]>',
      ],
      ...[
        '\u0000',
        '\ud800',
        'x',
        '\n',
        '<iframe src=x>',
        '<object>',
        '<h1>',
        '<blockquote>',
        '<plaintext>',
        '<constructor>',
        '<__proto__>',
      ],
    );
    const safe =
      /^<(?:\/?(?:p|h[234]|blockquote|ul|ol|li|table|tbody|tr|td|pre|em|strong|a)|br\/|a href="https?:[^"<>]*")>$/u;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const output = html(pieces.join(''));
        expect((output.match(/<[^>]*>?/gu) ?? []).filter((tag) => !safe.test(tag))).toEqual([]);
        expect(output.isWellFormed()).toBe(true);
        // what was rebuilt once is rebuilt to itself
        expect(html(output)).toBe(output);
      }),
      { numRuns: 500 },
    );
  });
});
