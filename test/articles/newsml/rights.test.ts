/** What a document says of rights never gets lost: it is read, or it waits for the desk, or the document is refused. */
import { describe, expect, it } from 'vitest';
import { DESK_SENTENCES_MAX } from '../../../src/articles/limits.ts';
import { readNewsml } from '../../../src/articles/newsml/read.ts';
import { meaningOfProse } from '../../../src/restrictions/reading.ts';
import { unbounded } from '../../support/budget.ts';
import { newsItem, newsMessage, nitf, type Parts, packageItem, rights, xhtml } from '../../support/newsml.ts';

const OPTIONS = {
  budget: unbounded(),
  sections: [],
  now: Date.parse('2026-11-25T00:00:00Z'),
  agency: 'Tidemark',
  ownUrl: 'https://gateway.example',
};

function one(source: string) {
  const result = readNewsml(source, OPTIONS);
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  const [sent] = result.value.items;
  if (!sent) throw new Error('nothing');
  const own = sent.rights.find(({ scope }) => scope.kind === 'item');
  return { ...sent, own, text: own?.text ?? '' };
}
const ofItem = (parts: Parts) => one(newsItem(parts));
const reviewed = (text: string) => meaningOfProse(text, null).reviewed;

/** Is before the desk: the words are there, and no phrasebook takes them for read. */
function waits(text: string, words: string) {
  expect(text).toContain(words);
  expect(reviewed(text)).toBe(false);
}

const POLICY = JSON.stringify({
  '@context': 'http://www.w3.org/ns/odrl.jsonld',
  '@type': 'Set',
  uid: 'http://rights.example/1',
  prohibition: [{ target: 'http://rights.example/asset', action: 'print' }],
});
const expression = (body: string, langid = 'http://www.w3.org/ns/odrl/2/') =>
  `<rightsExpressionData langid="${langid}" enctype="application/json"><![CDATA[${body}]]></rightsExpressionData>`;

