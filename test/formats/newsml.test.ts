import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderNewsItem, renderNewsml } from '../../src/formats/newsml.ts';
import type { Rendering } from '../../src/formats/types.ts';
import { dispatch, item, photograph } from '../stamp/fixtures.ts';
import { canonicalXml, xmlFaults, xmllintAbsent } from '../support/xmllint.ts';
import { BANNER, inAdvance, PHOTO_HREF, photoOnly, renderings, stamp, textOnly, whole } from './fixtures.ts';

const newsml = (rendering: Rendering) => renderNewsml(rendering).body;
const newsItem = (rendering: Rendering) => renderNewsItem(rendering).body;
/** The items of the message, as another reader understands them, by their guid. */
const itemsIn = (rendering: Rendering) => {
  const found = canonicalXml(newsml(rendering)).matchAll(
    /<(?:news|package)Item .*?guid="(.*?)".*?<\/(?:news|package)Item>/gsu,
  );
  return new Map([...found].map(([whole, guid = '']) => [guid, whole.replaceAll('><', '>\n<')]));
};

const SCHEMA = resolve('../shared/standards/newsml-g2/schema/NewsML-G2_2.35-spec-All-Power.xsd');
const absent = !existsSync(SCHEMA);
if (absent && process.env.CI === 'true') throw new Error(`${SCHEMA} is absent, and CI may not skip it`);
if (absent) console.warn(`skipped: ${SCHEMA} is absent`);

const term = { name: 'Velmar\nPort', uri: 'http://cv.example.org/velmar', literal: 'vlm', rel: 'about' };
/** With everything in it that has a place of its own. */
const rich: Rendering = {
  ...inAdvance,
  item: {
    ...item,
    changeType: 'correction',
    embargoedUntil: Date.UTC(2026, 10, 20, 6),
    firstCreated: Date.UTC(2026, 10, 19, 8),
    urgency: 3,
    usageTerms: 'NO ARCHIVE',
    ninjs: {
      contentCreated: '2026-11-19T18:00:00+01:00',
      subjects: [term, { literal: 'a b' }, { name: ' ' }, { uri: 'no uri', name: 'Ports' }],
      people: [{ name: 'Ida Brandt' }],
      organisations: [term],
      places: [term],
      events: [term],
      objects: [term],
      genres: [term],
      infoSources: [{ ...term, role: 'x' }],
      descriptions: [
        { role: 'summary', contentType: 'text/plain', value: 'Ferries & more' },
        { value: 'Also' },
      ],
    },
  },
  components: [
    dispatch,
    {
      ...photograph,
      supplier: 'Far Pictures',
      byline: 'Wout Terlinden',
      headline: 'The pier',
      version: '2',
      ninjs: { copyrightNotice: '© Far Pictures', edNote: 'Crop left', subjects: [term] },
    },
    { ...photograph, id: 'cmp_3', type: 'logo', uri: 'urn:example:logo', usageTerms: undefined },
  ],
  members: [{ id: 'itm_2', name: 'preview', uri: 'urn:example:preview', type: 'planning' }],
};
const main = { ...photograph, name: 'main', uri: item.uri };
const picture: Rendering = {
  ...whole,
  item: { ...item, type: 'picture', blocks: [], components: [main] },
  components: [main],
};
const collection: Rendering = {
  ...whole,
  item: { ...item, type: 'composite', blocks: [] },
  members: [{ id: 'itm_3', name: 'lead', uri: 'urn:example:lead', type: 'text' }],
};

describe.skipIf(absent || xmllintAbsent)('by the official NewsML-G2 2.35 schema (all, power)', () => {
  it('is valid: text, picture and package, with and without their parts, in advance and after', () => {
    const documents = [whole, textOnly, photoOnly, inAdvance, rich, picture, collection].map(newsml);
    expect(xmlFaults(documents, SCHEMA)).toBe('');
  });

  it('is valid, whatever the item is', () => {
    const documents = fc.sample(renderings, { numRuns: 300, seed: 5 }).map(newsml);
    expect(xmlFaults(documents, SCHEMA)).toBe('');
  });

  it('is valid as a single item by itself: a text, a picture, a package', () => {
    const some = [whole, textOnly, photoOnly, inAdvance, rich, picture, collection].map(newsItem);
    const any = fc.sample(renderings, { numRuns: 300, seed: 6 }).map(newsItem);
    expect(xmlFaults([...some, ...any], SCHEMA)).toBe('');
  });

  it('is told from what is not valid', () => {
    expect(xmlFaults([newsml(whole).replace('<itemMeta>', '<itemMeta><x/>')], SCHEMA)).toContain(
      'This element is not expected',
    );
  });
});

