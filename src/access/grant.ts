/** What a client that is who it says may have a token for: all that it asks, or the whole of what it holds. Pure. */
import type { LicenseBundle } from '../licensing/bundle.ts';
import type { FoundSecret } from '../licensing/keys/secrets.ts';
import { checkEntitlement, compileLicense, wholeEntitlement } from '../rights/index.ts';
import { scopeOf } from './roles.ts';
import type { OperatorGrant, PartnerGrant } from './token.ts';
import { fault, type Read, type TokenRequest } from './token-request.ts';

type FoundOperator = Extract<FoundSecret, { kind: 'operator' }>;
type FoundKey = Extract<FoundSecret, { kind: 'key' }>;
/** `boundTo`: thumbprint of the key that the client has proved to have. */
type Asked = Pick<TokenRequest, 'scope' | 'details'> & { boundTo?: string };

const termsOf = ({ generation, expiresMs }: FoundSecret, { boundTo }: Asked) => ({
  generation,
  ...(expiresMs !== undefined && { expiresMs }),
  ...(boundTo !== undefined && { boundTo }),
});

export function operatorGrant(found: FoundOperator, asked: Asked): Read<OperatorGrant> {
  const own = scopeOf(found.role);
  if (asked.scope !== undefined && asked.scope !== own)
    return fault('invalid_scope', `This client may ask for the scope ${own}.`);
  if (asked.details) return fault('invalid_authorization_details', 'authorization_details are for partners.');
  return { ok: true, value: { scope: own, operator: found.id, ...termsOf(found, asked) } };
}

export function partnerGrant(
  found: FoundKey,
  bundle: LicenseBundle | null,
  asked: Asked,
): Read<PartnerGrant> {
  if (asked.scope !== undefined && asked.scope !== 'articles')
    return fault('invalid_scope', 'This client may ask for the scope articles.');
  if (found.dpop && asked.boundTo === undefined)
    return fault('invalid_dpop_proof', 'This key demands a DPoP proof (RFC 9449) with the token request.');
  const license = bundle && compileLicense(bundle.license);
  if (!bundle || !license?.ok)
    return fault(
      'unauthorized_client',
      'The license of this client cannot be evaluated; the licensing desk must mend it.',
    );

  const { license: named, ...narrowed } = asked.details ?? {};
  if (named !== undefined && named !== found.license)
    return fault('invalid_authorization_details', 'This client holds another license.');
  const [wider] = checkEntitlement(license.value, narrowed);
  if (wider)
    return fault(
      'invalid_authorization_details',
      `A token can only narrow the license: ${wider.path}: ${wider.message}`,
    );
  return {
    ok: true,
    value: {
      scope: 'articles',
      partner: bundle.partner.id,
      key: found.key,
      env: found.env,
      detail: {
        type: 'news_license',
        license: found.license,
        ...wholeEntitlement(license.value, bundle.license.terms),
        ...narrowed,
      },
      ...termsOf(found, asked),
    },
  };
}
