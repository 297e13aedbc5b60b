/**
 * A request that is repeated after a 503 is told that it is done when every object knows of it, and not a
 * moment before.
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { allHolds } from '../../src/ledger/object-store/holds.ts';
import { brokenGateway, deaf, quieten } from '../support/faults/gateway.ts';
import type { Faults } from '../support/faults/plan.ts';
import { type Call, operatorToken, request } from '../support/gateway.ts';
import { ingest, openSite, scenario, wireItem } from '../support/newsroom.ts';

let faults: Faults = {};
const ask = brokenGateway(() => faults);

const { newsroom, site } = await scenario();
const article = (await ingest(newsroom, wireItem())).id;
const auditor = await operatorToken('auditor');

interface Answer {
  status: number;
  code?: string;
  paths: string[];
  retryAfter: string | null;
}

async function sent(path: string, call: Call): Promise<Answer> {
  const response = await ask(path, call);
  const { code, errors = [] } = (await response.json()) as { code?: string; errors?: { path: string }[] };
  return {
    status: response.status,
    ...(code !== undefined && { code }),
    paths: errors.map(({ path }) => path),
    retryAfter: response.headers.get('Retry-After'),
  };
}

const once = () => ({ 'Idempotency-Key': `"${crypto.randomUUID()}"` });
const waiting = async () =>
  (await env.DB.prepare(`SELECT count(*) AS n FROM outbox WHERE object = 'ledger-0'`).first<number>('n')) ??
  0;
const PENDING = { status: 503, code: 'change_pending', paths: [], retryAfter: '5' };
const DONE = { status: 409, code: 'conflict', paths: ['Idempotency-Key'], retryAfter: null };

/** Twice while the object is deaf, and once when it hears again. */
async function repeated(path: string, call: Call): Promise<Answer[]> {
  await quieten('ledger-0');
  faults = deaf('ledger-0');
  const answers = [await sent(path, call), await sent(path, call)];
  expect(await waiting()).toBeGreaterThan(0);
  faults = {};
  answers.push(await sent(path, call));
  expect(await waiting()).toBe(0);
  return answers;
}

describe('what is made with an Idempotency-Key while an object is deaf', () => {
  it('is a restriction that holds when the repeated request is told that it is done', async () => {
    const delivered = async () => (await request(`/v1/articles/${article}`, { token: site.token })).status;
    expect(await delivered()).toBe(200);
    const call = {
      token: newsroom.admin,
      headers: once(),
      json: {
        scope: `section:${newsroom.section}`,
        text: 'GERMANY OUT. AUSTRIA OUT. SWITZERLAND OUT. LIECHTENSTEIN OUT',
      },
    };
    expect(await repeated('/v1/admin/restrictions', call)).toEqual([PENDING, PENDING, DONE]);
    expect(await delivered()).toBe(403);
  });

  it('is a hold that the object knows of then, and its end likewise', async () => {
    const json = { kind: 'license', target: site.license, reason: `Case ${crypto.randomUUID()}` };
    const call = { token: auditor, headers: once(), json };
    expect(await repeated('/v1/audit/holds', call)).toEqual([PENDING, PENDING, DONE]);
    const known = () =>
      runInDurableObject(env.LEDGER.get(env.LEDGER.idFromName('ledger-0')), (_: LedgerShard, { storage }) =>
        allHolds(storage.sql).find(({ reason }) => reason === json.reason),
      );
    const hold = await known();
    expect(hold).toMatchObject({ target: site.license, version: 1 });

    const end = { token: auditor, method: 'DELETE' };
    const ends = await repeated(`/v1/audit/holds/${hold?.id}?reason=Settled`, end);
    expect(ends).toEqual([PENDING, PENDING, { ...DONE, paths: [] }]);
    expect(await known()).toMatchObject({ version: 2, released: { reason: 'Settled' } });
  });

  it.each([
    ['a partner', '/v1/admin/partners', () => ({ name: 'Twice Media' })],
    ['a key', '/v1/admin/keys', () => ({ license: site.license, name: 'site' })],
  ])('is %s', async (_, path, json) => {
    const call = { token: newsroom.admin, headers: once(), json: json() };
    expect(await repeated(path, call)).toEqual([PENDING, PENDING, DONE]);
  });

  it('waits for no object when nothing was made before', async () => {
    const call = { token: newsroom.admin, headers: once(), json: { name: 'Once Media' } };
    expect((await sent('/v1/admin/partners', call)).status).toBe(201);
    expect(await sent('/v1/admin/partners', call)).toEqual(DONE);
  });
});

describe('a license that is terminated while its object is deaf', () => {
  it('is said to be so when the object knows', async () => {
    const other = await openSite(newsroom);
    const call = { token: newsroom.admin, method: 'PATCH', json: { status: 'terminated' } };
    const answers = await repeated(`/v1/admin/licenses/${other.license}`, call);
    expect(answers).toEqual([PENDING, PENDING, { ...DONE, paths: [] }]);
    expect((await request(`/v1/articles/${article}`, { token: other.token })).status).toBe(403);
  });
});
