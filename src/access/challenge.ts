/** Responses to a missing or invalid token (RFC 6750 §3, RFC 9449 §7.1). */
import { Refusal, toProblem } from '../platform/problem.ts';
import { problemMessage } from '../platform/templates.ts';
import { ALGORITHMS } from './jose/algorithms.ts';
import type { Role } from './roles.ts';

const SENTENCES = {
  missing:
    'Send an access token from the token endpoint as "Authorization: Bearer …". API keys are only for the token endpoint.',
  malformed:
    'This is not an access token. API keys are only for the token endpoint, which exchanges them for access tokens.',
  expired: 'The access token has expired; get a new one from the token endpoint.',
  not_yet_valid: 'The access token is not valid yet.',
  invalid: 'The access token was not issued by this gateway, or it has been altered.',
  revoked: 'The token, or the key for which it was issued, is revoked or expired.',
  session: 'The session has ended, or the role of its operator has changed. Sign in again.',
  address: 'The key for which this token was issued may not be used from this address.',
  proof_missing:
    'This key requires a DPoP proof (RFC 9449) with every request, and a token that is bound to it.',
  proof_invalid: 'The DPoP proof is malformed, or it is not for this token, method, URL and time.',
  proof_replayed: 'This DPoP proof has been used before. Create a new one for every request.',
} as const;

export type TokenFault = keyof typeof SENTENCES;

/** RFC 6750 §3: the challenge has no error code when the request has no credentials. */
export function invalidToken(fault: TokenFault): Refusal {
  const detail = SENTENCES[fault];
  return new Refusal({
    code: 'invalid_token',
    detail,
    headers: { 'WWW-Authenticate': challengeOf(fault, detail) },
  });
}

function challengeOf(fault: TokenFault, detail: string): string {
  if (fault === 'missing') return 'Bearer realm="imprimatur"';
  if (!fault.startsWith('proof_'))
    return `Bearer realm="imprimatur", error="invalid_token", error_description="${detail}"`;
  const error = fault === 'proof_missing' ? 'invalid_token' : 'invalid_dpop_proof';
  return `DPoP realm="imprimatur", algs="${ALGORITHMS.join(' ')}", error="${error}", error_description="${detail}"`;
}

/** `scope`: one or, with spaces between them, several of which each is enough. */
export function insufficientScope(scope: string): Refusal {
  return new Refusal({
    code: 'insufficient_scope',
    detail: `This route needs a token with the scope "${scope.replaceAll(' ', '" or "')}".`,
    headers: {
      'WWW-Authenticate': `Bearer realm="imprimatur", error="insufficient_scope", scope="${scope}"`,
    },
  });
}

/**
 * RFC 6750 §3.1: the token is valid but lacks the role. A new token of the same operator would lack it as
 * well.
 */
export function insufficientRole(role: Role, roles: Role[]): Refusal {
  const problem = toProblem(
    'insufficient_scope',
    problemMessage('forbidden.role', {
      roles: { list: roles.map((value) => ({ of: 'role', value })), joint: 'comma' },
      role: { of: 'role', value: role },
    }),
  );
  return new Refusal({
    ...problem,
    members: { ...problem.members, role, roles },
    headers: { 'WWW-Authenticate': 'Bearer realm="imprimatur", error="insufficient_scope"' },
  });
}
