/**
 * Existing XMP is kept as written; our properties occur exactly once; anything that is not XMP is dropped.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeXmp } from '../../../src/stamp/pictures/xmp.ts';
import { readXmp } from '../../../src/stamp/pictures/xmp-read.ts';
import { processorMs } from '../../support/growth.ts';
import { met, runs } from '../../support/runs.ts';
import { xmlFaults, xmllintAbsent } from '../../support/xmllint.ts';
import { oldXmp, words } from './fixtures.ts';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const meta = (inner: string, outer = '') =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"${outer}><rdf:RDF xmlns:rdf="${RDF}">${inner}</rdf:RDF></x:xmpmeta>`;
const node = (inner: string, attributes = '') =>
  meta(`<rdf:Description rdf:about=""${attributes}>${inner}</rdf:Description>`);
const merged = (...packets: string[]) => mergeXmp({ packets }, words).packet;
const alone = merged();
const count = (text: string, part: string) => text.split(part).length - 1;

const PROPERTIES = [
  'dc:rights',
  'photoshop:Credit',
  'xmpRights:Marked',
  'xmpRights:WebStatement',
  'xmpRights:UsageTerms',
  'plus:CopyrightOwner',
  'plus:Licensor',
  'plus:DataMining',
  'plus:OtherConstraints',
];

describe('XMP with rights in it', () => {
  it('says each of ours once, whatever there was', () => {
    for (const packet of [alone, merged(oldXmp), merged(alone), merged(oldXmp, alone, oldXmp)])
      for (const name of PROPERTIES) expect([name, count(packet, `<${name}>`)]).toEqual([name, 1]);
    expect(merged(oldXmp)).not.toMatch(/old (?:rights|credit)/);
  });

  it('keeps other properties as they were written, attributes and elements', () => {
    const other =
      '<e:Deep e:kind="1"><rdf:Bag><rdf:li>a &lt; b</rdf:li></rdf:Bag></e:Deep><!-- note --><e:Raw><![CDATA[<x>]]></e:Raw>';
    const packet = merged(
      node(
        `${other}<p:Credit xmlns:p="http://ns.adobe.com/photoshop/1.0/">x</p:Credit>`,
        ' xmlns:e="urn:e" e:Plain=\'"q"\'',
      ),
    );
    expect(packet).toContain(other);
    expect(packet).toContain(` e:Plain='"q"'`);
    expect(packet).not.toContain('<p:Credit');
  });

  it('knows its properties by namespace, not by prefix', () => {
    const foreign = '<dc:rights xmlns:dc="urn:of-somebody-else">keep</dc:rights>';
    const own = `<zz:rights xmlns:zz="http://purl.org/dc/elements/1.1/">gone</zz:rights>`;
    const escaped = '<yy:rights xmlns:yy="http://purl.org/dc/elements/1.&#49;/">gone</yy:rights>';
    const packet = merged(node(foreign + own + escaped));
    expect(packet).toContain(foreign);
    expect(packet).not.toContain('gone');
  });

  it('carries namespaces along that were declared further out', () => {
    const inner = '<rdf:Description rdf:about="uuid:1"><e:A><e:B f:c="1"/></e:A></rdf:Description>';
    const packet = merged(meta(inner, ' xmlns:e="urn:e" xmlns:f="urn:f" xmlns:unused="urn:u"'));
    expect(packet).toContain('xmlns:e="urn:e"');
    expect(packet).toContain('xmlns:f="urn:f"');
    expect(packet).not.toContain('urn:u');
    expect(count(packet, 'rdf:about="uuid:1"')).toBe(2);
  });

  it('makes one packet of two: of a property in both, the first counts', () => {
    const second = node(
      '<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">second</dc:title><e:Only xmlns:e="urn:e">here</e:Only>',
    );
    const packet = merged(oldXmp, second);
    expect(packet).toContain('The pier');
    expect(packet).not.toContain('second');
    expect(packet).toContain('here');
    expect(readXmp(packet)?.nodes.length).toBe(3);
  });

  it('moves into an extension what a packet has no room for, named by its MD5, and leaves ours in the packet', () => {
    const large = node(`<e:Long xmlns:e="urn:e">${'x'.repeat(70_000)}</e:Long>`);
    const { packet, extension } = mergeXmp({ packets: [large] }, words, 65_000);
    expect(Buffer.byteLength(packet)).toBeLessThan(65_000);
    expect(extension?.guid).toMatch(/^[0-9A-F]{32}$/);
    expect(packet).toContain(`HasExtendedXMP="${extension?.guid}"`);
    expect(extension?.text).toContain('x'.repeat(70_000));
    expect(extension?.text).not.toContain('dc:rights');
    const remerged = mergeXmp({ packets: [packet], extension: extension?.text ?? '' }, words, 65_000);
    expect(remerged).toEqual({ packet, extension });
  });

  it('finds rights in an extension, too, and takes them out', () => {
    const { packet, extension } = mergeXmp({ packets: [node('')], extension: oldXmp }, words, 65_000);
    expect(extension?.text).toContain('The pier');
    expect(extension?.text).not.toMatch(/old (?:rights|credit)/);
    expect(packet).toContain(`HasExtendedXMP="${extension?.guid}"`);
  });
});

const BROKEN: [string, string][] = [
  ['nothing', ''],
  ['text', 'hello'],
  ['no RDF', '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'],
  ['RDF further in', `<a><b><rdf:RDF xmlns:rdf="${RDF}"/></b></a>`],
  ['a DOCTYPE', `<!DOCTYPE a [<!ENTITY b "c">]>${node('')}`],
  ['an entity', node('<e:A xmlns:e="urn:e">&b;</e:A>')],
  ['a bare ampersand', node('<e:A xmlns:e="urn:e">a & b</e:A>')],
  ['a reference to no character', node('<e:A xmlns:e="urn:e">&#0;</e:A>')],
  ['a control character', node('<e:A xmlns:e="urn:e">\u0001</e:A>')],
  ['half a surrogate pair', node('<e:A xmlns:e="urn:e">\ud800</e:A>')],
  ['an element that does not end', node('<e:A xmlns:e="urn:e">')],
  ['elements that cross', node('<e:A xmlns:e="urn:e"><e:B></e:A></e:B>')],
  ['a prefix that nobody declared', node('<e:A/>')],
  ['an attribute twice', node('', ' xmlns:e="urn:e" e:a="1" e:a="2"')],
  ['an attribute twice by another prefix', node('', ' xmlns:e="urn:e" xmlns:f="urn:e" e:a="1" f:a="2"')],
  ['a name that begins with a digit', node('<1a/>')],
  ['a comment that does not end', node('<!-- ')],
  ['a comment with two hyphens', node('<!-- a -- b -->')],
  ['the end of a CDATA section alone', node('<e:A xmlns:e="urn:e">]]></e:A>')],
  ['a second root', `${node('')}<a/>`],
  ['a declaration in the middle', node('<?xml version="1.0"?>')],
  ['too many levels', node(`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`)],
  ['an undeclared prefix', node('', ' xmlns:e=""')],
];

describe('what is no XMP', () => {
  it.each(BROKEN)('is not kept: %s', (_name, text) => {
    expect(readXmp(text)).toBeNull();
    expect(merged(text)).toBe(alone);
    expect(merged(text, oldXmp)).toContain('The pier');
  });

  it('is found out in time that does not grow out of hand', () => {
    const ms = processorMs(() => {
      for (const bomb of [
        '<',
        '<a ',
        '<!-- ',
        ' a="',
        '<a b="c"',
        '&',
        '<a>',
        '<?a ',
        '<![CDATA[',
        ':a',
        'xmlns:a="b" ',
      ])
        readXmp(node(bomb.repeat(Math.floor(500_000 / bomb.length))));
      readXmp(
        node('', ` xmlns:e="urn:e"${Array.from({ length: 9_000 }, (_, n) => ` e:a${n}="${n}"`).join('')}`),
      );
    });
    expect(ms).toBeLessThan(5_000);
  });
});

describe.skipIf(xmllintAbsent)('libxml2', () => {
  it('takes whatever comes out for well-formed, whatever went in', () => {
    const names = fc.constantFrom(
      'e:A',
      'dc:rights',
      'rdf:li',
      'A',
      'plus:Licensor',
      'x:y',
      'é',
      'xml:lang',
      '1',
    );
    const attribute = fc
      .tuple(names, fc.string({ maxLength: 6 }), fc.constantFrom('"', "'"))
      .map(([n, v, q]) => ` ${n}=${q}${v}${q}`);
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.string({ maxLength: 8 }),
        fc.constantFrom('<!--a-->', '<![CDATA[a&<]]>', '<?p q?>', '&amp;', '&#x41;', '&e;'),
        fc
          .tuple(
            names,
            fc.array(attribute, { maxLength: 3 }),
            fc.array(tie('tree'), { maxLength: 3 }),
            fc.boolean(),
          )
          .map(([name, list, inner, empty]) =>
            empty ? `<${name}${list.join('')}/>` : `<${name}${list.join('')}>${inner.join('')}</${name}>`,
          ),
      ),
    }));
    const outer =
      ' xmlns:e="urn:e" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"';
    const packets: string[] = [];
    let retainedCount = 0;
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 4 }), fc.array(attribute, { maxLength: 3 }), (inner, list) => {
        const text = meta(`<rdf:Description${list.join('')}>${inner.join('')}</rdf:Description>`, outer);
        if (readXmp(text)) retainedCount += 1;
        packets.push(merged(text));
      }),
      runs(500),
    );
    expect(retainedCount).toBeGreaterThan(met(50));
    expect(xmlFaults([...new Set(packets)])).toBe('');
  });
});
