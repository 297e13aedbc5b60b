/** Made-up entries of the log for COUNTER reports. */
import fc from 'fast-check';
import type { Entry } from '../../../src/ledger/types.ts';

type UseEntry = Extract<Entry, { kind: 'delivery' | 'refusal' }>;

export function useEntry(given: Partial<UseEntry> = {}): UseEntry {
  return {
    v: 1,
    id: 'dlv_1',
    kind: 'delivery',
    license: 'lic_1',
    licenseVersion: 1,
    index: 0,
    at: '2026-09-15T10:00:00.000Z',
    env: 'live',
    partner: 'par_1',
    title: null,
    key: 'key_1',
    article: 'itm_1',
    uri: 'urn:test:item:1',
    version: '1',
    sections: [],
    format: 'ninjs',
    use: null,
    territory: null,
    channel: null,
    outcome: 'permit',
    code: null,
    decidedBy: 'lic_1#uses',
    policies: [],
    delivered: [{ component: 'cmp_1', digest: 'd', type: 'dispatch' }],
    withheld: [],
    billable: 0,
    ...given,
  };
}

export const refusal = (code: string, given: Partial<UseEntry> = {}) =>
  useEntry({ kind: 'refusal', outcome: 'deny', code, delivered: [], ...given });

const AUGUST = Date.parse('2026-08-25T00:00:00Z');
const DAYS_MS = 50 * 86_400_000;

/** Now and then close together, from August into October. */
const instant = fc
  .tuple(fc.nat(40), fc.nat(100))
  .map(([step, second]) => new Date(AUGUST + (step / 40) * DAYS_MS + second * 1_000).toISOString());
const types = fc.constantFrom('dispatch', 'photograph', 'graphic', 'audio', 'video', 'talisman', undefined);

export const entries: fc.Arbitrary<UseEntry[]> = fc.array(
  fc
    .record({
      at: instant,
      env: fc.constantFrom('live' as const, 'live' as const, 'test' as const),
      key: fc.constantFrom('key_1', 'key_2'),
      article: fc.constantFrom('itm_1', 'itm_2', 'itm_3'),
      uri: fc.constantFrom('urn:test:item:1', 'https://tidemark.example/a b', 'no uri'),
      format: fc.constantFrom('ninjs', 'html', 'component'),
      use: fc.constantFrom(null, 'display', 'ai-train'),
      type: types,
      how: fc.constantFrom('delivered', 'delivered', 'empty', 'quota_exceeded', 'use_not_licensed', 'killed'),
    })
    .map(({ type, how, ...given }) => {
      const part = { component: 'cmp_1', ...(type !== undefined && { type }) };
      if (how === 'empty') return useEntry({ ...given, delivered: [] });
      if (how === 'delivered') return useEntry({ ...given, delivered: [{ ...part, digest: 'd' }] });
      return refusal(how, { ...given, withheld: [{ ...part, code: how, decidedBy: 'x' }] });
    }),
  { maxLength: 60 },
);
