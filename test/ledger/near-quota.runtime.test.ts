/**
 * Licenses of an object that have used most of their quota: by the window of the quota, in the license's
 * zone.
 */
import { runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { NearQuotas } from '../../src/ledger/near-quotas.ts';
import type { LicenseState } from '../../src/ledger/types.ts';
import type { Quota } from '../../src/rights/terms.ts';
import { type OpenObject, ok, openObject } from './support.ts';

const STARTS = Date.UTC(2026, 0, 1);
const ENDS = Date.UTC(2027, 0, 1);

let open: OpenObject;
let articles = 0;
beforeEach(async () => {
  open = await openObject();
  await change({ startsMs: STARTS, endsMs: ENDS });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const clock = (iso: string) => vi.spyOn(Date, 'now').mockReturnValue(Date.parse(iso));

async function change(state: Partial<LicenseState>): Promise<void> {
  Object.assign(open.license, state, { version: open.license.version + 1 });
  await open.tell({ kind: 'license', license: { ...open.license } });
}

async function use(units: number): Promise<void> {
  for (let unit = 0; unit < units; unit++)
    await ok(open.object.record(open.request({ article: `itm_near_${++articles}` })));
}

/** What is used, as far as the license is listed at all. */
const usedAt = (iso: string, share = 0.8) =>
  runInDurableObject(
    open.object,
    ({ entries }: LedgerShard, { storage: { sql } }) =>
      new NearQuotas(sql, entries).near(share, 5, Date.parse(iso)).items.map(({ used }) => used)[0],
  );

describe('a quota that is nearly used', () => {
  it.each<[Quota['per'], string]>([
    ['day', '2026-05-10T20:00:00Z'],
    ['month', '2026-05-31T14:00:00Z'],
    ['term', '2026-12-30T00:00:00Z'],
  ])('of a %s is told from four fifths on, until its window is over', async (per, still) => {
    await change({ quota: { limit: 5, per, onExceed: 'refuse' } });
    clock('2026-05-10T12:00:00Z');
    await use(3);
    expect(await usedAt('2026-05-10T12:00:00Z')).toBeUndefined();
    await use(1);
    expect(await usedAt('2026-05-10T12:00:00Z')).toBe(4);
    expect(await usedAt(still)).toBe(4);
    const over = { day: '2026-05-11T00:00:00Z', month: '2026-06-01T00:00:00Z', term: '2027-01-01T00:00:00Z' }[
      per
    ];
    expect(await usedAt(over)).toBeUndefined();
  });

  it('has the days of the license’s zone', async () => {
    await change({ quota: { limit: 1, per: 'day', onExceed: 'overage' }, timeZone: 'Asia/Tokyo' });
    clock('2026-05-10T14:59:00Z');
    await use(1);
    expect(await usedAt('2026-05-10T14:59:59Z')).toBe(1);
    expect(await usedAt('2026-05-10T15:00:00Z')).toBeUndefined();
  });

  it('is not told of a license that is not active, nor of one without a quota', async () => {
    clock('2026-05-10T12:00:00Z');
    await use(2);
    expect(await usedAt('2026-05-10T12:00:00Z')).toBeUndefined();
    await change({ quota: { limit: 1, per: 'term', onExceed: 'overage' } });
    expect(await usedAt('2026-05-10T12:00:00Z')).toBe(2);
    await change({ status: 'suspended' });
    expect(await usedAt('2026-05-10T12:00:00Z')).toBeUndefined();
  });

  it('is told the same for half a minute, but for a license that changes', async () => {
    await change({ quota: { limit: 5, per: 'term', onExceed: 'refuse' } });
    clock('2026-05-10T12:00:00Z');
    await use(4);
    const usedUnits = async () => (await open.object.nearQuota(0.8, 5)).items.map(({ used }) => used);
    expect(await usedUnits()).toEqual([4]);
    await use(1);
    expect(await usedUnits()).toEqual([4]);
    clock('2026-05-10T12:00:30Z');
    expect(await usedUnits()).toEqual([5]);
    await change({ quota: { limit: 50, per: 'term', onExceed: 'refuse' } });
    expect(await usedUnits()).toEqual([]);
  });
});
