import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, type Edge, instantOfDay, zoneOfMarket } from '../../src/console/frame/contract-day.ts';
import { dateIn, isTimeZone } from '../../src/ledger/time-zone.ts';
import { ALPHA_2 } from '../../src/rights/territories/iso3166.ts';
import { runs } from '../support/runs.ts';

/** Zones whose clocks change at midnight, by half an hour, or that have skipped a date, among others. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Asia/Tokyo',
  'America/Havana',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/St_Johns',
  'Asia/Kathmandu',
];
const anyZone = fc.constantFrom(...ZONES);
const anyEdge = fc.constantFrom<Edge>('first', 'last');
const anyDay = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a day of a term', () => {
  it.each<[string, string, Edge, string]>([
    ['2027-11-30', 'Europe/Berlin', 'last', '2027-11-30T23:00:00.000Z'],
    ['2026-12-01', 'Europe/Berlin', 'first', '2026-11-30T23:00:00.000Z'],
    ['2026-03-28', 'Europe/Berlin', 'last', '2026-03-28T23:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', 'last', '2026-03-29T22:00:00.000Z'],
    ['2018-11-04', 'America/Sao_Paulo', 'first', '2018-11-04T03:00:00.000Z'],
    ['2026-02-28', 'UTC', 'last', '2026-03-01T00:00:00.000Z'],
    ['2028-02-29', 'Asia/Tokyo', 'last', '2028-02-29T15:00:00.000Z'],
  ])('%s in %s is, as the %s one, the instant %s', (day, zone, edge, instant) => {
    expect(instantOfDay(day, zone, edge)).toBe(instant);
    expect(dayOf(instant, zone, edge)).toBe(day);
  });

  it('is the same day when it is read back, in every zone, whatever the clocks do', () => {
    fc.assert(
      fc.property(anyDay, anyZone, anyEdge, (day, zone, edge) => {
        const instant = instantOfDay(day, zone, edge) ?? '';
        // What lies on the two sides of the instant are two dates.
        expect(dateIn(zone, Date.parse(instant) - 1) < dateIn(zone, Date.parse(instant))).toBe(true);
        const isSkipped = dateIn(zone, Date.parse(instantOfDay(day, zone, 'first') ?? '')) !== day;
        if (!isSkipped) expect(dayOf(instant, zone, edge)).toBe(day);
      }),
      runs(150),
    );
  });

  it('is an instant with its time where it is no beginning of a day, and that instant again', () => {
    const instants = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
    fc.assert(
      fc.property(instants, anyZone, anyEdge, (instant, zone, edge) => {
        const text = dayOf(instant, zone, edge);
        const read = instantOfDay(text, zone, edge) ?? '';
        // An hour that the clocks show twice is the first of both.
        if (Date.parse(read) !== Date.parse(instant)) expect(dayOf(read, zone, edge)).toBe(text);
      }),
      runs(150),
    );
  });

  it('is none where the text is none', () => {
    for (const text of ['', 'soon', '2026-02-30', '2026-13-01', '0999-01-01', '20260301', '2026-03-01x'])
      expect(instantOfDay(text, 'UTC', 'first'), text).toBeNull();
  });
});

describe('the zone of a home market', () => {
  it('is that of its country', () => {
    expect(['NO', 'DE-BY', 'JP', 'US', 'AT'].map(zoneOfMarket)).toEqual([
      'Europe/Oslo',
      'Europe/Berlin',
      'Asia/Tokyo',
      'America/New_York',
      'Europe/Vienna',
    ]);
    expect(zoneOfMarket('')).toBeUndefined();
  });

  it('is a zone that there is, for every country that has one', () => {
    for (const code of ALPHA_2) expect(isTimeZone(zoneOfMarket(code) ?? 'UTC'), code).toBe(true);
  });
});
