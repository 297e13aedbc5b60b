import { describe, expect, it } from 'vitest';
import { FACETS, facetsOf } from '../../../src/ledger/segments/facets.ts';
import type { Entry } from '../../../src/ledger/types.ts';
import { entryOf } from './entries.ts';

describe('what an entry is found by', () => {
  it('is every value that it states, each once', () => {
    const entry = entryOf({
      sections: ['politics', 'sport', 'sport'],
      use: 'display',
      territory: 'DE',
      channel: 'web',
      delivered: [
        { component: 'cmp_1', digest: 'd', type: 'dispatch' },
        { component: 'cmp_2', digest: 'd', type: 'photograph', supplier: 'sup_1' },
      ],
      withheld: [
        { component: 'cmp_3', type: 'photograph', code: 'restriction_unreviewed', decidedBy: 'rst_1#0' },
        { component: 'cmp_4', type: 'logo', code: 'restriction_unreviewed', decidedBy: 'lic_1#1' },
      ],
    });
    expect(facetsOf(entry)).toEqual([
      ['license', 'lic_1'],
      ['partner', 'par_1'],
      ['title', 'morgen'],
      ['key', 'key_1'],
      ['article', 'itm_1'],
      ['section', 'politics'],
      ['section', 'sport'],
      ['type', 'dispatch'],
      ['type', 'photograph'],
      ['type', 'logo'],
      ['use', 'display'],
      ['territory', 'DE'],
      ['channel', 'web'],
      ['outcome', 'permit'],
      ['code', 'restriction_unreviewed'],
      ['rule', 'lic_1#1'],
      ['rule', 'rst_1#0'],
      ['env', 'live'],
      ['kind', 'delivery'],
      ['supplier', 'sup_1'],
      ['format', 'ninjs'],
    ]);
    expect(new Set(facetsOf(entry).map(([facet]) => facet))).toEqual(new Set(FACETS));
  });

  it('is nothing that it does not state', () => {
    const found = new Map(facetsOf(entryOf({ title: null, sections: [] })));
    for (const facet of [
      'title',
      'section',
      'type',
      'use',
      'territory',
      'channel',
      'code',
      'supplier',
    ] as const)
      expect(found.has(facet)).toBe(false);
  });

  it('can be told of a note that has no components', () => {
    const { delivered: _d, withheld: _w, sections: _s, ...note } = entryOf();
    expect(facetsOf({ ...note, kind: 'publication' } as unknown as Entry)).toContainEqual([
      'kind',
      'publication',
    ]);
  });
});
