import { describe, expect, it } from 'vitest';
import { unitsOwed } from '../../scripts/demo/bill.ts';
import { copyOf, uriInRun, withTerms } from '../../scripts/demo/copy.ts';
import { dateOf, movedBy } from '../../scripts/newsroom/sample.ts';

const NOW = Date.parse('2031-03-04T05:06:07Z');
const item = {
  uri: 'https://tidemark.example/items/a',
  versionCreated: '2026-11-23T09:00:00Z',
  embargoedUntil: '2026-11-24T09:00:00Z',
  headline: 'At 2026-11-23T09:00:00Z sharp',
  associations: [
    {
      name: 'photo',
      uri: 'https://tidemark.example/media/a',
      versionCreated: '2026-11-23T08:00:00Z',
      usageTerms: 'JAPAN OUT.',
    },
    { name: 'graphic', uri: 'https://tidemark.example/media/b' },
  ],
};

describe('moving the sample to now', () => {
  it('moves every instant by the same time, and nothing that only mentions one', () => {
    const moved = movedBy(item, 86_400_000);
    expect(moved.versionCreated).toBe('2026-11-24T09:00:00.000Z');
    expect(moved.embargoedUntil).toBe('2026-11-25T09:00:00.000Z');
    expect(moved.associations[0]?.versionCreated).toBe('2026-11-24T08:00:00.000Z');
    expect(moved.headline).toBe(item.headline);
  });

  it('leaves the original as it was', () => {
    const before = structuredClone(item);
    movedBy(item, 1000);
    expect(item).toEqual(before);
  });

  it('fills the year of now into the dates of a term', () => {
    expect(dateOf('{year}-01-01T00:00:00Z', NOW)).toBe('2031-01-01T00:00:00Z');
    expect(dateOf('{year+2}-01-01T00:00:00Z', NOW)).toBe('2033-01-01T00:00:00Z');
    expect(dateOf('2029-06-01T00:00:00Z', NOW)).toBe('2029-06-01T00:00:00Z');
  });
});

describe('a copy of a sample item', () => {
  const copy = copyOf(item, { run: 'r1', now: NOW });

  it('is another item, with other associations, in every run', () => {
    expect(copy.uri).toBe(uriInRun(item.uri, 'r1'));
    expect(copy.associations).toMatchObject([
      { uri: uriInRun('https://tidemark.example/media/a', 'r1') },
      { uri: uriInRun('https://tidemark.example/media/b', 'r1') },
    ]);
    expect(copyOf(item, { run: 'r2', now: NOW }).uri).not.toBe(copy.uri);
  });

  it('was written now, with the times in it as far apart as they were', () => {
    expect(copy.versionCreated).toBe('2031-03-04T05:06:07.000Z');
    expect(copy.embargoedUntil).toBe('2031-03-05T05:06:07.000Z');
  });

  it('takes changes of the item', () => {
    expect(copyOf(item, { run: 'r1', now: NOW, changes: { version: '7' } }).version).toBe('7');
  });

  it('can carry other terms on one of its associations', () => {
    expect(withTerms(item, 'photo', 'NO SALES.').associations).toMatchObject([
      { usageTerms: 'NO SALES.' },
      { name: 'graphic' },
    ]);
  });
});

describe('the bill, worked out from the log', () => {
  const delivered = [{ component: 'cmp_1' }, { component: 'cmp_2' }];
  const handout = { license: 'lic_1', index: 0, title: 'a', article: 'itm_1', delivered };

  it('owes each part once per license, title and item', () => {
    expect(unitsOwed([handout, { ...handout, index: 1 }])).toBe(2);
    expect(unitsOwed([handout, { ...handout, index: 1, title: 'b' }])).toBe(4);
    expect(
      unitsOwed([handout, { ...handout, license: 'lic_2' }, { ...handout, index: 1, article: 'itm_2' }]),
    ).toBe(6);
  });

  it('owes nothing more for a title when every title has been served, whatever the order of the page', () => {
    const every = { ...handout, title: null };
    expect(unitsOwed([{ ...handout, index: 1 }, every])).toBe(2);
    expect(unitsOwed([handout, { ...every, index: 1 }])).toBe(4);
  });

  it('owes nothing for what handed out nothing', () => {
    expect(unitsOwed([{ ...handout, delivered: [] }])).toBe(0);
  });
});
