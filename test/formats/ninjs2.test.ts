import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseItem } from '../../src/articles/ninjs/parse.ts';
import { renderNinjs } from '../../src/formats/ninjs.ts';
import { renderNinjs2 } from '../../src/formats/ninjs2.ts';
import type { Rendering } from '../../src/formats/types.ts';
import { documentsIn } from '../conformance/ninjs-files.ts';
import { item, photograph } from '../stamp/fixtures.ts';
import { unbounded } from '../support/budget.ts';
import { BANNER, inAdvance, PHOTO_HREF, photoOnly, renderings, stamp, textOnly, whole } from './fixtures.ts';
import { judgeOf, schemasAbsent } from './ninjs-schema.ts';

const read = (rendering: Rendering) => JSON.parse(renderNinjs2(rendering).body);
const NOW = Date.UTC(2026, 10, 24);
const OPTIONS = { sections: [], now: NOW, budget: unbounded() };

/** With everything in it that 2.2 writes otherwise, or has no place for. */
const rich: Rendering = {
  ...whole,
  item: {
    ...item,
    embargoedUntil: Date.UTC(2026, 10, 20, 6),
    firstCreated: item.versionCreated,
    urgency: 3,
    ninjs: {
      contentCreated: '2026-11-19T18:00:00Z',
      representationType: 'full',
      digitalSourceType: { uri: 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture' },
      places: [{ name: 'Velmar', geoJSON: { type: 'Point', coordinates: [4.3, 52.1] } }],
      organisations: [
        {
          name: 'Velmar Port',
          symbols: [{ symbol: 'VEL', symbolType: 'http://cv.example.org/sym', exchange: 'AMS' }],
          contactInfo: [{ role: 'press', address: { lines: ['Quay 4'], postalCode: '1004' } }],
        },
      ],
      events: [{ name: 'Storm', id: 'storm-1' }],
      altIds: [{ role: 'desk', value: '17' }],
      infoSources: [{ name: 'Port office', contactInfo: [{ value: 'press@example.org' }] }],
    },
  },
  components: [
    whole.components[0] ?? photograph,
    {
      ...photograph,
      supplier: 'Far Pictures',
      ninjs: { rel: 'illustrates', contentCreated: '2026-11-19T10:00:00Z' },
    },
  ],
  members: [{ id: 'itm_2', name: 'preview', uri: 'urn:example:preview', type: 'planning' }],
};

describe.skipIf(schemasAbsent)('the official ninjs 2.2 schema', () => {
  const faultsOf = judgeOf('2.2');

  it('accepts an article with a photograph, with and without its text, in advance and after', () => {
    const documents = [whole, textOnly, photoOnly, inAdvance, rich].map(read);
    expect(documents.flatMap(faultsOf)).toEqual([]);
  });

  it('accepts whatever item is rendered', () => {
    fc.assert(
      fc.property(renderings, (rendering) => {
        expect(faultsOf(read(rendering))).toEqual([]);
      }),
    );
  });

  it('accepts the IPTC’s own examples of 3.1, as they go out in 2.2', () => {
    const valid = judgeOf('3.1');
    // Not all are valid themselves: one has a uri that is none.
    const examples = documentsIn('examples/3.1').filter(({ document }) => valid(document).length === 0);
    expect(examples.length).toBeGreaterThan(5);
    for (const { file, document } of examples) {
      const parsed = parseItem(document, OPTIONS);
      if (!parsed.ok) throw new Error(`${file} was refused`);
      const parts = { item: { ...item, ...parsed.value.item }, components: parsed.value.item.components };
      expect([file, faultsOf(read({ ...whole, ...parts }))]).toEqual([file, []]);
    }
  });
});

describe('an article as ninjs 2.2', () => {
  it('carries the stamp in the names of 2.2', () => {
    expect(read(whole)).toMatchObject({
      standard: { name: 'ninjs', version: '2.2' },
      copyrightholder: stamp.copyrightHolder,
      copyrightnotice: stamp.copyrightNotice,
      usageterms: stamp.usageTerms,
      rightsinfo: { langid: 'http://www.w3.org/ns/odrl/2/', encodedrights: stamp.encodedRights },
      trustindicators: [{ role: 'https://gateway.example/ns/trust/receipt', href: stamp.verifyUrl }],
      associations: [{ usageterms: 'JAPAN OUT', renditions: [{ href: PHOTO_HREF, sizeinbytes: 1200 }] }],
    });
    expect(read(inAdvance).usageterms).toBe(`${BANNER} ${stamp.usageTerms}`);
  });

  it('says the same as 3.1, but for what 2.2 has no place for', () => {
    const readings = [renderNinjs(rich), renderNinjs2(rich)].map(({ body }) =>
      parseItem(JSON.parse(body), OPTIONS),
    );
    const [three, two] = readings.map((reading) => {
      if (!reading.ok) throw new Error(JSON.stringify(reading.reason));
      return reading.value;
    });
    const { events, ...rest } = three?.item.ninjs ?? {};
    expect(two?.extra).toEqual([]);
    expect(two?.item.ninjs).toEqual({ ...rest, events: [{ name: 'Storm' }] });
    expect({ ...two?.item, ninjs: {}, components: [] }).toEqual({
      ...three?.item,
      ninjs: {},
      components: [],
    });
    const parts = (reading: typeof two) =>
      reading?.item.components.map(({ ninjs: { rel: _rel, ...ninjs }, ...part }) => ({ ...part, ninjs }));
    expect(parts(two)).toEqual(parts(three));
    expect(two?.rights).toEqual(three?.rights);
    expect(events).toBeDefined();
  });

  it('leaves a GeoJSON object as it is', () => {
    const geoJSON = { type: 'Feature', properties: { portCode: 'VEL' } };
    const document = read({ ...whole, item: { ...item, ninjs: { places: [{ geoJSON }] } } });
    expect(document.places).toEqual([{ geojson: geoJSON }]);
  });
});
