import { HtmlRenderer, Parser } from 'commonmark';
import fc from 'fast-check';
import { Marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { textBlocks } from '../../src/articles/blocks.ts';
import { readHtml } from '../../src/articles/body/html.ts';
import type { Block, Inline } from '../../src/articles/model.ts';
import { renderMarkdown, renderMarkdownBody, renderShortMarkdownBody } from '../../src/formats/markdown.ts';
import { blocksToMarkdown } from '../../src/formats/markdown-text.ts';
import type { Rendering } from '../../src/formats/types.ts';
import { beginUrlOf } from '../../src/stamp/marks.ts';
import { textDigest } from '../../src/stamp/text-digest.ts';
import { item } from '../stamp/fixtures.ts';
import { BANNER, inAdvance, PHOTO_HREF, photoOnly, renderings, stamp, textOnly, whole } from './fixtures.ts';

/** The reference implementation of CommonMark, and the most used one of GitHub's. */
const commonMark = (text: string) => new HtmlRenderer().render(new Parser().parse(text));
const gitHub = (text: string) => String(new Marked({ gfm: true, async: false }).parse(text));

const document = (rendering: Rendering) => {
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/su.exec(renderMarkdown(rendering).body) ?? [];
  return { front: parseYaml(front) as Record<string, string>, html: commonMark(body), body };
};
const paragraph = (...inlines: Inline[]): Block => ({ kind: 'paragraph', inlines });
const digestOf = (html: string) => {
  const read = readHtml(html);
  return read.ok ? textDigest(textBlocks(undefined, read.blocks)).digest : 'unreadable';
};

describe('an article as Markdown', () => {
  it('has a publishDate that a static site waits for, as long as the banner says so', () => {
    const embargoedUntil = Date.UTC(2026, 10, 20, 6);
    const notBefore = embargoedUntil + 3_600_000;
    const dateOf = (change: Partial<Rendering>) => document({ ...textOnly, ...change }).front.publishDate;
    const held = { ...inAdvance.stamp, rights: { ...stamp.rights, notBefore } };
    expect(dateOf({ item: { ...item, embargoedUntil }, stamp: inAdvance.stamp })).toBe(
      '2026-11-20T06:00:00.000Z',
    );
    expect(dateOf({ item: { ...item, embargoedUntil }, stamp: held })).toBe('2026-11-20T07:00:00.000Z');
    expect(dateOf({ stamp: held })).toBe('2026-11-20T07:00:00.000Z');
    // The embargo has lifted.
    expect(dateOf({ item: { ...item, embargoedUntil } })).toBeUndefined();
  });

  it('has the stamp in front for programs, and at the end for readers', () => {
    const { front, html } = document(textOnly);
    expect(front).toEqual({
      title: item.headline,
      author: item.byline,
      location: item.located,
      slugline: item.slugline,
      language: 'en',
      uri: item.uri,
      version: '3',
      updated: '2026-11-19T18:30:00.000Z',
      date: '2026-11-19T18:30:00.000Z',
      lastmod: '2026-11-19T18:30:00.000Z',
      expiryDate: '2027-01-01T00:00:00.000Z',
      credit: stamp.creditLine,
      copyrightHolder: stamp.copyrightHolder,
      copyrightNotice: stamp.copyrightNotice,
      usageTerms: stamp.usageTerms,
      license: 'https://gateway.example/licensing',
      receipt: stamp.verifyUrl,
    });
    expect(html).toBe(`<h1>Harbor reopens after storm</h1>
<p>By Ida Brandt · Velmar · <a href="${beginUrlOf('https://gateway.example', stamp.receiptId)}">Saltmarsh Wire</a></p>
<p>VELMAR - The harbor reopened on Friday.</p>
<p>Ferries sail again from noon.</p>
<p>The pier stays closed.</p>
<p>Credit: Saltmarsh Wire / Ida Brandt · <a href="${stamp.verifyUrl}">Verify this copy</a></p>
<hr />
<p>© Saltmarsh Wire. All rights reserved.</p>
<p>May be displayed by The Courier on the web, in Austria.</p>
<p><a href="https://gateway.example/licensing">License this article</a></p>
`);
  });

  it('shouts the banner before everything else', () => {
    const { front, html } = document(inAdvance);
    expect(html).toMatch(
      new RegExp(`^<blockquote>\\n<p><strong>${BANNER}</strong></p>\\n</blockquote>\\n<h1>`),
    );
    expect(front.usageTerms).toBe(`${BANNER} ${stamp.usageTerms}`);
  });

  it('shows a permitted photograph with caption and credit, and says that a text is not there', () => {
    const { html } = document(photoOnly);
    expect(html).toContain(`<img src="${PHOTO_HREF}" alt="The pier on Friday" />`);
    expect(html).toContain('<p>The pier on Friday / Ida Brandt/Saltmarsh Wire</p>');
    expect(html).toContain('<p>The text of this item is not part of this delivery.</p>');
    expect(document(textOnly).html).not.toContain('<img');
  });

  it('never shows the note to editors', () => {
    expect(renderMarkdown(whole).body).not.toContain(item.edNote);
  });
});

describe('an article as Markdown for a static site', () => {
  const DAY_MS = 86_400_000;
  const ends = '2026-12-31T00:00:00.000Z';
  const described = {
    ...item,
    ninjs: { descriptions: [{ role: 'summary', value: 'Ferries sail.' }] },
  };
  const read = (rendering: Rendering, render = renderMarkdownBody) => {
    const { body } = render(rendering);
    const [, front = '', text = ''] = /^---\n(.*?)\n---\n(.*)$/su.exec(body) ?? [];
    return { front: parseYaml(front) as Record<string, string>, html: commonMark(text) };
  };
  const mark = `class="imprimatur-${stamp.receiptId}" data-imprimatur="${stamp.receiptId}" data-imprimatur-receipt="aaa.bbb.ccc" markdown="1"`;
  const text = `<div ${mark}>
<p>VELMAR - The harbor reopened on Friday.</p>
<p>Ferries sail again from noon.</p>
<p>The pier stays closed.</p>
</div>
`;

  it('is the text within its marks, without headline, pictures and terms', () => {
    expect(renderMarkdownBody(whole).contentType).toBe('text/markdown;profile=body; charset=utf-8');
    expect(read({ ...whole, item: described })).toEqual({
      front: {
        title: item.headline,
        author: item.byline,
        description: 'Ferries sail.',
        date: '2026-11-19T18:30:00.000Z',
        lastmod: '2026-11-19T18:30:00.000Z',
        expiryDate: '2027-01-01T00:00:00.000Z',
        language: 'en',
        uri: item.uri,
        version: '3',
        credit: stamp.creditLine,
        copyrightNotice: stamp.copyrightNotice,
        verify: stamp.verifyUrl,
        license: 'https://gateway.example/licensing',
      },
      html: text,
    });
  });

  it('has credit and link below the text with the short stamp', () => {
    const { contentType } = renderShortMarkdownBody(whole);
    expect(contentType).toBe('text/markdown;profile=body;stamp=short; charset=utf-8');
    expect(read(whole, renderShortMarkdownBody).html).toBe(
      `${text}<p>Credit: Saltmarsh Wire / Ida Brandt · <a href="${stamp.verifyUrl}">Verify this copy</a></p>\n`,
    );
  });

  it('shouts the banner first, and says that a text is not there', () => {
    expect(read(inAdvance).html).toContain(`<p><strong>${BANNER}</strong></p>`);
    expect(read(photoOnly).html).toContain('The text of this item is not part of this delivery.');
    expect(read(photoOnly).html).not.toContain('Harbor');
  });

  it('expires with its rights and by the date that copies are deleted by, whichever is first', () => {
    const expires = Date.parse(ends);
    const untilOf = (change: Partial<Rendering>) =>
      read({ ...textOnly, stamp: { ...stamp, rights: { ...stamp.rights, expires } }, ...change }).front
        .expiryDate;
    expect(untilOf({})).toBe(ends);
    expect(untilOf({ license: { ends, retentionDays: 1 } })).toBe(
      new Date(item.versionCreated + DAY_MS).toISOString(),
    );
    expect(untilOf({ license: { ends, afterTerm: { keep: 'none', deleteWithinDays: 10 } } })).toBe(ends);
    // What has been published may stay after the term, unless its rights end before that.
    const afterTerm = { keep: 'published', deleteWithinDays: 10 } as const;
    expect(untilOf({ license: { ends, afterTerm } })).toBeUndefined();
    expect(untilOf({ license: { ends: '2027-12-31T00:00:00.000Z', afterTerm } })).toBe(ends);
  });
});

describe('a body as Markdown', () => {
  it('keeps headings, lists, quotes, tables, code, emphasis, links and breaks', () => {
    const cell = [{ text: 'a|b' }];
    const blocks: Block[] = [
      paragraph(
        { text: 'The ' },
        { text: 'harbor ', emphasis: 'strong' },
        { text: 'reopened.', emphasis: 'em', href: 'https://a.example/?x=1&copy=2', break: true },
        { text: '1. after' },
      ),
      { kind: 'heading', level: 2, inlines: [{ text: 'Deal #1 #' }] },
      { kind: 'quote', inlines: [{ text: 'So', break: true }, { text: 'said.' }] },
      { kind: 'list', ordered: false, items: [[{ text: '- one' }], [{ text: '' }], [{ text: 'two' }]] },
      { kind: 'list', ordered: false, items: [[{ text: 'three' }]] },
      { kind: 'list', ordered: true, items: [[{ text: 'first', break: true }, { text: 'more' }]] },
      { kind: 'table', rows: [[cell, [{ text: '<b>\n\n' }]]] },
      { kind: 'preformatted', text: '```\n  <b>&amp;\n\n*x*' },
    ];
    expect(
      commonMark(blocksToMarkdown(blocks)),
    ).toBe(`<p>The <strong>harbor</strong> <em><a href="https://a.example/?x=1&amp;copy=2">reopened.</a></em><br />
1. after</p>
<h2>Deal #1 #</h2>
<blockquote>
<p>So<br />
said.</p>
</blockquote>
<ul>
<li>- one</li>
<li>two</li>
</ul>
<ul>
<li>three</li>
</ul>
<ol>
<li>first<br />
more</li>
</ol>
<table><tbody><tr><td>a|b</td><td>&lt;b&gt; </td></tr></tbody></table>
<pre><code>\`\`\`
  &lt;b&gt;&amp;amp;

*x*
</code></pre>
`);
  });

  it('goes without an emphasis that its reader would print as asterisks', () => {
    const inside = paragraph({ text: 'word' }, { text: '"quoted"', emphasis: 'strong' }, { text: 'word' });
    const adjacent = paragraph({ text: 'a', emphasis: 'strong' }, { text: 'b', emphasis: 'em' });
    expect(commonMark(blocksToMarkdown([inside, adjacent]))).toBe(
      '<p>word&quot;quoted&quot;word</p>\n<p><strong>a</strong>b</p>\n',
    );
  });

  it('is as easy to read as the text allows', () => {
    const text = 'At 5 a.m. (local time), 3-4 ships - and a "tug" - left: $5, 50% + tax!';
    expect(blocksToMarkdown([paragraph({ text })])).toBe(text);
  });
});

/** What somebody writes who wants to be markup. */
const tricky = fc.oneof(
  fc.constantFrom(
    ...[
      '# x',
      '- x',
      '+ x',
      '* x',
      '1. x',
      '12) x',
      '> x',
      '---',
      '===',
      '***',
      '```',
      '~~~',
      '    x',
      '\tx',
    ],
    ...['[a](javascript:alert(1))', '[a]: /b', '![a](b)', '<b>', '<script>alert(1)</script>', '<!--', '-->'],
    ...[
      '&copy;',
      '&#35;',
      '&',
      'copy;',
      '\\',
      '\\*',
      '`x`',
      '*x*',
      '**x**',
      '_x_',
      '~~x~~',
      '| a | b |',
      ':',
    ],
    ...[
      'https://a.example',
      '//a.example',
      'www',
      '.example.com',
      'www.a.example',
      'a@b.example',
      '^[x]',
      '$x$',
    ],
    ...[
      '---\n---',
      '\n\n',
      ' ',
      '\u00a0',
      '.',
      ')',
      '!',
      '[',
      ']',
      '(',
      '\u2028',
      '\u0000',
      '\ud800',
      '{.x}',
      '{{ x }}',
      '{{{',
      '{{< x >}}',
      '{% x %}',
      '{# x #}',
      '{',
      '%',
      '}',
      '#}',
    ],
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const texts = fc.array(tricky, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const inlines = fc.array(
  fc.record(
    {
      text: texts,
      emphasis: fc.constantFrom('em' as const, 'strong' as const),
      href: fc.constantFrom(
        'https://a.example/(x)?b=1&copy=2#<y>',
        'javascript:alert(1)',
        'mailto:a@b.example',
      ),
      break: fc.constant(true as const),
    },
    { requiredKeys: ['text'] },
  ),
  { maxLength: 4 },
);
const blocks = fc.array(
  fc.oneof(
    inlines.map((list): Block => ({ kind: 'paragraph', inlines: list })),
    inlines.map((list): Block => ({ kind: 'quote', inlines: list })),
    inlines.map((list): Block => ({ kind: 'heading', level: 2, inlines: list })),
    fc
      .record({ ordered: fc.boolean(), items: fc.array(inlines, { maxLength: 3 }) })
      .map((list): Block => ({ kind: 'list', ...list })),
    fc
      .array(fc.array(inlines, { maxLength: 2 }), { maxLength: 2 })
      .map((rows): Block => ({ kind: 'table', rows })),
    texts.map((text): Block => ({ kind: 'preformatted', text })),
  ),
  { maxLength: 5 },
);

describe('any text as Markdown', () => {
  it.each([
    ['CommonMark', commonMark],
    ['GitHub’s', gitHub],
  ])(
    'is read by %s as the text that it was, block for block, with no markup of its own',
    { tags: 'slow' },
    (_, read) => {
      fc.assert(
        fc.property(blocks, (list) => {
          const html = read(blocksToMarkdown(list));
          expect(digestOf(html)).toBe(textDigest(textBlocks(undefined, list)).digest);
          expect(html).not.toMatch(
            /<(?:script|img|del|hr|input)|<b>|href="(?!https:\/\/a\.example\/\(x|mailto:a@b)/iu,
          );
        }),
        { numRuns: 2_000 },
      );
    },
  );

  it('holds nothing that a template of a static site runs: Liquid, Nunjucks or a shortcode of Hugo', () => {
    fc.assert(
      fc.property(blocks, (list) => {
        expect(blocksToMarkdown(list)).not.toMatch(/\{[{%#]|[}%#]\}/u);
      }),
      { numRuns: 1_000 },
    );
  });

  it('has front matter that YAML reads as what was put in, and never ends early', () => {
    fc.assert(
      fc.property(renderings, texts, (rendering, headline) => {
        const { front } = document({ ...rendering, item: { ...rendering.item, headline } });
        expect(front.title).toBe(headline.toWellFormed());
        expect(front.receipt).toBe(stamp.verifyUrl);
        expect(front.copyrightNotice).toBe(rendering.stamp.copyrightNotice.toWellFormed());
      }),
    );
  });
});
