/**
 * Turns a token of an identity provider into a grant for the gateway's own token. The caller gets the same
 * answer for every rejected token.
 */
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { Refusal } from '../../platform/problem.ts';
import { operatorGrant } from '../grant.ts';
import type { OperatorGrant } from '../token.ts';
import type { ExchangeRequest } from '../token-exchange.ts';
import { fault, type OAuthResult } from '../token-request.ts';
import { providerKey } from './provider-keys.ts';
import { type IdentityProvider, parseProviders } from './providers.ts';
import { type SignInResult, signIn } from './sign-in.ts';
import { type Subject, type SubjectFault, verifySubject } from './subject-token.ts';

/**
 * RFC 8693 §2.2.2 has one code for an invalid or unacceptable subject token. The answer does not disclose who
 * is known here.
 */
const NOT_ACCEPTED = fault(
  'invalid_request',
  'The subject token is not accepted: its issuer or audience is not trusted, it has expired or was used before, or its subject has no role here.',
);
const later = (description: string) => fault('temporarily_unavailable', description);
const PROVIDER_UNAVAILABLE = later('The identity provider’s keys are unavailable at the moment. Try again.');
const MISCONFIGURED = later('Sign-in with an identity provider is misconfigured. The log has the fault.');
const CONTENDED = later('Another change of this operator is in progress. Try again.');

export interface PresentedSubject extends Pick<ExchangeRequest, 'subjectToken' | 'isFromHeader'> {
  /** The sign-in that the token must answer. Tokens of other providers, clients or nonces are rejected. */
  answerTo?: { issuer: string; clientId: string; nonce: string };
}

/**
 * Verifies a subject token. Faults: `invalid_request` if it is not accepted, `temporarily_unavailable` if the
 * provider's keys or the configuration are not usable.
 */
export async function subjectOf(
  env: Env,
  presented: PresentedSubject,
  now: number,
): Promise<OAuthResult<Subject>> {
  const providers = parseProviders(env.IDENTITY_PROVIDERS);
  if (!providers.ok) {
    log('error', 'identity_providers_malformed', { detail: providers.reason });
    return MISCONFIGURED;
  }
  const { subjectToken, answerTo } = presented;
  const verified = await verifySubject(subjectToken, {
    providers: trustedProviders(providers.value, presented),
    keyOf: providerKey,
    now,
    ...(answerTo && { nonce: answerTo.nonce }),
  });
  if (verified.ok) return { ok: true, value: verified.value };
  const { reason, issuer } = verified;
  if (reason === 'keys_unavailable') return PROVIDER_UNAVAILABLE;
  return refused(reason, { ...(issuer !== undefined && { issuer }) });
}

function trustedProviders(
  providers: IdentityProvider[],
  { isFromHeader, answerTo }: PresentedSubject,
): IdentityProvider[] {
  // Tokens of other providers are not accepted in the header that Access writes.
  if (!answerTo) return providers.filter(({ kind }) => !isFromHeader || kind === 'cloudflare-access');
  return providers
    .filter(({ issuer }) => issuer === answerTo.issuer)
    .map((provider) => ({ ...provider, audiences: [answerTo.clientId] }));
}

/**
 * Signs the subject in and grants a token. `boundTo` is the thumbprint of the key that the client has proved
 * to hold.
 */
export async function subjectGrant(
  env: Env,
  subject: Subject,
  {
    request,
    boundTo,
    now,
  }: { request: Pick<ExchangeRequest, 'subjectToken' | 'scope'>; boundTo: string | null; now: number },
): Promise<OAuthResult<OperatorGrant>> {
  const { operator: id, role, expiresMs, provider } = subject;
  const found = { kind: 'operator', id, status: 'active', generation: 0, expiresMs } as const;
  const grantRequest = { ...request, ...(boundTo !== null && { boundTo }) };
  // Checked first, because a request for too much must not count as a sign-in.
  const grant = role === null ? null : operatorGrant({ ...found, role }, grantRequest);
  if (grant && !grant.ok) return grant;
  const signedIn = await orUnavailable(signIn(env, subject, request.subjectToken, now));
  if (!signedIn) return later('The operators’ Durable Object has not acknowledged the sign-in. Try again.');
  if (!signedIn.ok)
    return signedIn.reason === 'contended'
      ? CONTENDED
      : refused(signedIn.reason, { issuer: provider.issuer, operator: id });
  return operatorGrant({ ...found, role: signedIn.role, generation: signedIn.generation }, grantRequest);
}

/** Null if the operators' object is unavailable. It may have stored the sign-in nevertheless. */
async function orUnavailable(signingIn: Promise<SignInResult>): Promise<SignInResult | null> {
  try {
    return await signingIn;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function refused(
  reason: SubjectFault | Extract<SignInResult, { ok: false }>['reason'],
  more: { issuer?: string; operator?: string },
): ReturnType<typeof fault> {
  log('warn', 'sign_in_refused', { reason, ...more });
  return NOT_ACCEPTED;
}
