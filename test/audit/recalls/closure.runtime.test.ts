/** The signed closure of a recall, while its partner goes on reporting. */
import { env } from 'cloudflare:workers';
import canonicalize from 'canonicalize';
import { beforeAll, expect, it } from 'vitest';
import { checkClosure, readTrusted } from '../../../scripts/check-evidence.mjs';
import { keyRing } from '../../../src/access/keyring.ts';
import { updateRecalls } from '../../../src/audit/recalls/run.ts';
import type { RecallDetails } from '../../../src/audit/recalls/schemas.ts';
import { sendNotes } from '../../../src/ledger/notes/send.ts';
import type { Env } from '../../../src/platform/env.ts';
import { patchArticle } from '../../delivery/changes/reader.ts';
import { JumpingClock } from '../../support/clock.ts';
import { create, operatorToken, request } from '../../support/gateway.ts';
import { drain, ingest, type Newsroom, openNewsroom, openSite, wireItem } from '../../support/newsroom.ts';

const bindings = env as unknown as Env;
const clock = new JumpingClock();

let newsroom: Newsroom;
let auditor: string;
beforeAll(async () => {
  newsroom = await openNewsroom();
  auditor = await operatorToken('auditor');
});

interface Closure {
  recall: Omit<RecallDetails, 'later'>;
  later: RecallDetails['later'];
}

/** Once the checkpoints cover everything. */
async function closureOf(recall: string): Promise<{ text: string; closure: Closure }> {
  clock.advancePast(new Date(Date.now() + 61_000).toISOString());
  for (const object of ['ledger-0', 'operators']) await drain(object);
  const response = await request(`/v1/audit/recalls/${recall}/closure`, { token: auditor });
  expect(response.status).toBe(200);
  const text = await response.text();
  return { text, closure: (JSON.parse(text) as { closure: Closure }).closure };
}

/** As one who has the gateway's key would sign it. */
async function forged(closure: object): Promise<string> {
  const ring = await keyRing(env.SIGNING_KEYS);
  const signed = canonicalize(closure) ?? '';
  const bytes = await crypto.subtle.sign('Ed25519', ring.sign.checkpoint.key, Buffer.from(signed));
  return `{"closure":${signed},"signature":"${Buffer.from(bytes).toString('base64')}"}\n`;
}

/** A recall of a delivered article that the desk has closed. `said`: what it has heard from the partner. */
async function closedRecall(said?: string) {
  const site = await openSite(newsroom);
  const article = await ingest(newsroom, wireItem());
  const delivered = await request(`/v1/articles/${article.id}?title=morgen`, { token: site.token });
  await delivered.body?.cancel();
  await create('/v1/publications', site.token, {
    ...{ article: article.id, title: 'morgen', channel: 'web', url: 'https://morgen.example/0' },
    publishedAt: new Date().toISOString(),
  });
  await patchArticle(newsroom, article.id, { pubStatus: 'canceled' });
  const events = await request('/v1/events', { token: site.token });
  const { items } = await events.json<{ items: { id: string; data: { recall: string } }[] }>();
  const [{ id: event, data } = { id: '', data: { recall: '' } }] = items;
  const acknowledge = (state: string) => create('/v1/acknowledgements', site.token, { event, state });
  await drain();
  if (said === undefined) await acknowledge('received');
  else
    await create(`/v1/admin/recalls/${data.recall}/answers`, newsroom.admin, {
      ...{ license: site.license, state: 'received', note: said },
    });
  await drain();
  const json = { note: 'By telephone' };
  const path = `/v1/admin/recalls/${data.recall}/close`;
  expect((await request(path, { token: newsroom.admin, json })).status).toBe(200);
  const trusted = readTrusted(await (await request('/.well-known/jwks.json')).text());
  return { article, data, acknowledge, trusted };
}

