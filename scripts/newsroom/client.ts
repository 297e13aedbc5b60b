/** A gateway seen from outside: nothing here knows more than the public interface. */

export interface ClientCredentials {
  client_id: string;
  client_secret: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  text: string;
  /** The body read as JSON; undefined when it is none. */
  json: unknown;
}

export interface Ask {
  json?: unknown;
  bytes?: Uint8Array;
  contentType?: string;
  accept?: string;
  headers?: Record<string, string>;
}

export interface Client {
  send(method: string, path: string, ask?: Ask): Promise<Answer>;
}

/** A gateway that hangs must not hang the story: no request of ours takes this long, in milliseconds. */
const REQUEST_TIMEOUT_MS = 20_000;

/** A client of `gateway` (no trailing slash); `token` is an access token, absent for the public routes. */
export function clientOf(gateway: string, token?: string): Client {
  return {
    async send(method, path, ask = {}) {
      const body = ask.json === undefined ? ask.bytes : JSON.stringify(ask.json);
      const contentType = ask.contentType ?? (ask.json === undefined ? undefined : 'application/json');
      const response = await fetch(`${gateway}${path}`, {
        method,
        headers: {
          ...(token !== undefined && { Authorization: `Bearer ${token}` }),
          ...(contentType !== undefined && { 'Content-Type': contentType }),
          ...(ask.accept !== undefined && { Accept: ask.accept }),
          ...ask.headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      return readAnswer(response);
    },
  };
}

export async function readAnswer(response: Response): Promise<Answer> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  return { status: response.status, headers: response.headers, bytes, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** POST /oauth/token with HTTP Basic (RFC 6749 §2.3.1). `form` may add `scope` or `authorization_details`. */
export async function requestToken(
  gateway: string,
  client: ClientCredentials,
  form: Record<string, string> = {},
): Promise<Answer> {
  const pair = `${encodeURIComponent(client.client_id)}:${encodeURIComponent(client.client_secret)}`;
  return clientOf(gateway).send('POST', '/oauth/token', {
    bytes: new TextEncoder().encode(
      new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString(),
    ),
    contentType: 'application/x-www-form-urlencoded',
    headers: { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
  });
}

/** A client with a fresh access token. Throws when the gateway gives none. */
export async function signIn(
  gateway: string,
  client: ClientCredentials,
  form?: Record<string, string>,
): Promise<Client> {
  const answer = await requestToken(gateway, client, form);
  expectStatus(answer, 'POST /oauth/token', 200);
  return clientOf(gateway, stringAt(answer.json, 'access_token'));
}

/** Throws, with what the gateway said, when the status is none of `statuses`. */
export function expectStatus(answer: Answer, what: string, ...statuses: number[]): void {
  if (statuses.includes(answer.status)) return;
  throw new Error(
    `${what}: expected ${statuses.join(' or ')}, got ${answer.status}: ${answer.text.slice(0, 600)}`,
  );
}

/** The value at a path of JSON; undefined where there is none. */
export function valueAt(json: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((value, part) => {
    if (Array.isArray(value)) return typeof part === 'number' ? value.at(part) : undefined;
    if (typeof value === 'object' && value !== null)
      return Object.getOwnPropertyDescriptor(value, part)?.value;
    return undefined;
  }, json);
}

/** The string at a path of JSON. Throws when there is none. */
export function stringAt(json: unknown, ...path: (string | number)[]): string {
  const value = valueAt(json, ...path);
  if (typeof value !== 'string')
    throw new Error(`no text at /${path.join('/')} of ${JSON.stringify(json)?.slice(0, 300)}`);
  return value;
}

/** The list at a path of JSON; empty where there is none. */
export function listAt(json: unknown, ...path: (string | number)[]): unknown[] {
  const value = valueAt(json, ...path);
  return Array.isArray(value) ? value : [];
}
