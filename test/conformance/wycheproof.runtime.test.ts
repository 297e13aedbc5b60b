/**
 * Wycheproof's vectors for JWS and JWK, in the runtime that verifies in production: every `invalid` one is
 * refused, every `valid` one of an algorithm that we support is accepted, but for the deviations below.
 */
/// <reference types="vite/client" />
import { describe, expect, it } from 'vitest';
import { ALGORITHMS } from '../../src/access/jose/algorithms.ts';
import { keyAmong, openJws } from '../../src/access/jose/open.ts';
import { importKeySet, importPublicKey } from '../../src/access/jose/public-key.ts';
import { parseObject, strictBase64url } from '../../src/platform/strict-json.ts';

interface Group {
  comment: string;
  public?: Record<string, unknown>;
  private: Record<string, unknown>;
  tests: { tcId: number; comment: string; jws: string; result: 'valid' | 'invalid' }[];
}

const files = import.meta.glob<{ testGroups: Group[] }>(
  '../../../shared/standards/wycheproof/json_web_*_test.json',
  { eager: true, import: 'default' },
);

const suite = (name: string): Group[] =>
  Object.entries(files).find(([path]) => path.endsWith(`/${name}`))?.[1].testGroups ?? [];

/** Valid by the RFCs, refused here: the header's algorithm is not the one that the key names. */
const DEVIATIONS = new Set([346, 347, 350, 351]);

const CHARS_MAX = 20_000;

/** Only what is public is ever given to a verifier; a symmetric key has no public half. */
async function accepts({ public: jwk, private: secret }: Group, jws: string): Promise<boolean> {
  const given = jwk ?? secret;
  const keys = await importKeySet(given.keys ? given : { keys: [given] });
  if (!keys.ok) return false;
  const opened = await openJws(jws, {
    charsMax: CHARS_MAX,
    keyFor: (header) => keyAmong(keys.value, header),
  });
  return opened.ok;
}

const algorithmOf = (jws: string) =>
  parseObject(strictBase64url(jws.split('.')[0] ?? '') ?? new Uint8Array())?.alg;
const supported = (jws: string) => (ALGORITHMS as readonly unknown[]).includes(algorithmOf(jws));

const missing = Object.keys(files).length === 0;

it.runIf(missing)('has the vectors at hand in CI', () => {
  expect(process.env.CI, 'skipped: ../shared/standards/wycheproof is absent').not.toBe('true');
});

describe.skipIf(missing)('Wycheproof', () => {
  for (const [file, count] of [
    ['json_web_signature_test.json', 301],
    ['json_web_key_test.json', 19],
  ] as const) {
    const cases = suite(file).flatMap((group) => group.tests.map((test) => ({ group, test })));

    it(`${file}: is here as a whole`, () => {
      expect(cases.length).toBe(count);
    });

    it(`${file}: every invalid one is refused`, async () => {
      const accepted = [];
      for (const { group, test } of cases)
        if (test.result === 'invalid' && (await accepts(group, test.jws)))
          accepted.push([test.tcId, test.comment]);
      expect(accepted).toEqual([]);
    });

    it(`${file}: every valid one of a supported algorithm is accepted, but for the deviations`, async () => {
      const refused = [];
      let valid = 0;
      for (const { group, test } of cases) {
        if (test.result !== 'valid' || !supported(test.jws)) continue;
        valid++;
        const deviates = DEVIATIONS.has(test.tcId);
        if ((await accepts(group, test.jws)) === deviates)
          refused.push([test.tcId, test.comment, group.comment]);
      }
      expect(refused).toEqual([]);
      expect(valid).toBeGreaterThan(0);
    });
  }

  it.each(['RS384', 'RS512', 'PS384', 'PS512', 'ES521'])(
    'a public key for %s is not imported',
    async (alg) => {
      const groups = suite('json_web_signature_test.json').filter(({ public: jwk }) => jwk?.alg === alg);
      expect(groups).not.toEqual([]);
      for (const group of groups)
        expect(await importPublicKey(group.public)).toEqual({ ok: false, reason: 'unsupported' });
    },
  );
});