it('says the same each time it is requested, and what came later beside that', async () => {
  const { data, acknowledge, trusted } = await closedRecall();
  const first = await closureOf(data.recall);
  expect(first.closure).toMatchObject({
    recall: { holders: { notified: 1, acknowledged: 1, done: 0 }, closed: { how: 'desk', open: 1 } },
    later: [],
  });
  expect(checkClosure(first.text, trusted)).toHaveLength(4);

  await acknowledge('removed');
  const second = await closureOf(data.recall);
  expect(canonicalize(second.closure.recall)).toBe(canonicalize(first.closure.recall));
  expect(second.closure.later).toMatchObject([{ kind: 'acknowledgement', state: 'removed' }]);
  expect(checkClosure(second.text, trusted).at(-1)).toContain('apart from it: 1');

  const { recall, later } = second.closure;
  const faults = [
    ['leaves out the later', { later: [] }],
    ['says otherwise: state', { later: later.map((entry) => ({ ...entry, state: 'corrected' })) }],
    ['counts 0 (acknowledged)', { recall: { ...recall, holders: { ...recall.holders, acknowledged: 0 } } }],
    ['counts 1 (done)', { recall: { ...recall, holders: { ...recall.holders, done: 1 } } }],
    [
      'is not later than the closing',
      { recall: { ...recall, closed: { ...recall.closed, at: later[0]?.at } } },
    ],
  ] as const;
  const late = structuredClone(recall);
  for (const page of late.licenses.flatMap(({ titles }) => titles.flatMap((title) => title.pages)))
    page.withdrawnAt = recall.at;
  const forgeries = [...faults, ['says otherwise: withdrawnAt', { recall: late }] as const];
  for (const [fault, changes] of forgeries) {
    const text = await forged({ ...second.closure, ...changes });
    expect(() => checkClosure(text, trusted)).toThrow(fault);
  }
});

it('proves what a further holder was notified of and reported after the closing', async () => {
  const { article, data, trusted } = await closedRecall();
  const other = await openSite(newsroom);
  const container = await ingest(newsroom, wireItem());
  const notice = {
    ...{ kind: 'notice' as const, title: null, article: article.id, version: '2', within: container.id },
    ...{ event: `evt_${'8'.repeat(32)}`, eventType: 'article.killed', recall: data.recall, dueAt: null },
  };
  const notes = [{ key: 'another', note: notice }];
  await sendNotes(bindings, { license: other.license, by: { kind: 'gateway' }, notes });
  await create('/v1/publications', other.token, {
    ...{ article: container.id, title: 'morgen', channel: 'web', url: 'https://morgen.example/1' },
    publishedAt: new Date().toISOString(),
  });
  await drain();
  await updateRecalls(bindings, Date.now() + 5_000);
  const { text, closure } = await closureOf(data.recall);
  expect(closure.later.map(({ kind }) => kind)).toEqual(['notice', 'publication']);
  expect(checkClosure(text, trusted).at(-1)).toContain('apart from it: 2');

  const { recall, later } = closure;
  const { entry = '', at = '' } = later[0] ?? {};
  const { event, within, dueAt } = notice;
  const further = {
    ...{ license: other.license, event, within, dueAt, notice: { entry, at } },
    ...{ received: null, acknowledgement: null, titles: [] },
  };
  const backdated = await forged({
    ...closure,
    recall: {
      ...recall,
      ...{ holders: { ...recall.holders, notified: 2 }, closed: { ...recall.closed, open: 2 } },
      licenses: [...recall.licenses, further],
    },
  });
  expect(() => checkClosure(backdated, trusted)).toThrow(`entry ${entry} came after the closing`);
});

it('shows that the desk has entered an answer, which cannot be passed for the partner’s own', async () => {
  const { data, trusted } = await closedRecall('Duty editor, by telephone');
  const { text, closure } = await closureOf(data.recall);
  expect(checkClosure(text, trusted)).toHaveLength(4);
  const { recall } = closure;
  const licenses = recall.licenses.map(({ acknowledgement, ...license }) => {
    const { operator, ...answer } = acknowledgement ?? {};
    expect(operator).toMatch(/^opr_/);
    return { ...license, acknowledgement: answer };
  });
  const passed = await forged({ ...closure, recall: { ...recall, licenses } });
  expect(() => checkClosure(passed, trusted)).toThrow('says otherwise: operator');
});
