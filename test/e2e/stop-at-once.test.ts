/**
 * Invariant 5, measured: two isolates serve from one ledger; whatever the desk stops through the one, no
 * request that begins after its 2xx is served on the old state by either. 40 trials of each of five ways to
 * stop.
 *
 * @module-tag long
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/lib/free-port.ts';
import { type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { ingestText, openSmallSite, post, type SmallSite } from '../support/small-site.ts';

const TRIALS = 40;
/** Requests of each isolate that begin as soon as the desk has its answer. */
const AFTER = 3;

const state = temporaryState();
let gateway: Embedded;
let isolates: string[];
let admin: string;
let product: string;

interface Site extends SmallSite {
  article: string;
}

beforeAll(async () => {
  const port = await freePort();
  gateway = await startEmbedded(state.dir, { morePorts: [port] });
  isolates = [gateway.url, `http://localhost:${port}`];
  admin = await tokenOf(gateway.url, gateway.admin);
  product = (await post(desk(), 'products', { name: 'All', sections: ['news'] })).id;
});

afterAll(async () => {
  await gateway?.stop();
  state.remove();
});

const desk = () => ({ url: gateway.url, token: admin });

async function openSite(n: string): Promise<Site> {
  const site = await openSmallSite(desk(), {}, { product, name: `Partner ${n}` });
  return { ...site, article: await ingestText(desk(), `urn:test:stop:${n.replace(' ', '-')}`) };
}

/** Turn by turn through the one isolate and the other. */
async function change(trial: number, path: string, method: string, json?: unknown): Promise<string> {
  const response = await fetch(`${isolates[trial % 2]}/v1/admin/${path}`, {
    method,
    headers: { Authorization: `Bearer ${admin}`, 'Content-Type': 'application/json' },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.text();
}

const get = (url: string, { article, token }: Site) =>
  fetch(`${url}/v1/articles/${article}`, { headers: { Authorization: `Bearer ${token}` } });

async function statuses(site: Site, times: number): Promise<number[]> {
  const urls = isolates.flatMap((url) => Array<string>(times).fill(url));
  return Promise.all(
    urls.map(async (url) => {
      const response = await get(url, site);
      await response.arrayBuffer();
      return response.status;
    }),
  );
}

/** How one thing is stopped, and what its callers are told then. Each trial has a site of its own. */
interface Way {
  refusal: number;
  stop(site: Site, trial: number): Promise<unknown>;
}

const WAYS: Record<string, Way> = {
  key: { refusal: 401, stop: ({ key }, n) => change(n, `keys/${key.client_id}`, 'DELETE') },
  license: {
    refusal: 403,
    stop: ({ license }, n) => change(n, `licenses/${license}`, 'PATCH', { status: 'suspended' }),
  },
  partner: {
    refusal: 403,
    stop: ({ partner }, n) => change(n, `partners/${partner}`, 'PATCH', { status: 'suspended' }),
  },
  kill: {
    refusal: 410,
    stop: ({ article }, n) => change(n, `articles/${article}`, 'PATCH', { pubStatus: 'canceled' }),
  },
  restriction: {
    refusal: 403,
    stop: ({ article }, n) => change(n, 'restrictions', 'POST', { scope: article, text: 'GERMANY OUT' }),
  },
};

describe('after the desk’s 2xx, with two isolates on one ledger', () => {
  it.each(Object.entries(WAYS))(
    `nothing is served on the old state: %s, ${TRIALS} trials`,
    async (name, { stop, refusal }) => {
      const statusCounts = new Map<number, number>();
      for (let trial = 0; trial < TRIALS; trial++) {
        const site = await openSite(`${name} ${trial}`);
        // Both isolates have everything in their caches.
        expect(await statuses(site, 1)).toEqual([200, 200]);
        // Requests under way while it is stopped may still be served.
        const during = statuses(site, 2);
        await stop(site, trial);
        for (const status of await statuses(site, AFTER))
          statusCounts.set(status, (statusCounts.get(status) ?? 0) + 1);
        await during;
      }
      expect(Object.fromEntries(statusCounts)).toEqual({ [refusal]: TRIALS * AFTER * isolates.length });
    },
    300_000,
  );
});
