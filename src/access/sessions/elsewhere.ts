/** Signing in to the console with an identity provider: from its pages with a code, or as Cloudflare Access knows somebody already. */
import type { Context } from 'hono';
import { agencyOf } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { log } from '../../platform/log.ts';
import { Refusal } from '../../platform/problem.ts';
import { withinRate } from '../../platform/rate-limit.ts';
import { readAnswer } from '../identity/code-flow/answer.ts';
import { authorizationUrl, redeemCode } from '../identity/code-flow/ask.ts';
import { CONSOLE, safeNext } from '../identity/code-flow/next.ts';
import { CALLBACK, type FlowProvider, flowProviders, keyOf } from '../identity/code-flow/options.ts';
import { begin, openBegun, sealBegun, transactionOf } from '../identity/code-flow/transaction.ts';
import { type ShownSubject, subjectGrant, subjectOf } from '../identity/exchange.ts';
import { SIGN_IN_LIFE_S } from '../identity/limits.ts';
import { useOnce } from '../store.ts';
import { clearCookie, newSecret, readCookie, setCookie } from './cookie.ts';
import { openSession } from './open.ts';

export const SIGN_IN_COOKIE = '__Host-imprimatur-sign-in';

/** What the sign-in page has words for. */
export const SIGN_IN_FAULTS = [
  /** Begun in another browser, too long ago, or answered before. */
  'not_begun_here',
  /** At the provider. */
  'refused_there',
  /** The provider is away or gives no ID token, or a store of ours is. */
  'try_later',
  /** Nobody who has a role here. */
  'not_accepted',
  'too_many',
] as const;
export type SignInFault = (typeof SIGN_IN_FAULTS)[number];

/** `next`: where it leads back to, whatever came of it. */
export type Arrival = { ok: true; next: string } | { ok: false; reason: SignInFault; next: string };

/** The browser's way to the provider. Null: there is none of this key. */
export function leaveFor(c: Context<AppEnv>, key: string): string | null {
  const provider = flowProviders(c.env).find((one) => keyOf(one) === key);
  if (!provider) return null;
  const { issuer, codeFlow } = provider;
  const begun = begin({ issuer, next: safeNext(c.req.query('next')), secret: newSecret() }, c.var.now);
  setCookie(c, SIGN_IN_COOKIE, { value: sealBegun(c.env.SIGNING_KEYS, begun), ageS: SIGN_IN_LIFE_S });
  return authorizationUrl(codeFlow, transactionOf(begun), callbackOf(c));
}

/** And back. The cookie has done its work, whatever comes of it. */
export async function comeBack(c: Context<AppEnv>): Promise<Arrival> {
  const { env } = c;
  const { now } = c.var;
  const sealed = readCookie(c, SIGN_IN_COOKIE);
  clearCookie(c, SIGN_IN_COOKIE);
  const begun = sealed === null ? null : openBegun(env.SIGNING_KEYS, sealed, now);
  if (!begun) return { ok: false, reason: 'not_begun_here', next: CONSOLE };
  const { next } = begun;
  const failed = (reason: SignInFault): Arrival => ({ ok: false, reason, next });

  const providers = flowProviders(env);
  const provider = providers.find(({ issuer }) => issuer === begun.issuer);
  if (!provider) return failed('not_begun_here');
  const transaction = transactionOf(begun);
  const answer = readAnswer(new URL(c.req.url).searchParams, transaction, { isOnly: providers.length === 1 });
  if (!answer.ok) {
    if (answer.reason === 'malformed') return failed('try_later');
    return failed(answer.reason);
  }
  // The browser still has its cookie when the answer is shown once more.
  if (!(await useOnce(env.DB, `sign_in_${transaction.state}`, transaction.untilMs, now)))
    return failed('not_begun_here');

  const { verifier, nonce } = transaction;
  const idToken = await redeemed(c, provider, { code: answer.code, verifier });
  if (idToken === null) return failed('try_later');
  const { issuer, codeFlow } = provider;
  const reason = await arrive(c, {
    subjectToken: idToken,
    isFromHeader: false,
    answerTo: { issuer, clientId: codeFlow.clientId, nonce },
  });
  return reason === null ? { ok: true, next } : failed(reason);
}

/** As whom Cloudflare Access let the request through. */
export async function comeThroughAccess(c: Context<AppEnv>, wanted: unknown): Promise<Arrival> {
  const next = safeNext(wanted);
  const subjectToken = c.req.header('Cf-Access-Jwt-Assertion');
  if (!subjectToken) return { ok: false, reason: 'not_accepted', next };
  const reason = await arrive(c, { subjectToken, isFromHeader: true });
  return reason === null ? { ok: true, next } : { ok: false, reason, next };
}

/** Null: signed in. */
async function arrive(c: Context<AppEnv>, shown: ShownSubject): Promise<SignInFault | null> {
  try {
    return await tryArrive(c, shown);
  } catch (error) {
    // The operators' object is out of reach: nobody is signed in.
    if (error instanceof Refusal) return 'try_later';
    throw error;
  }
}

async function tryArrive(c: Context<AppEnv>, shown: ShownSubject): Promise<SignInFault | null> {
  const { env } = c;
  const { now } = c.var;
  const subject = await subjectOf(env, shown, now);
  if (!subject.ok) return faultOf(subject.reason.error);
  const { operator, provider } = subject.value;
  if (!(await withinRate(env.TOKEN_CLIENT_LIMIT, operator))) return 'too_many';
  const { subjectToken } = shown;
  const grant = await subjectGrant(env, subject.value, { request: { subjectToken }, boundTo: null, now });
  if (!grant.ok) return faultOf(grant.reason.error);
  const { generation } = grant.value;
  return (await openSession(c, { operator, generation, via: provider.issuer })) ? null : 'not_accepted';
}

const faultOf = (error: string): SignInFault =>
  error === 'temporarily_unavailable' ? 'try_later' : 'not_accepted';

async function redeemed(
  c: Context<AppEnv>,
  { issuer, codeFlow }: FlowProvider,
  shown: { code: string; verifier: string },
): Promise<string | null> {
  try {
    return await redeemCode(c.env, codeFlow, { ...shown, redirectUri: callbackOf(c) });
  } catch (error) {
    log('error', 'identity_provider_failed', { issuer, error: String(error) });
    return null;
  }
}

const callbackOf = (c: Context<AppEnv>) => agencyOf(c.env).publicUrl + CALLBACK;
