/** Entries for tests of what they are found by and how they count. */
import fc from 'fast-check';
import type { UseEntry } from '../../../src/ledger/types.ts';

export function entryOf(change: Partial<UseEntry> = {}): UseEntry {
  return {
    v: 1,
    id: 'dlv_1',
    kind: 'delivery',
    license: 'lic_1',
    licenseVersion: 1,
    index: 0,
    at: '2026-03-01T10:00:00.000Z',
    env: 'live',
    partner: 'par_1',
    title: 'morgen',
    key: 'key_1',
    article: 'itm_1',
    uri: 'urn:itm_1',
    version: '1',
    sections: ['politics'],
    format: 'ninjs',
    use: null,
    territory: null,
    channel: null,
    outcome: 'permit',
    code: null,
    decidedBy: 'lic_1#1',
    policies: [],
    delivered: [],
    withheld: [],
    billable: 0,
    ...change,
  };
}

const TYPES = ['dispatch', 'photograph', undefined] as const;
const component = fc.constantFrom('cmp_1', 'cmp_2', 'cmp_3', 'cmp_4');
const type = fc.constantFrom(...TYPES);
const supplier = fc.constantFrom('sup_1', 'sup_2', undefined);
const rule = fc.constantFrom('lic_1#1', 'rst_1#0', 'baseline');
const code = fc.constantFrom('territory_refused', 'restriction_unreviewed', '__proto__');

const delivered = fc
  .uniqueArray(fc.record({ component, type, supplier }), { selector: (part) => part.component, maxLength: 4 })
  .map((all) =>
    all.map(({ component: name, type: kind, supplier: from }) => ({
      component: name,
      digest: 'd',
      ...(kind && { type: kind }),
      ...(from && { supplier: from }),
    })),
  );
const withheld = fc.array(
  fc.record({ component, code, decidedBy: rule, type: fc.constantFrom('photograph', 'logo') }),
  { maxLength: 3 },
);

/** As drafts of requests have it, and as an object has placed it. */
export const anyEntry: fc.Arbitrary<UseEntry> = fc
  .record({
    delivers: fc.boolean(),
    license: fc.constantFrom('lic_1', 'lic_2', 'lic_3'),
    licenseVersion: fc.constantFrom(1, 2),
    atMs: fc.integer({ min: Date.UTC(2026, 2, 27), max: Date.UTC(2026, 2, 31) }),
    env: fc.constantFrom('live', 'test'),
    title: fc.constantFrom(null, 'morgen', 'abend'),
    article: fc.constantFrom('itm_1', 'itm_2', 'itm_3'),
    sections: fc.subarray(['politics', 'sport', 'constructor', '__proto__']),
    territory: fc.constantFrom(null, 'DE', 'AT'),
    code,
    decidedBy: rule,
    delivered,
    withheld,
    bill: fc.constantFrom('all', 'one', 'none'),
  })
  .map(({ delivers, atMs, env, bill, ...facts }) => {
    const parts = delivers ? facts.delivered : [];
    const units =
      env === 'test' || bill === 'none' ? 0 : bill === 'all' ? parts.length : Math.min(1, parts.length);
    return entryOf({
      ...facts,
      env: env as UseEntry['env'],
      kind: delivers ? 'delivery' : 'refusal',
      outcome: delivers ? 'permit' : 'deny',
      at: new Date(atMs).toISOString(),
      code: delivers ? null : facts.code,
      delivered: parts,
      billable: units,
      ...(units > 0 && { billed: parts.slice(0, units).map(({ component: name }) => name) }),
    });
  });
