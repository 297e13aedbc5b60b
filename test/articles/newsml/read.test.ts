import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../../src/articles/blocks.ts';
import { readNewsml } from '../../../src/articles/newsml/read.ts';
import { unbounded } from '../../support/budget.ts';
import { processorMs } from '../../support/growth.ts';
import { NAR, newsItem, newsMessage, nitf, packageItem, xhtml } from '../../support/newsml.ts';

const OPTIONS = {
  budget: unbounded(),
  sections: ['news'],
  now: Date.parse('2026-11-25T00:00:00Z'),
  agency: 'Tidemark News Agency',
  ownUrl: 'https://gateway.example',
};
const read = (source: string | Uint8Array) => readNewsml(source, OPTIONS);
function one(source: string) {
  const result = read(source);
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  const [sent] = result.value.items;
  if (!sent) throw new Error('nothing');
  return sent;
}
const faultsOf = (source: string | Uint8Array) => {
  const result = read(source);
  return result.ok ? [] : result.reason;
};

describe('a news item', () => {
  it('is its identity, version, state, dates and words', () => {
    const { item, numbered, dated } = one(
      newsItem({
        guid: 'urn:newsml:tidemark.example:20261124:harbor',
        version: '7',
        meta: `<firstCreated>2026-11-24T10:00:00+01:00</firstCreated><embargoed>2026-11-26T06:00:00Z</embargoed>
          <pubStatus qcode="stat:usable"/><edNote> With
            pictures </edNote>`,
        content: `<urgency>3</urgency><located qcode="geo:1"><name>Limwick</name></located>
          <creator><name>Marit van Oosten</name></creator><creator><name>Jo Ek</name></creator><language tag="de"/>
          <genre qcode="genre:Interview"><name>Interview</name></genre>
          <subject type="cpnat:abstract" qcode="medtop:04000000"><name xml:lang="en">economy</name><name xml:lang="de">Wirtschaft</name></subject>
          <subject type="cpnat:person" uri="https://people.example/1"><name>Ada Byron</name></subject>
          <slugline>HARBOR-STRIKE</slugline><headline>Harbor
           pilots &amp; tugs end strike</headline>`,
      }),
    );
    expect(item).toMatchObject({
      uri: 'urn:newsml:tidemark.example:20261124:harbor',
      version: '7',
      type: 'text',
      pubStatus: 'usable',
      versionCreated: Date.parse('2026-11-24T12:00:00Z'),
      firstCreated: Date.parse('2026-11-24T09:00:00Z'),
      embargoedUntil: Date.parse('2026-11-26T06:00:00Z'),
      headline: 'Harbor pilots & tugs end strike',
      slugline: 'HARBOR-STRIKE',
      byline: 'Marit van Oosten, Jo Ek',
      located: 'Limwick',
      urgency: 3,
      language: 'de',
      edNote: 'With pictures',
      sections: ['news'],
      subjects: ['http://cv.iptc.org/newscodes/mediatopic/04000000', 'medtop:04000000'],
      ninjs: {
        people: [{ name: 'Ada Byron', uri: 'https://people.example/1' }],
        genres: [
          {
            name: 'Interview',
            uri: 'http://cv.iptc.org/newscodes/genre/Interview',
            literal: 'genre:Interview',
          },
        ],
      },
    });
    expect([numbered, dated]).toEqual([true, true]);
  });

  it.each([
    ['XHTML', xhtml('<p>One <em>two</em>.</p><ul><li>Three</li></ul>')],
    [
      'XHTML under a prefix',
      '<inlineXML><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>One <h:em>two</h:em>.</h:p><h:ul><h:li>Three</h:li></h:ul></h:div></inlineXML>',
    ],
    ['NITF', nitf('<p>One <em>two</em>.</p><ul><li>Three</li></ul>')],
    ['plain text', '<inlineData contenttype="text/plain">One two.\n\nThree</inlineData>'],
    ['plain text, said by nobody', '<inlineData>One two.\n\nThree</inlineData>'],
    [
      'HTML in CDATA',
      '<inlineData contenttype="text/html"><![CDATA[<p>One <b>two</b>.<p>Three<script>alert(1)</script>]]></inlineData>',
    ],
  ])('has its text from %s', (_, set) => {
    const { item } = one(newsItem({ set }));
    expect(textBlocks(undefined, item.blocks)).toEqual(['One two.', 'Three']);
    expect(item.components.map(({ type }) => type)).toEqual(['dispatch']);
  });

  it('in NITF has headline, byline, dateline and abstract from there when contentMeta is silent', () => {
    const bodyHead =
      '<hedline><hl1>Strike over</hl1></hedline><byline>By Jo Ek, <byttl>Staff</byttl></byline><dateline><location>Limwick</location></dateline><abstract><p>In short.</p></abstract>';
    const { item } = one(newsItem({ content: '', set: nitf('<p>Text.</p>', { bodyHead }) }));
    expect(item).toMatchObject({ headline: 'Strike over', byline: 'Jo Ek', located: 'Limwick' });
    expect(item.ninjs.descriptions).toMatchObject([{ role: 'summary', value: 'In short.' }]);
    expect(textBlocks(undefined, item.blocks)).toEqual(['Text.']);
  });

  it('keeps no active content', () => {
    const set = xhtml(
      '<p onclick="x()">Text <a href="javascript:x()">link</a></p><script>alert(1)</script><svg xmlns="http://www.w3.org/2000/svg"><text>in a picture</text></svg>',
    );
    const { item } = one(newsItem({ set }));
    expect(JSON.stringify(item.blocks)).toBe('[{"kind":"paragraph","inlines":[{"text":"Text link"}]}]');
  });

  it('of a picture has a component whose bytes are delivered to it', () => {
    const { item, media } = one(
      newsItem({
        itemClass: 'ninat:picture',
        content:
          '<creditline>Wout Terlinden</creditline><headline>Cranes</headline><description role="drol:caption">Cranes at dawn.</description>',
        set: '<remoteContent rendition="rnd:highRes" href="./cranes.jpg" contenttype="image/jpeg" width="1500" height="1000"/>',
      }),
    );
    expect(item).toMatchObject({
      type: 'picture',
      components: [
        {
          type: 'photograph',
          name: 'main',
          headline: 'Cranes',
          caption: 'Cranes at dawn.',
          credit: 'Wout Terlinden',
        },
      ],
    });
    expect(media).toEqual([]);
  });

  it('may bring the bytes of a picture in base64', () => {
    const { media } = one(
      newsItem({
        itemClass: 'ninat:picture',
        set: '<inlineData contenttype="image/png" encoding="enc:base64">AAAA\n BBBB</inlineData>',
      }),
    );
    expect(media).toMatchObject([{ href: 'data:image/png;base64,AAAABBBB' }]);
  });

  it.each([
    ['stat:withheld', 'withheld'],
    ['stat:canceled', 'canceled'],
  ])('with the status %s is %s', (qcode, status) => {
    expect(one(newsItem({ meta: `<pubStatus qcode="${qcode}"/>` })).item.pubStatus).toBe(status);
  });

  it('may say its codes by uri, and knows both spellings of the scheme', () => {
    const uri = 'https://cv.iptc.org/newscodes/pubstatusg2/withheld';
    expect(one(newsItem({ meta: `<pubStatus uri="${uri}"/>` })).item.pubStatus).toBe('withheld');
  });

  it('with an embargo without end is withheld', () => {
    expect(one(newsItem({ meta: '<embargoed/>' })).item.pubStatus).toBe('withheld');
  });

  it.each([
    ['sig:correction', 'correction'],
    ['sig:update', 'update'],
  ])('with the signal %s is a %s', (qcode, change) => {
    expect(one(newsItem({ meta: `<signal qcode="${qcode}"/>` })).change).toBe(change);
  });

  it('is the same version again whatever its prefixes and the message that it comes in', () => {
    const item = newsItem({ guid: 'urn:x' });
    const prefixed = item
      .replaceAll(
        /<(\/?)(newsItem|itemMeta|itemClass|provider|versionCreated|contentMeta|headline|contentSet|inlineXML|catalogRef)/gu,
        '<$1g:$2',
      )
      .replace('xmlns=', 'xmlns:g=');
    const inMessage = read(newsMessage(item));
    if (!inMessage.ok) throw new Error(JSON.stringify(inMessage.reason));
    expect(new Set([one(item).digest, one(prefixed).digest, inMessage.value.items[0]?.digest]).size).toBe(1);
    expect(one(newsItem({ guid: 'urn:x', version: '2' })).digest).not.toBe(one(item).digest);
  });
});

