/**
 * An invented Cloudflare account that the real wrangler talks to, over HTTP: it keeps what is made in it,
 * answers SQL with a real D1, and serves what is uploaded on the embedded runtime, as soon as it has a
 * domain.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiCall, ApiError, handlers } from './api.ts';
import { Runtime } from './runtime.ts';
import type { State } from './state.ts';

export const ACCOUNT = { id: '0a1b2c3d4e5f60718293a4b5c6d7e8f9', name: 'Tidemark' };

export interface InventedAccount {
  state: State;
  /** Where the deployed worker is asked. */
  gateway: string;
  /** What wrangler needs in its environment. */
  env: Record<string, string>;
  /** `METHOD path` below the account, in order. */
  calls: string[];
  /** Paths that nobody has written here. */
  unknown: string[];
  /** The next request like this is refused, once. */
  refuse(what: RegExp): void;
  close(): Promise<void>;
}

export async function inventedAccount(): Promise<InventedAccount> {
  const state: State = { databases: [], buckets: [], workers: new Map() };
  const dir = mkdtempSync(join(tmpdir(), 'imprimatur-account-'));
  const runtime = new Runtime(state, dir);
  const routes = handlers(state, runtime);
  const calls: string[] = [];
  const unknown: string[] = [];
  let refused: RegExp | null = null;

  const answer = async (request: ApiCall): Promise<unknown> => {
    if (request.path === '/user') return { id: 'user', email: 'anna@tidemark.example' };
    if (request.path === '/user/tokens/verify') return { id: 'token', status: 'active' };
    if (request.path === '/accounts') return [ACCOUNT];
    if (request.path === '/memberships') return [{ id: 'm', account: ACCOUNT, roles: [] }];
    const path = request.path.replace(`/accounts/${ACCOUNT.id}`, '');
    const what = `${request.method} ${path}`;
    calls.push(what);
    if (refused?.test(what)) {
      refused = null;
      throw new ApiError(403, 10000, 'Authentication error');
    }
    for (const [pattern, handle] of routes) {
      const match = pattern.exec(what);
      if (match) return handle(request, match.slice(1));
    }
    unknown.push(what);
    throw new ApiError(404, 7003, `no route for ${what}`);
  };

  const api = await listening(async (request, response) => {
    const { status, json } = await answer(await read(request)).then(
      (result) => ({
        status: 200,
        json: { success: true, errors: [], messages: [], result, result_info: PAGE },
      }),
      (error: Error) => {
        if (!(error instanceof ApiError)) console.error(error);
        const { status, code } = error instanceof ApiError ? error : { status: 500, code: 1 };
        return {
          status,
          json: { success: false, errors: [{ code, message: error.message }], messages: [], result: null },
        };
      },
    );
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(json));
  });
  const gateway = await listening(async (request, response) => {
    const [name, worker] = [...state.workers].find(([, { domains }]) => domains.length > 0) ?? [];
    if (name === undefined || !worker) return void response.writeHead(530).end();
    const { method, path, headers, body } = await read(request);
    const init = {
      method,
      headers,
      redirect: 'manual',
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    } as const;
    const served = await runtime.fetch(
      name,
      `https://${worker.domains[0]}${path}${new URL(request.url ?? '', 'http://x').search}`,
      init,
    );
    response
      .writeHead(served.status, Object.fromEntries(served.headers))
      .end(Buffer.from(await served.arrayBuffer()));
  });

  return {
    ...{ state, calls, unknown, gateway: urlOf(gateway) },
    env: {
      CLOUDFLARE_API_BASE_URL: urlOf(api),
      CLOUDFLARE_API_TOKEN: 'an-invented-token',
      CLOUDFLARE_ACCOUNT_ID: '',
    },
    refuse: (what) => {
      refused = what;
    },
    close: async () => {
      for (const server of [api, gateway]) server.close();
      await runtime.dispose();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const PAGE = { page: 1, per_page: 50, count: 1, total_count: 1, total_pages: 1 };

async function listening(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Server> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: Error) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function read(request: IncomingMessage): Promise<ApiCall> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const { pathname } = new URL(request.url ?? '/', 'http://x');
  const headers = new Headers(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ) as [string, string][],
  );
  return { method: request.method ?? 'GET', path: pathname, headers, body: Buffer.concat(pieces) };
}
