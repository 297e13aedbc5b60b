/**
 * 32 concurrent callers × 200 requests against the built worker: every 200 is one entry, and the tree is the
 * naive one.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leafHash } from '../../src/ledger/merkle.ts';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { naiveRoot } from '../support/naive-merkle.ts';
import { ingestText, openSmallSite } from '../support/small-site.ts';

const CALLERS = 32;
const REQUESTS = 200;
const ARTICLES = 12;
const state = temporaryState();
let gateway: Embedded;
let license: string;
let token: string;
let articles: string[];

interface LoggedEntry {
  id: string;
  index: number;
  billable: number;
  leaf: string;
}

beforeAll(async () => {
  gateway = await startEmbedded(state.dir);
  const desk = { url: gateway.url, token: await tokenOf(gateway.url, gateway.admin) };
  ({ license, token } = await openSmallSite(desk));
  articles = await Promise.all(
    Array.from({ length: ARTICLES }, (_, n) => ingestText(desk, `urn:test:load:${n}`)),
  );
});

afterAll(async () => {
  await gateway?.stop();
  state.remove();
});

async function caller(which: number): Promise<{ ok: string[]; others: number[] }> {
  const ok: string[] = [];
  const others: number[] = [];
  for (let n = 0; n < REQUESTS; n++) {
    const article = articles[(which + n) % ARTICLES];
    const response = await fetch(`${gateway.url}/v1/articles/${article}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    await response.arrayBuffer();
    if (response.status === 200) ok.push(response.headers.get('Rights-Entry') ?? '');
    else others.push(response.status);
  }
  return { ok, others };
}

async function wholeLog(): Promise<LoggedEntry[]> {
  const auditor = await tokenOf(gateway.url, gateway.auditor);
  const all: LoggedEntry[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${cursor}`;
    const page: { items: LoggedEntry[]; next: string | null } = await call(
      `${gateway.url}/v1/audit/deliveries?license=${license}&limit=200${query}`,
      auditor,
      'GET',
    );
    all.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return all.sort((a, b) => a.index - b.index);
}

describe(`${CALLERS} concurrent callers × ${REQUESTS} requests`, () => {
  it('leave exactly one entry in D1 for every 200, one unit an item, and a tree that a stranger can recompute', async () => {
    const results = await Promise.all(Array.from({ length: CALLERS }, (_, which) => caller(which)));
    const served = results.flatMap(({ ok }) => ok);
    expect(results.flatMap(({ others }) => others)).toEqual([]);
    expect(new Set(served).size).toBe(CALLERS * REQUESTS);

    const deadline = Date.now() + 30_000;
    let log = await wholeLog();
    while (log.length < served.length && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      log = await wholeLog();
    }
    expect(log.map(({ id }) => id).sort()).toEqual([...served].sort());
    expect(log.map(({ index }) => index)).toEqual(log.map((_, index) => index));
    expect(log.reduce((sum, { billable }) => sum + billable, 0)).toBe(ARTICLES);

    const db = await gateway.runtime.getD1Database('DB');
    const { results: rows } = await db
      .prepare('SELECT body FROM entries WHERE license = ? ORDER BY idx')
      .bind(license)
      .all<{ body: string }>();
    const leaves = rows.map(({ body }) => leafHash(body));
    const namespace = await gateway.runtime.getDurableObjectNamespace('LEDGER');
    const object = namespace.get(namespace.idFromName('ledger-0')) as unknown as {
      tree(license: string): Promise<{ size: number; root: string }>;
    };
    expect(await object.tree(license)).toEqual({
      size: served.length,
      root: naiveRoot(leaves).toString('hex'),
    });
  });
});
