/** An operator or a partner of a gateway: gets tokens as it needs them, and retries what it may. */
import { sleep, withRetries } from '../../client/src/retry.ts';
import { TokenSource } from '../../client/src/token.ts';
import { readCredentials } from '../lib/credentials-file.ts';
import { StartFailure } from '../lib/failure.ts';
import { type Answer, type ClientCredentials, listAt, readAnswer, valueAt } from './client.ts';

const ONCE = 'Idempotency-Key';
/** How long one call is retried: longer than a rollout. */
const PATIENCE_MS = 5 * 60_000;
/** Longer than the gateway itself takes for anything. */
const REQUEST_TIMEOUT_MS = 120_000;
/** Some five minutes in all. A rate limit counts for a minute. */
const RETRY = { retries: 12, baseMs: 500, maxWaitMs: 61_000 };

export interface Address {
  url: string;
  pace: Pace;
}

/** At most so many requests a second, evenly; null: as many as are answered. */
export class Pace {
  readonly #everyMs: number;
  #nextMs = 0;

  constructor(perSecond: number | null) {
    this.#everyMs = perSecond === null ? 0 : 1_000 / perSecond;
  }

  async turn(): Promise<void> {
    if (this.#everyMs === 0) return;
    const now = performance.now();
    const at = Math.max(now, this.#nextMs);
    this.#nextMs = at + this.#everyMs;
    if (at > now) await sleep(at - now);
  }
}

export function localOwner(): Party {
  const { gateway = '', admin } = readCredentials();
  return new Party({ url: gateway, pace: new Pace(null) }, admin);
}

export class Party {
  readonly #address: Address;
  readonly #id: string;
  readonly #tokens: TokenSource;

  constructor(address: Address, { client_id: clientId, client_secret: clientSecret }: ClientCredentials) {
    this.#address = address;
    this.#id = clientId;
    this.#tokens = new TokenSource(address.url, { clientId, clientSecret }, { fetch, retry: RETRY });
  }

  /** Throws a `StartFailure` unless the answer, after retries, is 2xx, `alsoAccepted` or `isMadeBefore`. */
  async call(
    method: string,
    path: string,
    { json, alsoAccepted = [] }: { json?: unknown; alsoAccepted?: number[] } = {},
  ): Promise<Answer> {
    const what = `${method} ${path.split('?')[0]}`;
    const init = {
      method,
      headers: {
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
        ...(method === 'POST' && { [ONCE]: `"${crypto.randomUUID()}"` }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    };
    // A refused token is no reason to retry.
    await this.#token();
    const response = await withRetries({
      send: () => this.send(path, init),
      isIdempotent: true,
      signal: AbortSignal.timeout(PATIENCE_MS),
      options: RETRY,
    }).catch((error: Error) => {
      throw new StartFailure(`${what}: ${reasonOf(error)}; run it again to go on`);
    });
    const answer = await readAnswer(response);
    if (response.ok || alsoAccepted.includes(answer.status) || isMadeBefore(answer)) return answer;
    throw new StartFailure(`${what}: ${detailOf(answer)}`);
  }

  /** Sends once, with a new token if the gateway refuses the old one. Throws when there is no response. */
  async send(
    path: string,
    { headers, ...init }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Response> {
    await this.#address.pace.turn();
    const once = (token: string) =>
      fetch(`${this.#address.url}${path}`, {
        ...init,
        headers: { ...headers, Authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
    const token = await this.#token();
    const response = await once(token);
    if (response.status !== 401) return response;
    await response.body?.cancel();
    return once(await this.#token(token));
  }

  #token(refused?: string): Promise<string> {
    return this.#tokens.token(refused).catch((error: Error) => {
      throw new StartFailure(`POST /oauth/token for ${this.#id}: ${reasonOf(error)}`);
    });
  }
}

/** An earlier attempt created it, and its answer was lost: a secret in it, too. */
export const isMadeBefore = ({ status, json }: Pick<Answer, 'status' | 'json'>): boolean =>
  status === 409 && listAt(json, 'errors').some((fault) => valueAt(fault, 'path') === ONCE);

function detailOf({ status, json, text }: Answer): string {
  const detail = valueAt(json, 'detail') ?? valueAt(json, 'error_description') ?? text.slice(0, 200);
  const errors = valueAt(json, 'errors');
  const hint = status >= 500 ? ' (the log of the gateway says more; is its disk full?)' : '';
  return `${status} ${String(detail)}${errors ? ` ${JSON.stringify(errors).slice(0, 300)}` : ''}${hint}`;
}

/** `fetch failed` says nothing; its cause does. */
export function reasonOf(error: Error): string {
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  if (cause.cause instanceof Error) return reasonOf(cause);
  return cause.message || String((cause as { code?: string }).code);
}

/** An error on the way to the gateway. Throws any other. */
export function networkError(error: unknown): Error {
  const isOfNetwork =
    error instanceof Error && (error.message === 'fetch failed' || /^(Timeout|Abort)Error$/.test(error.name));
  if (!isOfNetwork) throw error;
  return error;
}
