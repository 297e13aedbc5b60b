/**
 * Inputs of a response besides the decision: the key that signs receipts, the agency's texts, and the release
 * that renders it. A deployment that changes none of them may leave an isolate and its caches alive.
 */
import { createHash } from 'node:crypto';
import { keyRing } from '../access/keyring.ts';
import { REVISION } from '../formats/revision.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import type { ReceiptKey } from '../stamp/receipt.ts';
import type { Agency } from '../stamp/types.ts';

export interface SigningContext {
  agency: Agency;
  receiptKey: ReceiptKey;
  /** Tells the contexts of this isolate apart. */
  serial: number;
  /** Short digest of bindings and release, part of every ETag: with either, the bytes may change. */
  seal: string;
  /** Start of the current release and bindings. Milliseconds, UTC; Infinity: unknown. */
  sinceMs: number;
}

/** Characters of the seal: 48 bits distinguish the few contexts that a gateway ever has. */
const SEAL_CHARS = 8;

let createdCount = 0;
let last: { parts: string[]; context: SigningContext } | undefined;

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
  if (last && parts.every((part, index) => part === last?.parts[index])) return last.context;
  const seal = createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, SEAL_CHARS);
  const sinceMs = Date.parse(env.VERSION?.timestamp ?? '');
  createdCount += 1;
  const context: SigningContext = {
    agency: agencyOf(env),
    receiptKey: sign.receipt,
    serial: createdCount,
    seal,
    sinceMs: Number.isNaN(sinceMs) ? Number.POSITIVE_INFINITY : sinceMs,
  };
  last = { parts, context };
  return context;
}
