/**
 * Invariant 5, measured: two isolates serve from one ledger; whatever the desk stops through the one, no
 * request that begins after its 2xx is served on the old state by either. 40 trials of each of five ways to
 * stop.
 *
 * @module-tag long
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/lib/free-port.ts';
import { type Client, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { ingestText, openSmallSite, post, type SmallSite } from '../support/small-site.ts';

const TRIALS = 40;
/** Requests of each isolate that begin as soon as the desk has its answer. */
const AFTER = 3;

const state = temporaryState();
let gateway: Embedded;
let isolates: string[];
let admin: string;
let site: SmallSite;

/** What is requested, with the token of which key. */
interface Reader {
  article: string;
  key: string;
  token: string;
}

beforeAll(async () => {
  const port = await freePort();
  gateway = await startEmbedded(state.dir, { morePorts: [port] });
  isolates = [gateway.url, `http://localhost:${port}`];
  admin = await tokenOf(gateway.url, gateway.admin);
  site = await openSmallSite(desk());
});

afterAll(async () => {
  await gateway?.stop();
  state.remove();
});

const desk = () => ({ url: gateway.url, token: admin });

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

const get = (url: string, { article, token }: Reader) =>
  fetch(`${url}/v1/articles/${article}`, { headers: { Authorization: `Bearer ${token}` } });

async function statuses(reader: Reader, times: number): Promise<number[]> {
  const urls = isolates.flatMap((url) => Array<string>(times).fill(url));
  return Promise.all(
    urls.map(async (url) => {
      const response = await get(url, reader);
      await response.arrayBuffer();
      return response.status;
    }),
  );
}

type Call = [path: string, method: string, json?: object];

/** How one thing is stopped, and the status that its callers then get. */
interface Way {
  refusal: number;
  stop(reader: Reader): Call;
  /** It is the site itself, which is active again for the next trial. */
  isShared?: true;
}

const SUSPENDED = { status: 'suspended' };

const WAYS: Record<string, Way> = {
  key: { refusal: 401, stop: ({ key }) => [`keys/${key}`, 'DELETE'] },
  license: { refusal: 403, stop: () => [`licenses/${site.license}`, 'PATCH', SUSPENDED], isShared: true },
  partner: { refusal: 403, stop: () => [`partners/${site.partner}`, 'PATCH', SUSPENDED], isShared: true },
  kill: { refusal: 410, stop: ({ article }) => [`articles/${article}`, 'PATCH', { pubStatus: 'canceled' }] },
  restriction: {
    refusal: 403,
    stop: ({ article }) => ['restrictions', 'POST', { scope: article, text: 'GERMANY OUT' }],
  },
};

describe('after the desk’s 2xx, with two isolates on one ledger', () => {
  it.each(Object.entries(WAYS))(
    `nothing is served on the old state: %s, ${TRIALS} trials`,
    async (name, { stop, refusal, isShared }) => {
      const statusCounts = new Map<number, number>();
      for (let trial = 0; trial < TRIALS; trial++) {
        const key = await post<Client>(desk(), 'keys', { license: site.license, name: `${name} ${trial}` });
        const reader = {
          article: await ingestText(desk(), `urn:test:stop:${name}-${trial}`),
          token: await tokenOf(gateway.url, key),
          key: key.client_id,
        };
        // Both isolates have everything in their caches.
        expect(await statuses(reader, 1)).toEqual([200, 200]);
        // Requests under way while it is stopped may still be served.
        const during = statuses(reader, 2);
        const [path, ...call] = stop(reader);
        await change(trial, path, ...call);
        for (const status of await statuses(reader, AFTER))
          statusCounts.set(status, (statusCounts.get(status) ?? 0) + 1);
        await during;
        if (isShared) await change(trial, path, 'PATCH', { status: 'active' });
      }
      expect(Object.fromEntries(statusCounts)).toEqual({ [refusal]: TRIALS * AFTER * isolates.length });
    },
    300_000,
  );
});
