/** Somebody with a key: gets tokens as they are needed, and asks patiently. */
import { StartFailure } from '../../lib/failure.ts';
import {
  type Answer,
  type ClientCredentials,
  clientOf,
  listAt,
  requestToken,
  stringAt,
  valueAt,
} from '../client.ts';
import { type Pace, patiently } from './patience.ts';

export interface Address {
  url: string;
  pace: Pace;
}

const ONCE = 'Idempotency-Key';
/** A token is replaced this long before it ends, ms. */
const RENEW_MS = 60_000;
/** No request takes this long, ms. */
const REQUEST_TIMEOUT_MS = 30_000;

export class Party {
  readonly #at: Address;
  readonly #key: ClientCredentials;
  #token: Promise<{ text: string; untilMs: number }> | null = null;

  constructor(at: Address, key: ClientCredentials) {
    this.#at = at;
    this.#key = key;
  }

  /**
   * The desk's calls: answered with one of `accepted`, or a `StartFailure` with what the gateway says. A POST
   * that is repeated is the same one: the answer may be that it `isMadeBefore`, by an attempt that was not
   * answered, or with 503.
   */
  async call(
    method: string,
    path: string,
    { json, accepted = [200, 201] }: { json?: unknown; accepted?: number[] } = {},
  ): Promise<Answer> {
    const what = `${method} ${path.split('?')[0]}`;
    const once = method === 'POST' ? crypto.randomUUID() : undefined;
    const ask = () => this.#send(method, path, json, once);
    const answer = await patiently(ask, { pace: this.#at.pace, what });
    if (accepted.includes(answer.status) || isMadeBefore(answer)) return answer;
    throw new StartFailure(`${what}: ${saidBy(answer)}`);
  }

  /**
   * One attempt, whatever comes of it. Throws when nothing does. `once`: the same for all attempts at one
   * thing.
   */
  async once(method: string, path: string, json?: unknown, once?: string): Promise<Answer> {
    await this.#at.pace.turn();
    return this.#send(method, path, json, once);
  }

  /**
   * As a partner's site asks; what it is answered with is read and dropped. One attempt; throws when nothing
   * comes.
   */
  async ask(
    path: string,
    { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    await this.#at.pace.turn();
    const send = async () =>
      fetch(`${this.#at.url}${path}`, {
        method,
        headers: { ...headers, Authorization: `Bearer ${await this.#tokenNow()}` },
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
    let response = await send();
    if (response.status === 401) {
      await response.body?.cancel();
      this.#token = null;
      response = await send();
    }
    await response.arrayBuffer();
    return response;
  }

  async #send(method: string, path: string, json?: unknown, once?: string): Promise<Answer> {
    const client = clientOf(this.#at.url, await this.#tokenNow());
    return client.send(method, path, {
      ...(json !== undefined && { json }),
      ...(once !== undefined && { headers: { [ONCE]: `"${once}"` } }),
    });
  }

  async #tokenNow(): Promise<string> {
    this.#token ??= this.#newToken();
    const token = this.#token;
    const held = await token;
    if (Date.now() < held.untilMs) return held.text;
    // Only the first of those that find it too old asks for another.
    if (this.#token === token) this.#token = this.#newToken();
    return (await (this.#token ?? this.#newToken())).text;
  }

  async #newToken(): Promise<{ text: string; untilMs: number }> {
    const what = 'POST /oauth/token';
    const answer = await patiently(() => requestToken(this.#at.url, this.#key), {
      pace: this.#at.pace,
      what,
    });
    if (answer.status !== 200)
      throw new StartFailure(`${what} for ${this.#key.client_id}: ${saidBy(answer)}`);
    const seconds = Number(valueAt(answer.json, 'expires_in'));
    return { text: stringAt(answer.json, 'access_token'), untilMs: Date.now() + seconds * 1_000 - RENEW_MS };
  }
}

/** What was to be made is there, and in force; a secret of it is lost. */
export const isMadeBefore = ({ status, json }: Pick<Answer, 'status' | 'json'>): boolean =>
  status === 409 && listAt(json, 'errors').some((fault) => valueAt(fault, 'path') === ONCE);

export function saidBy({ status, json, text }: Answer): string {
  const detail = valueAt(json, 'detail') ?? valueAt(json, 'error_description') ?? text.slice(0, 200);
  const errors = valueAt(json, 'errors');
  const hint = status >= 500 ? ' (the log of the gateway says more; is its disk full?)' : '';
  return `${status} ${String(detail)}${errors ? ` ${JSON.stringify(errors).slice(0, 300)}` : ''}${hint}`;
}
