/**
 * `npm run archive -- list | read | restore | release`: the log's older months, by the desk's own routes. Against the gateway, and with
 * the admin's key, of the credentials file.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Client } from './gateway.ts';
import { ROOT } from './lib/build.ts';
import { StartFailure, stopWith } from './lib/failure.ts';
import { requestToken } from './sample/client.ts';

const USAGE = 'npm run archive -- list|read|restore|release [--object NAME] [--month YYYY-MM] [--license ID]';
const CREDENTIALS = process.env.CREDENTIALS_FILE ?? join(ROOT, '.local', 'credentials.json');

interface Part {
  object: string;
  part: number;
  month: string;
  entries: number;
  bytes: number;
  restored: string | null;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { object: { type: 'string' }, month: { type: 'string' }, license: { type: 'string' } },
  });
  const [what] = positionals;
  const call = await caller();
  switch (what) {
    case 'list':
      for await (const part of parts(call, values))
        console.log(
          [part.month, part.object, part.part, part.entries, part.bytes, part.restored ?? '-'].join('\t'),
        );
      return;
    case 'read':
      for await (const { object, part } of parts(call, values))
        process.stdout.write(await (await call(`/${object}/${part}`)).text());
      return;
    case 'restore':
    case 'release':
      return repeat(call, what, values);
    default:
      throw new StartFailure(USAGE);
  }
}

type Call = (path: string, json?: unknown) => Promise<Response>;

async function caller(): Promise<Call> {
  if (!existsSync(CREDENTIALS)) throw new StartFailure(`there are no credentials in ${CREDENTIALS}`);
  const { gateway, admin } = JSON.parse(readFileSync(CREDENTIALS, 'utf8')) as {
    gateway: string;
    admin: Client;
  };
  const answer = await requestToken(gateway, admin).catch(() => null);
  if (answer?.status !== 200)
    throw new StartFailure(`${gateway} does not answer, or not to the key in ${CREDENTIALS}`);
  const { access_token } = answer.json as { access_token: string };
  return async (path, json) => {
    const response = await fetch(`${gateway}/v1/admin/archive${path}`, {
      method: json === undefined ? 'GET' : 'POST',
      headers: { Authorization: `Bearer ${access_token}`, 'Content-Type': 'application/json' },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    if (response.ok) return response;
    const { detail } = (await response.json()) as { detail: string };
    throw new StartFailure(detail);
  };
}

async function* parts(call: Call, filter: Record<string, string | undefined>): AsyncIterable<Part> {
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  for (;;) {
    const { items, next } = (await (await call(`?${query}`)).json()) as {
      items: Part[];
      next: string | null;
    };
    yield* items;
    if (next === null) return;
    query.set('cursor', next);
  }
}

async function repeat(
  call: Call,
  what: 'restore' | 'release',
  named: Record<string, string | undefined>,
): Promise<void> {
  let entries = 0;
  for (;;) {
    const { done, more } = (await (await call(`/${what}`, named)).json()) as {
      done: { entries: number }[];
      more: boolean;
    };
    entries += done.reduce((sum, one) => sum + one.entries, 0);
    if (!more) break;
  }
  console.log(`${entries} entries ${what}d`);
}

main().catch(stopWith);
