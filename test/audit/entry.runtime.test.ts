/**
 * `GET /v1/audit/deliveries/{id}`: one entry with all that there is of it, and nothing of it for strangers.
 */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyInclusion } from '../../src/ledger/merkle/verify.ts';
import { newId } from '../../src/platform/ids.ts';
import type { ReceiptAnswer } from '../../src/stamp/schema.ts';
import { opened } from '../ledger/transparency/support.ts';
import { operatorToken, request, tellingHeaders } from '../support/gateway.ts';
import {
  drain,
  type Ingested,
  ingest,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../support/newsroom.ts';
import { alterEntry } from '../support/stored-log.ts';

interface EntryAnswer {
  entry: { id: string; license: string; index: number; leaf: string };
  trace: { reproduced: boolean; sentence: string; components: object[] };
  receipt: { id: string } | null;
  inclusion: {
    state: string;
    index: number;
    size: number;
    hashes: string[];
    checkpoint: string;
    due: string;
  };
}

let newsroom: Newsroom;
let site: PartnerSite;
let other: PartnerSite;
let article: Ingested;
let auditor: string;
let delivery: string;
let refusal: string;

const get = (id: string, token: string) => request(`/v1/audit/deliveries/${id}`, { token });
const read = async (id: string, token: string) => (await get(id, token)).json<EntryAnswer>();
const publicRecord = async (id: string) => (await request(`/v1/receipts/${id}`)).json<ReceiptAnswer>();
const entryOf = (response: Response) => response.headers.get('Rights-Entry') ?? '';

beforeAll(async () => {
  newsroom = await openNewsroom();
  auditor = await operatorToken('auditor');
  article = await ingest(newsroom, wireItem());
  [site, other] = [await openSite(newsroom), await openSite(newsroom)];
  const path = `/v1/articles/${article.id}`;
  delivery = entryOf(await request(path, { token: site.token }));
  refusal = entryOf(await request(`${path}?use=display&territory=JP`, { token: site.token }));
  await drain();
  await drain('operators');
});

describe('one entry', () => {
  it('equals the entry of the list, with the public receipt, for auditors and its own partner alike', async () => {
    const [audited, own] = [await read(delivery, auditor), await read(delivery, site.token)];
    expect({ ...own, trace: audited.trace }).toEqual(audited);
    const list = await request(`/v1/audit/deliveries?license=${site.license}`, { token: auditor });
    const { items } = await list.json<{ items: { id: string }[] }>();
    expect(audited.entry).toEqual(items.find(({ id }) => id === delivery));
    const { log, ...publicEntry } = await publicRecord(delivery);
    const {
      checkpoint: _checkpoint,
      state: _state,
      titles: _titles,
      components: _components,
      ...record
    } = publicEntry;
    expect(audited.receipt).toEqual(record);
    expect(log).toBe('included');
  });

  it('explains its decision in words, with the state it was based on', async () => {
    for (const token of [auditor, site.token]) {
      const [permitted, refused] = [await read(delivery, token), await read(refusal, token)];
      expect(permitted.trace).toMatchObject({
        reproduced: true,
        sentence: expect.stringMatching(/^Dispatch permitted: display/),
      });
      expect(refused.trace).toMatchObject({
        reproduced: true,
        sentence: expect.stringContaining('JP'),
        components: [{ decidedBy: `${site.license}#uses` }],
      });
    }
  });

  it('has no receipt when nothing was delivered', async () => {
    expect(await read(refusal, auditor)).toMatchObject({
      entry: { id: refusal, kind: 'refusal' },
      receipt: null,
    });
  });

  it('is proved to be in the log by a signed checkpoint', async () => {
    const { entry, inclusion } = await read(delivery, auditor);
    expect(inclusion.state).toBe('included');
    const { root, size } = opened(site.license, inclusion.checkpoint);
    expect([inclusion.index, inclusion.size]).toEqual([entry.index, size]);
    const hashes = inclusion.hashes.map((hash) => Buffer.from(hash, 'base64'));
    const leaf = Buffer.from(entry.leaf, 'base64');
    expect(verifyInclusion({ index: entry.index, size, root, leaf, hashes })).toBe(true);
  });

  it('says when a checkpoint will cover it, until one does', async () => {
    const response = await request(`/v1/articles/${article.id}`, { token: site.token });
    await drain();
    const { inclusion } = await read(entryOf(response), site.token);
    expect(inclusion.state).toBe('pending');
    expect(Date.parse(inclusion.due)).toBeGreaterThan(Date.now());
  });

  const rewrite = (id: string) =>
    alterEntry(env.DB, id, (line) => line.replace('"territory":null', '"territory":"DE"'));

  it('contradicts the log for auditors and the public after it was altered in D1', async () => {
    const response = await request(`/v1/articles/${article.id}`, { token: other.token });
    await drain();
    const id = entryOf(response);
    await rewrite(id);
    expect(await read(id, auditor)).toMatchObject({
      trace: null,
      receipt: null,
      inclusion: { state: 'contradicted' },
    });
    expect(await publicRecord(id)).toMatchObject({ log: 'contradicted', text: null });
  });

  it('contradicts the log at once when it is altered in D1 before a checkpoint covers it', async () => {
    const fresh = await openSite(newsroom);
    const next = await ingest(newsroom, wireItem());
    const first = await request(`/v1/articles/${article.id}`, { token: fresh.token });
    await drain();
    // A checkpoint is signed for the asking, and the next one a minute later.
    expect((await read(entryOf(first), auditor)).inclusion.state).toBe('included');
    const response = await request(`/v1/articles/${next.id}`, { token: fresh.token });
    await drain();
    const id = entryOf(response);
    const receipt = response.headers.get('Rights-Receipt');
    const verdict = async () => {
      const answer = await request('/v1/receipts/verify', { json: { receipt } });
      return ((await answer.json()) as { log: string }).log;
    };
    expect([(await publicRecord(id)).log, await verdict()]).toEqual(['pending', 'pending']);
    await rewrite(id);
    expect((await read(id, auditor)).inclusion).toEqual({ state: 'contradicted' });
    expect([(await publicRecord(id)).log, await verdict()]).toEqual(['contradicted', 'contradicted']);
  });
});

describe('an unknown entry', () => {
  it('has the same answer as an entry of another partner, to the byte', async () => {
    const { results } = await env.DB.prepare(`SELECT id FROM entries WHERE license = 'operators'`).all<{
      id: string;
    }>();
    const action = results[0]?.id ?? '';
    expect(action).toMatch(/^act_/);
    const strangers: [string, string][] = [
      [newId('dlv'), auditor],
      [action, auditor],
      ['x', auditor],
      [newId('rfs'), other.token],
      [action, other.token],
      [delivery, other.token],
      [refusal, other.token],
    ];
    const answers = await Promise.all(
      strangers.map(async ([id, token]) => {
        const answer = await get(id, token);
        return [answer.status, await answer.text(), tellingHeaders(answer)];
      }),
    );
    expect(answers[0]?.[0]).toBe(404);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('is not revealed to a caller who may not read the log', async () => {
    const newsroom = await operatorToken('ingest');
    for (const id of [delivery, newId('dlv')]) expect((await get(id, newsroom)).status).toBe(403);
  });
});

describe('an entry that the desk requests by id', () => {
  it('is explained as to an auditor, like the list of the log', async () => {
    const desk = await operatorToken('desk');
    expect(await read(refusal, desk)).toEqual(await read(refusal, auditor));
    expect((await get(newId('rfs'), desk)).status).toBe(404);
    const list = async (token: string) => {
      const answer = await request('/v1/audit/deliveries?limit=5', { token });
      return ((await answer.json()) as { items: unknown[] }).items;
    };
    expect(await list(desk)).toEqual(await list(auditor));
  });
});
