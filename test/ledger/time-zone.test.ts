import { describe, expect, it } from 'vitest';
import { windowsOf } from '../../src/ledger/meter.ts';
import { dateIn, isTimeZone, startOfDay } from '../../src/ledger/time-zone.ts';
import type { LicenseState } from '../../src/ledger/types.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

describe('a time zone', () => {
  it.each(['UTC', 'Europe/Berlin', 'Asia/Tokyo', 'America/Argentina/ComodRivadavia', 'Asia/Kolkata'])(
    'is %s',
    (name) => expect(isTimeZone(name)).toBe(true),
  );

  it.each(['', '+09:00', '-0500', 'Mars/Olympus', 'Europe', 'Europe/Berlin ', 'Europe/../Berlin'])(
    'is not %j',
    (name) => expect(isTimeZone(name)).toBe(false),
  );
});

describe('the date in a zone', () => {
  it('changes at the zone’s own midnight', () => {
    const midnight = Date.UTC(2026, 5, 30, 15);
    expect([dateIn('Asia/Tokyo', midnight - 1), dateIn('Asia/Tokyo', midnight)]).toEqual([
      '2026-06-30',
      '2026-07-01',
    ]);
    expect([dateIn('UTC', midnight), dateIn('America/Los_Angeles', midnight)]).toEqual([
      '2026-06-30',
      '2026-06-30',
    ]);
  });

  it.each([
    ['23 hours, when the clocks go forward', 'Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', 23],
    ['25 hours, when they go back', 'Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', 25],
    ['23 hours, across the date line', 'Pacific/Auckland', '2026-09-27', '2026-09-26T12:00:00Z', 23],
    ['24½ hours, by half an hour', 'Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00Z', 24.5],
    ['23 hours, with no midnight at all', 'Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00Z', 23],
  ])('is the same for all of a day of %s', (_, zone, date, firstInstant, hours) => {
    const first = Date.parse(firstInstant);
    expect(dateIn(zone, first - 1)).not.toBe(date);
    for (let at = first; at < first + hours * HOUR; at += 30 * MINUTE) expect(dateIn(zone, at)).toBe(date);
    expect(dateIn(zone, first + hours * HOUR - 1)).toBe(date);
    expect(dateIn(zone, first + hours * HOUR)).not.toBe(date);
  });

  it('never goes back, whatever the clocks do', () => {
    for (const zone of ['Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'Africa/Casablanca']) {
      const dates = Array.from({ length: 24 * 400 }, (_, hour) =>
        dateIn(zone, Date.UTC(2026, 0, 1) + hour * HOUR),
      );
      expect(dates).toEqual([...dates].sort());
    }
  });
});

describe('the first instant of a date in a zone', () => {
  it.each([
    ['UTC', '2026-10-01', '2026-10-01T00:00:00.000Z'],
    ['Asia/Kolkata', '2026-10-01', '2026-09-30T18:30:00.000Z'],
    ['Pacific/Auckland', '2026-09-27', '2026-09-26T12:00:00.000Z'],
    ['Pacific/Auckland', '2026-09-28', '2026-09-27T11:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-26', '2026-10-25T23:00:00.000Z'],
    // On the other side of the date line from one day to the next: there was no 30 December.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
  ])('is right for %s in %s', (zone, date, instant) => {
    expect(new Date(startOfDay(zone, date)).toISOString()).toBe(instant);
  });

  it('is where the date changes, in every zone and on every day', () => {
    const zones = [
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Chatham',
      'Africa/Casablanca',
    ];
    for (const zone of zones)
      for (let day = 0; day < 366; day++) {
        const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
        const first = startOfDay(zone, date);
        expect([dateIn(zone, first), dateIn(zone, first - 1) < date]).toEqual([date, true]);
      }
  });
});

describe('a month', () => {
  it('of a license begins at midnight of its zone', () => {
    const berlin: LicenseState = {
      id: 'lic_1',
      partner: 'par_1',
      version: 1,
      status: 'active',
      startsMs: 0,
      endsMs: 9e15,
      timeZone: 'Europe/Berlin',
    };
    const summer = Date.UTC(2026, 6, 31, 22);
    const winter = Date.UTC(2026, 10, 30, 23);
    expect([summer - 1, summer, winter - 1, winter].map((at) => windowsOf(berlin, at).month)).toEqual([
      'month:2026-07@0',
      'month:2026-08@0',
      'month:2026-11@0',
      'month:2026-12@0',
    ]);
  });
});
