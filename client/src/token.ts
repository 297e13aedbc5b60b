/**
 * One access token for all requests. Concurrent requests share one token request; it is renewed before it
 * expires.
 */
import type { paths } from './api.ts';
import { TokenRefused, Unreachable } from './errors.ts';
import { RETRY_DEFAULTS, type RetryOptions, withRetries } from './retry.ts';

export interface Credentials {
  /** Client id from the licensing desk: `key_…`. */
  clientId: string;
  /** Client secret: `imp_live_…` or `imp_test_…`. */
  clientSecret: string;
  /** Narrows the token to a part of the license (RFC 9396). */
  authorizationDetails?: Record<string, unknown>[];
  scope?: 'articles' | 'admin' | 'audit';
}

export type TokenAnswer = paths['/oauth/token']['post']['responses'][200]['content']['application/json'];

/**
 * Milliseconds before its expiry at which a token is no longer used, because a request takes time to arrive.
 */
const RENEW_BEFORE_MS = 30_000;

interface Held {
  token: string;
  untilMs: number;
}

export class TokenSource {
  readonly #gateway: string;
  readonly #credentials: Credentials;
  readonly #fetch: typeof fetch;
  readonly #retry: Required<RetryOptions>;
  #held: Held | undefined;
  #pending: Promise<Held> | undefined;

  constructor(
    gateway: string,
    credentials: Credentials,
    { fetch: send, retry }: { fetch: typeof fetch; retry?: RetryOptions | undefined },
  ) {
    this.#gateway = gateway;
    this.#credentials = credentials;
    this.#fetch = send;
    this.#retry = { ...RETRY_DEFAULTS, ...retry };
  }

  /** `refused`: the token that the gateway has just rejected. A different current token is still used. */
  async token(refused?: string): Promise<string> {
    const held = this.#held;
    if (held && held.token !== refused && Date.now() < held.untilMs) return held.token;
    // Without the caller's signal, because others wait for the same token.
    this.#pending ??= this.#ask().finally(() => {
      this.#pending = undefined;
    });
    this.#held = await this.#pending;
    return this.#held.token;
  }

  async #ask(): Promise<Held> {
    const { clientId, clientSecret, authorizationDetails, scope } = this.#credentials;
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    if (scope) form.set('scope', scope);
    if (authorizationDetails) form.set('authorization_details', JSON.stringify(authorizationDetails));
    const requestedAt = Date.now();
    const response = await withRetries({
      isIdempotent: true,
      options: this.#retry,
      send: () =>
        this.#fetch(`${this.#gateway}/oauth/token`, {
          method: 'POST',
          headers: {
            Authorization: `Basic ${btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)}`,
            'Content-Type': 'application/x-www-form-urlencoded',
          },
          body: form.toString(),
          // A redirect must not receive the secret.
          redirect: 'error',
        }),
    });
    const answer = (await response.json().catch(() => null)) as
      | (Partial<TokenAnswer> & {
          error?: string;
          error_description?: string;
          code?: string;
          detail?: string;
        })
      | null;
    if (!response.ok)
      throw new TokenRefused(
        response.status,
        answer?.error ?? answer?.code ?? 'unknown',
        answer?.error_description ?? answer?.detail ?? 'The token endpoint issued no token',
      );
    if (typeof answer?.access_token !== 'string' || typeof answer.expires_in !== 'number')
      throw new Unreachable('The token endpoint answered without a token');
    // A token with a lifetime below the margin is used for half of that time.
    const lifeMs = answer.expires_in * 1000;
    return {
      token: answer.access_token,
      untilMs: requestedAt + Math.max(lifeMs - RENEW_BEFORE_MS, lifeMs / 2),
    };
  }
}
