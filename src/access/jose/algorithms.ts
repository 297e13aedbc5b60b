/** Supported signature algorithms. There is no `none` and no HMAC. */
export const ALGORITHMS = ['EdDSA', 'ES256', 'PS256', 'RS256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** A public key with the only algorithm that it verifies. */
export interface VerificationKey {
  alg: Algorithm;
  key: CryptoKey;
  kid?: string;
}
