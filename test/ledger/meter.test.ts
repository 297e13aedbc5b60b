import { describe, expect, it } from 'vitest';
import { dayOf, quotaAllows, termOfNewer, unitsOf, windowsOf, windowsOfDay } from '../../src/ledger/meter.ts';
import type { LicenseState, RecordRequest } from '../../src/ledger/types.ts';

const license: LicenseState = {
  id: 'lic_1',
  partner: 'par_1',
  version: 1,
  status: 'active',
  startsMs: 5,
  endsMs: 9e15,
};
const request = (
  change: { env?: 'live' | 'test'; carriesContent?: boolean; title?: string | null } = {},
): RecordRequest => ({
  caller: { partner: 'par_1', license: 'lic_1', key: 'key_1', env: change.env ?? 'live' },
  judged: { licenseVersion: 1, epoch: 1, items: {} },
  carriesContent: change.carriesContent ?? true,
  draft: {
    kind: 'delivery',
    licenseVersion: 1,
    title: change.title ?? null,
    article: 'itm_1',
    uri: 'urn:1',
    version: '1',
    sections: [],
    format: 'ninjs',
    use: null,
    territory: null,
    channel: null,
    outcome: 'permit',
    code: null,
    decidedBy: 'p',
    policies: [],
    withheld: [],
    delivered: [
      { component: 'cmp_1', digest: 'd' },
      { component: 'cmp_2', digest: 'd' },
    ],
  },
});

describe('metering', () => {
  it('counts one unit for each component that was delivered', () => {
    expect(unitsOf(request(), license).map(({ component }) => component)).toEqual(['cmp_1', 'cmp_2']);
  });

  it('names the title, or all titles when none was stated', () => {
    expect(unitsOf(request({ title: 'a' }), license)[0]?.title).toBe('a');
    expect(unitsOf(request(), license)[0]?.title).toBe('');
  });

  it('names the only title of a license that has just one, also when none was stated', () => {
    const sole = { soleTitle: 'a' };
    expect(unitsOf({ ...request(), ...sole }, license)[0]?.title).toBe('a');
    expect(unitsOf({ ...request({ title: 'a' }), ...sole }, license)[0]?.title).toBe('a');
  });

  it('bills in the term that was first told, and not by what `starts` was corrected to', () => {
    const corrected = { ...license, startsMs: 7, termMs: 5 };
    expect(unitsOf(request(), corrected)[0]?.termMs).toBe(5);
    expect(windowsOf(corrected, 8).term).toBe('term:5');
  });

  it.each([
    ['the first version', null, [10, 20], 10],
    ['a start corrected forward', [10, 20], [11, 20], 10],
    ['a start corrected backward', [10, 20], [9, 20], 10],
    ['a term that is extended', [10, 20], [10, 30], 10],
    ['a renewal that starts where the last one ends', [10, 20], [20, 30], 20],
    ['a renewal after a pause', [10, 20], [25, 30], 25],
  ] as const)('finds the term of %s', (_, known, [startsMs, endsMs], termMs) => {
    const before = known && { ...license, startsMs: known[0], endsMs: known[1] };
    expect(termOfNewer(before, { ...license, version: 2, startsMs, endsMs })).toBe(termMs);
  });

  it('keeps the term over several corrections', () => {
    const corrected = { ...license, startsMs: 12, endsMs: 20, termMs: 10 };
    expect(termOfNewer(corrected, { ...license, startsMs: 13, endsMs: 20 })).toBe(10);
  });

  it('never counts test keys, HEAD or 304', () => {
    expect(unitsOf(request({ env: 'test' }), license)).toEqual([]);
    expect(unitsOf(request({ carriesContent: false }), license)).toEqual([]);
  });

  it('puts an instant into its day, month and term', () => {
    const at = Date.UTC(2026, 10, 30, 23, 59, 59, 999);
    expect(windowsOf(license, at)).toEqual({
      day: 'day:2026-11-30@5',
      month: 'month:2026-11@5',
      term: 'term:5',
    });
    expect(windowsOf(license, at + 1)).toEqual({
      day: 'day:2026-12-01@5',
      month: 'month:2026-12@5',
      term: 'term:5',
    });
  });

  it('begins every window anew with a renewed term, in the middle of a day too', () => {
    const at = Date.UTC(2026, 10, 15, 12);
    const renewed = { ...license, version: 2, startsMs: at, termMs: at };
    for (const per of ['day', 'month', 'term'] as const)
      expect(windowsOf(renewed, at)[per]).not.toBe(windowsOf(license, at - 1)[per]);
  });

  it('finds all windows again from the day that an entry names', () => {
    const windows = windowsOf({ ...license, timeZone: 'Asia/Tokyo' }, Date.UTC(2026, 11, 31, 15));
    expect(windows.day).toBe('day:2027-01-01@5');
    expect(windowsOfDay(dayOf(windows))).toEqual(windows);
  });

  it('lets use the last unit and not one more, unless overage is agreed', () => {
    const refuse: LicenseState = { ...license, quota: { limit: 10, per: 'day', onExceed: 'refuse' } };
    const overage: LicenseState = { ...license, quota: { limit: 10, per: 'day', onExceed: 'overage' } };
    expect([quotaAllows(refuse, 8, 2), quotaAllows(refuse, 9, 2), quotaAllows(overage, 9, 2)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('lets repeat what was paid for when the quota is used up', () => {
    expect(quotaAllows({ ...license, quota: { limit: 10, per: 'day', onExceed: 'refuse' } }, 10, 0)).toBe(
      true,
    );
  });
});
