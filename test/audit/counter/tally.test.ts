import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Activity, activityOf } from '../../../src/audit/counter/activity.ts';
import { countActivities } from '../../../src/audit/counter/tally.ts';
import type { Metric } from '../../../src/audit/counter/words.ts';
import type { Entry } from '../../../src/ledger/types.ts';
import { entries, refusal, useEntry } from './support.ts';

const PERIOD = { begin: '2026-09', end: '2026-09' };
const activities = (list: Entry[]) => list.flatMap((entry) => activityOf(entry) ?? []);

function totals(list: Entry[], period = PERIOD): Partial<Record<Metric, number>> {
  const sums: Partial<Record<Metric, number>> = {};
  for (const { counts } of countActivities(activities(list), period))
    for (const [metric, months] of Object.entries(counts) as [Metric, Record<string, number>][])
      sums[metric] = (sums[metric] ?? 0) + Object.values(months).reduce((sum, count) => sum + count, 0);
  return sums;
}
const at = (time: string) => ({ at: `2026-09-15T${time}.000Z` });

describe('an entry in the terms of COUNTER', () => {
  it('is a request when content was delivered, and an investigation when none was', () => {
    expect(totals([useEntry()])).toEqual({
      Total_Item_Investigations: 1,
      Unique_Item_Investigations: 1,
      Total_Item_Requests: 1,
      Unique_Item_Requests: 1,
    });
    expect(totals([useEntry({ delivered: [] })])).toEqual({
      Total_Item_Investigations: 1,
      Unique_Item_Investigations: 1,
    });
  });

  it('is a denial because of the license or its quota, and not counted when the agency withholds the item', () => {
    expect(totals([refusal('territory_not_licensed')])).toEqual({ No_License: 1 });
    expect(totals([refusal('quota_exceeded')])).toEqual({ Limit_Exceeded: 1 });
    for (const code of ['killed', 'held', 'embargoed', 'restricted', 'restriction_unreviewed'])
      expect([code, totals([refusal(code)])]).toEqual([code, {}]);
  });

  it('is not counted with a test key', () => {
    expect(totals([useEntry({ env: 'test' })])).toEqual({});
  });

  it('belongs to the component that was requested by itself, and a text to its article', () => {
    const of = (type: string) =>
      activityOf(useEntry({ format: 'component', delivered: [{ component: 'cmp_9', digest: '', type }] }))
        ?.item;
    expect(of('photograph')).toMatchObject({ id: 'cmp_9', dataType: 'Image' });
    expect(of('dispatch')).toMatchObject({ id: 'itm_1', dataType: null });
  });
});

describe('a double-click', () => {
  const requests = (...times: string[]) =>
    totals(times.map((time) => useEntry(at(time)))).Total_Item_Requests;

  it('counts once within 30 seconds, however many clicks follow each other', () => {
    expect(requests('10:01:00', '10:01:29')).toBe(1);
    expect(requests('10:01:00', '10:01:30')).toBe(1);
    expect(requests('10:01:00', '10:01:31')).toBe(2);
    expect(requests('10:01:00', '10:01:25', '10:01:50', '10:02:15')).toBe(1);
  });

  it('belongs to one link and one user', () => {
    const pair = (other: Partial<Parameters<typeof useEntry>[0]>) =>
      totals([useEntry(at('10:01:00')), useEntry({ ...at('10:01:05'), ...other })]).Total_Item_Requests;
    expect(pair({})).toBe(1);
    for (const other of [
      { key: 'key_2' },
      { format: 'html' },
      { version: '2' },
      { title: 'morgen' },
      { use: 'print' },
    ])
      expect([other, pair(other)]).toEqual([other, 2]);
  });

  it('counts as its second click, also across the end of a month', () => {
    const clicks = ['2026-08-31T23:59:50.000Z', '2026-09-01T00:00:05.000Z'].map((at) => useEntry({ at }));
    const months = { begin: '2026-08', end: '2026-09' };
    const [row] = countActivities(activities(clicks), months);
    expect(row?.counts.Total_Item_Requests).toEqual({ '2026-09': 1 });
  });
});

describe('a unique item', () => {
  it('counts once for a user and an hour, in any format', () => {
    const unique = (...given: Parameters<typeof useEntry>[0][]) =>
      totals(given.map(useEntry)).Unique_Item_Requests;
    expect(unique(at('10:01:00'), { ...at('10:59:00'), format: 'html' })).toBe(1);
    expect(unique(at('10:59:00'), at('11:01:00'))).toBe(2);
    expect(unique(at('10:01:00'), { ...at('10:02:00'), key: 'key_2' })).toBe(2);
    expect(unique(at('10:01:00'), { ...at('10:02:00'), article: 'itm_2' })).toBe(2);
  });
});

describe('the counts of an arbitrary log', () => {
  /** By the words of the Code of Practice: the first of two in succession is removed. */
  function naive(all: Activity[], metric: Metric): number {
    const month = ({ atMs }: Activity) => new Date(atMs).toISOString().slice(0, 7);
    const of = all
      .filter(({ metrics }) => metrics.includes(metric))
      .sort((one, other) => one.atMs - other.atMs);
    if (metric.startsWith('Unique')) {
      const sessions = of
        .filter((activity) => month(activity) === '2026-09')
        .map(
          ({ user, item, accessMethod, atMs }) =>
            `${user} ${item.id} ${accessMethod} ${Math.floor(atMs / 3_600_000)}`,
        );
      return new Set(sessions).size;
    }
    return of.filter((activity, place) => {
      const next = of
        .slice(place + 1)
        .find(({ user, link }) => user === activity.user && link === activity.link);
      return month(activity) === '2026-09' && !(next && next.atMs - activity.atMs <= 30_000);
    }).length;
  }

  it('follow the rules of COUNTER, whatever the order of entries', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const found = totals(list);
        const all = activities(list);
        const metrics = [...new Set(all.flatMap((activity) => activity.metrics))];
        for (const metric of metrics)
          expect([metric, found[metric] ?? 0]).toEqual([metric, naive(all, metric)]);
        expect(totals([...list].sort((one, other) => (one.at < other.at ? 1 : -1)))).toEqual(found);
      }),
    );
  });
});
