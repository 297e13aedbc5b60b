/**
 * Decides the scope and entitlement of an authenticated client's token: those it requests, or all that it
 * holds. Pure.
 */
import type { LicenseBundle } from '../licensing/bundle.ts';
import type { FoundSecret } from '../licensing/keys/secrets.ts';
import { checkEntitlement, compileLicense, wholeEntitlement } from '../rights/index.ts';
import { scopeOf } from './roles.ts';
import type { OperatorGrant, PartnerGrant } from './token.ts';
import { fault, type OAuthResult, type TokenRequest } from './token-request.ts';

type FoundOperator = Extract<FoundSecret, { kind: 'operator' }>;
type FoundKey = Extract<FoundSecret, { kind: 'key' }>;
/** `boundTo` is the thumbprint of the key that the client has proved to hold. */
type GrantRequest = Pick<TokenRequest, 'scope' | 'details'> & { boundTo?: string };

const termsOf = ({ generation, expiresMs }: FoundSecret, { boundTo }: GrantRequest) => ({
  generation,
  ...(expiresMs !== undefined && { expiresMs }),
  ...(boundTo !== undefined && { boundTo }),
});

/** Grant of an operator's token. Faults: `invalid_scope`, `invalid_authorization_details`. */
export function operatorGrant(client: FoundOperator, request: GrantRequest): OAuthResult<OperatorGrant> {
  const granted = scopeOf(client.role);
  if (request.scope !== undefined && request.scope !== granted)
    return fault('invalid_scope', `This client may request the scope ${granted} only.`);
  if (request.details)
    return fault('invalid_authorization_details', 'Only partners can send authorization_details.');
  return { ok: true, value: { scope: granted, operator: client.id, ...termsOf(client, request) } };
}

/**
 * Grant of a partner's token: the entitlement of the license, narrowed by the request. Faults:
 * `invalid_scope`, `invalid_dpop_proof`, `unauthorized_client`, `invalid_authorization_details`.
 */
export function partnerGrant(
  client: FoundKey,
  bundle: LicenseBundle | null,
  request: GrantRequest,
): OAuthResult<PartnerGrant> {
  if (request.scope !== undefined && request.scope !== 'articles')
    return fault('invalid_scope', 'This client may request the scope articles only.');
  if (client.dpop && request.boundTo === undefined)
    return fault('invalid_dpop_proof', 'This key requires a DPoP proof (RFC 9449) with the token request.');
  const license = bundle && compileLicense(bundle.license);
  if (!bundle || !license?.ok)
    return fault(
      'unauthorized_client',
      'The license of this client cannot be evaluated. The licensing desk must correct it.',
    );

  const { license: requested, ...narrowed } = request.details ?? {};
  if (requested !== undefined && requested !== client.license)
    return fault('invalid_authorization_details', 'This client has a different license.');
  const [excess] = checkEntitlement(license.value, narrowed);
  if (excess)
    return fault(
      'invalid_authorization_details',
      `A token can only narrow the license: ${excess.path}: ${excess.message}`,
    );
  return {
    ok: true,
    value: {
      scope: 'articles',
      partner: bundle.partner.id,
      key: client.key,
      env: client.env,
      detail: {
        type: 'news_license',
        license: client.license,
        ...wholeEntitlement(license.value, bundle.license.terms),
        ...narrowed,
      },
      ...termsOf(client, request),
    },
  };
}
