/**
 * What an answer is made of besides what is judged: the key that signs receipts, what the agency says of itself, and the release that
 * renders it. A deployment that changes nothing else may leave an isolate, and what it keeps, at work.
 */
import { createHash } from 'node:crypto';
import { keyRing } from '../access/keyring.ts';
import { REVISION } from '../formats/revision.ts';
import type { Env } from '../platform/env.ts';

export interface SigningContext {
  /** Equal for bindings that say the same, of one release. */
  text: string;
  /** Names them in an ETag: under others the bytes are others. */
  seal: string;
  /** Since when they hold, and the release that renders with them. Milliseconds, UTC; infinity: not known. */
  sinceMs: number;
}

/** Characters of the seal: 48 bits tell the few apart that a gateway ever has. */
const SEAL_CHARS = 8;

let last: { parts: string[]; made: SigningContext } | undefined;

export async function signingContext(env: Env): Promise<SigningContext> {
  const { PUBLIC_URL, AGENCY_NAME, AGENCY_NOTICE, AGENCY_LICENSE_URL, LOG_ORIGIN } = env;
  const { sign } = await keyRing(env.SIGNING_KEYS);
  const parts = [
    sign.receipt.kid,
    PUBLIC_URL,
    AGENCY_NAME,
    AGENCY_NOTICE,
    AGENCY_LICENSE_URL,
    LOG_ORIGIN,
    String(REVISION),
  ];
  if (last && parts.every((part, place) => part === last?.parts[place])) return last.made;
  const text = JSON.stringify(parts);
  const seal = createHash('sha256').update(text).digest('base64url').slice(0, SEAL_CHARS);
  const sinceMs = Date.parse(env.VERSION?.timestamp ?? '');
  last = { parts, made: { text, seal, sinceMs: Number.isNaN(sinceMs) ? Number.POSITIVE_INFINITY : sinceMs } };
  return last.made;
}
