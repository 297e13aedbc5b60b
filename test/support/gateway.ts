/** Talking to the gateway inside the test runtime, as its users do: requests in, responses out. */
import { env, exports } from 'cloudflare:workers';
import { keyRing } from '../../src/access/keyring.ts';
import { type Role, scopeOf } from '../../src/access/roles.ts';
import { issueToken } from '../../src/access/token.ts';
import { agencyOf } from '../../src/platform/env.ts';
import { newId } from '../../src/platform/ids.ts';
import { asDescribed } from './openapi/in-runtime.ts';

export const BASE = 'http://localhost:8787';

export interface Call {
  method?: string;
  token?: string;
  json?: unknown;
  body?: BodyInit;
  headers?: Record<string, string>;
}

/**
 * How it is asked: over the connections of the platform, unless a test has broken them (faults/gateway.ts).
 */
export type Asking = (path: string, call?: Call) => Promise<Response>;

export const request: Asking = asking((incoming) => exports.default.fetch(incoming));

export function asking(send: (incoming: Request) => Response | Promise<Response>): Asking {
  return async (path, { method, token, json, body, headers } = {}) => {
    const hasBody = json !== undefined || body !== undefined;
    const verb = method ?? (hasBody ? 'POST' : 'GET');
    const response = await send(
      new Request(`${BASE}${path}`, {
        method: verb,
        headers: {
          ...(token && { Authorization: `Bearer ${token}` }),
          ...(json !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        body: json !== undefined ? JSON.stringify(json) : (body ?? null),
        redirect: 'manual',
      }),
    );
    return asDescribed(verb, path, response);
  };
}

/** What each answer has of its own, whatever it is about. */
const OF_EACH = ['request-id', 'server-timing'];

/** The headers of an answer that can tell something of what was asked for. */
export function tellingHeaders({ headers }: Response): [string, string][] {
  return [...headers].filter(([name]) => !OF_EACH.includes(name));
}

/** A fresh operator of the role, with an access token for it. */
export async function operatorToken(named: 'admin' | Role): Promise<string> {
  const role = named === 'admin' ? 'owner' : named;
  const id = newId('opr');
  const now = Date.now();
  const at = new Date(now).toISOString();
  await env.DB.prepare(
    `INSERT INTO operators (id, name, role, status, created, updated) VALUES (?, ?, ?, 'active', ?, ?)`,
  )
    .bind(id, `Test ${role}`, role, at, at)
    .run();
  const ring = await keyRing(env.SIGNING_KEYS);
  const { token } = await issueToken(
    { scope: scopeOf(role), operator: id, generation: 0 },
    { issuer: agencyOf(env).publicUrl, ring, now },
  );
  return token;
}

/** POST that must create; gives the resource. */
export async function create<T = { id: string }>(path: string, token: string, json: unknown): Promise<T> {
  const response = await request(path, { token, json });
  if (response.status !== 201) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** A token of the token endpoint for an API key, with HTTP Basic. */
export async function partnerToken(
  client: { client_id: string; client_secret: string },
  form: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<string> {
  const response = await request('/oauth/token', {
    method: 'POST',
    headers: {
      Authorization: `Basic ${btoa(`${client.client_id}:${client.client_secret}`)}`,
      'Content-Type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString(),
  });
  if (response.status !== 200) throw new Error(`token: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}
