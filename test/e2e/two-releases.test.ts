/**
 * While a release is rolled out, isolates of one talk to ledger objects of the other. Both directions, as
 * they are then: with the release before as it was, and with a later one that says more than this one knows.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRODUCT, ROOT, type WorkerSource } from '../../scripts/lib/build.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import {
  type Client,
  call,
  type Embedded,
  startEmbedded,
  temporaryState,
  tokenOf,
} from '../support/embedded.ts';
import { HAS_PREVIOUS, PREVIOUS } from '../support/previous-release.ts';
import { type Desk, ingestText, openSmallSite, post } from '../support/small-site.ts';

const QUOTA = 10;
const ARTICLES = 14;
const CALLERS = 8;
const ROUNDS = 2;
const UNKNOWN = 'itm_00000000000000000000000000000000';

const LATER: WorkerSource = {
  entry: join(ROOT, 'test', 'e2e', 'releases', 'later-worker.ts'),
  outdir: join(ROOT, 'dist', 'later'),
};

interface Pair {
  /** What the ledger objects run, and one isolate. */
  objects: WorkerSource;
  /** What the other isolate runs. */
  isolate: WorkerSource;
  /** Which of both the desk has used so far: the older one. */
  desk: 'objects' | 'isolate';
}

const PAIRS: [string, Pair][] = [
  [
    'an isolate of the release before at objects of this one',
    { objects: PRODUCT, isolate: PREVIOUS, desk: 'isolate' },
  ],
  [
    'an isolate of this release at objects of the one before',
    { objects: PREVIOUS, isolate: PRODUCT, desk: 'objects' },
  ],
  [
    'an isolate of a later release at objects of this one',
    { objects: PRODUCT, isolate: LATER, desk: 'objects' },
  ],
  [
    'an isolate of this release at objects of a later one',
    { objects: LATER, isolate: PRODUCT, desk: 'isolate' },
  ],
];
const there = PAIRS.filter(([, pair]) => HAS_PREVIOUS || !Object.values(pair).includes(PREVIOUS));

describe.each(there)('%s', (_, { objects, isolate, desk: older }) => {
  const state = temporaryState();
  let gateway: Embedded;
  /** Of the objects' own release, and of the other one. */
  let urls: [string, string];
  let desk: Desk;
  let license: string;
  let token: string;
  const articles: string[] = [];

  beforeAll(async () => {
    const port = await freePort();
    gateway = await startEmbedded(state.dir, { worker: objects, otherWorker: isolate, morePorts: [port] });
    urls = [gateway.url, `http://localhost:${port}`];
    desk = { url: urls[older === 'objects' ? 0 : 1], token: await tokenOf(gateway.url, gateway.admin) };
    const quota = { limit: QUOTA, per: 'term', onExceed: 'refuse' };
    ({ license, token } = await openSmallSite(desk, { quota }));
    for (let n = 0; n < ARTICLES; n++) articles.push(await ingestText(desk, `urn:test:releases:${n}`));
  });

  afterAll(async () => {
    await gateway?.stop();
    state.remove();
  });

  async function fetched(url: string, article: string, by = token) {
    const response = await fetch(`${url}/v1/articles/${article}`, {
      headers: { Authorization: `Bearer ${by}` },
    });
    await response.arrayBuffer();
    const { status, headers } = response;
    return { article, status, entry: headers.get('Rights-Entry'), receipt: headers.get('Rights-Receipt') };
  }

  const statuses = (article: string, by = token) =>
    Promise.all(urls.map(async (url) => (await fetched(url, article, by)).status));

  async function soon<T>(read: () => Promise<T[]>, least: number): Promise<T[]> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const rows = await read();
      if (rows.length >= least || Date.now() > deadline) return rows;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  it('deliver, log and bill as one: each answer once, each article once, the quota to the unit', async () => {
    const caller = async (which: number) => {
      const answers = [];
      for (let n = 0; n < ARTICLES * ROUNDS; n++)
        answers.push(
          await fetched(urls[(which + n) % 2] ?? '', articles[(which * 5 + n * 3) % ARTICLES] ?? ''),
        );
      return answers;
    };
    const answers = (await Promise.all(Array.from({ length: CALLERS }, (_, which) => caller(which)))).flat();
    const served = answers.filter(({ status }) => status === 200);
    expect(answers.filter(({ status }) => ![200, 402].includes(status))).toEqual([]);
    const receipts = new Map(served.map(({ article, receipt }) => [article, receipt]));
    expect(receipts.size).toBe(QUOTA);
    expect(new Set(served.map(({ receipt }) => receipt)).size).toBe(QUOTA);

    const db = await gateway.runtime.getD1Database('DB');
    const entries = await soon(
      async () =>
        (
          await db
            .prepare('SELECT id, idx, billable FROM entries WHERE license = ? ORDER BY idx')
            .bind(license)
            .all<{ id: string; idx: number; billable: number }>()
        ).results,
      answers.length,
    );
    // But for notices that the quota has reached its thresholds.
    const uses = entries.filter(({ id }) => !id.startsWith('ntc_'));
    expect(uses.map(({ id }) => id).sort()).toEqual(answers.map(({ entry }) => entry ?? '').sort());
    expect(entries.map(({ idx }) => idx)).toEqual(entries.map((_, idx) => idx));
    expect(entries.reduce((sum, { billable }) => sum + billable, 0)).toBe(QUOTA);
  });

  it('count what is only counted', async () => {
    const before = await counted();
    for (let n = 0; n < 3; n++) expect(await statuses(UNKNOWN)).toEqual([404, 404]);
    const deadline = Date.now() + 30_000;
    while ((await counted()) < before + 6 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await counted()).toBe(before + 6);
  });

  async function counted(): Promise<number> {
    const db = await gateway.runtime.getD1Database('DB');
    const row = await db
      .prepare(
        `SELECT coalesce(sum(count), 0) AS count FROM refusal_counts WHERE license = ? AND code = 'not_found'`,
      )
      .bind(license)
      .first<{ count: number }>();
    return row?.count ?? 0;
  }

  it.each([0, 1] as const)('stop at once what the desk of isolate %i stops, in both', async (which) => {
    const via = { url: urls[which], token: desk.token };
    const site = await openSmallSite(desk);
    const key = await post<Client>(desk, 'keys', { license: site.license, name: 'other' });
    const byKey = await tokenOf(desk.url, key);
    const article = await ingestText(desk, `urn:test:releases:stopped-${which}`);
    for (const by of [site.token, byKey]) expect(await statuses(article, by)).toEqual([200, 200]);

    const revoked = await fetch(`${via.url}/v1/admin/keys/${key.client_id}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${via.token}` },
    });
    expect(revoked.status).toBe(204);
    expect(await statuses(article, byKey)).toEqual([401, 401]);
    expect(await statuses(article, site.token)).toEqual([200, 200]);
    await call(`${via.url}/v1/admin/licenses/${site.license}`, via.token, 'PATCH', { status: 'suspended' });
    expect(await statuses(article, site.token)).toEqual([403, 403]);
    await call(`${via.url}/v1/admin/licenses/${site.license}`, via.token, 'PATCH', { status: 'active' });
    await call(`${via.url}/v1/admin/articles/${article}`, via.token, 'PATCH', { pubStatus: 'canceled' });
    expect(await statuses(article, site.token)).toEqual([410, 410]);
  });
});
