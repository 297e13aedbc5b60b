/** A list of questions is answered like so many single ones, in their order. */
import { beforeAll, describe, expect, it } from 'vitest';
import { request } from '../support/gateway.ts';
import {
  type Ingested,
  ingest,
  ingestWithPhotograph,
  openNewsroom,
  openSite,
  scenario,
  wireItem,
} from '../support/newsroom.ts';

let article: Ingested & { photograph: string };
let other: Ingested;
let killed: Ingested;
/** In a section of another newsroom. */
let uncovered: Ingested;

const { newsroom, site } = await scenario();

beforeAll(async () => {
  [article, other, killed, uncovered] = await Promise.all([
    ingestWithPhotograph(newsroom),
    ingest(newsroom, wireItem()),
    ingest(newsroom, wireItem()),
    openNewsroom().then((another) => ingest(another, wireItem())),
  ]);
  const kill = { method: 'PATCH', token: newsroom.admin, json: { pubStatus: 'canceled', notice: 'Not so.' } };
  expect((await request(`/v1/admin/articles/${killed.id}`, kill)).status).toBe(200);
});

interface Answer {
  article: string;
  outcome: string;
  code?: string;
  sentence: string;
}

const ask = (json: unknown, token = site.token) => request('/v1/decisions', { token, json });

async function answersTo(questions: unknown[]): Promise<Answer[]> {
  const response = await ask(questions);
  expect(response.status).toBe(200);
  return ((await response.json()) as { items: Answer[] }).items;
}

async function faultsOf(body: unknown) {
  const response = await ask(body);
  expect(response.status).toBe(400);
  return ((await response.json()) as { errors: { path: string; message: string }[] }).errors;
}

const LICENSED = { action: 'display', title: 'abend', territory: 'AT', channel: 'web' };

describe('a batch of decisions', () => {
  it('answers each question as if it came alone, and in the order of the questions', async () => {
    const questions = [
      { article: other.id, use: {} },
      { article: article.id, use: LICENSED },
      { article: article.id, use: { ...LICENSED, territory: 'JP' } },
      { article: killed.id, use: LICENSED },
      { article: article.id, use: { action: 'display', component: article.photograph } },
      { article: other.id, use: { action: 'ai-train' } },
    ];
    const single = await Promise.all(questions.map(async (question) => (await ask(question)).json()));
    expect(await answersTo(questions)).toEqual(single);
    expect((single as Answer[]).map(({ code }) => code)).toEqual([
      undefined,
      undefined,
      'territory_not_licensed',
      'killed',
      undefined,
      'use_not_licensed',
    ]);
  });

  it('answers in place for what is unknown or not covered, both with the same words', async () => {
    const unknown = 'itm_00000000000000000000000000000000';
    const [first, second, third] = await answersTo([
      { article: unknown, use: {} },
      { article: uncovered.id, use: {} },
      { article: other.id, use: LICENSED },
    ]);
    const alone = (await (await ask({ article: unknown, use: {} })).json()) as { detail: string };
    const answer = { outcome: 'deny', code: 'not_found', sentence: alone.detail };
    expect(first).toEqual({ article: unknown, ...answer });
    expect(second).toEqual({ article: uncovered.id, ...answer });
    expect(third?.outcome).toBe('permit');
  });

  it('refuses the whole list for one malformed question, with the path of the fault', async () => {
    const good = { article: other.id, use: {} };
    const bad = { article: other.id, use: { channel: 'telegraph', teritory: 'AT' } };
    const paths = (await faultsOf([good, good, bad, { use: {} }])).map(({ path }) => path);
    expect(paths.sort()).toEqual(['/2/use/channel', '/2/use/teritory', '/3/article']);
    expect((await faultsOf(bad)).map(({ path }) => path).sort()).toEqual(['/use/channel', '/use/teritory']);
  });

  it('takes 1 to 100 questions', async () => {
    const question = { article: other.id, use: LICENSED };
    const fault = expect.objectContaining({ path: '/', message: 'Expected 1 to 100 questions' });
    expect(await faultsOf([])).toEqual([fault]);
    const tooMany = Array.from({ length: 101 }, () => question);
    expect(await faultsOf(tooMany)).toEqual([fault]);
    expect(await answersTo(tooMany.slice(1))).toHaveLength(100);
  });

  it('is refused like a single question when the license is suspended', async () => {
    const own = await openSite(newsroom);
    const suspend = { method: 'PATCH', token: newsroom.admin, json: { status: 'suspended' } };
    expect((await request(`/v1/admin/licenses/${own.license}`, suspend)).status).toBe(200);
    const response = await ask([{ article: other.id, use: {} }], own.token);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      403,
      'license_suspended',
    ]);
  });
});
