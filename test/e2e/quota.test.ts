/**
 * A quota under concurrency: two isolates of the built worker that judge each with caches of their own, and
 * one ledger.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/lib/free-port.ts';
import { type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { ingestText, openSmallSite } from '../support/small-site.ts';

const CALLERS = 64;
const QUOTA = 100;
/** More than the quota pays for, and each asked for by about twenty callers. */
const ARTICLES = 130;
const REQUESTS = 40;

const state = temporaryState();
let gateway: Embedded;
let urls: string[];
let license: string;
let token: string;
let articles: string[];

beforeAll(async () => {
  const port = await freePort();
  gateway = await startEmbedded(state.dir, { morePorts: [port] });
  urls = [gateway.url, `http://localhost:${port}`];
  const desk = { url: gateway.url, token: await tokenOf(gateway.url, gateway.admin) };
  const quota = { limit: QUOTA, per: 'term', onExceed: 'refuse' };
  ({ license, token } = await openSmallSite(desk, { quota }));
  articles = [];
  for (let n = 0; n < ARTICLES; n++) articles.push(await ingestText(desk, `urn:test:quota:${n}`));
});

afterAll(async () => {
  await gateway?.stop();
  state.remove();
});

interface Answer {
  article: string;
  status: number;
  entry: string | null;
}

async function caller(which: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let n = 0; n < REQUESTS; n++) {
    const article = articles[(which * 7 + n) % ARTICLES] ?? '';
    const response = await fetch(`${urls[which % urls.length]}/v1/articles/${article}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    await response.arrayBuffer();
    answers.push({ article, status: response.status, entry: response.headers.get('Rights-Entry') });
  }
  return answers;
}

describe(`${CALLERS} concurrent callers over two isolates, with a quota of ${QUOTA}`, () => {
  it(`are billed exactly ${QUOTA} units, for ${QUOTA} articles, and every answer is one entry`, async () => {
    const answers = (await Promise.all(Array.from({ length: CALLERS }, (_, which) => caller(which)))).flat();
    const served = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 402);
    expect(served.length + refused.length).toBe(CALLERS * REQUESTS);
    const paid = new Set(served.map(({ article }) => article));
    expect(paid.size).toBe(QUOTA);

    const db = await gateway.runtime.getD1Database('DB');
    const logged = () =>
      db
        .prepare(
          "SELECT id, article, outcome, billable FROM entries WHERE license = ? AND kind <> 'notice' ORDER BY idx",
        )
        .bind(license)
        .all<{ id: string; article: string; outcome: string; billable: number }>();
    const deadline = Date.now() + 60_000;
    let { results } = await logged();
    while (results.length < answers.length && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      ({ results } = await logged());
    }
    expect(results.map(({ id }) => id).sort()).toEqual(answers.map(({ entry }) => entry ?? '').sort());
    expect(results.reduce((sum, { billable }) => sum + billable, 0)).toBe(QUOTA);
    const billed = results.filter(({ billable }) => billable === 1);
    expect(new Set(billed.map(({ article }) => article))).toEqual(paid);
  });
});
