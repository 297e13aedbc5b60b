import { describe, expect, it } from 'vitest';
import { mintApiKey, parseApiKey } from '../../src/access/api-key.ts';
import { newId } from '../../src/platform/ids.ts';

describe('an API key', () => {
  const id = newId('key');
  const minted = mintApiKey('live', id);

  it('is prefixed with where it is from, what it is for and whose it is', () => {
    expect(minted.secret.startsWith(`imp_live_${id}_`)).toBe(true);
  });
  it('carries 256 bits of secret that differ each time', () => {
    expect(minted.secret).toMatch(/_[0-9a-f]{64}[0-9a-f]{8}$/);
    expect(mintApiKey('live', id).secret).not.toBe(minted.secret);
  });
  it('reads back to its id and hash', () => {
    expect(parseApiKey(minted.secret)).toEqual({ env: 'live', id, hash: minted.hash });
  });
  it('is refused without a look-up when one character is wrong', () => {
    for (let place = 0; place < minted.secret.length; place++) {
      const wrong = minted.secret[place] === 'a' ? 'b' : 'a';
      expect(parseApiKey(minted.secret.slice(0, place) + wrong + minted.secret.slice(place + 1))).toBeNull();
    }
  });
  it.each(['', 'imp_live_', `${mintApiKey('test', newId('key')).secret} `, 'x'.repeat(10_000)])(
    'is not read out of %j',
    (text) => {
      expect(parseApiKey(text)).toBeNull();
    },
  );
  it('is kept only as a hash and a hint of four characters', () => {
    expect(minted.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(minted.hint).toBe(`…${minted.secret.slice(-4)}`);
  });
});
