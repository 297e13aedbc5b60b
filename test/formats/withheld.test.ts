import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentTypeOf, FORMATS, type Format, type FormatName } from '../../src/formats/index.ts';
import type { Rendering } from '../../src/formats/types.ts';
import { item, photograph } from '../stamp/fixtures.ts';
import { photoOnly, renderings, SECRET, whole } from './fixtures.ts';

const formats = Object.entries(FORMATS);

describe.each(formats)('a withheld dispatch in %s', (format, { render, isTextOnly }: Format) => {
  it('leaves not one byte of headline, body, byline, place, slug, note or summary', () => {
    fc.assert(
      fc.property(renderings, (rendering) => {
        const components = rendering.components.filter(({ type }) => type !== 'dispatch');
        expect(render({ ...rendering, components }).body).not.toContain(SECRET);
      }),
    );
  });

  it('is told apart from a gap by the permitted parts that are there', () => {
    // A single item links to its picture, whose caption stands in an item of its own.
    const named = format === 'newsitem' ? photograph.uri : 'The pier on Friday';
    const sign = isTextOnly ? 'The text of this item is not part of this delivery.' : named;
    expect(render(photoOnly).body).toContain(sign);
    expect(render(photoOnly).body).not.toContain(item.headline);
  });
});

describe.each(formats)('a withheld photograph in %s', (_, { render }) => {
  it('leaves no byte, whatever it is called', () => {
    const marked = (rendering: Rendering): Rendering => {
      const components = rendering.item.components.map((component) =>
        component.type === 'dispatch'
          ? component
          : {
              ...component,
              name: 'vbwhidden',
              caption: 'vbwhidden',
              uri: 'urn:vbwhidden',
              credit: 'vbwhidden',
            },
      );
      return { ...rendering, item: { ...rendering.item, components }, components: components.slice(0, 1) };
    };
    fc.assert(
      fc.property(renderings, (rendering) => {
        const { body } = render(marked(rendering));
        expect(body).not.toContain('vbwhidden');
        expect(body).not.toContain('/components/');
      }),
    );
  });
});

describe('the formats on offer', () => {
  it('label their documents with the first of their media types', () => {
    for (const name of Object.keys(FORMATS) as FormatName[]) {
      expect(FORMATS[name].render(whole).contentType).toBe(contentTypeOf(name));
      expect(contentTypeOf(name).replace(/; charset=utf-8$/, '')).toBe(FORMATS[name].mediaTypes[0]);
    }
  });

  it('show the note to editors to machines only', () => {
    const showing = formats.filter(([, { render }]) => render(whole).body.includes(item.edNote ?? ''));
    expect(showing.map(([name]) => name)).toEqual([
      'ninjs',
      'ninjs2',
      'newsml',
      'newsitem',
      'article',
      'nitf',
    ]);
  });

  it('are the same bytes for the same rendering', () => {
    for (const { render } of Object.values(FORMATS))
      expect(render(structuredClone(whole))).toEqual(render(whole));
  });
});
