/** The digest that identifies the policy of a decision: SHA-256 over the RFC 8785 form. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { policyDigest } from '../../src/rights/digest.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('the digest of a policy', () => {
  it.each<[unknown, string]>([
    [{ b: [1, 'x', null, true], a: { d: 1.5, c: 'é' } }, '{"a":{"c":"é","d":1.5},"b":[1,"x",null,true]}'],
    [[{ a: [] }], '[{"a":[]}]'],
    ['text', '"text"'],
    [null, 'null'],
    [undefined, 'null'],
  ])('%j is that of %s', (policy, canonical) => {
    expect(policyDigest(policy)).toBe(sha256(canonical));
  });

  it('knows no lone surrogates, in keys and texts however deep', () => {
    expect(policyDigest({ '\ud800': [{ a: '\udfff' }] })).toBe(sha256('{"\ufffd":[{"a":"\ufffd"}]}'));
    expect(policyDigest('\ud800')).toBe(sha256('"\ufffd"'));
  });

  it('does not depend on the order of properties', () => {
    expect(policyDigest({ a: 1, b: 2 })).toBe(policyDigest({ b: 2, a: 1 }));
    expect(policyDigest([1, 2])).not.toBe(policyDigest([2, 1]));
  });
});
