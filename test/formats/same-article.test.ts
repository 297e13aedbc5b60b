/**
 * What is written once for all licenses that an article goes out under is, in each document, what it would be
 * anew.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS, type FormatName } from '../../src/formats/index.ts';
import type { Rendering } from '../../src/formats/types.ts';
import { runs } from '../support/runs.ts';
import { BANNER, renderings, whole } from './fixtures.ts';

const word = fc.string({ unit: 'grapheme', maxLength: 8 });

/** The same item under another license: what differs, most of it rarely. */
const variation = fc.record(
  {
    parts: fc.nat(),
    members: fc.array(fc.record({ id: word, name: word, uri: word, type: fc.constant('text') }), {
      maxLength: 2,
    }),
    host: fc.constantFrom('https://one.example', 'https://other.example'),
    publicUrl: fc.constantFrom('https://gateway.example', 'https://new.example'),
    banner: fc.constantFrom('', BANNER, 'HOLD FOR RELEASE: wait.'),
    usageTerms: word,
    receipt: word,
    trustIndicators: fc.constantFrom(null, [{ role: 'x' }]),
  },
  { requiredKeys: ['usageTerms', 'receipt'] },
);
type Variation = typeof variation extends fc.Arbitrary<infer V> ? V : never;

/**
 * Lists of parts by what is in them, as an article has them: the same list for every license that gets the
 * same parts.
 */
function under(
  rendering: Rendering,
  lists: Map<number, Rendering['components']>,
  change: Variation,
): Rendering {
  const { parts, members, host, publicUrl, banner, usageTerms, receipt } = change;
  const { item, components, hrefs, stamp } = rendering;
  const bits = parts ?? -1;
  const list =
    lists.get(bits) ?? (parts === undefined ? components : components.filter((_, n) => (parts >> n) & 1));
  lists.set(bits, list);
  const bannerText = banner ?? stamp.banner;
  const { banner: _banner, ...rest } = stamp;
  return {
    ...rendering,
    item,
    components: list,
    ...(members && { members }),
    hrefs: host ? new Map([...hrefs].map(([id]) => [id, `${host}/${id}`])) : hrefs,
    stamp: {
      ...rest,
      ...(bannerText && { banner: bannerText }),
      agency: { ...stamp.agency, ...(publicUrl && { publicUrl }) },
      usageTerms,
      receipt,
      verifyUrl: `https://gateway.example/verify#${receipt}`,
    },
  };
}

describe('documents of one article under several licenses', () => {
  it.each(Object.keys(FORMATS) as FormatName[])('are in %s what they would be anew', (name) => {
    const { render } = FORMATS[name];
    fc.assert(
      fc.property(renderings, fc.array(variation, { minLength: 2, maxLength: 5 }), (rendering, changes) => {
        const lists = new Map<number, Rendering['components']>();
        const indicators = changes.find(({ trustIndicators }) => trustIndicators !== undefined);
        const { item } = rendering;
        const ninjs = { ...item.ninjs, ...(indicators && { trustIndicators: indicators.trustIndicators }) };
        const own = { ...rendering, item: { ...item, ninjs } };
        for (const change of changes) {
          const rendering = under(own, lists, change);
          expect(render(rendering)).toEqual(render(structuredClone(rendering)));
        }
      }),
      runs(),
    );
  });

  it('are written anew where the item is another one with the same list of parts', () => {
    const { render } = FORMATS.ninjs;
    const other = { ...whole, item: { ...whole.item, headline: 'Another' } };
    expect(
      [whole, other, whole].map((rendering) => JSON.parse(render(rendering).body).headlines[0].value),
    ).toEqual([whole.item.headline, 'Another', whole.item.headline]);
  });
});
