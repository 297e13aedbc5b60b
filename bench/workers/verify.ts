/** `hono/jwt` for the gateway's access tokens. The key is imported once, as its users would do. */
import { createMiddleware } from 'hono/factory';
import { type JwtVariables, jwt } from 'hono/jwt';
import type { BaselineEnv } from './env.ts';

export interface Verified {
  Bindings: BaselineEnv;
  Variables: JwtVariables<{ sub: string; authorization_details: [{ license: string }] }>;
}

let key: CryptoKey | undefined;

export function bearer() {
  return createMiddleware<Verified>(async (c, next) => {
    key ??= await crypto.subtle.importKey('jwk', c.env.PUBLIC_KEY, { name: 'Ed25519' }, false, ['verify']);
    const verification = { typ: 'at+jwt', iss: c.env.ISSUER, aud: c.env.ISSUER };
    return jwt({ secret: key, alg: 'EdDSA', verification })(c, next);
  });
}
