/**
 * The shared gateway as tests use it: whatever a test needs it makes for itself through the admin API, so
 * that none sees another's.
 */
import type { Role } from '../../../src/access/roles.ts';
import { type Client, call, tokenOf } from '../../support/calls.ts';
import type { Desk } from '../../support/small-site.ts';
import type { Credentials } from './global.ts';

export interface SharedGateway {
  url: string;
  /** Of the sample newsroom, as `npm start` writes them. The first partner's license covers most. */
  credentials: Credentials;
  /** An owner's token, also for the functions of test/support/small-site.ts. */
  admin(): Promise<Desk>;
  /** A JSON call by the owner that must succeed; `path` with its `/v1/…`. */
  call<T = { id: string }>(method: string, path: string, json?: unknown): Promise<T>;
  /** The same by an auditor. */
  audit<T = { id: string }>(method: string, path: string, json?: unknown): Promise<T>;
  /**
   * A new access token of an operator of this role: one opens one session. The operator is made once in each
   * file, by the API.
   */
  newToken(role: Role): Promise<string>;
  /** The key of this operator, for whoever signs in by hand. */
  keyOf(role: Role): Promise<Client>;
}

/** Milliseconds: tokens live 15 minutes. */
const TOKEN_AGE_MS = 10 * 60_000;

function renewed(make: () => Promise<string>): () => Promise<string> {
  let cached: { token: Promise<string>; sinceMs: number } | undefined;
  return () => {
    if (!cached || Date.now() - cached.sinceMs > TOKEN_AGE_MS)
      cached = { token: make(), sinceMs: Date.now() };
    return cached.token;
  };
}

export function sharedGateway(credentials: Credentials): SharedGateway {
  const url = credentials.gateway;
  const clients = new Map<Role, Promise<Client>>();
  const ownerToken = renewed(() => tokenOf(url, credentials.admin));
  const auditorToken = renewed(() => tokenOf(url, credentials.auditor));

  const admin = async () => ({ url, token: await ownerToken() });
  const owned = async <T>(method: string, path: string, json?: unknown) =>
    call<T>(`${url}${path}`, await ownerToken(), method, json);
  const audit = async <T>(method: string, path: string, json?: unknown) =>
    call<T>(`${url}${path}`, await auditorToken(), method, json);
  const keyOf = (role: Role): Promise<Client> => {
    const created =
      clients.get(role) ?? owned<Client>('POST', '/v1/admin/operators', { name: NAMES[role], role });
    clients.set(role, created);
    return created;
  };

  return {
    url,
    credentials,
    admin,
    call: owned,
    audit,
    newToken: async (role) => tokenOf(url, await keyOf(role)),
    keyOf,
  };
}

/** Who signs in. */
export const NAMES: Record<Role, string> = {
  owner: 'Olga Owner',
  desk: 'Dana Desk',
  ingest: 'Ines Ingest',
  auditor: 'Aron Auditor',
};
