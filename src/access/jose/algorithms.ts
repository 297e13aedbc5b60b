/** Supported signature algorithms. There is no `none` and no HMAC. */
export const ALGORITHMS = ['EdDSA', 'ES256', 'PS256', 'RS256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export interface VerificationKey {
  alg: Algorithm;
  key: CryptoKey;
  kid?: string;
}
