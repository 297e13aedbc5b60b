/** Quotas over time: windows that end, terms that are renewed or run out, quotas that are changed. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
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

const quota = (limit: number, per: Quota['per'], onExceed: Quota['onExceed'] = 'refuse'): Quota => ({
  limit,
  per,
  onExceed,
});

/** An article that was never delivered before: how much it is billed, or why it is refused. */
async function first(): Promise<number | string> {
  const answer = await open.object.record(open.request({ article: `itm_${++articles}` }));
  if (answer.kind === 'stale') throw new Error('judged on an old state');
  return answer.kind === 'ok' ? answer.recorded.billable : answer.code;
}

const usedIn = (period: string) =>
  runInDurableObject(
    open.object,
    ({ entries }: LedgerShard) =>
      [...entries.trees.used(open.license.id)].find(([window]) => window.startsWith(period))?.[1],
  );

describe('a quota', () => {
  it('of a month is whole again with the first unit of the next, at midnight of the license’s zone', async () => {
    await change({ quota: quota(2, 'month'), timeZone: 'Asia/Tokyo' });
    clock('2026-04-30T14:59:59.998Z');
    expect([await first(), await first(), await first()]).toEqual([1, 1, 'quota_exceeded']);
    clock('2026-04-30T14:59:59.999Z');
    expect(await first()).toBe('quota_exceeded');
    clock('2026-04-30T15:00:00.000Z');
    expect([await first(), await first(), await first()]).toEqual([1, 1, 'quota_exceeded']);
  });

  it('of a day lasts 25 hours when the clocks go back', async () => {
    await change({ quota: quota(1, 'day'), timeZone: 'Europe/Berlin' });
    clock('2026-10-24T22:00:00Z');
    expect(await first()).toBe(1);
    clock('2026-10-25T22:59:59.999Z');
    expect(await first()).toBe('quota_exceeded');
    clock('2026-10-25T23:00:00Z');
    expect(await first()).toBe(1);
  });

  it('lets use more where overage is agreed, and bills each unit', async () => {
    await change({ quota: quota(1, 'month', 'overage') });
    clock('2026-04-10T00:00:00Z');
    expect([await first(), await first(), await first()]).toEqual([1, 1, 1]);
    expect(await usedIn('month:2026-04@')).toBe(3);
  });

  it('is counted anew when the license is renewed in mid-month, with the new limit', async () => {
    await change({ quota: quota(1, 'month'), endsMs: Date.UTC(2026, 3, 15) });
    clock('2026-04-14T23:59:59.999Z');
    expect([await first(), await first()]).toEqual([1, 'quota_exceeded']);
    clock('2026-04-15T00:00:00Z');
    expect(await first()).toBe('license_expired');
    await change({ quota: quota(2, 'month'), startsMs: Date.UTC(2026, 3, 15), endsMs: ENDS });
    expect([await first(), await first(), await first()]).toEqual([1, 1, 'quota_exceeded']);
  });

  it('that is raised, or agreed on later, or made to count otherwise, finds what has been used of its window', async () => {
    clock('2026-04-10T00:00:00Z');
    expect([await first(), await first()]).toEqual([1, 1]);
    await change({ quota: quota(3, 'month') });
    expect([await first(), await first()]).toEqual([1, 'quota_exceeded']);
    await change({ quota: quota(4, 'month') });
    expect([await first(), await first()]).toEqual([1, 'quota_exceeded']);
    clock('2026-04-11T00:00:00Z');
    await change({ quota: quota(5, 'term') });
    expect([await first(), await first()]).toEqual([1, 'quota_exceeded']);
    await change({ quota: quota(2, 'day') });
    expect([await first(), await first()]).toEqual([1, 'quota_exceeded']);
  });

  it('goes on where the object is evicted in between', async () => {
    await change({ quota: quota(2, 'month') });
    clock('2026-04-10T00:00:00Z');
    expect(await first()).toBe(1);
    await evictDurableObject(open.object);
    expect([await first(), await first()]).toEqual([1, 'quota_exceeded']);
  });

  it('is not opened again by a clock that goes back over the end of its window', async () => {
    await change({ quota: quota(1, 'month') });
    clock('2026-05-01T00:00:00Z');
    expect(await first()).toBe(1);
    clock('2026-04-30T23:59:00Z');
    expect(await first()).toBe('quota_exceeded');
    await evictDurableObject(open.object);
    expect(await first()).toBe('quota_exceeded');
    const at = (await open.wholeLog()).map((entry) => String(entry.at));
    expect(new Set(at)).toEqual(new Set(['2026-05-01T00:00:00.000Z']));
  });
});

describe('a term that ends between judging and recording', () => {
  it('refuses at its first instant what was permitted before it, enters that, and bills nothing', async () => {
    const judgedInTime = [open.request({ article: 'itm_a' }), open.request({ article: 'itm_b' })] as const;
    clock('2026-12-31T23:59:59.999Z');
    await ok(open.object.record(judgedInTime[0]));
    clock('2027-01-01T00:00:00.000Z');
    expect(await open.object.record(judgedInTime[1])).toMatchObject({
      kind: 'refused',
      code: 'license_expired',
      recorded: { billable: 0 },
    });
    expect((await open.wholeLog()).map(({ kind, billable }) => [kind, billable])).toEqual([
      ['delivery', 1],
      ['refusal', 0],
    ]);
  });
});
