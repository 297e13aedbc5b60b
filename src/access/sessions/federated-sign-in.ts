/**
 * Signing in to the console with an identity provider: with an authorization code, or with the identity of
 * Cloudflare Access.
 */
import type { Context } from 'hono';
import { agencyOf } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { log } from '../../platform/log.ts';
import { Refusal } from '../../platform/problem.ts';
import { withinRate } from '../../platform/rate-limit.ts';
import { parseAuthorizationResponse } from '../identity/code-flow/authorization-response.ts';
import { CALLBACK, type FlowProvider, flowProviders, keyOf } from '../identity/code-flow/options.ts';
import { authorizationUrl, redeemCode } from '../identity/code-flow/provider-requests.ts';
import { CONSOLE, safeReturnTarget } from '../identity/code-flow/return-target.ts';
import {
  newPendingSignIn,
  openPending,
  sealPending,
  transactionOf,
} from '../identity/code-flow/transaction.ts';
import { type PresentedSubject, subjectGrant, subjectOf } from '../identity/exchange.ts';
import { SIGN_IN_LIFE_S } from '../identity/limits.ts';
import { useOnce } from '../store.ts';
import { clearCookie, newSecret, readCookie, setCookie } from './cookie.ts';
import { openSession } from './open.ts';

const SIGN_IN_COOKIE = '__Host-imprimatur-sign-in';

export const SIGN_IN_FAULTS = [
  /** The sign-in was begun in another browser or too long ago, or its response was used before. */
  'not_begun_here',
  'refused_there',
  /** The provider or a store of the gateway is unavailable, or there is no ID token. */
  'try_later',
  'not_accepted',
  'too_many',
] as const;
export type SignInFault = (typeof SIGN_IN_FAULTS)[number];

/** `next` is the page to return to, in both cases. */
export type SignInOutcome = { ok: true; next: string } | { ok: false; reason: SignInFault; next: string };

/** URL of the provider's sign-in page. Null if no provider has this key. */
export function beginSignIn(c: Context<AppEnv>, key: string): string | null {
  const provider = flowProviders(c.env).find((flowProvider) => keyOf(flowProvider) === key);
  if (!provider) return null;
  const { issuer, codeFlow } = provider;
  const pending = newPendingSignIn(
    { issuer, next: safeReturnTarget(c.req.query('next')), secret: newSecret() },
    c.get('now'),
  );
  setCookie(c, SIGN_IN_COOKIE, { value: sealPending(c.env.SIGNING_KEYS, pending), ageS: SIGN_IN_LIFE_S });
  return authorizationUrl(codeFlow, transactionOf(pending), callbackOf(c));
}

/** Handles the provider's callback. The cookie is deleted in every case. */
export async function completeSignIn(c: Context<AppEnv>): Promise<SignInOutcome> {
  const { env } = c;
  const { now } = c.var;
  const sealed = readCookie(c, SIGN_IN_COOKIE);
  clearCookie(c, SIGN_IN_COOKIE);
  const pending = sealed === null ? null : openPending(env.SIGNING_KEYS, sealed, now);
  if (!pending) return { ok: false, reason: 'not_begun_here', next: CONSOLE };
  const { next } = pending;
  const failed = (reason: SignInFault): SignInOutcome => ({ ok: false, reason, next });

  const providers = flowProviders(env);
  const provider = providers.find(({ issuer }) => issuer === pending.issuer);
  if (!provider) return failed('not_begun_here');
  const transaction = transactionOf(pending);
  const answer = parseAuthorizationResponse(new URL(c.req.url).searchParams, transaction, {
    isOnly: providers.length === 1,
  });
  if (!answer.ok) {
    if (answer.reason === 'malformed') return failed('try_later');
    return failed(answer.reason);
  }
  // The browser still has its cookie if the response is replayed.
  if (!(await useOnce(env.DB, `sign_in_${transaction.state}`, transaction.untilMs, now)))
    return failed('not_begun_here');

  const { verifier, nonce } = transaction;
  const idToken = await redeemOrNull(c, provider, { code: answer.code, verifier });
  if (idToken === null) return failed('try_later');
  const { issuer, codeFlow } = provider;
  const reason = await signInSubject(c, {
    subjectToken: idToken,
    isFromHeader: false,
    answerTo: { issuer, clientId: codeFlow.clientId, nonce },
  });
  return reason === null ? { ok: true, next } : failed(reason);
}

export async function signInWithAccess(c: Context<AppEnv>, target: unknown): Promise<SignInOutcome> {
  const next = safeReturnTarget(target);
  const subjectToken = c.req.header('Cf-Access-Jwt-Assertion');
  if (!subjectToken) return { ok: false, reason: 'not_accepted', next };
  const reason = await signInSubject(c, { subjectToken, isFromHeader: true });
  return reason === null ? { ok: true, next } : { ok: false, reason, next };
}

/** Null on success. */
async function signInSubject(c: Context<AppEnv>, presented: PresentedSubject): Promise<SignInFault | null> {
  try {
    return await trySignIn(c, presented);
  } catch (error) {
    // The operators' object is unavailable.
    if (error instanceof Refusal) return 'try_later';
    throw error;
  }
}

async function trySignIn(c: Context<AppEnv>, presented: PresentedSubject): Promise<SignInFault | null> {
  const { env } = c;
  const { now } = c.var;
  const subject = await subjectOf(env, presented, now);
  if (!subject.ok) return faultOf(subject.reason.error);
  const { operator, provider } = subject.value;
  if (!(await withinRate(env.TOKEN_CLIENT_LIMIT, operator))) return 'too_many';
  const { subjectToken } = presented;
  const grant = await subjectGrant(env, subject.value, { request: { subjectToken }, boundTo: null, now });
  if (!grant.ok) return faultOf(grant.reason.error);
  const { generation } = grant.value;
  return (await openSession(c, { operator, generation, via: provider.issuer })) ? null : 'not_accepted';
}

const faultOf = (error: string): SignInFault =>
  error === 'temporarily_unavailable' ? 'try_later' : 'not_accepted';

async function redeemOrNull(
  c: Context<AppEnv>,
  { issuer, codeFlow }: FlowProvider,
  presented: { code: string; verifier: string },
): Promise<string | null> {
  try {
    return await redeemCode(c.env, codeFlow, { ...presented, redirectUri: callbackOf(c) });
  } catch (error) {
    log('error', 'identity_provider_failed', { issuer, error: String(error) });
    return null;
  }
}

const callbackOf = (c: Context<AppEnv>) => agencyOf(c.env).publicUrl + CALLBACK;
