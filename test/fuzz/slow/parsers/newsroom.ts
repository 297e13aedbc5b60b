/**
 * Items, packages and media as a newsroom sends them: reading, and what is made of them before they are
 * stored.
 */
import { textBlocks } from '../../../../src/articles/blocks.ts';
import { readHtml } from '../../../../src/articles/body/html.ts';
import { readPlain } from '../../../../src/articles/body/plain.ts';
import { sourceDigest } from '../../../../src/articles/ingest/digest.ts';
import { readDataUri } from '../../../../src/articles/media/data-uri.ts';
import { readNewsml } from '../../../../src/articles/newsml/read.ts';
import { type ParsedItem, parseItem } from '../../../../src/articles/ninjs/parse.ts';
import { readPackage } from '../../../../src/articles/packages/read.ts';
import { searchRowsOf } from '../../../../src/articles/search/search-rows.ts';
import { sizeOfJson } from '../../../../src/platform/json-size.ts';
import { BODY_DEPTH_MAX, CALLER_WORK, JSON_BYTES_MAX } from '../../../../src/platform/limits.ts';
import { readXml } from '../../../../src/platform/xml-reader.ts';
import { termsOfRequest } from '../../../../src/restrictions/terms-budget.ts';
import { textDigest } from '../../../../src/stamp/text-digest.ts';
import { callerBudget } from '../../../support/budget.ts';
import type { Shape } from '../growers.ts';
import { bare, type Parser, within, wordsOf } from '../parsers.ts';
import { HTML } from './documents.ts';

const NOW = Date.UTC(2026, 10, 20);
const OPTIONS = { sections: ['politics'], now: NOW, agency: 'Saltmarsh Wire' };

/** As far as the database is not asked. */
function taken({ item, media }: ParsedItem): void {
  textDigest(textBlocks(item.headline, item.blocks));
  searchRowsOf({ ...item, seq: 1, changeType: 'new' });
  for (const { href } of media) readDataUri(href);
}

