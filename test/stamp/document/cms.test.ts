/**
 * Changes that content systems make to the fragment: harmless ones do not count as alterations, real ones are
 * reported. The markup imitates theirs; the words are ours.
 */
import { describe, expect, it } from 'vitest';
import { blocksToHtml, textBlocks } from '../../../src/articles/blocks.ts';
import type { Block } from '../../../src/articles/model.ts';
import { renderFragment } from '../../../src/formats/fragment.ts';
import { whole } from '../../formats/fixtures.ts';
import { RECEIPT, RECEIPT_ID, verdictIn } from './published.ts';

const paragraph = (text: string): Block => ({ kind: 'paragraph', inlines: [{ text }] });
const blocks: Block[] = [
  paragraph(
    `VELMAR - The harbor "reopened" on Friday -- it's the first time since 2019... 'At last,' she said.`,
  ),
  { kind: 'heading', level: 3, inlines: [{ text: 'What is open' }] },
  { kind: 'list', ordered: false, items: [[{ text: 'The ferry pier' }], [{ text: 'The 4x4 ramp' }]] },
  {
    kind: 'paragraph',
    inlines: [
      { text: 'Ferries sail ' },
      { text: 'again', emphasis: 'em' },
      { text: ' from noon, the ' },
      { text: 'harbor office', href: 'https://harbor.example/' },
      { text: ' said & signed.' },
    ],
  },
  { kind: 'quote', inlines: [{ text: 'Nobody "was" hurt.' }] },
  {
    kind: 'table',
    rows: [
      [[{ text: 'Pier' }], [{ text: 'Opens' }]],
      [[{ text: 'North' }], [{ text: '12:00' }]],
    ],
  },
  { kind: 'preformatted', text: 'Tide  04:10\n      16:35' },
  paragraph('The pier stays closed: 5 - 7 knots; the captain’s log says “calm”.'),
];
const article = { headline: 'Harbor "reopens" after storm', body: textBlocks(undefined, blocks) };
const stamp = {
  ...whole.stamp,
  receipt: RECEIPT,
  receiptId: RECEIPT_ID,
  verifyUrl: `https://gateway.example/verify#${RECEIPT}`,
};
const fragment = renderFragment({
  ...whole,
  item: { ...whole.item, headline: article.headline, blocks },
  stamp,
}).body;
const verdict = (html: string) => verdictIn(html, article);

const classless = (html: string) =>
  html.replace(/ (?:class|data-[a-z-]+|id|lang|dir|datetime)="[^"]*"/gu, '');
/** The fragment after a sanitizer that allows only text markup. */
const textMarkup = (html: string) =>
  classless(html).replace(/<\/?(?:article|footer|div|span|time|figure|figcaption|small|img)\b[^>]*>/gu, '');

