/** From the token of an identity provider to what our own token may say. The caller learns one thing of all that can be wrong. */
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { Refusal } from '../../platform/problem.ts';
import { operatorGrant } from '../grant.ts';
import type { OperatorGrant } from '../token.ts';
import type { ExchangeRequest } from '../token-exchange.ts';
import { fault, type Read } from '../token-request.ts';
import { providerKey } from './provider-keys.ts';
import { type IdentityProvider, readProviders } from './providers.ts';
import { type SignedIn, signIn } from './sign-in.ts';
import { type Subject, type SubjectFault, verifySubject } from './subject-token.ts';

/** RFC 8693 §2.2.2 has one code for a subject token that is invalid or unacceptable. It does not say who is known here. */
const NOT_ACCEPTED = fault(
  'invalid_request',
  'The subject token is not accepted: not from a trusted issuer for this audience, over, used, or of nobody who has a role here.',
);
const later = (description: string) => fault('temporarily_unavailable', description);
const PROVIDER_AWAY = later('The identity provider does not give its keys now. Try again.');
const MISCONFIGURED = later(
  'Sign-in with an identity provider is not configured rightly; the log says what is wrong.',
);
const CONTENDED = later('This operator is being changed by others at the same time. Try again.');

/** A token, and where it comes from. */
export interface ShownSubject extends Pick<ExchangeRequest, 'subjectToken' | 'isFromHeader'> {
  /** The sign-in of ours that it must be the answer to: no other provider, client or moment will do. */
  answerTo?: { issuer: string; clientId: string; nonce: string };
}

export async function subjectOf(env: Env, shown: ShownSubject, now: number): Promise<Read<Subject>> {
  const providers = readProviders(env.IDENTITY_PROVIDERS);
  if (!providers.ok) {
    log('error', 'identity_providers_malformed', { detail: providers.reason });
    return MISCONFIGURED;
  }
  const { subjectToken, answerTo } = shown;
  const verified = await verifySubject(subjectToken, {
    providers: trusted(providers.value, shown),
    keyOf: providerKey,
    now,
    ...(answerTo && { nonce: answerTo.nonce }),
  });
  if (verified.ok) return { ok: true, value: verified.value };
  const { reason, issuer } = verified;
  if (reason === 'keys_unavailable') return PROVIDER_AWAY;
  return refused(reason, { ...(issuer !== undefined && { issuer }) });
}

function trusted(
  providers: IdentityProvider[],
  { isFromHeader, answerTo }: ShownSubject,
): IdentityProvider[] {
  // Others' tokens have no business in the header that Access writes.
  if (!answerTo) return providers.filter(({ kind }) => !isFromHeader || kind === 'cloudflare-access');
  return providers
    .filter(({ issuer }) => issuer === answerTo.issuer)
    .map((provider) => ({ ...provider, audiences: [answerTo.clientId] }));
}

/** `boundTo`: thumbprint of the key that the client has proved to have. */
export async function subjectGrant(
  env: Env,
  subject: Subject,
  {
    request,
    boundTo,
    now,
  }: { request: Pick<ExchangeRequest, 'subjectToken' | 'scope'>; boundTo: string | null; now: number },
): Promise<Read<OperatorGrant>> {
  const { operator: id, role, expiresMs, provider } = subject;
  const found = { kind: 'operator', id, status: 'active', generation: 0, expiresMs } as const;
  const asked = { ...request, ...(boundTo !== null && { boundTo }) };
  // First of all: what asks for too much is not a sign-in.
  const grant = role === null ? null : operatorGrant({ ...found, role }, asked);
  if (grant && !grant.ok) return grant;
  const signedIn = await acknowledged(signIn(env, subject, request.subjectToken, now));
  if (!signedIn) return later('The operators’ object has not acknowledged the sign-in. Try again.');
  if (!signedIn.ok)
    return signedIn.reason === 'contended'
      ? CONTENDED
      : refused(signedIn.reason, { issuer: provider.issuer, operator: id });
  return operatorGrant({ ...found, role: signedIn.role, generation: signedIn.generation }, asked);
}

/** Null: the operators' object is out of reach. Whether it was told will show. */
async function acknowledged(signingIn: Promise<SignedIn>): Promise<SignedIn | null> {
  try {
    return await signingIn;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function refused(
  reason: SubjectFault | Extract<SignedIn, { ok: false }>['reason'],
  more: { issuer?: string; operator?: string },
): ReturnType<typeof fault> {
  log('warn', 'sign_in_refused', { reason, ...more });
  return NOT_ACCEPTED;
}
