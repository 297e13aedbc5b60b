/** What is remembered of verified tokens says nothing that the token does not say itself. */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type KeyRing, keyRing } from '../../src/access/keyring.ts';
import { generateKeyRing } from '../../src/access/keyring-make.ts';
import { TOKEN_TTL_S, TOKENS_CACHED_BYTES_MAX } from '../../src/access/limits.ts';
import { issueToken, verifyToken } from '../../src/access/token.ts';
import { verifyCached } from '../../src/access/token-cache.ts';

const ISSUER = 'https://gateway.example';
const NOW = Date.UTC(2026, 10, 24, 9);
const END = NOW + TOKEN_TTL_S * 1_000;

let ring: KeyRing;
let other: KeyRing;
beforeAll(async () => {
  ring = await keyRing(await generateKeyRing());
  other = await keyRing(await generateKeyRing());
});
afterEach(() => vi.restoreAllMocks());

/** One that has been verified before. */
async function known(): Promise<string> {
  const { token } = await issueToken(
    { scope: 'admin', operator: 'opr_1', generation: 1 },
    { issuer: ISSUER, ring, now: NOW },
  );
  expect((await verifyCached(token, { issuer: ISSUER, ring, now: NOW })).ok).toBe(true);
  return token;
}

describe('a token that was verified before', () => {
  it('is let in without another look at its signature, as the same principal', async () => {
    const token = await known();
    const verify = vi.spyOn(crypto.subtle, 'verify');
    const repeated = await verifyCached(token, { issuer: ISSUER, ring, now: NOW + 60_000 });
    expect(verify).not.toHaveBeenCalled();
    verify.mockRestore();
    expect(repeated).toEqual(await verifyToken(token, { issuer: ISSUER, ring, now: NOW + 60_000 }));
  });

  it('has its times as if it had not been: at the end, just after it, and when the clock goes back', async () => {
    const token = await known();
    for (const now of [END - 1, END, END + 4_999, END + 5_000, END + 60_000, NOW - 5_000, NOW - 6_000]) {
      const expected = { issuer: ISSUER, ring, now };
      expect(await verifyCached(token, expected), `at ${now}`).toEqual(await verifyToken(token, expected));
    }
    expect(await verifyCached(token, { issuer: ISSUER, ring, now: END + 5_000 })).toEqual({
      ok: false,
      reason: 'expired',
    });
  });

  it('ends with the key that signed it', async () => {
    const kid = ring.sign.access.kid;
    const signer = ring.verify.access.get(kid);
    if (!signer) throw new Error('no such key');
    const untilMs = NOW + 60_000;
    const ending: KeyRing = {
      ...ring,
      verify: { ...ring.verify, access: new Map([[kid, { ...signer, untilMs }]]) },
    };
    const token = await known();
    const at = (now: number) => verifyCached(token, { issuer: ISSUER, ring: ending, now });
    expect((await at(NOW)).ok).toBe(true);
    expect((await at(untilMs - 1)).ok).toBe(true);
    expect(await at(untilMs)).toEqual({ ok: false, reason: 'invalid' });
  });

  it('vouches for no other: not for one letter more or another one, nor under another key ring or issuer', async () => {
    const token = await known();
    const changed = token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    for (const altered of [changed, `${token}A`, token.slice(0, -1)])
      expect((await verifyCached(altered, { issuer: ISSUER, ring, now: NOW })).ok).toBe(false);
    expect((await verifyCached(token, { issuer: ISSUER, ring: other, now: NOW })).ok).toBe(false);
    expect((await verifyCached(token, { issuer: 'https://other.example', ring, now: NOW })).ok).toBe(false);
  });

  it('is forgotten when others weigh too much', async () => {
    const locations = Array.from({ length: 700 }, (_, n) => `X${n}`);
    const none = { actions: [], datatypes: [], channels: [] };
    const detail = { type: 'news_license' as const, license: 'lic_1', locations, ...none };
    const grant = {
      scope: 'articles',
      partner: 'par_1',
      key: 'key_1',
      env: 'live',
      detail,
      generation: 1,
    } as const;
    const large = async () => {
      const { token } = await issueToken(grant, { issuer: ISSUER, ring, now: NOW });
      expect((await verifyCached(token, { issuer: ISSUER, ring, now: NOW })).ok).toBe(true);
      return token;
    };
    const first = await large();
    const repeat = () => verifyCached(first, { issuer: ISSUER, ring, now: NOW });
    const isRemembered = async () => {
      const verify = vi.spyOn(crypto.subtle, 'verify');
      expect((await repeat()).ok).toBe(true);
      const callCount = verify.mock.calls.length;
      verify.mockRestore();
      return callCount === 0;
    };
    expect(await isRemembered()).toBe(true);
    for (let bytes = 0; bytes < TOKENS_CACHED_BYTES_MAX; bytes += 2 * first.length) await large();
    expect(await isRemembered()).toBe(false);
  });

  it('is not remembered when it was refused', async () => {
    const { token } = await issueToken(
      { scope: 'admin', operator: 'opr_1', generation: 1 },
      { issuer: ISSUER, ring: other, now: NOW },
    );
    const expected = { issuer: ISSUER, ring, now: NOW };
    expect((await verifyCached(token, expected)).ok).toBe(false);
    expect((await verifyCached(token, expected)).ok).toBe(false);
    // Too early, then in time: the refusal is not what is remembered of it.
    const at = (now: number) => verifyCached(token, { issuer: ISSUER, ring: other, now });
    expect(await at(NOW - 60_000)).toEqual({ ok: false, reason: 'not_yet_valid' });
    expect((await at(NOW)).ok).toBe(true);
  });
});
