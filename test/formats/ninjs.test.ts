import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderNinjs } from '../../src/formats/ninjs.ts';
import type { Rendering } from '../../src/formats/types.ts';
import { photograph } from '../stamp/fixtures.ts';
import { BANNER, inAdvance, PHOTO_HREF, photoOnly, renderings, stamp, textOnly, whole } from './fixtures.ts';
import { judgeOf, schemasAbsent } from './ninjs-schema.ts';

const read = (rendering: Rendering) => JSON.parse(renderNinjs(rendering).body);

describe.skipIf(schemasAbsent)('the official ninjs 3.1 schema', () => {
  const faultsOf = judgeOf('3.1');

  it('accepts an article with a photograph, with and without its text, in advance and after', () => {
    const documents = [whole, textOnly, photoOnly, inAdvance].map(read);
    expect(documents.flatMap(faultsOf)).toEqual([]);
  });

  it('accepts whatever item is rendered', () => {
    fc.assert(
      fc.property(renderings, (rendering) => {
        expect(faultsOf(read(rendering))).toEqual([]);
      }),
    );
  });

  it.each([
    ['urn:x:1', 'urn:x:1'],
    ['tag:saltmarsh.example,2026:ä b'.replace(' ', '-'), 'tag:saltmarsh.example,2026:%C3%A4-b'],
    ['harbor-17', undefined],
    ['urn:a[b]', undefined],
    ['urn:a#b#c', undefined],
    ['urn:100%', undefined],
    ['http://a b', undefined],
    ['http://a:b:c/', undefined],
    ['1:2', undefined],
    ['/harbor/17', undefined],
  ])('accepts an item that the newsroom calls %j, and its parts and members', (name, uri) => {
    const pier = { ...photograph, uri: `${name}/pier` };
    const own = { ...photograph, name: 'main', uri: name };
    const members = [{ id: 'itm_2', name: 'lead', uri: `${name}/lead`, type: 'text' }];
    const here = 'https://gateway.example/v1/articles/';
    const item = { ...whole.item, uri: name };
    const document = read({ ...whole, item, components: [...whole.components.slice(0, 1), pier], members });
    const picture = read({ ...whole, item: { ...item, type: 'picture' }, components: [own] });
    expect([document, picture].flatMap(faultsOf)).toEqual([]);
    expect([document.uri, picture.uri]).toEqual(Array(2).fill(uri ?? `${here}${item.id}`));
    expect(picture.renditions).toHaveLength(1);
    const named = document.associations.map((association: { uri: string }) => association.uri);
    expect(named).toEqual(
      uri === undefined
        ? [`${here}${item.id}/components/${pier.id}`, `${here}itm_2`]
        : [`${uri}/pier`, `${uri}/lead`],
    );
  });

  it('accepts a package, whose members are named after its parts', () => {
    const lead = { name: 'lead', uri: 'urn:test:member:1', type: 'text' };
    const members = [{ id: 'itm_2', ...lead }];
    const document = read({ ...whole, members });
    expect(faultsOf(document)).toEqual([]);
    expect(document.associations).toMatchObject([{ type: 'picture' }, lead]);
  });

  it('accepts a picture item, whose rendition is its own', () => {
    const main = { ...photograph, name: 'main', uri: whole.item.uri };
    const item = { ...whole.item, type: 'picture' as const, blocks: [], components: [main] };
    const document = read({ ...whole, item, components: [main] });
    expect(faultsOf(document)).toEqual([]);
    expect(document.renditions).toMatchObject([{ name: 'original', href: PHOTO_HREF }]);
    expect(document.associations).toBeUndefined();
  });
});

describe('an article as ninjs', () => {
  it('carries the stamp', () => {
    expect(read(whole)).toMatchObject({
      copyrightHolder: stamp.copyrightHolder,
      copyrightNotice: stamp.copyrightNotice,
      usageTerms: stamp.usageTerms,
      rightsInfo: { langId: 'http://www.w3.org/ns/odrl/2/', encodedRights: stamp.encodedRights },
      trustIndicators: [{ role: 'https://gateway.example/ns/trust/receipt', href: stamp.verifyUrl }],
    });
  });

  it('has its body as XHTML and as plain text, counted', () => {
    const [xhtml, plain] = read(whole).bodies;
    expect(xhtml).toMatchObject({ contentType: 'application/xhtml+xml', wordCount: 16 });
    expect(xhtml.value).toMatch(/^<p>VELMAR - The harbor reopened on Friday\.<\/p>\n<p>/);
    expect(plain.value).toMatch(/^VELMAR - The harbor reopened on Friday\.\n\nFerries/);
    expect(plain).toMatchObject({ contentType: 'text/plain', charCount: plain.value.length });
  });

  it('has each permitted part as an association, with where its bytes are', () => {
    expect(read(whole).associations).toMatchObject([
      {
        name: 'pier',
        uri: 'urn:example:pier',
        type: 'picture',
        usageTerms: 'JAPAN OUT',
        renditions: [{ href: PHOTO_HREF }],
      },
    ]);
  });

  it('calls a logo a graphic, since ninjs has no word for it', () => {
    const logo = { ...photograph, type: 'logo' as const };
    expect(read({ ...whole, components: [logo] }).associations[0].type).toBe('graphic');
  });

  it('does not know a part that is withheld', () => {
    expect(renderNinjs(textOnly).body).not.toContain('pier"');
    expect(read(textOnly).associations).toBeUndefined();
  });

  it('drops what stored metadata says of associated items, bodies and rights', () => {
    const stored = {
      associations: [{ name: 'x', uri: 'urn:x' }],
      bodies: [],
      rightsInfo: {},
      renditions: [],
    };
    const item = { ...textOnly.item, ninjs: stored };
    const document = read({ ...textOnly, item });
    expect(document).not.toHaveProperty('associations');
    expect(document.bodies).toHaveLength(2);
    const part = { ...photograph, ninjs: stored };
    expect(read({ ...whole, components: [part] }).associations[0]).not.toHaveProperty('associations');
  });

  it('passes on descriptions as text, and none in markup', () => {
    const descriptions = [
      { value: 'Ferries sail again' },
      { contentType: 'text/html', value: '<script>alert(1)</script>' },
    ];
    const item = { ...textOnly.item, ninjs: { descriptions } };
    expect(read({ ...textOnly, item }).descriptions).toEqual(descriptions.slice(0, 1));
  });

  it('shouts the banner first in edNote and usage terms when it comes in advance', () => {
    const { edNote, usageTerms } = read(inAdvance);
    expect(edNote).toBe(`${BANNER}\nPier picture moves separately`);
    expect(usageTerms).toBe(`${BANNER} ${stamp.usageTerms}`);
  });
});