describe('rightsInfo', () => {
  it('gives holder, notice and usage terms, which are read as those of ninjs are', () => {
    const { item, text } = ofItem({
      head: rights(
        '<copyrightHolder uri="https://tidemark.example"><name>Tidemark</name></copyrightHolder><copyrightNotice>© 2026 Tidemark</copyrightNotice><usageTerms>JAPAN OUT</usageTerms><usageTerms xml:lang="de">Nur redaktionelle Nutzung</usageTerms>',
      ),
    });
    expect(item).toMatchObject({
      copyrightHolder: 'Tidemark',
      copyrightNotice: '© 2026 Tidemark',
      usageTerms: 'JAPAN OUT\nNur redaktionelle Nutzung',
    });
    expect(text).toBe('JAPAN OUT. Nur redaktionelle Nutzung');
    expect(reviewed(text)).toBe(true);
  });

  it('of several blocks counts all', () => {
    const { text } = ofItem({
      head: rights('<usageTerms>JAPAN OUT</usageTerms>') + rights('<usageTerms>KOREA OUT</usageTerms>'),
    });
    expect(text).toBe('JAPAN OUT. KOREA OUT');
  });

  it('with an ODRL expression has it evaluated as encodedRights are', () => {
    expect(ofItem({ head: rights(expression(POLICY)) }).own).toMatchObject({
      encodedRights: POLICY,
      text: '',
    });
  });

  it.each([
    ['an expression in another language', rights(expression(POLICY, 'urn:other')), 'http://rights.example/1'],
    [
      'a second expression',
      rights(expression(POLICY) + expression(POLICY.replace('print', 'archive'))),
      'archive',
    ],
    [
      'an expression in XML',
      rights(
        '<rightsExpressionXML langid="http://www.w3.org/ns/odrl/2/"><o:Policy xmlns:o="http://www.w3.org/ns/odrl/2/" uid="urn:p1"/></rightsExpressionXML>',
      ),
      'urn:p1',
    ],
    [
      'a link to terms of others',
      rights('<link rel="rel:terms" href="https://terms.example/1"/>'),
      'https://terms.example/1',
    ],
    ['a link to an item with terms', rights('<link residref="urn:terms"/>'), 'urn:terms'],
    [
      'usage terms that go on elsewhere',
      rights('<usageTerms href="https://terms.example/2">JAPAN OUT</usageTerms>'),
      'https://terms.example/2',
    ],
    [
      'usage terms with a link inside',
      rights('<usageTerms>See <a href="https://terms.example/3">terms</a></usageTerms>'),
      'https://terms.example/3',
    ],
    [
      'a notice that goes on elsewhere',
      rights('<copyrightNotice href="https://terms.example/4">© X</copyrightNotice>'),
      'https://terms.example/4',
    ],
    [
      'a part that it is about',
      rights('<usageTerms>JAPAN OUT</usageTerms>', 'idrefs="part1"'),
      'idrefs: part1',
    ],
    [
      'a scope',
      rights('<usageTerms>JAPAN OUT</usageTerms>', 'scope="riscope:content"'),
      'scope: riscope:content',
    ],
    [
      'a scope by uri',
      rights('<usageTerms>JAPAN OUT</usageTerms>', 'scopeuri="http://x.example/s"'),
      'scopeuri: http://x.example/s',
    ],
    [
      'an aspect',
      rights('<usageTerms>JAPAN OUT</usageTerms>', 'aspect="x:copyright"'),
      'aspect: x:copyright',
    ],
    [
      'a time from which it holds',
      rights('<usageTerms>JAPAN OUT</usageTerms>', 'validfrom="2026-12-01"'),
      'validfrom: 2026-12-01',
    ],
    [
      'a time until which it holds',
      rights('<usageTerms>JAPAN OUT</usageTerms>', 'validto="2026-12-01"'),
      'validto: 2026-12-01',
    ],
    ['a property of the provider', rights('<rightsInfoExtProperty rel="x:model" value="x:none"/>'), 'x:none'],
    ['an element of others', rights('<x:model xmlns:x="urn:x">no release</x:model>'), 'no release'],
    [
      'an attribute of others',
      rights('<usageTerms>JAPAN OUT</usageTerms>', 'xmlns:x="urn:x" x:region="JP"'),
      'region of urn:x: JP',
    ],
    [
      'a value for data mining that is not known',
      rights('<dataMining uri="http://x.example/perhaps"/>'),
      'http://x.example/perhaps',
    ],
  ])('with %s waits for the desk', (_, head, words) => {
    waits(ofItem({ head }).text, words);
  });

  it.each([
    'https://gateway.example/verify',
    'https://gateway.example/v1/receipts/dlv_1',
    'https://gateway.example/licensing',
  ])('with a link to our own %s waits for nobody', (href) => {
    expect(ofItem({ head: rights(`<link href="${href}"/>`) }).own).toBeUndefined();
  });

  it.each([
    'https://gateway.example.evil/verify',
    'https://gateway.example/v1/articles/itm_1',
    'http://gateway.example/verify',
  ])('with a link to %s, which only looks like ours, waits', (href) => {
    waits(ofItem({ head: rights(`<link href="${href}"/>`) }).text, href);
  });
});

describe('data mining', () => {
  const of = (value: string, more = '') =>
    ofItem({ head: rights(`${more}<dataMining uri="http://ns.useplus.org/ldf/vocab/${value}"/>`) }).text;

  it.each([
    ['DMI-PROHIBITED', 'NO TEXT AND DATA MINING.'],
    ['DMI-PROHIBITED-AIMLTRAINING', 'NO AI TRAINING.'],
    ['DMI-PROHIBITED-GENAIMLTRAINING', 'NO AI TRAINING.'],
    ['DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING', 'NO AI USE.'],
    ['DMI-PROHIBITED-SEECONSTRAINT', 'NO TEXT AND DATA MINING.'],
    ['DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR', 'NO TEXT AND DATA MINING.'],
    ['DMI-PROHIBITED-SEELINKEDRIGHTSEXPR', 'NO TEXT AND DATA MINING.'],
    ['DMI-ALLOWED', ''],
    ['DMI-UNSPECIFIED', ''],
  ])('%s is %j, which the phrasebook reads', (value, text) => {
    expect(of(value)).toBe(text);
    expect(reviewed(text)).toBe(true);
  });

  it('may be said by QCode, and by a QCode in the place of the URI', () => {
    for (const attribute of ['qcode', 'uri'])
      expect(ofItem({ head: rights(`<dataMining ${attribute}="plusvocab:DMI-PROHIBITED"/>`) }).text).toBe(
        'NO TEXT AND DATA MINING.',
      );
  });

  it('as an embedded expression has it counts when that has been read, and only then', () => {
    expect(of('DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR', expression(POLICY))).toBe('');
    expect(of('DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR', expression('{"no": "policy"}'))).toContain(
      'NO TEXT AND DATA MINING.',
    );
    expect(of('DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR', expression(POLICY, 'urn:other'))).toContain(
      'NO TEXT AND DATA MINING.',
    );
  });
});

