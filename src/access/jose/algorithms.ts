/** The signature algorithms that are verified here. What is not listed does not exist: no `none`, no HMAC. */
export const ALGORITHMS = ['EdDSA', 'ES256', 'PS256', 'RS256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** A public key, and the one algorithm that it verifies. */
export interface VerificationKey {
  alg: Algorithm;
  key: CryptoKey;
  kid?: string;
}
