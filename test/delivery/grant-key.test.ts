/**
 * The name of a grant: the digest of the canonical form of what it is about, however its text is put
 * together.
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliveredOf } from '../../src/delivery/draft.ts';
import { grantKey } from '../../src/delivery/grant-key.ts';
import { canonical } from '../../src/platform/canonical.ts';
import { runs } from '../support/runs.ts';

type Facts = Parameters<typeof grantKey>;

const word = fc.oneof(fc.stringMatching(/^[a-z]{1,4}$/), fc.string({ unit: 'grapheme', maxLength: 6 }));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const few = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 2 });

const license = fc.record({
  license: fc.record({ id: word, version: fc.nat() }),
  bundle: fc.record({
    license: fc.record({ titles: few(fc.record({ market: word, name: word, id: word })) }),
  }),
});
const item = fc.record(
  { id: word, version: word, type: word, language: word, embargoedUntil: fc.nat() },
  { requiredKeys: ['id', 'version', 'type'] },
);
const rights = fc.record(
  {
    expires: fc.nat(),
    grants: few(fc.record({ uses: few(word), titles: few(word) })),
    duties: few(fc.record({ action: word, text: word }, { requiredKeys: ['action'] })),
    notBefore: fc.nat(),
  },
  { requiredKeys: ['grants', 'duties', 'expires'] },
);
const use = fc.record(
  { title: maybe(word), action: word, context: fc.dictionary(word, word) },
  { requiredKeys: [] },
);
const permit = fc.record(
  {
    decision: fc.record({ components: few(fc.record({ component: word, rights: maybe(rights) })) }),
    components: few(
      fc.record({ id: word, digest: word, supplier: word, name: word }, { requiredKeys: ['id', 'name'] }),
    ),
    members: few(fc.record({ name: word, type: word, uri: word })),
    withheld: few(fc.record({ decidedBy: word, component: word, code: word })),
    embargoedUntil: fc.nat(),
  },
  { requiredKeys: ['decision', 'components', 'members', 'withheld'] },
);
const facts = fc.tuple(
  fc.record({ env: fc.constantFrom('live', 'test') }),
  license,
  item,
  fc.record({ use }),
  permit,
  few(word),
);

/** The definition. */
function named([principal, { license, bundle }, item, { use }, permit, openTexts]: Facts): string {
  const { embargoedUntil } = permit;
  const text = canonical({
    license: license.id,
    licenseVersion: license.version,
    env: principal.env,
    item: item.id,
    version: item.version,
    use,
    delivered: deliveredOf(permit),
    withheld: permit.withheld,
    members: permit.members.map(({ uri, type }) => [uri, type]),
    state: [item.type, item.language ?? null, item.embargoedUntil ?? null],
    printed: [openTexts, bundle.license.titles.map(({ id, name }) => [id, name])],
    rights: permit.decision.components.map(({ component, rights }) => [component, rights ?? null]),
    ...(embargoedUntil !== undefined && { embargoedUntil }),
  });
  return createHash('sha256').update(text).digest('base64url');
}

describe('the name of a grant', () => {
  it('is the digest of the canonical form of all that it is about', () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 3 }), (several) => {
        const all = several as unknown as Facts[];
        for (const args of [...all, ...all]) expect(grantKey(...args)).toBe(named(structuredClone(args)));
        // Parts that one delivery has cached serve another one, with other parts.
        for (const [place, one] of all.entries()) {
          const other = all[(place + 1) % all.length] ?? one;
          const mixed: Facts = [one[0], other[1], one[2], other[3], one[4], other[5]];
          expect(grantKey(...mixed)).toBe(named(structuredClone(mixed)));
        }
      }),
      runs(),
    );
  });
});