describe('elsewhere in the document', () => {
  const extension = '<x:rights xmlns:x="urn:x" level="3">members only</x:rights>';
  it.each<[string, Parts, string]>([
    ['in itemMeta', { meta: extension }, 'members only'],
    ['in contentMeta', { content: `<headline>H</headline>${extension}` }, 'members only'],
    ['at the end', { tail: extension }, 'members only'],
    ['in the attributes of the item', { attributes: 'xmlns:x="urn:x" x:tier="gold"' }, 'tier of urn:x: gold'],
    [
      'in remoteContent',
      {
        itemClass: 'ninat:picture',
        set: `<remoteContent contenttype="image/jpeg" href="a.jpg">${extension}</remoteContent>`,
      },
      'members only',
    ],
    [
      'in an extension property of remoteContent',
      {
        itemClass: 'ninat:picture',
        set: '<remoteContent contenttype="image/jpeg" href="a.jpg"><remoteContentExtProperty rel="x:license" value="x:none"/></remoteContent>',
      },
      'x:license',
    ],
    [
      'beside the text',
      { set: xhtml('<p>Text</p>').replace('</html>', `</html>${extension}`) },
      'members only',
    ],
    ['inside the text', { set: xhtml(`<p>Text</p>${extension}`) }, 'members only'],
    ['in attributes inside the text', { set: xhtml('<p xmlns:x="urn:x" x:rights="none">Text</p>') }, 'none'],
    [
      'in the head of the text',
      { set: xhtml('<p>Text</p>', '<meta name="rights" content="members"/>') },
      'members',
    ],
    [
      'in a link of the text',
      { set: xhtml('<p>Text</p>', '<link rel="license" href="https://terms.example"/>') },
      'https://terms.example',
    ],
    [
      'in data of the text',
      {
        set: xhtml(
          '<p>Text</p>',
          '<script type="application/ld+json">{"license":"https://terms.example"}</script>',
        ),
      },
      'https://terms.example',
    ],
    [
      'in a constraint on publishing',
      { content: '<headline pubconstraint="x:internal">H</headline>' },
      'x:internal',
    ],
    [
      'as an audience that it is not for',
      { content: '<headline>H</headline><exclAudience qcode="aud:radio"/>' },
      'aud:radio',
    ],
    ['as a signal', { meta: '<signal qcode="x:embargo-until-noon"/>' }, 'x:embargo-until-noon'],
    [
      'as an extension property',
      { meta: '<itemMetaExtProperty rel="x:usage-rights" value="x:none"/>' },
      'x:usage-rights',
    ],
    [
      'as a link of the item',
      { meta: '<link rel="irel:license" href="https://terms.example"/>' },
      'https://terms.example',
    ],
    [
      'in a part of the content',
      {
        tail: '<partMeta partid="p1"><rightsInfo><usageTerms>KOREA OUT</usageTerms></rightsInfo></partMeta>',
      },
      'KOREA OUT',
    ],
    [
      'in NITF: rights',
      {
        set: nitf('<p>Text</p>', {
          bodyHead: '<rights><rights.limitations>not for radio</rights.limitations></rights>',
        }),
      },
      'not for radio',
    ],
    [
      'in NITF: doc.rights',
      {
        set: nitf('<p>Text</p>', {
          head: '<docdata><doc.rights owner="X" geography="Kansas only"/></docdata>',
        }),
      },
      'Kansas only',
    ],
    [
      'in NITF: doc-scope',
      { set: nitf('<p>Text</p>', { head: '<docdata><doc-scope scope="Midwest"/></docdata>' }) },
      'Midwest',
    ],
    [
      'in NITF: date.expire',
      { set: nitf('<p>Text</p>', { head: '<docdata><date.expire norm="20261201T000000Z"/></docdata>' }) },
      '2026-12-01T00:00:00Z',
    ],
    [
      'in NITF: meta',
      { set: nitf('<p>Text</p>', { head: '<meta name="usage-rights" content="web"/>' }) },
      'usage-rights',
    ],
    [
      'in NITF: copyrite',
      {
        set: nitf('<p>Text</p>', { bodyHead: '<rights/>' }).replace(
          '<p>',
          '<copyrite>members only</copyrite><p>',
        ),
      },
      'members only',
    ],
    [
      'in NITF: metadata of media',
      {
        set: nitf(
          '<p>Text</p><media media-type="image"><media-metadata name="restrictions" value="no magazines"/></media>',
        ),
      },
      'no magazines',
    ],
    [
      'in NITF: metadata of media whose name says nothing',
      {
        set: nitf(
          '<p>Text</p><media media-type="image"><media-metadata name="field27" value="see desk"/></media>',
        ),
      },
      'see desk',
    ],
    [
      'in NITF: the source credit of media',
      {
        set: nitf(
          '<p>Text</p><media media-type="image"><media-metadata name="source-credit" value="Other Agency"/></media>',
        ),
      },
      'Other Agency',
    ],
    [
      'in a text in HTML: its head',
      {
        set: '<inlineData contenttype="text/html">&lt;meta name="usage-rights" content="members"&gt;&lt;p&gt;Text&lt;/p&gt;</inlineData>',
      },
      'usage-rights',
    ],
    [
      'in a text in HTML that is not the first: its link',
      {
        set: `${xhtml('<p>Text</p>')}<inlineData contenttype="text/html">&lt;a rel='&amp;#108;icense' href="https://terms.example"&gt;x&lt;/a&gt;</inlineData>`,
      },
      'license',
    ],
    [
      'in a text in HTML: its data',
      {
        set: '<inlineData contenttype="text/html">&lt;p&gt;Text&lt;/p&gt;&lt;script type="application/ld+json"&gt;{"license":"https://terms.example"}</inlineData>',
      },
      'https://terms.example',
    ],
    [
      'in NITF: special instructions of the IIM',
      { set: nitf('<p>Text</p>', { head: '<iim><ds num="40" value="NOT FOR USE BY RADIO"/></iim>' }) },
      'NOT FOR USE BY RADIO',
    ],
    [
      'in NITF: a dataset of the IIM that is not known',
      { set: nitf('<p>Text</p>', { head: '<iim><ds num="2:37" value="20261201"/></iim>' }) },
      '20261201',
    ],
    [
      'in NITF: a note on copyright',
      { set: nitf('<p>Text</p>', { bodyHead: '<note noteclass="cpyrt">© X. NOT FOR USE BY RADIO</note>' }) },
      'NOT FOR USE BY RADIO',
    ],
    [
      'in NITF: a classifier',
      {
        set: nitf('<p>Text</p>', {
          bodyHead:
            '<identified-content><classifier type="usage-rights" value="members"/></identified-content>',
        }),
      },
      'members',
    ],
    ['in NITF: an element of others', { set: nitf(`<p>Text</p>${extension}`) }, 'members only'],
    [
      'in NITF: an element that is not known',
      { set: nitf('<p>Text</p><usage-note>members only</usage-note>') },
      'members only',
    ],
  ])('%s it waits for the desk', (_, parts, words) => {
    waits(ofItem(parts).text, words);
  });

  it('in the data of HTML it waits for the desk', () => {
    const set =
      '<inlineData contenttype="text/html"><![CDATA[<link rel="license" href="https://terms.example"><p>Text</p>]]></inlineData>';
    waits(ofItem({ set }).text, 'https://terms.example');
  });

  it.each([
    [
      'an extension of its header',
      '<header>',
      '<header><x:terms xmlns:x="urn:x">members only</x:terms>',
      'members only',
    ],
    [
      'a property of its header',
      '</header>',
      '<headerExtProperty rel="x:license" value="x:none"/></header>',
      'x:license',
    ],
    [
      'an extension beside its items',
      '</itemSet>',
      '</itemSet><x:terms xmlns:x="urn:x">members only</x:terms>',
      'members only',
    ],
  ])('of a message, as %s, it waits with each of its items', (_, place, said, words) => {
    const message = newsMessage(newsItem(), newsItem()).replace(place, said);
    const read = readNewsml(message, OPTIONS);
    if (!read.ok) throw new Error(JSON.stringify(read.reason));
    expect(read.value.items).toHaveLength(2);
    for (const { rights: of } of read.value.items) waits(of.map(({ text }) => text).join(), words);
  });

  it('in words of the editorial note or the copyright notice it is read', () => {
    expect(ofItem({ meta: '<edNote>JAPAN OUT</edNote>' }).text).toBe('JAPAN OUT');
    expect(ofItem({ head: rights('<copyrightNotice>© X. JAPAN OUT</copyrightNotice>') }).text).toContain(
      'JAPAN OUT',
    );
    waits(
      ofItem({ meta: '<edNote>STRICTLY EMBARGOED until noon. NOT FOR USE BY RADIO</edNote>' }).text,
      'NOT FOR USE BY RADIO',
    );
    waits(
      ofItem({ set: nitf('<p>x</p>', { head: '<docdata><ed-msg info="NOT FOR USE BY RADIO"/></docdata>' }) })
        .text,
      'RADIO',
    );
    expect(ofItem({ meta: '<edNote>Pictures follow at noon.</edNote>' }).own).toBeUndefined();
  });

  it('in NITF as a note for editors it is one, and no part of the text', () => {
    const { item, text } = ofItem({
      set: nitf('<p>Text</p><note noteclass="editorsnote"><p>Second lead. JAPAN OUT</p></note>'),
    });
    expect(item.edNote).toBe('Second lead. JAPAN OUT');
    expect(JSON.stringify(item.blocks)).not.toContain('Second lead');
    expect(text).toContain('JAPAN OUT');
  });

  it('in NITF as a release date of the IIM, which is not read, the document is refused', () => {
    const set = nitf('<p>Text</p>', { head: '<iim><ds num="30" value="20261201"/></iim>' });
    expect(readNewsml(newsItem({ set }), OPTIONS)).toMatchObject({
      ok: false,
      reason: [{ path: expect.stringMatching(/\/ds$/u), message: expect.stringContaining('IIM') }],
    });
  });

  it.each([
    ['in the header of a message', '<signal qcode="x:embargo-until-noon"/>', '', 'x:embargo-until-noon'],
    ['as an extension of a message', '', '<x:rights xmlns:x="urn:x">members only</x:rights>', 'members only'],
  ])('%s it waits for the desk with each item', (_, header, tail, words) => {
    const message = newsMessage(newsItem(), newsItem())
      .replace('</header>', `${header}</header>`)
      .replace('</newsMessage>', `${tail}</newsMessage>`);
    const read = readNewsml(message, OPTIONS);
    if (!read.ok) throw new Error(JSON.stringify(read.reason));
    expect(read.value.items).toHaveLength(2);
    for (const { rights: said } of read.value.items) waits(said[0]?.text ?? '', words);
  });

  it('of a message without any waits nothing', () => {
    expect(one(newsMessage(newsItem())).own).toBeUndefined();
  });

  it('of plain descriptions nothing waits', () => {
    const { own } = ofItem({
      meta: '<profile versioninfo="1">text</profile><service qcode="svc:uk"><name>UK</name></service><link rel="irel:seeAlso" href="https://x.example"/><signal qcode="sig:update"/>',
      content:
        '<headline>H</headline><audience qcode="aud:all"/><located><name>X</name><broader qcode="c:DE"><name>Y</name></broader></located>',
      set: xhtml('<p class="lead">Text <a href="https://x.example">link</a></p>', '<meta charset="utf-8"/>'),
      tail: '<assert qcode="x:1"><name>X</name><geoAreaDetails><position latitude="1" longitude="2"/></geoAreaDetails></assert>',
    });
    expect(own).toBeUndefined();
  });
});

