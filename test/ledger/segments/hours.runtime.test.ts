/** Sums by the hour. */
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { HourCount } from '../../../src/ledger/segments/hours.ts';
import { hoursIn } from '../../../src/ledger/segments/pages.ts';
import { hoursStatement } from '../../../src/ledger/segments/sums.ts';
import type { Entry } from '../../../src/ledger/types.ts';
import { sealLog } from '../../support/seal.ts';
import { append, emptyLog } from './log.ts';

beforeEach(emptyLog);

const entry = (index: number, at: string, kind: 'delivery' | 'refusal' | 'publication' = 'delivery') =>
  ({
    ...{
      v: 1,
      id: `dlv_${index}`,
      kind,
      license: 'lic_1',
      licenseVersion: 1,
      index,
      at,
      env: 'live',
      partner: 'par_1',
    },
    ...{
      title: null,
      key: 'key_1',
      article: 'itm_1',
      uri: 'urn:x',
      version: '1',
      sections: [],
      format: 'ninjs',
    },
    ...{
      use: null,
      territory: null,
      channel: null,
      outcome: kind === 'refusal' ? 'deny' : 'permit',
      code: null,
    },
    ...{ decidedBy: 'lic_1#1', policies: [], delivered: [], withheld: [], billable: 0 },
  }) as unknown as Entry;

const LOG = [
  entry(0, '2026-05-10T11:59:59.999Z'),
  entry(1, '2026-05-10T12:00:00.000Z'),
  entry(2, '2026-05-10T12:30:00.000Z', 'refusal'),
  entry(3, '2026-05-10T12:45:00.000Z', 'publication'),
  entry(4, '2026-05-10T12:59:59.999Z'),
];
const SUMS = [
  { hour: '2026-05-10T11', deliveries: 1, refusals: 0 },
  { hour: '2026-05-10T12', deliveries: 2, refusals: 1 },
];

const storedHours = async () =>
  (await hoursStatement(env.DB, '2026-05-10T00').all<{ body: string }>()).results.flatMap(({ body }) =>
    hoursIn(body),
  );

it('counts deliveries and refusals, in the order of time', () => {
  const count = new HourCount();
  for (const entry of LOG.toReversed()) count.add(entry);
  expect(count.sums()).toEqual(SUMS);
});

it('are kept with the segment', async () => {
  await append(LOG);
  expect(await storedHours()).toEqual([]);
  await sealLog();
  expect(await storedHours()).toEqual(SUMS);
});
