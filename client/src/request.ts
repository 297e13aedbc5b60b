/**
 * Authenticated requests: renews a rejected token once, retries idempotent requests, and throws typed
 * refusals.
 */
import { ImprimaturError, type Problem, Refused, Unreachable } from './errors.ts';
import { RETRY_DEFAULTS, type RetryOptions, retryAfterMs, withRetries } from './retry.ts';
import type { TokenSource } from './token.ts';

export interface Sent {
  method?: 'GET' | 'HEAD' | 'POST';
  query?: Record<string, string | number | undefined>;
  headers?: Record<string, string>;
  json?: unknown;
  /** A POST without side effects may be retried. */
  isIdempotent?: boolean;
  /** Public routes need no token. */
  isOpen?: boolean;
  signal?: AbortSignal | undefined;
}

export class Requests {
  readonly gateway: string;
  readonly #tokens: TokenSource | undefined;
  readonly #fetch: typeof fetch;
  readonly #retry: Required<RetryOptions>;

  constructor(
    gateway: string,
    {
      tokens,
      fetch: send,
      retry,
    }: { tokens?: TokenSource | undefined; fetch: typeof fetch; retry?: RetryOptions | undefined },
  ) {
    this.gateway = gateway;
    this.#tokens = tokens;
    this.#fetch = send;
    this.#retry = { ...RETRY_DEFAULTS, ...retry };
  }

  /** Returns a 2xx or 304 response. Throws `Refused` for any other. */
  async send(path: string, sent: Sent = {}): Promise<Response> {
    const { signal, isOpen = false, method = 'GET' } = sent;
    const isIdempotent = sent.isIdempotent ?? method !== 'POST';
    const once = (token?: string) =>
      withRetries({ send: () => this.#once(path, sent, token), isIdempotent, signal, options: this.#retry });
    if (isOpen) return throwUnlessOk(await once());
    const token = await this.#token();
    const response = await once(token);
    if (response.status !== 401) return throwUnlessOk(response);
    // The token was revoked or the signing keys were replaced: tries one new token.
    await response.body?.cancel();
    return throwUnlessOk(await once(await this.#token(token)));
  }

  async json<T>(path: string, sent: Sent = {}): Promise<T> {
    const response = await this.send(path, sent);
    try {
      return (await response.json()) as T;
    } catch (error) {
      sent.signal?.throwIfAborted();
      throw new Unreachable(`${path} answered something else than JSON`, { cause: error });
    }
  }

  #token(refused?: string): Promise<string> {
    if (!this.#tokens) throw new ImprimaturError('This needs credentials: give clientId and clientSecret');
    return this.#tokens.token(refused);
  }

  #once(
    path: string,
    { method, query = {}, headers, json, signal }: Sent,
    token?: string,
  ): Promise<Response> {
    const url = new URL(this.gateway + path);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    return this.#fetch(url, {
      method: method ?? (json === undefined ? 'GET' : 'POST'),
      headers: {
        ...headers,
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(signal && { signal }),
      // A redirect must not receive the token.
      redirect: 'error',
    });
  }
}

async function throwUnlessOk(response: Response): Promise<Response> {
  if (response.ok || response.status === 304) return response;
  const text = await response.text();
  const problem = problemIn(text);
  if (!problem) throw new Unreachable(`An answer of ${response.status} that is not this gateway's`);
  throw new Refused(problem, retryAfterMs(response.headers.get('Retry-After')));
}

function problemIn(text: string): Problem | null {
  try {
    const problem = JSON.parse(text) as Problem;
    return typeof problem?.code === 'string' && typeof problem.detail === 'string' ? problem : null;
  } catch {
    return null;
  }
}
