/**
 * Each component is found by its own words, and by the item's words only if the item's text is delivered with
 * it.
 */
import { describe, expect, it } from 'vitest';
import type { Component, ItemVersion } from '../../../src/articles/model.ts';
import { facet, joinExpressions, placeFacet, selectionMatch } from '../../../src/articles/search/facets.ts';
import { searchRowsOf } from '../../../src/articles/search/search-rows.ts';

const component = (type: Component['type'], change: Partial<Component> = {}): Component => ({
  id: `cmp_${change.name ?? type}`,
  type,
  name: type,
  uri: `urn:${type}`,
  ninjs: {},
  ...change,
});
const item = (change: Partial<ItemVersion> = {}): ItemVersion => ({
  id: 'itm_1',
  uri: 'urn:1',
  version: '1',
  seq: 0,
  changeType: 'new',
  type: 'text',
  pubStatus: 'usable',
  versionCreated: 0,
  sections: ['sport'],
  subjects: ['medtop:1'],
  language: 'en-GB',
  headline: 'Headline words',
  located: 'Rotterdam, Netherlands',
  blocks: [{ kind: 'paragraph', inlines: [{ text: 'Body words' }] }],
  components: [
    component('dispatch', { name: 'dispatch' }),
    component('photograph', { headline: 'Picture', caption: 'Caption words', byline: 'Wout' }),
  ],
  ninjs: { places: [{ name: 'Hoek van Holland', uri: 'geo:1' }] },
  ...change,
});
const words = (row: { words: string } | undefined) =>
  (row?.words ?? '').split(' ').filter((word) => word !== '\uE000');

describe('a component', () => {
  it('is found by its own words alone', () => {
    const [dispatch, photograph] = searchRowsOf(item());
    expect(words(photograph)).toEqual(['picture', 'caption', 'words', 'wout']);
    expect(words(dispatch)).toEqual(['headline', 'words', 'rotterdam', 'netherlands', 'body', 'words']);
  });

  it('is described by subject and place only where the text goes', () => {
    const [dispatch, photograph] = searchRowsOf(item());
    for (const about of [
      facet('about', 'medtop:1'),
      placeFacet('rotterdam'),
      placeFacet('hoek VAN holland'),
      placeFacet('geo:1'),
    ]) {
      expect(dispatch?.facets).toContain(about);
      expect(photograph?.facets).not.toContain(about);
    }
    for (const row of [dispatch, photograph])
      for (const listed of [
        facet('section', 'sport'),
        facet('language', 'en-GB'),
        facet('range', 'en'),
        facet('range', 'en-gb'),
      ])
        expect(row?.facets).toContain(listed);
  });

  it('of an item without a text has the item’s words', () => {
    const [picture] = searchRowsOf(
      item({ blocks: [], components: [component('photograph', { name: 'main' })] }),
    );
    expect(words(picture)).toContain('headline');
    expect(picture?.facets).toContain(placeFacet('Netherlands'));
  });

  it('is in no index when the item is held or killed', () => {
    for (const pubStatus of ['withheld', 'canceled'] as const)
      expect(searchRowsOf(item({ pubStatus }))).toEqual([]);
  });

  it('takes a bounded part of the index', () => {
    const long = (kind: string) => [
      { kind: 'paragraph' as const, inlines: [{ text: `${kind} `.repeat(400_000) }] },
    ];
    const rows = searchRowsOf(item({ blocks: long('harbor') }));
    const bytes = rows.map((row) => Buffer.byteLength(row.words));
    expect(bytes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1_000_000);
    expect(Math.max(...bytes)).toBeGreaterThan(900_000);
  });
});

describe('products', () => {
  it('narrow in the index what they select, if it is little', () => {
    expect(selectionMatch([{ sections: ['a', 'b'], types: ['text'] }])).toBe(
      joinExpressions(
        [joinExpressions([facet('section', 'a'), facet('section', 'b')], 'OR'), facet('type', 'text')],
        'AND',
      ),
    );
    expect(selectionMatch([])).toBeUndefined();
    expect(selectionMatch([{ sections: ['a'] }, { backfileDays: 3 }])).toBeUndefined();
    expect(selectionMatch([{ sections: [] }])).toBeUndefined();
    expect(selectionMatch([{ sections: Array.from({ length: 300 }, (_, n) => `s${n}`) }])).toBeUndefined();
    expect(selectionMatch([{ sections: ['a'] }, { sections: [] }])).toBe(facet('section', 'a'));
  });
});