describe.skipIf(xmllintAbsent)('an article as NewsML-G2', () => {
  const rightsInfo = (holder: string, notice: string) => `<rightsInfo>
<copyrightHolder${holder === 'Saltmarsh Wire' ? ' uri="https://gateway.example"' : ''}>
<name>${holder}</name>
</copyrightHolder>
<copyrightNotice href="https://gateway.example/licensing">${notice}</copyrightNotice>
<usageTerms href="https://gateway.example/licensing">${BANNER} ${stamp.usageTerms}</usageTerms>
<link href="https://gateway.example/verify#aaa.bbb.ccc" reluri="https://gateway.example/ns/trust/receipt" title="Rights receipt">
</link>
<rightsExpressionData enctype="application/ld+json" langid="http://www.w3.org/ns/odrl/2/">{"type":"Agreement"}</rightsExpressionData>
<dataMining uri="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR">
</dataMining>
</rightsInfo>`;

  it('has its text in an item with status, embargo, note to editors and the stamp', () => {
    const text = itemsIn(rich).get(item.uri) ?? '';
    expect(text).toContain(rightsInfo('Saltmarsh Wire', '© Saltmarsh Wire. All rights reserved.'));
    expect(text).toContain('<rightsInfo>\n<usageTerms>NO ARCHIVE</usageTerms>\n</rightsInfo>');
    expect(text).toContain(`<itemMeta>
<itemClass qcode="ninat:text">
</itemClass>
<provider uri="https://gateway.example">
<name>Saltmarsh Wire</name>
</provider>
<versionCreated>2026-11-19T18:30:00.000Z</versionCreated>
<firstCreated>2026-11-19T08:00:00.000Z</firstCreated>
<embargoed>2026-11-20T06:00:00.000Z</embargoed>
<pubStatus qcode="stat:usable">
</pubStatus>
<edNote>${BANNER}</edNote>
<edNote>Pier picture moves separately</edNote>
<signal qcode="sig:correction">
</signal>
<link contenttype="application/vnd.iptc.g2.newsitem+xml" rank="1" rel="irel:seeAlso" residref="urn:example:pier">`);
    expect(text).toContain('version="3"');
    expect(text).toContain('<headline>Harbor reopens after storm</headline>\n<by>By Ida Brandt</by>');
    expect(text).toContain(`<body>
<p>VELMAR - The harbor reopened on Friday.</p>
<p>Ferries sail again from noon.</p>
<p>The pier stays closed.</p>
</body>`);
  });

  it('says what the text is about in the terms that it came with', () => {
    const text = itemsIn(rich).get(item.uri) ?? '';
    expect(text).toContain('<subject type="cpnat:person">\n<name>Ida Brandt</name>');
    expect(text).toContain(
      '<subject type="cpnat:geoArea" uri="http://cv.example.org/velmar">\n<name>Velmar Port</name>',
    );
    expect(text).toContain('<subject literal="a b" type="cpnat:abstract">');
    expect(text).toContain('<description role="drol:summary">Ferries &amp; more</description>');
    expect(text.match(/<subject/gu)).toHaveLength(8);
  });

  it('has each part in an item of its own, with whose it is and on what terms it came', () => {
    const part = itemsIn(rich).get('urn:example:pier') ?? '';
    expect(part).toContain(rightsInfo('Far Pictures', '© Far Pictures'));
    expect(part).toContain('<rightsInfo>\n<usageTerms>JAPAN OUT</usageTerms>\n</rightsInfo>');
    expect(part).toContain('<edNote>Crop left</edNote>');
    expect(part).toContain(
      '<creditline>Ida Brandt/Saltmarsh Wire</creditline>\n<description role="drol:caption">The pier on Friday</description>',
    );
    expect(part).toContain(
      `<remoteContent contenttype="image/jpeg" height="600" href="${PHOTO_HREF}" rendition="rnd:highRes" size="1200" width="800">`,
    );
    expect(part).not.toContain('Pier picture moves separately');
    expect(itemsIn(rich).get('urn:example:logo')).toContain('<genre literal="logo">');
  });

  it('does not give its own notice to what is somebody else’s', () => {
    const foreign = { ...photograph, supplier: 'Far Pictures' };
    const part = itemsIn({ ...whole, components: [dispatch, foreign] }).get(photograph.uri);
    expect(part).not.toContain('copyrightNotice');
  });

  it('has no part that is withheld, and without its text the metadata of the item at most', () => {
    expect([...itemsIn(textOnly).keys()]).toEqual([item.uri]);
    expect(newsml(textOnly)).not.toContain('pier"');
    const text = itemsIn(photoOnly).get(item.uri) ?? '';
    expect(text).toContain(stamp.verifyUrl);
    expect(text).toContain('<edNote>The text of this item is not part of this delivery.</edNote>');
    expect(text).not.toMatch(/contentSet|headline|slugline|<by>/u);
  });

  it('is a picture where the item is one, and a package where it is one', () => {
    const items = itemsIn(picture);
    expect([...items.keys()]).toEqual([item.uri]);
    expect(items.get(item.uri)).toMatch(/ninat:picture.*<headline>Harbor reopens.*remoteContent/su);
    expect(itemsIn(collection).get(item.uri)).toContain(`<group id="main">
<itemRef contenttype="application/vnd.iptc.g2.newsitem+xml" residref="urn:example:pier">
<itemClass qcode="ninat:picture">
</itemClass>
</itemRef>
<itemRef contenttype="application/vnd.iptc.g2.newsitem+xml" residref="urn:example:lead">`);
  });

  it('leaves out a version that is no number', () => {
    expect(newsml({ ...textOnly, item: { ...item, version: '2026-11a' } })).toContain(
      'guid="urn:example:harbor" standard',
    );
  });
});

describe('a single item', () => {
  it('is a newsItem and nothing around it, of the item itself, with its stamp', () => {
    const root = (text: string) => /<([A-Za-z]+) [^>]*guid="([^"]*)"/.exec(text)?.slice(1);
    expect(root(newsItem(whole))).toEqual(['newsItem', item.uri]);
    expect(newsItem(whole)).not.toContain('newsMessage');
    expect(newsItem(whole)).toContain('qcode="ninat:text"');
    expect(newsItem(whole)).toContain('aaa.bbb.ccc');
    expect(root(newsItem(picture))).toEqual(['newsItem', item.uri]);
    expect(newsItem(picture)).toContain('<remoteContent');
    expect(root(newsItem(collection))).toEqual(['newsItem', item.uri]);
    expect(newsItem(collection)).toContain('residref="urn:example:lead"');
    expect(newsItem(collection)).toContain('qcode="ninat:composite"');
    expect(renderNewsItem(whole).contentType).toBe('application/vnd.iptc.g2.newsitem+xml');
  });
});
