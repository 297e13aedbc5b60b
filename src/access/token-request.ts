/**
 * Parses token requests (RFC 6749 §4.4, §2.3.1; RFC 9396 §2). Pure: each fault is a value with the RFC's
 * error code and one sentence.
 */
import { z } from 'zod';
import { CHANNELS, COMPONENT_TYPES } from '../rights/terms.ts';
import type { Entitlement } from '../rights/types.ts';

export type OAuthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'unauthorized_client'
  | 'invalid_target'
  /** With 503: a required part is unavailable. */
  | 'temporarily_unavailable'
  | 'invalid_dpop_proof'
  /** RFC 8628 §3.5, with 429. */
  | 'slow_down'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'invalid_authorization_details';

export interface OAuthFault {
  error: OAuthError;
  description: string;
}

/** Unverified claim of a client's identity. client-auth.ts verifies it. */
export type ClientClaim =
  | { kind: 'secret'; id: string; secret: string }
  /** RFC 7523 §2.2. `id` is the optional client_id. */
  | { kind: 'assertion'; assertion: string; id?: string };

export interface TokenRequest {
  client: ClientClaim;
  scope?: string;
  details?: Entitlement & { license?: string };
}

export type OAuthResult<T> = { ok: true; value: T } | { ok: false; reason: OAuthFault };

export const fault = (error: OAuthError, description: string): { ok: false; reason: OAuthFault } => ({
  ok: false,
  reason: { error, description },
});

/** Parses a client credentials request. `authorization` is the header's value. */
export function parseTokenRequest(
  authorization: string | undefined,
  form: URLSearchParams,
): OAuthResult<TokenRequest> {
  const repeated = repeatedParameter(form);
  if (repeated) return repeated;
  const client = parseClient(authorization, form);
  if (!client.ok) return client;
  const grantType = form.get('grant_type');
  if (!grantType) return fault('invalid_request', 'The parameter grant_type is missing.');
  if (grantType !== 'client_credentials')
    return fault(
      'unsupported_grant_type',
      'Supported grant types are client_credentials and urn:ietf:params:oauth:grant-type:token-exchange.',
    );
  const details = parseDetails(form.get('authorization_details'));
  if (!details.ok) return details;
  const scope = form.get('scope');
  return {
    ok: true,
    value: {
      client: client.value,
      ...(scope !== null && { scope }),
      ...(details.value && { details: details.value }),
    },
  };
}

/** RFC 7009 §2.1. A hint at the token's type is not needed, because there is only one. */
export function parseRevocation(
  authorization: string | undefined,
  form: URLSearchParams,
): OAuthResult<{ client: ClientClaim; token: string }> {
  const repeated = repeatedParameter(form);
  if (repeated) return repeated;
  const client = parseClient(authorization, form);
  if (!client.ok) return client;
  const token = form.get('token');
  if (!token) return fault('invalid_request', 'The parameter token is missing.');
  return { ok: true, value: { client: client.value, token } };
}

/** RFC 6749 §3.2: parameters must not be repeated. A single pass, because there may be a million of them. */
export function repeatedParameter(form: URLSearchParams): { ok: false; reason: OAuthFault } | null {
  const names = new Set<string>();
  for (const name of form.keys()) {
    if (names.has(name))
      return fault('invalid_request', `The parameter ${printable(name)} is given more than once.`);
    names.add(name);
  }
  return null;
}

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

function parseClient(authorization: string | undefined, form: URLSearchParams): OAuthResult<ClientClaim> {
  const id = form.get('client_id');
  const secret = form.get('client_secret');
  const assertion = form.get('client_assertion');
  if (assertion !== null) {
    if (authorization !== undefined || secret !== null)
      return fault('invalid_request', 'Authenticate in one way only.');
    if (form.get('client_assertion_type') !== JWT_BEARER)
      return fault('invalid_client', `A client_assertion needs client_assertion_type=${JWT_BEARER}.`);
    return { ok: true, value: { kind: 'assertion', assertion, ...(id !== null && { id }) } };
  }
  if (authorization === undefined) {
    if (id && secret) return { ok: true, value: { kind: 'secret', id, secret } };
    return fault(
      'invalid_client',
      'Authenticate with HTTP Basic, with client_id and client_secret in the form, or with a client_assertion.',
    );
  }
  if (secret !== null) return fault('invalid_request', 'Authenticate in one way only.');
  const basic = parseBasic(authorization);
  if (!basic) return fault('invalid_client', 'The Authorization header is malformed HTTP Basic.');
  if (id !== null && id !== basic.id)
    return fault(
      'invalid_request',
      'The client_id in the form differs from the one in the Authorization header.',
    );
  return { ok: true, value: { kind: 'secret', ...basic } };
}

/** RFC 6749 §2.3.1: id and secret are form-encoded before they are joined. */
function parseBasic(header: string): { id: string; secret: string } | null {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header)?.[1];
  if (!encoded) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1) return null;
  try {
    const decode = (part: string) => decodeURIComponent(part.replaceAll('+', ' '));
    return { id: decode(text.slice(0, colon)), secret: decode(text.slice(colon + 1)) };
  } catch {
    return null;
  }
}

const detailsSchema = z
  .array(
    z.strictObject({
      type: z.literal('news_license'),
      license: z.string().optional(),
      actions: z.array(z.string().min(1).max(200)).min(1).max(100).optional(),
      datatypes: z.array(z.enum(COMPONENT_TYPES)).min(1).max(COMPONENT_TYPES.length).optional(),
      locations: z.array(z.string().min(1).max(100)).min(1).max(300).optional(),
      channels: z.array(z.enum(CHANNELS)).min(1).max(CHANNELS.length).optional(),
    }),
  )
  .length(1);

function parseDetails(text: string | null): OAuthResult<(Entitlement & { license?: string }) | null> {
  if (text === null) return { ok: true, value: null };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fault('invalid_authorization_details', 'authorization_details is not JSON.');
  }
  const parsed = detailsSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.map((part) => `/${String(part)}`).join('') || '/';
    return fault(
      'invalid_authorization_details',
      `authorization_details is malformed at ${path}: ${issue?.message ?? 'unknown'}`,
    );
  }
  const [detail] = parsed.data;
  if (!detail) return { ok: true, value: null };
  const { type: _type, ...rest } = detail;
  return { ok: true, value: JSON.parse(JSON.stringify(rest)) as Entitlement & { license?: string } };
}

/** RFC 6749 §5.2 allows only these characters in error_description. */
export function printable(text: string): string {
  return text
    .replace(/["“”„«»]/g, "'")
    .replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, '?')
    .slice(0, 200);
}
