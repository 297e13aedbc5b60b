/**
 * The proofs that the gateway itself gives, after everything, compared with those worked out from the
 * entries.
 */
import type { Client } from '../../scripts/gateway.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import { call, tokenOf } from '../support/embedded.ts';
import { naiveConsistency, naiveInclusion } from '../support/naive-merkle.ts';
import { readStored, type Stored } from './files.ts';
import { pause } from './victim.ts';

interface Health {
  outbox: number;
  objects: { reachable: boolean; backlog: number | null }[];
}

const REST_MS = 180_000;

/** Until D1 has everything that the objects have, and the objects know everything that D1 wants them to. */
export async function atRest(url: string, client: Client): Promise<void> {
  const token = await tokenOf(url, client);
  const deadline = Date.now() + REST_MS;
  for (;;) {
    const health = await call<Health>(`${url}/v1/admin/health`, token, 'GET');
    if (health.outbox === 0 && health.objects.every(({ reachable, backlog }) => reachable && backlog === 0))
      return;
    if (Date.now() > deadline) throw new Error(`not at rest: ${JSON.stringify(health)}`);
    await pause(250);
  }
}

/**
 * Until nobody is on the way, and what was left behind is swept away. Gives up after a while: the judge sees
 * it.
 */
export async function arrived(stateDir: string): Promise<void> {
  const deadline = Date.now() + REST_MS;
  for (;;) {
    const { underWay, divided } = readStored(stateDir);
    if ((underWay.length === 0 && divided.length === 0) || Date.now() > deadline) return;
    await pause(500);
  }
}

/** Asks for a checkpoint of each license; a log that has grown is signed once a minute. */
export async function sign(url: string, token: string, licenses: string[]): Promise<void> {
  for (const license of licenses) await fetch(`${url}/v1/audit/checkpoints/${license}`, auth(token));
}

const auth = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

/**
 * Between each kept checkpoint and the next, from the last to the whole log, and for entries here and there.
 */
export async function proofFaults(
  url: string,
  client: Client,
  { object, checkpoints }: Stored,
): Promise<{ proofs: number; faults: string[] }> {
  const token = await tokenOf(url, client);
  const faults: string[] = [];
  let proofs = 0;
  for (const [license, entries] of Map.groupBy(object, ({ license }) => license)) {
    const leaves = entries.map(({ body }) => leafHash(body));
    const path = `${url}/v1/audit/proofs/${license}`;
    const compare = async (query: string, expected: Buffer[]) => {
      const { hashes } = await call<{ hashes: string[] }>(`${path}?${query}`, token, 'GET');
      proofs++;
      if (hashes.join() !== expected.map((hash) => hash.toString('base64')).join())
        faults.push(`${license}: the proof for ${query} is not the naive one`);
    };
    const checkpointSizes = checkpoints
      .filter(({ origin }) => origin.endsWith(`/license/${license}`))
      .map(({ size }) => size);
    const sizes = [...checkpointSizes.filter((size) => size > 0), leaves.length];
    for (const [place, to] of sizes.entries()) {
      const from = sizes[place - 1];
      if (from !== undefined)
        await compare(`from=${from}&to=${to}`, naiveConsistency(from, leaves.slice(0, to)));
    }
    for (let index = 0; index < leaves.length; index += Math.ceil(leaves.length / 8))
      await compare(`index=${index}&size=${leaves.length}`, naiveInclusion(index, leaves));
  }
  return { proofs, faults };
}
