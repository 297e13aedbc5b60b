/**
 * What the checks take and answer, in types of the client's own: the package has no declarations of the
 * gateway's sources.
 */
import type { components } from '../api.ts';

export type ReceiptClaims = components['schemas']['ReceiptClaims'];

export type ReceiptFault =
  | 'too_large'
  | 'malformed'
  | 'wrong_algorithm'
  | 'wrong_type'
  | 'unknown_key'
  | 'bad_signature'
  | 'bad_claims';

export type InForce = 'not_yet' | 'in_force' | 'over';

/** C2SP tlog-checkpoint. */
export interface Checkpoint {
  origin: string;
  size: number;
  /** SHA-256. */
  root: Uint8Array;
}

/** C2SP signed-note. */
export interface VerifierKey {
  name: string;
  /** 8 hex digits. */
  id: string;
  /** Of a log's signature, or of a witness's. */
  type: 1 | 4;
  publicKey: Uint8Array;
}
