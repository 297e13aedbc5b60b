/**
 * `npm run fuzz -- [requests] [seed]`: generated requests against the built worker over HTTP, 50,000 by default. Exits non-zero at
 * the first 5xx, the first content without an entry, or when the runtime's memory does not hold still.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { type Fuzzed, fuzzed, wrongWith } from '../support/fuzz.ts';
import { ingestText, openSmallSite, post } from '../support/small-site.ts';

const REQUESTS = 50_000;
const AT_ONCE = 16;
/** By then caches are full; what comes on top afterwards is a leak. */
const WARM = 0.2;
const GROWTH_MAX = 1.5;
const SECRET = /Body of urn:test:fuzz/;

async function main(): Promise<void> {
  const requests = Number(process.argv[2] ?? REQUESTS);
  const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
  console.log(`${requests} requests, seed ${seed}`);
  const state = temporaryState();
  const gateway = await startEmbedded(state.dir);
  try {
    const owner = await tokenOf(gateway.url, gateway.admin);
    const desk = { url: gateway.url, token: owner };
    const site = await openSmallSite(desk);
    const ids = [
      site.license,
      await ingestText(desk, 'urn:test:fuzz:1'),
      await ingestText(desk, 'urn:test:fuzz:2'),
    ];
    // Not the owner: one request could revoke the others.
    const made = await post<{ client_id: string; client_secret: string }>(desk, 'operators', {
      name: 'Fuzz',
      role: 'desk',
    });
    const tokens = [
      site.token,
      await tokenOf(gateway.url, made),
      await tokenOf(gateway.url, gateway.auditor),
    ];
    const world = { ids, tokens, routes: ROUTES };
    const memory = () => residentMb(state.dir);
    let warm = 0;
    const counts = new Map<number, number>();
    for (let sent = 0; sent < requests; sent += AT_ONCE) {
      if (warm === 0 && sent >= requests * WARM) warm = memory();
      const batch = fc.sample(fuzzed(world), { numRuns: AT_ONCE, seed: seed + sent });
      const statuses = await Promise.all(batch.map((one) => send(gateway.url, one)));
      for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
    }
    const end = memory();
    console.log(`statuses ${JSON.stringify(Object.fromEntries([...counts].sort(([a], [b]) => a - b)))}`);
    console.log(`memory of the runtime: ${warm} MB after ${WARM * 100} %, ${end} MB at the end`);
    if (end > warm * GROWTH_MAX) throw new Error('the memory of the runtime grows');
  } finally {
    await gateway.stop();
    state.remove();
  }
}

async function send(url: string, one: Fuzzed): Promise<number> {
  const { method, path, headers, body } = one;
  const response = await fetch(`${url}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body !== undefined && { body }),
  });
  const wrong = wrongWith(
    { status: response.status, headers: response.headers, text: await response.text() },
    SECRET,
  );
  if (wrong) throw new Error(`${wrong}\n${JSON.stringify(one)}`);
  return response.status;
}

/** Those that read, and those that take a body: the app cannot be asked for its routes outside of the runtime. */
const ROUTES = [
  'GET /v1/articles',
  'GET /v1/articles/:id',
  'GET /v1/articles/:id/components/:component',
  'GET /v1/articles/:id/rights',
  'POST /v1/decisions',
  'POST /oauth/token',
  'POST /oauth/revoke',
  'POST /v1/receipts/verify',
  'GET /v1/receipts/:id',
  'GET /v1/audit/deliveries',
  'GET /v1/audit/actions',
  'GET /v1/audit/checkpoints/:license',
  'GET /v1/audit/proofs/:license',
  'GET /v1/log/consistency',
  'PUT /v1/admin/articles',
  'GET /v1/admin/articles',
  'GET /v1/admin/articles/:id',
  'POST /v1/admin/licenses',
  'PATCH /v1/admin/keys/:id',
  'POST /v1/admin/restrictions',
  'POST /v1/admin/decisions',
  'GET /docs/problems',
];

/** Resident megabytes of the runtimes that the state's lock names; 0 where the machine does not say. */
function residentMb(stateDir: string): number {
  const { runtimes = [] } = JSON.parse(readFileSync(join(stateDir, 'lock.json'), 'utf8')) as {
    runtimes?: number[];
  };
  const kb = runtimes.map((pid) => {
    const path = `/proc/${pid}/status`;
    return existsSync(path) ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? 0) : 0;
  });
  return Math.round(kb.reduce((sum, one) => sum + one, 0) / 1024);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
