/** Documents of newsrooms and suppliers are read in time proportional to their size. */
import { describe, it } from 'vitest';
import { blocksToText, textBlocks } from '../../src/articles/blocks.ts';
import { readHtml } from '../../src/articles/body/html.ts';
import { readPlain } from '../../src/articles/body/plain.ts';
import { readDataUri } from '../../src/articles/media/data-uri.ts';
import { readNewsml } from '../../src/articles/newsml/read.ts';
import { parseItem } from '../../src/articles/ninjs/parse.ts';
import { parseQuery } from '../../src/articles/search/query.ts';
import { wordsOf } from '../../src/articles/search/words.ts';
import { unbounded } from '../../src/platform/budget.ts';
import { expectLinear, numbered, repeated } from '../support/growth.ts';

const options = {
  sections: ['economy'],
  now: 0,
  agency: 'Saltmarsh Wire',
  ownUrl: 'https://gateway.example',
};

describe('a body', () => {
  it.each<[string, (size: number) => string]>([
    ['links', repeated('<a href="https://e.example/">word</a> ')],
    ['attributes', numbered((number) => ` a${number}=b`, '<p', '>x')],
    ['elements that do not end', repeated('<script>')],
    ['endings of other elements', repeated('</style>', '<script>')],
    ['comments that do not end', repeated('<!--')],
    ['brackets', repeated('< <<')],
    ['entities', repeated('&#x41;&amp')],
    ['cells', repeated('<table><tr><td>a ')],
    ['items of lists in lists', repeated('<ul><li>a')],
    ['breaks', repeated('a<br>')],
    ['space in preformatted text', repeated(' \n', '<pre>', 'x')],
  ])('takes time that grows with %s', (_, html) => {
    const read = (source: string) => {
      const body = readHtml(source);
      if (body.ok) textBlocks('x', body.blocks);
    };
    expectLinear(read, html, 60_000);
  });

  it.each<[string, (size: number) => string]>([
    ['blank lines', repeated('\n \n')],
    ['space', repeated(' \t', 'a', 'b')],
    ['lines', repeated('a\r')],
  ])('takes time that grows with %s of plain text', (_, text) => {
    const read = (source: string) => {
      const body = readPlain(source);
      if (body.ok) blocksToText(body.blocks);
    };
    expectLinear(read, text, 100_000);
  });
});

describe('an item in ninjs', () => {
  const item = (more: object) => ({
    uri: 'urn:x',
    type: 'text',
    version: '1',
    versionCreated: '2026-11-20T06:00:00Z',
    ...more,
  });
  const parse = (json: object) => parseItem(json, options);

  it.each<[string, (size: number) => object]>([
    ['names of its own', (size) => Object.fromEntries(Array.from({ length: size }, (_, n) => [`x${n}`, n]))],
    [
      'texts of ninjs 1',
      (size) => Object.fromEntries(Array.from({ length: size }, (_, n) => [`body_${n}`, ''])),
    ],
    [
      'associations of ninjs 1',
      (size) => ({
        associations: Object.fromEntries(Array.from({ length: size / 2 }, (_, n) => [`a${n}`, {}])),
      }),
    ],
    [
      'positions',
      (size) => ({
        places: [
          {
            name: 'x',
            geoJSON: { type: 'MultiPoint', coordinates: Array.from({ length: size }, () => [0, 0]) },
          },
        ],
      }),
    ],
  ])('takes time that grows with %s', (_, more) => {
    expectLinear(
      (json: object) => parse(json),
      (size: number) => item(more(size)),
      5_000,
    );
  });

  it('takes time that grows with a name that no field has', () => {
    expectLinear((name) => parse(item({ [name]: '' })), repeated('a', 'body_', '\n'), 60_000);
  });

  it('takes time that grows with the bytes of a picture', () => {
    expectLinear(readDataUri, repeated('A', 'data:image/png;base64,', '-'), 1_000_000);
  });
});

describe('an item in NewsML-G2', () => {
  const nar = 'http://iptc.org/std/nar/2006-10-01/';
  const newsItem = (content: string, meta = '') =>
    `<newsItem xmlns="${nar}" guid="urn:x" version="1"><itemMeta><itemClass qcode="ninat:text"/>` +
    '<versionCreated>2026-11-20T06:00:00Z</versionCreated></itemMeta>' +
    `<contentMeta>${meta}</contentMeta><contentSet>${content}</contentSet></newsItem>`;
  const xhtml = (body: string) =>
    newsItem(`<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>${body}</body></html></inlineXML>`);
  const nitf = (body: string) =>
    newsItem(
      `<inlineXML><nitf xmlns=""><body><body.content>${body}</body.content></body></nitf></inlineXML>`,
    );
  const html = (body: string) =>
    newsItem(`<inlineData contenttype="text/html"><![CDATA[${body}]]></inlineData>`);
  const within = (document: (inner: string) => string, inner: (size: number) => string) => (size: number) =>
    document(inner(size));

  it.each<[string, (size: number) => string]>([
    ['paragraphs', within(xhtml, repeated('<p>a &amp; b</p>'))],
    ['statements about rights', within(xhtml, repeated('<p rel="rights">a</p>'))],
    ['text', within(xhtml, repeated('a &lt; '))],
    ['notes', within(nitf, repeated('<note noteclass="cpyrt">no</note>'))],
    ['digits', within(nitf, (size) => `<ds num="${'1'.repeat(size)}x" value="a"/>`)],
    ['attributes of HTML', within(html, repeated('content="rights" '))],
    ['scripts of HTML', within(html, repeated('<script '))],
    [
      'subjects',
      within(
        (meta) => newsItem('', meta),
        numbered((number) => `<subject qcode="a:${number}"/>`),
      ),
    ],
    [
      'a message around its items',
      (size) =>
        `<newsMessage xmlns="${nar}"><header>${repeated('<x xmlns="u">rights</x>')(size)}</header><itemSet>${newsItem('')}</itemSet></newsMessage>`,
    ],
  ])('takes time that grows with %s', (_, document) => {
    expectLinear((source) => readNewsml(source, { ...options, budget: unbounded() }), document, 50_000);
  });
});

describe('words to be found by', () => {
  it.each<[string, (size: number) => string]>([
    ['marks out of their order', repeated('\u0301\u0316', 'a')],
    ['marks that letters become', repeated('\u0301\uFF9E', 'a')],
    ['characters without spaces', repeated('\u6F22')],
    ['words', repeated('a ')],
  ])('are found in time that grows with %s', (_, text) => {
    expectLinear(wordsOf, text, 50_000);
  });

  it.each<[string, (size: number) => string]>([
    ['quotes', repeated('a"')],
    ['minus signs', repeated('-')],
  ])('are searched for in time that grows with %s', (_, query) => {
    expectLinear(parseQuery, query, 50_000);
  });
});