describe('of several texts', () => {
  const first = xhtml('<p>First.</p>');
  const second = (head: string, bodyHead = '') => nitf('<p>Second.</p>', { head, bodyHead });

  it('the first is the text, and what any of them says of rights counts', () => {
    const { item, text } = ofItem({
      set: first + second('<docdata><doc.rights owner="X" limitations="no web"/></docdata>'),
    });
    expect(JSON.stringify(item.blocks)).toContain('First.');
    waits(text, 'no web');
  });

  it('the strictest status holds', () => {
    const { item } = ofItem({ set: first + second('<docdata management-status="withheld"/>') });
    expect(item.pubStatus).toBe('withheld');
    const killed = ofItem({
      meta: '<pubStatus qcode="stat:canceled"/>',
      set: second('<docdata management-status="usable"/>'),
    });
    expect(killed.item.pubStatus).toBe('canceled');
  });

  it('the latest embargo holds', () => {
    const release = (norm: string) =>
      `<docdata management-status="embargoed"><date.release norm="${norm}"/></docdata>`;
    const meta = '<embargoed>2026-11-26T06:00:00Z</embargoed>';
    const of = (norm: string) => ofItem({ meta, set: first + second(release(norm)) }).item;
    expect(of('20261127T060000Z')).toMatchObject({
      pubStatus: 'usable',
      embargoedUntil: Date.parse('2026-11-27T06:00:00Z'),
    });
    expect(of('20261125T060000+0100').embargoedUntil).toBe(Date.parse('2026-11-26T06:00:00Z'));
  });

  it('a second itemMeta counts as the first does', () => {
    const more = (inner: string) =>
      one(newsItem().replace('</itemMeta>', `</itemMeta><itemMeta>${inner}</itemMeta>`)).item;
    expect(more('<pubStatus qcode="stat:canceled"/>').pubStatus).toBe('canceled');
    expect(more('<embargoed>2026-11-27T06:00:00Z</embargoed>').embargoedUntil).toBe(
      Date.parse('2026-11-27T06:00:00Z'),
    );
  });

  it('an embargo without a date withholds', () => {
    expect(ofItem({ set: second('<docdata management-status="embargoed"/>') }).item.pubStatus).toBe(
      'withheld',
    );
  });

  it('a status that is not known is refused', () => {
    const result = readNewsml(newsItem({ set: second('<docdata management-status="perhaps"/>') }), OPTIONS);
    expect(result).toMatchObject({ ok: false, reason: [{ message: expect.stringContaining('perhaps') }] });
  });
});

