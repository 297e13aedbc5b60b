import { describe, expect, it } from 'vitest';
import { attributeOf, childElements, readXml, textIn } from '../../src/platform/xml-reader.ts';
import { unbounded } from '../support/budget.ts';
import { processorMs } from '../support/growth.ts';

const read = (source: string | Uint8Array) => {
  const result = readXml(source, unbounded());
  if (!result.ok) throw new Error(`${result.fault.path}: ${result.fault.message}`);
  return result.root;
};
const bytes = (text: string) => new TextEncoder().encode(text);
const laughs = `<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>`;
const nested = (depth: number) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
const attributes = (count: number) => Array.from({ length: count }, (_, n) => ` a${n}="x"`).join('');

describe('a document', () => {
  it('is its elements with their namespaces, attributes and text, whatever the prefixes', () => {
    const one = read(`<?xml version="1.0" encoding="utf-8"?>
<!-- a comment --><a xmlns="urn:a" xmlns:b="urn:b" b:c="1" d="2">x &amp; &#x79;<![CDATA[<z>]]><b:e/><e/></a>`);
    const other = read(
      '<p:a xmlns:p="urn:a" xmlns:q="urn:b" q:c="1" d="2">x &amp; y&lt;z&gt;<q:e/><p:e/></p:a>',
    );
    const strip = (json: unknown) => JSON.stringify(json).replace(/"line":\d+/gu, '');
    expect(strip(one)).toBe(strip(other));
    expect([one.ns, attributeOf(one, 'd'), attributeOf(one, 'c'), textIn(one)]).toEqual([
      'urn:a',
      '2',
      undefined,
      'x & y<z>',
    ]);
    expect(childElements(one).map(({ ns, path }) => [ns, path])).toEqual([
      ['urn:b', '/a/e'],
      ['urn:a', '/a/e[2]'],
    ]);
  });

  it('may begin with the byte order mark of UTF-8', () => {
    expect(read(new Uint8Array([0xef, 0xbb, 0xbf, ...bytes('<a>é</a>')])).children).toEqual(['é']);
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['a document type', '<!DOCTYPE a><a/>', /^\/: Line 1: A document type/],
    ['entities of its own', laughs, /document type/],
    ['an external entity', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', /document type/],
    [
      'a document type after a comment with an element',
      '<!-- <b> --><!DOCTYPE a [<!ENTITY x "y">]><a/>',
      /document type/,
    ],
    ['a long document type', `<!DOCTYPE a [${'<!ENTITY b "c">'.repeat(50_000)}]><a/>`, /document type/],
    ['an entity that is none of the five', '<a>\n<b>&nbsp;</b></a>', /^\/a\/b: Line 2: .*entity/],
    ['a bare ampersand', '<a>b & c</a>', /^\/a: /],
    ['a processing instruction', '<?xml-stylesheet href="x"?><a/>', /Processing instructions/],
    ['one inside', '<a><?php echo 1 ?></a>', /^\/a: .*php/],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', /ISO-8859-1/],
    [
      'bytes that are no UTF-8',
      new Uint8Array([0x3c, 0x61, 0x3e, 0xe9, 0x3c, 0x2f, 0x61, 0x3e]),
      /not in UTF-8/,
    ],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x3c, 0, 0x61, 0]), /not in UTF-8/],
    ['XML 1.1', '<?xml version="1.1"?><a/>', /XML 1\.0/],
    ['too many levels', nested(65), /64 levels/],
    ['a hundred thousand levels', nested(100_000), /64 levels/],
    ['too many attributes', `<a${attributes(65)}/>`, /64 attributes/],
    ['too many namespaces', `<a${attributes(65).replaceAll(' a', ' xmlns:a')}/>`, /64 attributes/],
    ['a name without end', `<${'a'.repeat(300)}/>`, /200 characters/],
    ['a namespace without end', `<a xmlns:x="urn:${'a'.repeat(300)}"/>`, /200 characters/],
    ['an attribute twice', '<a b="1" b="2"/>', /duplicate attribute/],
    [
      'an attribute twice, by two prefixes',
      '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>',
      /duplicate attribute/,
    ],
    ['a prefix that is not bound', '<p:a/>', /unbound namespace prefix/],
    ['the xml prefix bound to another', '<a xmlns:xml="urn:x"/>', /xml prefix/],
    ['the xmlns prefix bound', '<a xmlns:xmlns="urn:x"/>', /xmlns/],
    ['an end that is missing', '<a><b></a>', /^\/a/],
    ['no end', '<a>', /unclosed tag/],
    ['two elements', '<a/><b/>', /^\//],
    ['text outside', '<a/>x', /text data outside/],
    ['characters that XML forbids', '<a>\u0000</a>', /disallowed character/],
    ['their numbers', '<a>&#0;</a>', /malformed character|disallowed/],
    ['nothing', '', /./],
    ['no XML', '{"a": 1}', /./],
    ['a less-than in an attribute', '<a b="<"/>', /disallowed character/],
  ])('with %s is refused, with the place', (_, source, fault) => {
    const result = readXml(source, unbounded());
    if (result.ok) throw new Error('read');
    expect(`${result.fault.path}: ${result.fault.message}`).toMatch(fault);
    expect(result.fault.message.length).toBeLessThan(500);
  });

  it('of four megabytes, however written, takes no longer than its length', { tags: 'slow' }, () => {
    const cases = [
      `<a>${'&amp;'.repeat(800_000)}</a>`,
      `<a b="${'x'.repeat(4_000_000)}"/>`,
      `<!--${'-'.repeat(3_000_000)}--><a/>`,
      `<a>${'<'.repeat(1_000_000)}`,
      `<a><![CDATA[${']]'.repeat(2_000_000)}]]></a>`,
    ];
    for (const source of cases) {
      expect(processorMs(() => readXml(source, unbounded()))).toBeLessThan(5_000);
    }
  });
});
