/** How D1 goes about reports and reconciliation: by indexes, whatever the size of the log. */
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import {
  findFinding,
  listFindings,
  raiseStatement,
  settleStatement,
} from '../../../src/audit/reconciliation/findings-store.ts';
import {
  dueArticles,
  enroll,
  forgetBefore,
  markChanged,
  markVersion,
  nextPosition,
  positionOf,
  publicationsToJudge,
  reportRequestedStatement,
  storeStretch,
  stretchFrom,
  supplyStatements,
} from '../../../src/audit/reconciliation/store.ts';
import type { Reported } from '../../../src/audit/reconciliation/types.ts';
import { deliveriesOf, listReports, reportsSince } from '../../../src/delivery/publication-reports/store.ts';
import { plansOf } from '../../support/plans.ts';

const license = 'lic_1';
const at = '2026-11-24T07:00:00.000Z';
const entry = `dlv_${'0'.repeat(12)}7${'0'.repeat(19)}`;
const firstRelease = { article: 'itm_1', version: '1', title: '', entry, atMs: 1, components: ['cmp_1'] };
const reported: Reported = {
  license,
  ref: 'pub_1',
  entry: 'pub_1',
  idx: 1,
  article: 'itm_1',
  report: {
    kind: 'publication',
    title: 'morgen',
    article: 'itm_1',
    version: null,
    delivery: null,
    url: null,
    use: null,
    channel: 'web',
    territory: null,
    components: [],
    publishedAt: at,
    withdrawnAt: null,
    clientRef: null,
  },
};
const position = { license, nextIdx: 0, version: 0, reportingSinceMs: null, reconciledMs: 0 };

/** Tables that grow with the log, or with what is published. */
const LARGE =
  /^SCAN (blocks|log_pages|log_segments|notes|first_releases|publications|changes|deleted_holders|licenses)\b/;

it('scans no large table', async () => {
  const plans = await plansOf(async (db) => {
    await enroll(db);
    await nextPosition(db, 1);
    await positionOf(db, license);
    await stretchFrom({ ...env, DB: db }, position, 10);
    await forgetBefore(db, license, 1);
    await storeStretch(db, position, { supplied: [firstRelease], reported: [reported] }, 2);
    await markChanged(db, 10);
    await markVersion(db, license, 1);
    await publicationsToJudge(db, { license, nowMs: 1, limit: 10 });
    await db.batch(supplyStatements(db, license, 'itm_1'));
    await dueArticles(db, { license, sinceMs: 0, untilMs: 9, limit: 10 });
    await reportRequestedStatement(db, { license, articles: ['itm_1'], untilMs: 9 }).run();
    const subject = { license, partner: 'par_1', article: 'itm_1', subject: 'pub_1' };
    await raiseStatement(db, [{ subject, found: [] }], at).run();
    await settleStatement(db, { subject, found: [], now: at }).run();
    await deliveriesOf({ ...env, DB: db }, license, [entry]);
    await reportsSince(db, { license, since: at, limit: 10 });
  });
  const scans = plans.flatMap(({ sql, steps }) =>
    steps.filter((step) => LARGE.test(step)).map((step) => [step, sql]),
  );
  // An index that has only such licenses in it is read from end to end.
  expect(scans.map(([step]) => step)).toEqual([
    expect.stringMatching(/^SCAN licenses USING .*INDEX licenses_reporting$/),
  ]);
});

it('lists by an index that has the order of the list', async () => {
  const after = { since: at, id: 'fnd_1' };
  const plans = await plansOf(async (db) => {
    for (const kind of ['publication', 'declaration'] as const)
      for (const change of [{}, { from: at, to: at }, { after: { at, license, idx: 3 } }])
        await listReports(db, kind, { license, limit: 10, ...change });
    await findFinding(db, 'fnd_1');
    for (const change of [
      {},
      { after },
      { state: 'open' as const },
      { state: 'open' as const, after },
      { license },
      { license, state: 'open' as const, kind: 'outside_title' as const, after },
    ])
      await listFindings(db, { limit: 10, ...change });
  });
  const steps = plans.flatMap((plan) => plan.steps);
  expect(steps.filter((step) => /TEMP B-TREE/.test(step) || LARGE.test(step))).toEqual([]);
});
