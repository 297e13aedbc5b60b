/** A recall with many holders, within what the platform allows one request. */
import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { checkClosure, readTrusted } from '../../../scripts/check-evidence.mjs';
import { keyRing } from '../../../src/access/keyring.ts';
import { closureOf } from '../../../src/audit/recalls/closure.ts';
import { updateRecalls } from '../../../src/audit/recalls/run.ts';
import { findRecall } from '../../../src/audit/recalls/store.ts';
import { sendNotes } from '../../../src/ledger/notes/send.ts';
import type { Notice } from '../../../src/ledger/notes/types.ts';
import { countedBindings } from '../../support/counted.ts';
import { create, operatorToken, request } from '../../support/gateway.ts';
import { drain, ingest, openNewsroom, openSite, terms, wireItem } from '../../support/newsroom.ts';

const HOLDERS = 400;
const RECALL = `rcl_${'5'.repeat(32)}`;

const newsroom = await openNewsroom();
const auditor = await operatorToken('auditor');
const licenses: string[] = [];

/** Does something for each holder, a few at a time. */
async function forEach(work: (nth: number) => Promise<void>): Promise<void> {
  for (let from = 0; from < HOLDERS; from += 20)
    await Promise.all(Array.from({ length: 20 }, (_, nth) => work(from + nth)));
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockReturnValue();
  return () => vi.restoreAllMocks();
});

beforeAll(async () => {
  const { partner } = await openSite(newsroom);
  const article = await ingest(newsroom, wireItem());
  await forEach(async () => {
    const license = await create('/v1/admin/licenses', newsroom.admin, terms(newsroom, partner));
    licenses.push(license.id);
  });
  const { bindings } = countedBindings();
  await forEach(async (nth) => {
    const event = `evt_${String(nth).padStart(32, '0')}`;
    const notice: Notice = {
      ...{ kind: 'notice', title: null, article: article.id, version: '1', within: null, recall: RECALL },
      ...{ event, eventType: 'article.killed', dueAt: new Date(Date.now() - 1_000).toISOString() },
    };
    // Of no recall: the proof of the other one needs its hash.
    const ended: Notice = { ...notice, article: null, version: null, recall: null, dueAt: null };
    const notes = [notice, { ...ended, eventType: 'license.ended' }].map((note) => ({
      key: note.eventType,
      note,
    }));
    await sendNotes(bindings, { license: licenses[nth] ?? '', by: { kind: 'gateway' }, notes });
  });
  await drain();
});

it('notifies all of them that they are overdue with few statements', async () => {
  const { bindings, counts } = countedBindings();
  await updateRecalls(bindings, Date.now() + 5_000);
  expect(await findRecall(env.DB, RECALL)).toMatchObject({
    state: 'overdue',
    progress: { holders: { notified: HOLDERS, overdue: HOLDERS } },
  });
  const findings = env.DB.prepare(
    "SELECT count(*) AS count FROM discrepancies WHERE kind = 'kept_after_kill'",
  );
  expect(await findings.first('count')).toBe(HOLDERS);
  expect(counts.statements).toBeLessThan(60);
  expect(counts.ledgerCalls.length).toBeLessThan(10);
});

it('has a closure that takes a tenth of the calls that one request may make', async () => {
  const closed = await request(`/v1/admin/recalls/${RECALL}/close`, {
    token: newsroom.admin,
    json: { note: 'By telephone' },
  });
  expect(await closed.json()).toMatchObject({ closed: { open: HOLDERS } });
  await drain('operators');
  const recall = await findRecall(env.DB, RECALL);
  if (!recall) throw new Error('no recall');
  const { bindings, counts } = countedBindings();
  const ring = await keyRing(env.SIGNING_KEYS);
  expect((await closureOf(bindings, { recall, ring, now: Date.now() })).ok).toBe(true);
  expect(counts.statements).toBeLessThan(40);
  expect(counts.ledgerCalls.length).toBeLessThan(60);

  const downloaded = await request(`/v1/audit/recalls/${RECALL}/closure`, { token: auditor });
  expect(downloaded.status).toBe(200);
  const trusted = readTrusted(await (await request('/.well-known/jwks.json')).text());
  const [, entries, holders] = checkClosure(await downloaded.text(), trusted);
  expect(entries).toContain(`logs: ${HOLDERS + 1}, in the agency log`);
  expect(holders).toContain(`licenses: ${HOLDERS}, each notified`);
});
