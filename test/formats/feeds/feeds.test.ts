/** What the three feeds have in common, read back by parsers that others wrote. */
import fc from 'fast-check';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import Parser from 'rss-parser';
import { describe, expect, it } from 'vitest';
import { FEEDS } from '../../../src/formats/feeds/index.ts';
import type { Feed, FeedName } from '../../../src/formats/feeds/types.ts';
import { agency, item, photograph } from '../../stamp/fixtures.ts';
import { PHOTO_HREF, renderings, SECRET, whole } from '../fixtures.ts';
import { delivery, entryFrom, feedFrom, SELF } from './fixtures.ts';

const NAMES = Object.keys(FEEDS) as FeedName[];
const XML: FeedName[] = ['atom', 'rss'];
const render = (name: FeedName, feed: Feed) => FEEDS[name].render(feed);

const full = feedFrom([{ ...entryFrom(whole), delivery, summary: 'In short: <open> & well.' }]);
const VERIFY = 'https://gateway.example/verify#aaa.bbb.ccc';

describe('Atom', () => {
  const parsed = parseAtomFeed(render('atom', full));
  const [entry] = parsed.entries ?? [];

  it('is a feed of pages with the agency’s license', () => {
    const links = Object.fromEntries((parsed.links ?? []).map(({ rel, href }) => [rel, href]));
    expect(links).toMatchObject({
      self: SELF,
      first: SELF,
      next: `${SELF}&cursor=abc`,
      license: agency.licenseUrl,
    });
    expect(parsed).toMatchObject({
      id: full.id,
      title: { value: full.title },
      rights: { value: agency.notice },
    });
    expect(new Date(parsed.updated ?? '').getTime()).toBe(full.updated);
  });

  it('has entries with their rights, author, sections, media, receipt and stamped text', () => {
    expect(entry).toMatchObject({
      id: item.uri,
      title: { value: item.headline },
      authors: [{ name: item.byline }],
      categories: [{ term: 'economy' }],
      rights: { value: agency.notice },
      summary: { value: 'In short: <open> & well.' },
      content: { type: 'html', value: delivery.content },
    });
    const relations = (entry?.links ?? []).map(({ rel }) => rel);
    expect(relations).toEqual([
      'alternate',
      'license',
      'enclosure',
      'https://gateway.example/ns/trust/receipt',
    ]);
    expect(entry?.links?.at(-1)?.href).toBe(VERIFY);
  });
});

describe('RSS', () => {
  const parsed = parseRssFeed(render('rss', full));
  const [entry] = parsed.items ?? [];

  it('is a channel with the agency’s notice and links to its pages', () => {
    expect(parsed).toMatchObject({ title: full.title, link: agency.publicUrl, copyright: agency.notice });
    const links = Object.fromEntries((parsed.atom?.links ?? []).map(({ rel, href }) => [rel, href]));
    expect(links).toMatchObject({ self: SELF, next: `${SELF}&cursor=abc`, license: agency.licenseUrl });
  });

  it('has items with the same, each in the module that has a place for it', () => {
    expect(entry).toMatchObject({
      guid: { value: item.uri, isPermaLink: false },
      title: item.headline,
      categories: [{ name: 'economy' }],
      description: 'In short: &lt;open&gt; &amp; well.',
      content: { encoded: delivery.content },
      media: { contents: [{ type: 'image/jpeg', medium: 'image' }] },
    });
    // For readers that know nothing of Media RSS.
    expect(entry?.enclosures).toEqual([
      { url: PHOTO_HREF, type: 'image/jpeg', length: photograph.content?.bytes },
    ]);
    expect(JSON.stringify(entry?.dc)).toContain(item.byline);
    expect(JSON.stringify(entry?.dc)).toContain(agency.notice);
    expect(entry?.atom?.links?.at(-1)?.href).toBe(VERIFY);
  });
});

describe('JSON Feed', () => {
  it('has the same, and its rights in an extension', () => {
    const text = render('jsonfeed', full);
    const parsed = parseJsonFeed(JSON.parse(text));
    expect(parsed).toMatchObject({ title: full.title, feed_url: SELF, next_url: `${SELF}&cursor=abc` });
    expect(parsed.items?.[0]).toMatchObject({
      id: item.uri,
      title: item.headline,
      authors: [{ name: item.byline }],
      tags: ['economy'],
      content_html: delivery.content,
      attachments: [{ mime_type: 'image/jpeg' }],
    });
    expect(JSON.parse(text).items[0]._rights).toMatchObject({
      notice: agency.notice,
      receipt: 'aaa.bbb.ccc',
      verify: VERIFY,
    });
  });

  it('has a text for every item, as 1.1 asks for, also when there is no more than the title', () => {
    const [entry] = JSON.parse(render('jsonfeed', feedFrom([entryFrom(whole)]))).items;
    expect(entry.content_text).toBe(item.headline);
    expect(entry.content_html).toBeUndefined();
  });
});

describe.each(NAMES)('%s', (name) => {
  it('ends with a page that names no next one', () => {
    expect(render(name, feedFrom([], { next: undefined }))).not.toMatch(/cursor|"next_url"|rel="next"/);
  });

  it('shows the banner before any word of what it holds back', () => {
    const text = render(
      name,
      feedFrom([{ ...entryFrom(whole), banner: 'EMBARGOED: not yet.', summary: 'Open.' }]),
    );
    expect(text).toContain('EMBARGOED: not yet. Open.');
  });

  it('leaves not one byte of a withheld dispatch, nor of a withheld photograph', () => {
    fc.assert(
      fc.property(renderings, (rendering) => {
        const others = rendering.components.filter(({ type }) => type !== 'dispatch');
        const withheld = { ...rendering, components: others };
        expect(render(name, feedFrom([entryFrom(withheld)]))).not.toContain(SECRET);
        const words = { ...rendering, components: rendering.components.slice(0, 1) };
        expect(render(name, feedFrom([entryFrom(words)]))).not.toContain('/components/');
      }),
    );
  });
});

describe.each(XML)('%s of anything that a newsroom may send', (name) => {
  it('is well-formed, with a title for each entry', async () => {
    const parser = new Parser();
    await fc.assert(
      fc.asyncProperty(fc.array(renderings, { maxLength: 3 }), async (list) => {
        const entries = list.map((rendering) => ({ ...entryFrom(rendering), delivery }));
        const { items } = await parser.parseString(render(name, feedFrom(entries)));
        expect(items.map(({ guid, id }) => guid ?? id)).toEqual(entries.map(({ id }) => id));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a picture in a feed', () => {
  it('names whom to credit in every format, with its caption or without', () => {
    const part = { ...photograph, credit: 'Wout Terlinden / Far Picture Agency' };
    const { caption: _caption, ...bare } = part;
    for (const component of [part, bare]) {
      const feed = feedFrom([entryFrom({ ...whole, components: [component] })]);
      for (const name of ['atom', 'rss', 'jsonfeed'] as const)
        expect(render(name, feed), name).toContain('Wout Terlinden / Far Picture Agency');
    }
  });
});
