/**
 * A sign-in that is under way at a provider: kept by the browser that began it, in a cookie, since nobody is known yet and strangers
 * are to fill no table here. The cookie has one secret; `state`, `nonce` and the PKCE verifier are made of it, each by itself, so that
 * none tells another. Its tag is ours: what stands in it was written here. Pure: the clock is passed in.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { keyedTag } from '../../../platform/cursor.ts';
import { parseObject, strictBase64url } from '../../../platform/strict-json.ts';
import { SIGN_IN_LIFE_S } from '../limits.ts';
import { safeNext } from './next.ts';

export interface Transaction {
  /** Issuer of the provider. */
  issuer: string;
  /** Where it leads back to. */
  next: string;
  state: string;
  nonce: string;
  /** RFC 7636 §4.1; 43 characters. */
  verifier: string;
  /** Milliseconds, UTC. */
  untilMs: number;
}

export interface Begun {
  issuer: string;
  next: string;
  /** 256 random bits, base64url. */
  secret: string;
  untilMs: number;
}

export const begin = (begun: Omit<Begun, 'untilMs'>, nowMs: number): Begun => ({
  ...begun,
  untilMs: nowMs + SIGN_IN_LIFE_S * 1_000,
});

/** `signingKeys`: the secret SIGNING_KEYS. */
export function sealBegun(signingKeys: string, begun: Begun): string {
  const text = Buffer.from(JSON.stringify(begun)).toString('base64url');
  return `${text}.${tagOf(signingKeys, text)}`;
}

/** Null: not written here, changed, or over. */
export function openBegun(signingKeys: string, sealed: string, nowMs: number): Begun | null {
  const [text = '', tag = '', ...more] = sealed.split('.');
  if (more.length > 0 || !isSame(tag, tagOf(signingKeys, text))) return null;
  const bytes = strictBase64url(text);
  const { issuer, next, secret, untilMs } = (bytes && parseObject(bytes)) ?? {};
  if (typeof issuer !== 'string' || typeof secret !== 'string' || typeof untilMs !== 'number') return null;
  return nowMs < untilMs ? { issuer, next: safeNext(next), secret, untilMs } : null;
}

export function transactionOf({ secret, ...begun }: Begun): Transaction {
  const made = (of: string) => createHash('sha256').update(`${of}\n${secret}`).digest('base64url');
  const { issuer, next, untilMs } = begun;
  return { issuer, next, untilMs, state: made('state'), nonce: made('nonce'), verifier: made('verifier') };
}

/** RFC 7636 §4.2, S256. */
export const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

const tagOf = (signingKeys: string, text: string) => keyedTag(signingKeys, `sign-in\n${text}`);

/** In a time that says nothing of how much of it was right. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
