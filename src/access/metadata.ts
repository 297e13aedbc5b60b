/** Authorization server metadata (RFC 8414, with RFC 7009, RFC 7523, RFC 8693, RFC 9396 and RFC 9449). */
import { ALGORITHMS } from './jose/algorithms.ts';
import { TOKEN_EXCHANGE } from './token-exchange.ts';

export function metadataOf(issuer: string) {
  const methods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'];
  return {
    issuer,
    token_endpoint: `${issuer}/oauth/token`,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    grant_types_supported: ['client_credentials', TOKEN_EXCHANGE],
    response_types_supported: [],
    // A token exchange is authenticated by its subject token.
    token_endpoint_auth_methods_supported: [...methods, 'none'],
    token_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
    revocation_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
    dpop_signing_alg_values_supported: ALGORITHMS,
    scopes_supported: ['articles', 'admin', 'audit'],
    authorization_details_types_supported: ['news_license'],
  };
}
