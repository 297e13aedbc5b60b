/**
 * Parameters and results of the checks. These are types of the client, because the package does not include
 * the gateway's declarations.
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
  /** Type of the signature: of a log, or of a witness. */
  type: 1 | 4;
  publicKey: Uint8Array;
}
