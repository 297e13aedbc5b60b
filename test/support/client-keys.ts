/**
 * A client's own key pair, and what it signs with it: client assertions (RFC 7523) and DPoP proofs (RFC
 * 9449).
 */
import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export interface ClientKeys {
  publicJwk: JWK;
  /** `change` bends claims, `header` the header. */
  assertion(
    client: string,
    audience: string,
    change?: Record<string, unknown>,
    header?: object,
  ): Promise<string>;
  proof(
    method: string,
    url: string,
    token?: string,
    change?: Record<string, unknown>,
    header?: object,
  ): Promise<string>;
}

export async function clientKeys(alg: 'ES256' | 'Ed25519' | 'RS256' = 'ES256'): Promise<ClientKeys> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const sign = (claims: Record<string, unknown>, header: object) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: alg === 'Ed25519' ? 'EdDSA' : alg, ...header })
      .sign(privateKey);
  const nowS = () => Math.floor(Date.now() / 1000);
  return {
    publicJwk,
    assertion: (client, aud, change = {}, header = {}) =>
      sign(
        { iss: client, sub: client, aud, iat: nowS(), exp: nowS() + 60, jti: crypto.randomUUID(), ...change },
        header,
      ),
    proof: (htm, htu, token, change = {}, header = {}) => {
      const ath = token && createHash('sha256').update(token).digest('base64url');
      return sign(
        { htm, htu, iat: nowS(), jti: crypto.randomUUID(), ...(ath && { ath }), ...change },
        { typ: 'dpop+jwt', jwk: publicJwk, ...header },
      );
    },
  };
}

export const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
