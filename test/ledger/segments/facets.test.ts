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
      ['effect', 'repeat'],
    ]);
    expect(new Set(facetsOf(entry).map(([facet]) => facet))).toEqual(new Set(FACETS));
  });

  it('is nothing that it does not state, but for title and section, which reports count it by', () => {
    const found = facetsOf(entryOf({ title: null, sections: [] }));
    expect(found).toEqual(
      expect.arrayContaining([
        ['title', ''],
        ['section', ''],
      ]),
    );
    const names = found.map(([facet]) => facet);
    for (const facet of ['type', 'use', 'territory', 'channel', 'code', 'supplier'] as const)
      expect(names).not.toContain(facet);
  });

  it('is what a delivery did to the bill', () => {
    const effectOf = (change: Parameters<typeof entryOf>[0]) =>
      facetsOf(entryOf(change)).flatMap(([facet, value]) => (facet === 'effect' ? [value] : []));
    const delivered = [{ component: 'cmp_1', digest: 'd' }];
    expect(effectOf({})).toEqual(['empty']);
    expect(effectOf({ delivered })).toEqual(['repeat']);
    expect(effectOf({ delivered, billable: 1 })).toEqual(['units']);
    expect(effectOf({ kind: 'refusal', outcome: 'deny' })).toEqual([]);
  });

  it('can be told of a note that has no components', () => {
    const { delivered: _d, withheld: _w, sections: _s, ...note } = entryOf();
    expect(facetsOf({ ...note, kind: 'publication' } as unknown as Entry)).toContainEqual([
      'kind',
      'publication',
    ]);
  });
});