describe('what is refused, with its place', () => {
  const item = (change: Parameters<typeof newsItem>[0]) => newsItem(change);
  it.each<[string, string, string, RegExp]>([
    ['another vocabulary', '<rss xmlns=""/>', '/rss', /no NewsML-G2/],
    ['a part of an item', `<contentMeta xmlns="${NAR}"/>`, '/contentMeta', /part of an item/],
    [
      'a namespace that only looks like it',
      item({}).replace(NAR, NAR.slice(0, -1)),
      '/newsItem',
      /namespace is/,
    ],
    ['a conceptItem', `<conceptItem xmlns="${NAR}"/>`, '/conceptItem', /describes a term/],
    ['a knowledgeItem', `<knowledgeItem xmlns="${NAR}"/>`, '/knowledgeItem', /describes terms/],
    ['a catalogItem', `<catalogItem xmlns="${NAR}"/>`, '/catalogItem', /catalogs are built in/],
    ['a planningItem', `<planningItem xmlns="${NAR}"/>`, '/planningItem', /ninjs item of type planning/],
    ['a message without items', newsMessage(), '/newsMessage', /no item/],
    [
      'a message with a concept',
      newsMessage(newsItem(), `<conceptItem xmlns="${NAR}"/>`),
      '/newsMessage/itemSet/conceptItem',
      /term/,
    ],
    ['an item without guid', item({}).replace(/guid="[^"]*"/u, ''), '/newsItem', /guid/],
    [
      'a class that is not taken',
      item({ itemClass: 'ninat:animation' }),
      '/newsItem/itemMeta/itemClass',
      /ninat:animation/,
    ],
    [
      'a class of another scheme',
      item({ itemClass: 'acme:text' }),
      '/newsItem/itemMeta/itemClass',
      /acme:text/,
    ],
    [
      'a status that is not known',
      item({ meta: '<pubStatus qcode="stat:maybe"/>' }),
      '/newsItem/itemMeta/pubStatus',
      /stat:maybe/,
    ],
    [
      'a status of another scheme',
      item({ meta: '<pubStatus qcode="acme:usable"/>' }),
      '/newsItem/itemMeta/pubStatus',
      /acme:usable/,
    ],
    [
      'a status under an alias that the document has bound to another scheme',
      item({
        head: '<catalog><scheme alias="stat" uri="http://cv.example/codes/"/></catalog>',
        meta: '<pubStatus qcode="stat:usable"/>',
      }),
      '/newsItem/itemMeta/pubStatus',
      /stat:usable/,
    ],
    [
      'an embargo that is no date',
      item({ meta: '<embargoed>tomorrow</embargoed>' }),
      '/newsItem/itemMeta/embargoed',
      /date-time/,
    ],
    [
      'an embargo without a zone',
      item({ meta: '<embargoed>2026-11-26T06:00:00</embargoed>' }),
      '/newsItem/itemMeta/embargoed',
      /zone/,
    ],
    [
      'a version time that is none',
      item({ created: 'today' }),
      '/newsItem/itemMeta/versionCreated',
      /date-time/,
    ],
    [
      'an element that is not of the standard',
      item({ meta: '<rightsinfo/>' }),
      '/newsItem/itemMeta/rightsinfo',
      /no element of NewsML-G2/,
    ],
    [
      'an attribute that is not',
      item({ attributes: 'embargo="2030"' }),
      '/newsItem',
      /embargo is no attribute/,
    ],
    [
      'a text of another vocabulary',
      item({ set: '<inlineXML><s xmlns="urn:sports"/></inlineXML>' }),
      '/newsItem/contentSet/inlineXML/s',
      /XHTML and NITF can/,
    ],
    [
      'a second text of another vocabulary',
      item({ set: `${xhtml('<p>x</p>')}<inlineXML><s xmlns="urn:sports"/></inlineXML>` }),
      '/newsItem/contentSet/inlineXML[2]/s',
      /XHTML and NITF can/,
    ],
    [
      'inlineXML without a text',
      item({ set: '<inlineXML><!-- soon --></inlineXML>' }),
      '/newsItem/contentSet/inlineXML',
      /no element/,
    ],
    [
      'inlineData of another type',
      item({ set: '<inlineData contenttype="application/pdf">JVBE</inlineData>' }),
      '/newsItem/contentSet/inlineData',
      /application\/pdf/,
    ],
    [
      'a text that is elsewhere',
      item({ set: '<remoteContent href="https://x.example/a.txt"/>' }),
      '/newsItem',
      /file elsewhere/,
    ],
    [
      'a package without its root group',
      packageItem('').replace('root="G1"', 'root="G9"'),
      '/packageItem/groupSet',
      /root/,
    ],
    [
      'a group that is none',
      packageItem('<groupRef idref="G7"/>'),
      '/packageItem/groupSet/group/groupRef',
      /none of the groups/,
    ],
    ['a reference to nothing', packageItem('<itemRef/>'), '/packageItem/groupSet/group/itemRef', /residref/],
  ])('refuses %s', (_, source, path, message) => {
    const [fault] = faultsOf(source);
    expect([fault?.path, fault?.message]).toEqual([path, expect.stringMatching(message)]);
    expect(fault?.message).toMatch(/^(?:Line \d+: |This is not)/u);
  });

  it('refuses a message that has an item twice', () => {
    const guid = 'urn:twice';
    const faults = faultsOf(newsMessage(newsItem({ guid }), newsItem(), newsItem({ guid, version: '2' })));
    expect(faults).toEqual([
      {
        path: '/newsMessage/itemSet/newsItem[3]',
        message: expect.stringContaining('/newsMessage/itemSet/newsItem:'),
      },
    ]);
  });

  it.each<[string, Parameters<typeof newsItem>[0]]>([
    ['elements that nobody knows', { meta: '<bogus/>'.repeat(90_000) }],
    [
      'attributes that nobody knows',
      { meta: `<signal${Array.from({ length: 60 }, (_, n) => ` b${n}=""`).join('')}/>`.repeat(4_000) },
    ],
    ['elements with spaces between', { meta: '<signal/>\n'.repeat(90_000), created: '' }],
    ['extensions', { meta: '<x:a xmlns:x="urn:x"/>'.repeat(90_000), created: '' }],
    ['notes', { meta: Array.from({ length: 50_000 }, (_, n) => `<edNote>${n}z</edNote>`).join('') }],
    ['subjects', { content: '<subject qcode="medtop:1"/>'.repeat(90_000) }],
    [
      'references to an expression',
      {
        head: `<rightsInfo><rightsExpressionData langid="http://www.w3.org/ns/odrl/2/">{"@context": "http://www.w3.org/ns/odrl.jsonld", "@type": "Set", "uid": "urn:p", "prohibition": [${Array.from({ length: 400 }, (_, n) => `{"target": "urn:t${n}", "action": "print"}`).join()}]}</rightsExpressionData>${'<dataMining qcode="plusvocab:DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR"/>'.repeat(40_000)}</rightsInfo>`,
        created: '',
      },
    ],
    ['a byline', { set: nitf('<p>x</p>', { bodyHead: `<byline>${','.repeat(1_000_000)}x</byline>` }) }],
  ])('refuses endless %s soon and in few words', { tags: 'slow' }, (_, parts) => {
    let faults: ReturnType<typeof faultsOf> = [];
    const ms = processorMs(() => {
      faults = faultsOf(newsItem(parts));
    });
    expect(ms).toBeLessThan(8_000);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(20);
    expect(JSON.stringify(faults).length).toBeLessThan(10_000);
  });

  it('hostile XML, before anything of it is looked at', () => {
    expect(faultsOf(`<!DOCTYPE newsItem>${newsItem()}`)).toEqual([
      { path: '/', message: expect.stringContaining('DOCTYPE') },
    ]);
  });
});

describe('a package', () => {
  const refs = `<itemRef residref="urn:a" contenttype="application/vnd.iptc.g2.newsitem+xml"><itemClass qcode="ninat:text"/><title>A</title></itemRef>
    <itemRef residref="urn:p" version="2"><itemClass qcode="ninat:picture"/><title>P</title><description role="drol:caption">A picture.</description></itemRef>
    <itemRef residref="urn:a"/>`;

  it('names its members in their order, and has its pictures as parts', () => {
    const { item, links } = one(packageItem(refs));
    expect(item).toMatchObject({
      type: 'composite',
      members: [{ name: 'main-1', uri: 'urn:a' }],
      components: [
        { type: 'dispatch' },
        { type: 'photograph', name: 'main-2', uri: 'urn:p', version: '2', caption: 'A picture.' },
      ],
    });
    expect(links).toEqual(['urn:a', 'urn:p']);
  });

  it('is read through its groups, once each, even when they go round in circles', () => {
    const source = packageItem('<groupRef idref="G2"/><itemRef residref="urn:last"/>').replace(
      '</groupSet>',
      '<group id="G2" role="g:side"><itemRef residref="urn:first"/><groupRef idref="G1"/></group><group id="G3" role="g:lost"><itemRef residref="urn:lost"/></group></groupSet>',
    );
    expect(new Set(one(source).links)).toEqual(new Set(['urn:first', 'urn:last']));
  });
});
