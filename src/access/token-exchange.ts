/**
 * Parses a token exchange with a token of an identity provider (RFC 8693 §2.1). The JWT bearer grant of RFC
 * 7523 does not fit: it requires assertions made for this token endpoint (§3 no. 3), while an ID token is
 * made for a client id and an Access JWT for an application. Pure.
 */
import { fault, type OAuthResult, repeatedParameter } from './token-request.ts';

export const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const TYPE = 'urn:ietf:params:oauth:token-type:';
export const ACCESS_TOKEN_TYPE = `${TYPE}access_token`;
/** Access tokens of a provider are not accepted: any of its other services could use them to sign in here. */
const SUBJECT_TYPES = [`${TYPE}id_token`, `${TYPE}jwt`];
const ISSUED_TYPES = [null, ACCESS_TOKEN_TYPE, `${TYPE}jwt`];

export interface ExchangeRequest {
  subjectToken: string;
  /** The token came in the header that Cloudflare Access writes, not in the form. */
  isFromHeader: boolean;
  scope?: string;
}

interface ExchangeHeaders {
  authorization: string | undefined;
  accessJwt: string | undefined;
  site: string | undefined;
}

/** Parses the request. `target` is the only resource for which tokens are issued. */
export function parseExchange(
  headers: ExchangeHeaders,
  form: URLSearchParams,
  target: string,
): OAuthResult<ExchangeRequest> {
  const repeated = repeatedParameter(form);
  if (repeated) return repeated;
  if (headers.authorization !== undefined || form.has('client_secret') || form.has('client_assertion'))
    return fault('invalid_request', 'The subject token identifies the client. Send no other authentication.');
  if (form.has('actor_token') || form.has('actor_token_type'))
    return fault('invalid_request', 'Delegation is not supported: do not send actor_token.');
  if (!ISSUED_TYPES.includes(form.get('requested_token_type')))
    return fault('invalid_request', `Only requested_token_type=${ACCESS_TOKEN_TYPE} is offered.`);
  const targets = [form.get('resource'), form.get('audience')];
  if (targets.some((name) => name !== null && name !== target))
    return fault('invalid_target', `Tokens are issued for ${target} only.`);
  if (form.has('authorization_details'))
    return fault('invalid_authorization_details', 'Only partners can send authorization_details.');
  const subject = parseSubject(headers, form);
  if (!subject.ok) return subject;
  const scope = form.get('scope');
  return { ok: true, value: { ...subject.value, ...(scope !== null && { scope }) } };
}

/** The form takes precedence over the header of Access. */
function parseSubject(
  { accessJwt, site }: ExchangeHeaders,
  form: URLSearchParams,
): OAuthResult<Pick<ExchangeRequest, 'subjectToken' | 'isFromHeader'>> {
  const subjectToken = form.get('subject_token');
  const type = form.get('subject_token_type');
  if (type !== null && !SUBJECT_TYPES.includes(type))
    return fault('invalid_request', `Supported values of subject_token_type: ${SUBJECT_TYPES.join(', ')}.`);
  if (subjectToken) {
    if (type === null) return fault('invalid_request', 'The parameter subject_token_type is missing.');
    return { ok: true, value: { subjectToken, isFromHeader: false } };
  }
  if (!accessJwt) return fault('invalid_request', 'The parameter subject_token is missing.');
  // Access adds the header to browser requests of every origin, so the origin is checked.
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return fault('invalid_request', 'Other sites may not use the Cloudflare Access session to sign in.');
  return { ok: true, value: { subjectToken: accessJwt, isFromHeader: true } };
}
