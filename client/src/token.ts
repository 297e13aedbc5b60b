/** One access token for all requests: asked for once however many wait for it, and renewed before it is over. */
import type { paths } from './api.ts';
import { TokenRefused, Unreachable } from './errors.ts';
import { RETRY_DEFAULTS, type RetryOptions, withRetries } from './retry.ts';

export interface Credentials {
  /** As the licensing desk gave it: `key_…`. */
  clientId: string;
  /** `imp_live_…` or `imp_test_…`. */
  clientSecret: string;
  /** RFC 9396: narrows the license, never widens it. */
  authorizationDetails?: Record<string, unknown>[];
  scope?: 'articles' | 'admin' | 'audit';
}

export type TokenAnswer = paths['/oauth/token']['post']['responses'][200]['content']['application/json'];

/** Milliseconds before its end at which a token is not used any more: a request may take that long to arrive. */
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

  /** `refused`: the token that the gateway has just called invalid; one that is held already in its place is good. */
  async token(refused?: string): Promise<string> {
    const held = this.#held;
    if (held && held.token !== refused && Date.now() < held.untilMs) return held.token;
    // No signal of one caller: others wait for the same token.
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
    const askedAt = Date.now();
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
          // The secret is for this address alone.
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
    // A token that lives shorter than the margin is still used for half of its life.
    const lifeMs = answer.expires_in * 1000;
    return {
      token: answer.access_token,
      untilMs: askedAt + Math.max(lifeMs - RENEW_BEFORE_MS, lifeMs / 2),
    };
  }
}
