/**
 * Generated requests against the built worker over HTTP, 50,000 by default. Fails at the first 5xx, the first
 * content without an entry, or when the gateway's isolate keeps something of each request.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { freePort } from '../../scripts/lib/free-port.ts';
import { type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { type Fuzzed, type FuzzFixture, fuzzed, wrongWith } from '../support/fuzz.ts';
import { heapBytes } from '../support/heap.ts';
import { ingestText, openSmallSite, post } from '../support/small-site.ts';

const REQUESTS = 50_000;
const AT_ONCE = 16;
const SECRET = /Body of urn:test:fuzz/;

/** How often memory is looked at. */
const LOOKS = 10;
/**
 * Bytes a request by which the heap may grow in the second half, when caches are full: less than the smallest
 * thing that could be kept of each. What grows is compiled code, 10 bytes a request at first and less and
 * less.
 */
const KEPT_BYTES_MAX = 32;
/** By which the heap differs from one collection to the next. */
const NOISE_BYTES = 500_000;

/** `npm run fuzz -- [requests] [seed]`. */
export async function fuzzRequests(args: readonly string[]): Promise<void> {
  const requests = Number(args[0] ?? REQUESTS);
  const seed = Number(args[1] ?? Date.now() % 1_000_000);
  console.log(`${requests} requests, seed ${seed}`);
  const state = temporaryState();
  const inspectorPort = await freePort();
  // Without limits: most of the requests would be too many, and the rest of the gateway would be spared.
  const gateway = await startEmbedded(state.dir, { inspectorPort, isLimited: false });
  try {
    const fixture = await openFixture(gateway);
    const counts = new Map<number, number>();
    const heaps: number[] = [];
    const look = async (sent: number) => {
      const heap = await heapBytes(inspectorPort, () => fetch(`${gateway.url}/v1/log/keys`));
      heaps.push(heap);
      const resident = residentMb(state.dir);
      console.log(
        `${sent} sent: heap ${(heap / 1024 / 1024).toFixed(2)} MB, runtime ${resident} MB resident`,
      );
    };
    for (let sent = 0; sent < requests; sent += AT_ONCE) {
      if (sent >= (requests * heaps.length) / LOOKS) await look(sent);
      const batch = fc.sample(fuzzed(fixture), { numRuns: AT_ONCE, seed: seed + sent });
      const statuses = await Promise.all(batch.map((request) => send(gateway.url, request)));
      for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
    }
    await look(requests);
    console.log(`statuses ${JSON.stringify(Object.fromEntries([...counts].sort(([a], [b]) => a - b)))}`);
    assertSteady(heaps, requests);
  } finally {
    await gateway.stop();
    state.remove();
  }
}

/** Resident memory says little: the runtime's allocator keeps what garbage once took. */
function assertSteady(heaps: number[], requests: number): void {
  const grown = (heaps.at(-1) ?? 0) - (heaps[LOOKS / 2] ?? 0);
  console.log(`the heap grew by ${Math.round((2 * grown) / requests)} bytes a request in the second half`);
  if (grown > Math.max(NOISE_BYTES, (KEPT_BYTES_MAX * requests) / 2)) throw new Error('the heap grows');
}

async function openFixture({ url, admin, auditor }: Embedded): Promise<FuzzFixture> {
  const desk = { url, token: await tokenOf(url, admin) };
  const site = await openSmallSite(desk);
  const ids = [
    site.license,
    await ingestText(desk, 'urn:test:fuzz:1'),
    await ingestText(desk, 'urn:test:fuzz:2'),
  ];
  // The phrasebook is built when the first text is read: almost a megabyte, once.
  await post(desk, 'restrictions', { scope: 'section:nowhere', text: 'JAPAN OUT' });
  // Not the owner: one request could revoke the others.
  const created = await post<{ client_id: string; client_secret: string }>(desk, 'operators', {
    name: 'Fuzz',
    role: 'desk',
  });
  return {
    ids,
    tokens: [site.token, await tokenOf(url, created), await tokenOf(url, auditor)],
    routes: ROUTES,
  };
}

async function send(url: string, request: Fuzzed): Promise<number> {
  const { method, path, headers, body } = request;
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
  if (wrong) throw new Error(`${wrong}\n${JSON.stringify(request)}`);
  return response.status;
}

/**
 * Those that read, and those that take a body: the app cannot be asked for its routes outside of the runtime.
 */
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
  'GET /v1/audit/deliveries/:id',
  'GET /v1/audit/refusal-counts',
  'GET /v1/audit/actions',
  'GET /v1/audit/checkpoints/:license',
  'GET /v1/audit/proofs/:license',
  'GET /v1/log/consistency',
  'PUT /v1/admin/articles',
  'PUT /v1/admin/packages',
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
  return Math.round(kb.reduce((sum, size) => sum + size, 0) / 1024);
}
