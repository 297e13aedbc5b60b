import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element, markup, textElement, xmlDocument } from '../../src/platform/xml.ts';
import { canonicalXml, xmllintAbsent } from '../support/xmllint.ts';

const wild = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    ']]>',
    '<!--',
    '-->',
    '&amp;',
    '&#0;',
    '\u0000\u0008\u001b\ufffe\uffff',
    '\ud800',
    '\r\n\t',
    '<![CDATA[',
    '" onload="x',
  ),
);

describe('an XML document', () => {
  it('has its strings escaped once, and is nested as it was built', () => {
    const root = element('a', { b: 'x "y"\n\t<', c: undefined, d: 0 }, 'Cats & <dogs>', [
      element('e'),
      false,
      null,
      undefined,
      7,
      markup('<f/>'),
    ]);
    expect(xmlDocument(root)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<a b="x &quot;y&quot;&#10;&#9;&lt;" d="0">Cats &amp; &lt;dogs&gt;<e/>7<f/></a>\n',
    );
  });

  it('leaves out an element with nothing to say', () => {
    expect(
      String(
        element('a', {}, textElement('b', undefined), textElement('c', ' \u0000'), textElement('d', 'e')),
      ),
    ).toBe('<a><d>e</d></a>');
  });

  it.skipIf(xmllintAbsent)('says to another reader what was put in, whatever the texts are', () => {
    const pairs = fc.sample(fc.tuple(wild, wild), { numRuns: 2_000, seed: 7 });
    const ones = pairs.map(([attribute, text]) => element('one', { attribute }, text));
    const read = canonicalXml(xmlDocument(element('list', {}, ones)));
    const expected = pairs.map(
      ([attribute, text]) => `<one attribute="${canonicalAttribute(attribute)}">${canonicalText(text)}</one>`,
    );
    expect(read).toBe(`<list>${expected.join('')}</list>`);
  });
});

/** XML 1.0 §2.2 without the controls that it discourages; what parts lines is a line feed. */
function allowed(text: string): string {
  const lines = text.toWellFormed().replace(/\r\n|[\r\u0085\u2028]/gu, '\n');
  return [...lines]
    .filter((line) => /^[\t\n\u0020-\u007e\u00a0-\ufffd\u{10000}-\u{10ffff}]$/u.test(line))
    .join('');
}

/** Canonical XML 1.0 §1.1 and §2.3. */
function canonicalText(text: string): string {
  return allowed(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function canonicalAttribute(text: string): string {
  return allowed(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#x9;')
    .replaceAll('\n', '&#xA;');
}
