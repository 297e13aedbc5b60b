/**
 * State of a sign-in at a provider. The browser keeps it in a cookie, because the user is unknown yet and
 * strangers must not fill a table. `state`, `nonce` and the PKCE verifier are derived separately from the
 * cookie's secret, so none reveals another. A keyed tag proves that the gateway wrote the cookie. Pure: the
 * clock is passed in.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { keyedTag } from '../../../platform/cursor.ts';
import { parseObject, strictBase64url } from '../../../platform/strict-json.ts';
import { SIGN_IN_LIFE_S } from '../limits.ts';
import { safeReturnTarget } from './return-target.ts';

export interface Transaction {
  issuer: string;
  next: string;
  state: string;
  nonce: string;
  /** RFC 7636 §4.1; 43 characters. */
  verifier: string;
  untilMs: number;
}

export interface PendingSignIn {
  issuer: string;
  next: string;
  /** 256 random bits, base64url. */
  secret: string;
  untilMs: number;
}

export const newPendingSignIn = (pending: Omit<PendingSignIn, 'untilMs'>, nowMs: number): PendingSignIn => ({
  ...pending,
  untilMs: nowMs + SIGN_IN_LIFE_S * 1_000,
});

/** Seals the state for the cookie. `signingKeys` is the secret SIGNING_KEYS. */
export function sealPending(signingKeys: string, pending: PendingSignIn): string {
  const text = Buffer.from(JSON.stringify(pending)).toString('base64url');
  return `${text}.${tagOf(signingKeys, text)}`;
}

/** Opens a cookie's value. Null if it is forged, changed or expired. */
export function openPending(signingKeys: string, sealed: string, nowMs: number): PendingSignIn | null {
  const [text = '', tag = '', ...more] = sealed.split('.');
  if (more.length > 0 || !isSame(tag, tagOf(signingKeys, text))) return null;
  const bytes = strictBase64url(text);
  const { issuer, next, secret, untilMs } = (bytes && parseObject(bytes)) ?? {};
  if (typeof issuer !== 'string' || typeof secret !== 'string' || typeof untilMs !== 'number') return null;
  return nowMs < untilMs ? { issuer, next: safeReturnTarget(next), secret, untilMs } : null;
}

export function transactionOf({ secret, ...pending }: PendingSignIn): Transaction {
  const derive = (of: string) => createHash('sha256').update(`${of}\n${secret}`).digest('base64url');
  const { issuer, next, untilMs } = pending;
  return {
    issuer,
    next,
    untilMs,
    state: derive('state'),
    nonce: derive('nonce'),
    verifier: derive('verifier'),
  };
}

/** RFC 7636 §4.2, S256. */
export const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

const tagOf = (signingKeys: string, text: string) => keyedTag(signingKeys, `sign-in\n${text}`);

/** Compares in constant time. */
function isSame(first: string, other: string): boolean {
  const [a, b] = [Buffer.from(first), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