/** Typographic replacements like those of `wptexturize`, outside of tags and `pre`. */
function texturized(html: string): string {
  const parts = html.split(/(<pre[\s\S]*?<\/pre>|<[^>]*>)/u);
  return parts
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replaceAll('&quot;', '"')
            .replaceAll('&#39;', "'")
            .replace(/(^|[\s(])"/gu, '$1&#8220;')
            .replaceAll('"', '&#8221;')
            .replace(/(^|[\s(])'/gu, '$1&#8216;')
            .replaceAll("'", '&#8217;')
            .replaceAll('...', '&#8230;')
            .replace(/---?/gu, '&#8212;')
            .replaceAll(' - ', ' &#8211; ')
            .replace(/(\d)x(\d)/gu, '$1&#215;$2'),
    )
    .join('');
}

const theme = (
  inner: string,
) => `<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>Harbor &#8220;reopens&#8221; &#8211; The Courier</title>
<script>var post = {"title":"x"};</script></head><body class="post-template single">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header><p class="site-title"><a href="/">The Courier</a></p><nav><ul><li>News</li><li>Sport</li></ul></nav></header>
<p class="breadcrumb"><a href="/">Home</a> › <a href="/news">News</a> › Harbor &#8220;reopens&#8221; after storm</p>
<main><article class="post hentry"><div class="entry-content">
${inner}
</div><div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#"><span>Facebook</span></a></li></ul></div></article>
<div id="comments"><h2>One thought on &#8220;Harbor &#8220;reopens&#8221; after storm&#8221;</h2><p>Great news, at last. I was waiting for it.</p></div></main>
<aside><h2>Most read</h2><ol><li><a href="/a">Harbor &#8220;reopens&#8221; after storm</a></li><li><a href="/b">Council meets on Monday</a></li></ol></aside>
<footer>© The Courier</footer></body></html>`;

/** Inserts elements without words between the paragraphs. */
const boxes =
  '<div class="ad-slot" id="ad-1"><ins class="adsbygoogle" data-ad-slot="1"></ins><script>(adsbygoogle=[]).push({});</script></div>' +
  '<div class="share"><button aria-label="Share"><svg viewBox="0 0 1 1"><title>Share</title></svg></button><button>Share</button></div>' +
  '<figure class="wp-block-image size-large"><img src="data:image/gif;base64,R0lGOD" data-lazy-src="a.jpg" alt="Pier"><noscript><img src="a.jpg" alt="Pier"></noscript><figcaption class="wp-element-caption">The pier on Friday</figcaption></figure>' +
  '<div class="wp-caption"><img src="a.jpg" alt=""><p class="wp-caption-text">The pier on Friday</p></div>' +
  '<iframe src="https://video.example/1" loading="lazy"></iframe><p>&nbsp;</p><p></p><hr>';

const spread = (html: string) => html.replaceAll('</p>\n<', `</p>\n${boxes}\n<`);

describe('no alteration', () => {
  it.each<[string, (html: string) => string]>([
    ['as it is', (html) => html],
    ['in a template, with navigation, comments and a list of what is most read', theme],
    ['smart quotes, dashes and signs of WordPress', (html) => theme(texturized(html))],
    [
      'line breaks between blocks, as wpautop leaves them',
      (html) => theme(html.replaceAll('>\n<', '>\n\n\n<')),
    ],
    [
      'typographic entities and no-break spaces',
      (html) =>
        theme(html.replaceAll(' on Friday', '&nbsp;on&nbsp;Friday').replaceAll(' -- ', '&nbsp;&mdash; ')),
    ],
    [
      'lazy pictures, captions, empty advertisements and share buttons between the paragraphs',
      (html) => theme(spread(html)),
    ],
    [
      'wrappers of a page builder',
      (html) =>
        theme(
          html
            .replace(
              /<p>/gu,
              '<div class="row"><div class="col"><span style="font-size:18px"><p style="text-align:left">',
            )
            .replace(/<\/p>/gu, '</p></span></div></div>'),
        ),
    ],
    [
      'Gutenberg’s comments and classes',
      (html) =>
        theme(
          html
            .replace(/<p>/gu, '<!-- wp:paragraph --><p class="wp-block-paragraph has-drop-cap">')
            .replace(/<\/p>/gu, '</p><!-- /wp:paragraph -->')
            .replace('<table>', '<figure class="wp-block-table"><table>')
            .replace('</table>', '</table></figure>'),
        ),
    ],
    [
      'a drop cap, soft hyphens, zero-width spaces',
      (html) =>
        theme(
          html
            .replace('VELMAR', '<span class="dropcap">V</span>EL&shy;MAR')
            .replace('Ferries', 'Fer&#8203;ries'),
        ),
    ],
    [
      'TinyMCE: uppercase tags, br in place of empty lines, data-mce attributes',
      (html) =>
        theme(
          html
            .replaceAll('<p>', '<P data-mce-style="x">')
            .replaceAll('</p>', '</P>')
            .replaceAll('</P>\n', '</P>\n<p><br data-mce-bogus="1"></p>'),
        ),
    ],
    [
      'TinyMCE: li and td hold p',
      (html) =>
        theme(
          html
            .replaceAll('<li>', '<li><p>')
            .replaceAll('</li>', '</p></li>')
            .replaceAll('<td>', '<td><p>')
            .replaceAll('</td>', '</p></td>'),
        ),
    ],
    [
      'a sanitizer that keeps classes and drops data attributes',
      (html) => theme(html.replace(/ data-[a-z-]+="[^"]*"/gu, '')),
    ],
    [
      'a sanitizer that keeps data attributes and drops classes',
      (html) => theme(html.replace(/ class="[^"]*"/gu, '')),
    ],
    ['a sanitizer that keeps neither', (html) => theme(classless(html))],
    ['Drupal’s restricted HTML: no containers, no attributes but links', (html) => theme(textMarkup(html))],
    [
      'links through a counter, and rel added',
      (html) =>
        theme(
          textMarkup(html).replace(
            /href="(https:\/\/gateway\.example\/verify)#/gu,
            (_, url) =>
              `rel="nofollow noopener" target="_blank" href="https://l.example/?u=${encodeURIComponent(url)}%23`,
          ),
        ),
    ],
    [
      'AMP: its own elements',
      (html) =>
        theme(
          spread(html)
            .replace(/<img([^>]*)>/gu, '<amp-img$1 layout="responsive"></amp-img>')
            .replace(
              /<iframe[^>]*><\/iframe>/gu,
              '<amp-ad width="300" type="x"></amp-ad><amp-social-share type="x"></amp-social-share>',
            ),
        ),
    ],
    [
      'a newsletter laid out in tables',
      (html) => `<table><tr><td><table><tr><td>Menu</td></tr></table></td><td>${html}</td></tr></table>`,
    ],
    [
      'the headline moved to the template’s own',
      (html) =>
        theme(html.replace(/<h2[^>]*>[^<]*<\/h2>/u, '')).replace(
          '<div class="entry-content">',
          '<h1 class="entry-title">Harbor &#8220;reopens&#8221; after storm</h1><p class="byline">By the desk</p><div class="entry-content">',
        ),
    ],
    [
      'a teaser that breaks off',
      (html) =>
        theme(html).replace(
          '<aside>',
          '<aside><p>VELMAR &#8211; The harbor &#8220;reopened&#8221; on Friday &#8211; it&#8217;s the […]</p>',
        ),
    ],
    ['windows line ends and tabs', (html) => theme(html.replaceAll('\n', '\r\n\t\t'))],
  ])('is found for %s', (_, change) => {
    const { where: _where, ...textVerdict } = verdict(change(fragment));
    expect(textVerdict.text).toBe('unmodified');
  });

  it('emoji that WordPress draws', () => {
    const sunny = { headline: 'Sun', body: ['It is sunny 🌞 today in all of the harbor.'] };
    const html =
      '<h1>Sun</h1><p>It is sunny <img src="1f31e.svg" alt="🌞" class="wp-smiley"> today in all of the harbor.</p>';
    expect(verdictIn(html, sunny).text).toBe('unmodified');
  });

  it('a text pasted into the editor without any mark, in a page of its own', () => {
    const html = theme(`<h1>Harbor “reopens” after storm</h1>${blocksToHtml(blocks)}`);
    expect(verdict(html).text).toBe('unmodified');
  });
});

describe('an alteration or insertion', () => {
  it.each([
    [
      'a box with words of its own',
      '<aside class="related"><h4>Read more</h4><p>Council meets on Monday</p></aside>',
    ],
    ['a paragraph', '<p>The mayor welcomed the news.</p>'],
    ['a pull quote', '<blockquote class="pullquote">At last!</blockquote>'],
  ])('%s between paragraphs is told, and where', (_, box) => {
    const html = theme(texturized(fragment)).replace('<p>Ferries', `${box}<p>Ferries`);
    const { text, where = [] } = verdict(html);
    expect(text).toBe('with_insertions');
    expect(where.length).toBeGreaterThan(0);
    // 0 headline, 1 first paragraph, 2 subhead, 3 and 4 the list
    for (const place of where) expect(place).toMatchObject({ change: 'added', block: 4 });
  });

  it('of a number in a table is told', () => {
    expect(verdict(theme(fragment.replace('12:00', '13:00')))).toMatchObject({
      text: 'altered',
      changed: [8],
    });
  });

  it('of a caption or of the page around is none of the text', () => {
    expect(verdict(theme(fragment.replace('The pier on Friday', 'The pier on Sunday'))).text).toBe(
      'unmodified',
    );
  });
});