/** A body as it comes to a route. */
export function jsonOf(text: string): unknown {
  const { values, depth } = sizeOfJson(text);
  if (values > CALLER_WORK.nodes || depth > BODY_DEPTH_MAX) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function takenJson(text: string): void {
  const json = jsonOf(text);
  const read = parseItem(json, OPTIONS);
  if (!read.ok) return;
  sourceDigest(json);
  taken(read.value);
}

const NINJS = wordsOf(
  [
    '{"value":"v§"},',
    '{"role":"main","contentType":"text/html","value":"<p>v§"},',
    '"body_a§":"v",',
    '"description_a§":"v",',
    '"headline_a§":"v",',
    '"a§":1,',
    '"a§":{"b":[1]},',
    '{"name":"n§","uri":"urn:a:§"},',
    '{"uri":"u§","name":"n§","type":"picture"},',
    '{"uri":"u","name":"n","type":"picture","usageTerms":"JAPAN OUT"},',
    '{"uri":"u§","name":"logo","renditions":[{"name":"r","href":"data:image/png;base64,AAAA"}]},',
    '{"name":"r§","href":"https://a/§"},',
    '"n§":{"uri":"u§","type":"picture"},',
    '{"a§":1},',
    '{"rel":"a","name":"b","unknown§":1},',
    '[],',
    '1,',
    '[0,0],',
    '~',
    '/',
  ],
  [
    '[…],',
    '{"a":…},',
    '"n§":{"uri":"u","associations":{…}},',
    '{"uri":"u§","name":"n","associations":[…{"uri":"z","name":"z"}]},',
    '{"value":"…"},',
    '"a§":[…0],',
    '"headline":"…",',
    '"usageTerms":"…",',
    '"edNote":"…",',
    '"language":"…",',
    '{"name":"p","geoJSON":{"type":"MultiPolygon","coordinates":[…]}},',
  ],
  ['json', 'base64'],
);

const member = (name: string, last = '{}') =>
  within(`{"uri":"urn:a:1","type":"text","${name}":[`, `${last}]}`);

const NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"';
const META =
  '<itemMeta><itemClass qcode="ninat:text"/><versionCreated>2026-11-20T00:00:00Z</versionCreated></itemMeta>';
const newsItem = (before: string, after: string) =>
  within(`<newsItem ${NAR} guid="urn:a:1" version="1">${before}`, `${after}</newsItem>`);

const XML = wordsOf(
  [
    '<a/>',
    '<a>',
    '<a§/>',
    '<a xmlns="u§"/>',
    '<x:a xmlns:x="u§"/>',
    ' a§="b"',
    ' xmlns:n§="u"',
    '<![CDATA[x]]>',
    '<!--x-->',
    '&#97;',
    '<?p x?>',
  ],
  ['<a>…</a>', '<a b="…"/>', '<a…/>', '<![CDATA[…]]>', '<!--…-->', '<a xmlns="…"/>', '<a b§="c">…</a>'],
);

const NEWSML = wordsOf(
  [
    ...XML.pieces,
    '<rightsInfo><usageTerms>JAPAN OUT§</usageTerms></rightsInfo>',
    '<usageTerms>t§</usageTerms>',
    '<copyrightHolder literal="h§"><name>n</name></copyrightHolder>',
    '<headline>h§</headline>',
    '<edNote>NO ARCHIVES §</edNote>',
    '<subject qcode="s:§"/>',
    '<subject qcode="s:§"><name>n</name></subject>',
    '<catalog><scheme alias="s§" uri="u§"/></catalog>',
    '<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>t§</p></body></html></inlineXML>',
    '<inlineData contenttype="text/plain">t§</inlineData>',
    '<remoteContent href="https://a/§" contenttype="image/jpeg"/>',
    '<group id="g§" role="r:a"><groupRef idref="g¤"/></group>',
    '<group id="g§"><groupRef idref="g0"/><groupRef idref="g1"/></group>',
    '<itemRef residref="urn:b:§"><title>t</title></itemRef>',
    '<itemRef residref="urn:b"><usageTerms>t§</usageTerms></itemRef>',
    '<p>t</p>',
    '<newsItem/>',
    '<nitf><body><body.content><p>t</p></body.content></body></nitf>',
    '<ed-msg info="i§"/>',
    '<note noteclass="editorsnote">t§</note>',
    '<media><media-metadata name="n§" value="v"/></media>',
    '<ds num="ds2:40" value="v§"/>',
  ],
  [
    ...XML.wraps.map((wrap) => wrap.join('…')),
    '<rightsInfo>…</rightsInfo>',
    '<usageTerms>…</usageTerms>',
    '<contentMeta>…</contentMeta>',
    '<contentSet>…</contentSet>',
    '<inlineXML>…</inlineXML>',
    '<inlineData>…</inlineData>',
    '<html xmlns="http://www.w3.org/1999/xhtml"><body>…</body></html>',
    '<nitf><body><body.content>…</body.content></body></nitf>',
    '<groupSet root="g0">…</groupSet>',
    '<itemRef residref="urn:b:§">…</itemRef>',
    '<rightsExpressionXML>…</rightsExpressionXML>',
  ],
  ['xml'],
);

function takenNewsml(text: string): void {
  const read = readNewsml(text, { ...OPTIONS, ownUrl: 'https://gateway.example', budget: callerBudget() });
  if (read.ok) for (const sent of read.value.items) taken(sent);
}

const items = (part: Shape) => within('{"items":[', '{"uri":"urn:z"}]}')(part);

export const NEWSROOM: readonly Parser[] = [
  {
    name: 'ninjs item',
    bytesMax: JSON_BYTES_MAX,
    frames: [
      member('headlines'),
      member('bodies'),
      member('descriptions'),
      member('associations', '{"uri":"urn:z","name":"z"}'),
      member('subjects'),
      member('places'),
      member('renditions', '{"name":"z"}'),
      within('{"uri":"urn:a:1","type":"text",', '"slugline":"s"}'),
      within('{"uri":"urn:a:1","profile":"p",', '"slugline":"s"}'),
      within('{"uri":"urn:a:1","profile":"p","associations":[{"uri":"b","name":"n",', '"slugline":"s"}]}'),
      within('{"uri":"urn:a:1","type":"text","bodies":[{"contentType":"text/html","value":"', '"}]}', 'json'),
      within(
        '{"uri":"urn:a:1","type":"text","bodies":[{"contentType":"text/plain","value":"',
        '"}]}',
        'json',
      ),
      within('{"uri":"urn:a:1","associations":{', '"z":{"uri":"z"}}}'),
      within('{"uri":"', '"}', 'json'),
    ],
    words: NINJS,
    read: takenJson,
  },
  {
    name: 'ninjs package',
    bytesMax: JSON_BYTES_MAX,
    frames: [
      items,
      within('{', '"items":[{"uri":"urn:z"}]}'),
      within('{"items":[{"uri":"urn:z",', '"slugline":"s"}]}'),
    ],
    words: wordsOf(
      [...NINJS.pieces, '{"uri":"urn:a:§","headline":"h"},', '{"uri":"urn:a","headline":"h"},', '{},'],
      NINJS.wraps.map((wrap) => wrap.join('…')),
      NINJS.packings,
    ),
    read: (text) => {
      const read = readPackage(jsonOf(text), OPTIONS, termsOfRequest(callerBudget()));
      if (read.ok) for (const sent of read.value) taken(sent);
    },
  },
  {
    name: 'NewsML-G2 item',
    bytesMax: JSON_BYTES_MAX,
    frames: [
      newsItem(META, ''),
      newsItem(`${META}<contentSet>`, '</contentSet>'),
      newsItem(
        `${META}<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>`,
        '</body></html></inlineXML></contentSet>',
      ),
      newsItem(`${META}<contentSet><inlineXML><nitf>`, '</nitf></inlineXML></contentSet>'),
      newsItem(`<rightsInfo><usageTerms>`, `</usageTerms></rightsInfo>${META}`),
      newsItem('<itemMeta>', '</itemMeta>'),
      within(
        `<packageItem ${NAR} guid="urn:a:1" version="1"><itemMeta><itemClass qcode="ninat:composite"/></itemMeta><groupSet root="g0">`,
        '</groupSet></packageItem>',
      ),
      within(`<newsMessage ${NAR}><header/><itemSet>`, '</itemSet></newsMessage>'),
    ],
    words: NEWSML,
    read: takenNewsml,
  },
  {
    name: 'XML',
    bytesMax: JSON_BYTES_MAX,
    frames: [bare, within('<r>', '</r>'), within('<r ', '/>')],
    words: XML,
    read: (text) => readXml(text, callerBudget()),
  },
  {
    name: 'body HTML',
    bytesMax: JSON_BYTES_MAX,
    frames: [bare],
    words: HTML,
    read: (text) => {
      const read = readHtml(text);
      if (read.ok) textDigest(textBlocks(undefined, read.blocks));
    },
  },
  {
    name: 'body text',
    bytesMax: JSON_BYTES_MAX,
    frames: [bare],
    words: wordsOf(['a\n', 'a\n\n', '\n  a', '\n\ta', '\n \n', ' \n', '\u2028', '\u00a0', 'word ']),
    read: (text) => {
      const read = readPlain(text);
      if (read.ok) textDigest(textBlocks(undefined, read.blocks));
    },
  },
  {
    name: 'data address',
    bytesMax: JSON_BYTES_MAX,
    frames: [bare, within('data:image/png;base64,'), within('data:image/png', ';base64,AAAA')],
    words: wordsOf(['A', 'AAAA', '=', ';a=b', ';a', ','], [], ['base64']),
    read: readDataUri,
  },
];
