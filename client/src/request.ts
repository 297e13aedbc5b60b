/** A request with a token: renewed once when it is not good any more, repeated where that changes nothing, refused as a type. */
import { ImprimaturError, type Problem, Refused, Unreachable } from './errors.ts';
import { RETRY_DEFAULTS, type RetryOptions, retryAfterMs, withRetries } from './retry.ts';
import type { TokenSource } from './token.ts';

export interface Sent {
  method?: 'GET' | 'HEAD' | 'POST';
  query?: Record<string, string | number | undefined>;
  headers?: Record<string, string>;
  json?: unknown;
  /** A POST that only asks may be sent again. */
  isIdempotent?: boolean;
  /** Open routes take no token. */
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

  /** 2xx or 304. Throws `Refused` for everything else that the gateway says. */
  async send(path: string, sent: Sent = {}): Promise<Response> {
    const { signal, isOpen = false, method = 'GET' } = sent;
    const isIdempotent = sent.isIdempotent ?? method !== 'POST';
    const once = (token?: string) =>
      withRetries({ send: () => this.#once(path, sent, token), isIdempotent, signal, options: this.#retry });
    if (isOpen) return refusedUnlessGood(await once());
    const token = await this.#token();
    const response = await once(token);
    if (response.status !== 401) return refusedUnlessGood(response);
    // Revoked, or the keys were exchanged: a new token once, and no more.
    await response.body?.cancel();
    return refusedUnlessGood(await once(await this.#token(token)));
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
      // What this gateway says stands at its own addresses: a token is sent nowhere else.
      redirect: 'error',
    });
  }
}

async function refusedUnlessGood(response: Response): Promise<Response> {
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
