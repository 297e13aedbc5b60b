import { beforeAll, describe, expect, it } from 'vitest';
import {
  challengeOf,
  newPendingSignIn,
  openPending,
  sealPending,
  transactionOf,
} from '../../../../src/access/identity/code-flow/transaction.ts';
import { generateKeyRing } from '../../../../src/access/keyring-make.ts';

const NOW = Date.UTC(2026, 10, 26);
const begun = newPendingSignIn(
  {
    issuer: 'https://login.example',
    next: '/console/partners?q=ä'.replace('ä', '%C3%A4'),
    secret: 's'.repeat(43),
  },
  NOW,
);
let keys: string;
let sealed: string;
beforeAll(async () => {
  keys = await generateKeyRing();
  sealed = sealPending(keys, begun);
});

describe('what the browser keeps of a sign-in that is under way', () => {
  it('is read as it was written, for ten minutes', () => {
    expect(openPending(keys, sealed, NOW)).toEqual(begun);
    expect(openPending(keys, sealed, NOW + 599_999)).toEqual(begun);
    expect(openPending(keys, sealed, NOW + 600_000)).toBeNull();
  });

  it('fits into a cookie, whatever leads back', () => {
    const longest = {
      issuer: `https://${'i'.repeat(292)}`,
      next: `/console/${'n'.repeat(1_491)}`,
      secret: 's'.repeat(43),
    };
    const value = sealPending(keys, newPendingSignIn(longest, NOW));
    expect(value.length).toBeLessThan(3_000);
    expect(value).toMatch(/^[A-Za-z0-9._-]+$/);
  });

  it('is nothing when anything of it was changed, or it was sealed by somebody else', async () => {
    const [text = '', tag = ''] = sealed.split('.');
    const forged = Buffer.from(JSON.stringify({ ...begun, issuer: 'https://evil.example' })).toString(
      'base64url',
    );
    for (const other of [
      '',
      '.',
      text,
      `${text}.`,
      `.${tag}`,
      `${forged}.${tag}`,
      `${text}.${tag}.`,
      `${text}.${tag.slice(1)}`,
      `${text}.${'A'.repeat(tag.length)}`,
      `${text}=.${tag}`,
    ])
      expect([other, openPending(keys, other, NOW)]).toEqual([other, null]);
    expect(openPending(await generateKeyRing(), sealed, NOW)).toBeNull();
  });

  it('leads nowhere but to a page of the console, even if it was sealed here', () => {
    const elsewhere = sealPending(keys, { ...begun, next: '//evil.example' });
    expect(openPending(keys, elsewhere, NOW)?.next).toBe('/console');
  });
});

describe('state, nonce and verifier', () => {
  const { state, nonce, verifier } = transactionOf(begun);

  it('are made of the secret, each by itself, and have 256 bits', () => {
    expect(new Set([state, nonce, verifier, begun.secret]).size).toBe(4);
    for (const value of [state, nonce, verifier]) expect(value).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(transactionOf(begun)).toEqual(transactionOf(begun));
    expect(transactionOf({ ...begun, secret: 't'.repeat(43) }).state).not.toBe(state);
  });

  it('make a challenge as RFC 7636 appendix B has it', () => {
    expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });
});
