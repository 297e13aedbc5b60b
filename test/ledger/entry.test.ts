/** An entry's text, put together from its form. */
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EntryForm } from '../../src/ledger/entry.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import type { EntryDraft } from '../../src/ledger/types.ts';
import { runs } from '../support/runs.ts';

const text = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed());
const draft = fc.record(
  {
    kind: fc.constantFrom('delivery' as const, 'refusal' as const),
    licenseVersion: fc.nat(),
    title: fc.option(text),
    article: text,
    uri: text,
    version: text,
    sections: fc.array(text),
    format: text,
    use: fc.option(text),
    territory: fc.option(text),
    channel: fc.option(text),
    stated: fc.dictionary(text, fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }))),
    outcome: fc.constantFrom('permit' as const, 'deny' as const),
    code: fc.option(text),
    decidedBy: text,
    policies: fc.array(fc.record({ id: text, version: fc.nat(), sha256: text })),
    delivered: fc.array(
      fc.record({ component: text, digest: text, supplier: text }, { requiredKeys: ['component', 'digest'] }),
    ),
    withheld: fc.array(fc.record({ component: text, code: text, decidedBy: text })),
  },
  { noNullPrototype: true },
) as fc.Arbitrary<EntryDraft>;
const caller = fc.record({
  license: text,
  partner: text,
  key: text,
  env: fc.constantFrom('live' as const, 'test' as const),
});
const place = fc.record({
  id: fc.uuid().map((id) => `dlv_${id.replaceAll('-', '')}`),
  index: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  at: fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
    .map((date) => date.toISOString()),
  billable: fc.nat(),
});

describe('an entry', () => {
  it('is the RFC 8785 form of its members, whatever they say', () => {
    fc.assert(
      fc.property(
        caller,
        draft,
        fc.array(place, { minLength: 1, maxLength: 3 }),
        (from, entryDraft, places) => {
          const form = new EntryForm(from, entryDraft);
          for (const place of places) {
            const { body, leaf, id, index } = form.seal(place);
            expect(body).toBe(canonicalize({ ...entryDraft, ...from, ...place, v: 1 }));
            expect(Buffer.from(leaf).equals(leafHash(new TextEncoder().encode(body)))).toBe(true);
            expect([id, index]).toEqual([place.id, place.index]);
          }
        },
      ),
      runs(),
    );
  });

  it('leaves out what has no value', () => {
    const entryDraft = { kind: 'delivery', stated: undefined } as unknown as EntryDraft;
    const from = { license: 'l', partner: 'p', key: 'k', env: 'live' as const };
    const { body } = new EntryForm(from, entryDraft).seal({ id: 'i', index: 0, at: 'a', billable: 0 });
    expect(body).toBe(
      '{"at":"a","billable":0,"env":"live","id":"i","index":0,"key":"k","kind":"delivery","license":"l","partner":"p","v":1}',
    );
  });
});