describe('in a package', () => {
  const picture = (inner: string) =>
    packageItem(`<itemRef residref="urn:p"><itemClass qcode="ninat:picture"/>${inner}</itemRef>`);

  it.each([
    ['usageTerms', '<usageTerms>JAPAN OUT</usageTerms>'],
    ['rightsInfo', '<rightsInfo><usageTerms>JAPAN OUT</usageTerms></rightsInfo>'],
    ['edNote', '<edNote>JAPAN OUT</edNote>'],
  ])('%s of a picture holds for that picture', (_, inner) => {
    const { rights: said, item } = one(picture(inner));
    const photograph = item.components.find(({ type }) => type === 'photograph');
    expect(said).toEqual([{ scope: { kind: 'component', component: photograph?.id }, text: 'JAPAN OUT' }]);
  });

  it.each([
    ['<embargoed/><pubStatus qcode="stat:usable"/>'],
    ['<pubStatus qcode="stat:canceled"/><pubStatus qcode="stat:usable"/>'],
  ])('a picture does not come in for what is said after %s', (inner) => {
    expect(one(picture(inner)).item.components.map(({ type }) => type)).toEqual(['dispatch']);
  });

  it('the latest embargo of a picture holds, whatever comes last', () => {
    const inner = '<embargoed>2026-12-05T00:00:00Z</embargoed><embargoed>2026-12-01T00:00:00Z</embargoed>';
    expect(one(picture(inner)).item.embargoedUntil).toBe(Date.parse('2026-12-05T00:00:00Z'));
  });

  it('a picture that is named twice is under what is said of it in both places', () => {
    const named = (inner: string) =>
      `<itemRef residref="urn:p"><itemClass qcode="ninat:picture"/>${inner}</itemRef>`;
    const second = '<embargoed>2026-12-05T00:00:00Z</embargoed><usageTerms>JAPAN OUT</usageTerms>';
    const { item, rights: said } = one(packageItem(named('') + named(second)));
    expect(item.embargoedUntil).toBe(Date.parse('2026-12-05T00:00:00Z'));
    expect(said).toMatchObject([{ scope: { kind: 'component' }, text: 'JAPAN OUT' }]);
    expect(
      one(packageItem(named('') + named('<pubStatus qcode="stat:canceled"/>'))).item.components,
    ).toHaveLength(1);
  });

  it('a picture keeps its holders and its notice', () => {
    const inner =
      '<copyrightHolder literal="Elbe Photos"/><rightsInfo><copyrightHolder><name>Hafenbild</name></copyrightHolder><copyrightNotice>© Elbe Photos</copyrightNotice></rightsInfo>';
    const photograph = one(picture(inner)).item.components.find(({ type }) => type === 'photograph');
    expect(photograph).toMatchObject({
      supplier: 'Elbe Photos; Hafenbild',
      ninjs: { copyrightNotice: '© Elbe Photos' },
    });
  });

  it.each([
    ['<usageTerms href="https://terms.example/5">JAPAN OUT</usageTerms>', 'https://terms.example/5'],
    ['<copyrightNotice href="https://terms.example/6">© X</copyrightNotice>', 'https://terms.example/6'],
    ['<dataMining uri="http://x.example/perhaps"/>', 'http://x.example/perhaps'],
  ])('of a picture %s waits for the desk', (inner, words) => {
    const [said] = one(picture(inner)).rights;
    expect(said?.scope.kind).toBe('component');
    waits(said?.text ?? '', words);
  });

  it('an expression of a picture is its own', () => {
    const { rights: said } = one(picture(rights(expression(POLICY))));
    expect(said).toMatchObject([{ scope: { kind: 'component' }, encodedRights: POLICY }]);
  });

  it('a picture that is withheld or killed does not come in, and its embargo is the package’s', () => {
    expect(
      one(picture('<pubStatus qcode="stat:canceled"/>')).item.components.map(({ type }) => type),
    ).toEqual(['dispatch']);
    expect(one(picture('<embargoed/>')).item.components.map(({ type }) => type)).toEqual(['dispatch']);
    expect(one(picture('<embargoed>2026-12-01T00:00:00Z</embargoed>')).item.embargoedUntil).toBe(
      Date.parse('2026-12-01T00:00:00Z'),
    );
  });

  it('what is said of a text holds for the package that names it', () => {
    const text =
      '<itemRef residref="urn:t"><itemClass qcode="ninat:text"/><usageTerms>JAPAN OUT</usageTerms></itemRef>';
    expect(one(packageItem(text)).text).toBe('JAPAN OUT');
  });

  it('what is said of a link waits for the desk', () => {
    const meta = '<link rel="irel:seeAlso" residref="urn:x"><usageTerms>KOREA OUT</usageTerms></link>';
    waits(one(packageItem('', { meta })).text, 'KOREA OUT');
  });
});

describe('of very many sentences', () => {
  const extensions = (count: number, value: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => `<x:a b="${value(at)}"/>`).join('');
  const ofExtensions = (count: number, value: (at: number) => string) =>
    ofItem({ head: `<rightsInfo xmlns:x="urn:x">${extensions(count, value)}</rightsInfo>` }).text;

  it('the same is said once', () => {
    expect(ofExtensions(20_000, () => 'same')).toBe(ofExtensions(1, () => 'same'));
  });

  it('more than a desk could read are said to be more', () => {
    const few = ofExtensions(DESK_SENTENCES_MAX, String);
    const many = ofExtensions(2 * DESK_SENTENCES_MAX, String);
    expect(many.length - few.length).toBeLessThan(100);
    waits(many, 'NewsML-G2 has further statements about rights that are not listed here');
    expect(few).not.toContain('not listed here');
  });
});
