/** Dates, times and periods in prose: what is one, where it ends, and its value. */
import { describe, expect, it } from 'vitest';
import {
  type Bound,
  boundInProse,
  boundInstant,
  clockAt,
  dateAt,
  lacksZone,
  monthNumber,
  periodAt,
  periodInProse,
} from '../../../src/rights/phrasebook/dates.ts';
import { wordsOf } from '../../../src/rights/phrasebook/words.ts';

describe('a date', () => {
  const read = (text: string) => dateAt(wordsOf(text), 0);

  it.each([
    ['2026-11-20', 1],
    ['20.11.2026', 1],
    ['20/11/2026', 1],
    ['11/20/2026', 1],
    ['20 NOV 2026', 3],
    ['Nov 20, 2026', 3],
    ['20. November 2026', 3],
    ['20 de noviembre de 2026', 5],
    ['20 de noviembre del 2026', 5],
    ['20 of November 2026', 4],
    ['20 NOV 2026 OUT', 3],
    ['20th November 2026', 4],
    ['20th of November 2026', 5],
    ['November 20th, 2026', 4],
    ['Friday, 20 November 2026', 4],
    ['Freitag, 20. November 2026', 4],
    ['Freitag 20.11.2026', 2],
    ['viernes 20 de noviembre de 2026', 6],
  ])('is read from %s', (text, end) => {
    expect(read(text)).toEqual({ value: '2026-11-20', end });
  });

  it('in digits has its day before its month, where that is sure', () => {
    expect(read('3.4.2026')?.value).toBe('2026-04-03');
    expect(read('4/4/2026')?.value).toBe('2026-04-04');
    expect(read('13/4/2026')?.value).toBe('2026-04-13');
    expect(read('4/13/2026')?.value).toBe('2026-04-13');
    expect(read('12/12/2026')?.value).toBe('2026-12-12');
    expect(read('12/13/2026')?.value).toBe('2026-12-13');
    expect(read('5.12.2026')?.value).toBe('2026-12-05');
  });

  it.each([
    '03/04/2026',
    '12/1/2026',
    '1/12/2026',
    '13/13/2026',
    '31.2.2026',
    '20.13.2026',
    '2026-13-01',
    '2026-02-30',
    '20-11-2026',
    '20.11/2026',
    '20.11.26',
    '20 NOV',
    '20 NOV 26',
    '20 NOV 12026',
    '31 FEB 2026',
    '200 NOV 2026',
    'NOV NOV 2026',
    '20 2026 NOV',
    '20. NOV. 2026',
    'MARCH',
    '20',
    '',
    'Saturday, 20 November 2026',
    'Friday',
    'Friday. 20 November 2026',
    'Friday Friday 20 November 2026',
  ])('is not %j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it.each([
    ['15', 'SUNDAY SONNTAG DIMANCHE DOMINGO'],
    ['16', 'MONDAY MONTAG LUNDI LUNES'],
    ['17', 'TUESDAY DIENSTAG MARDI MARTES'],
    ['18', 'WEDNESDAY MITTWOCH MERCREDI MIERCOLES'],
    ['19', 'THURSDAY DONNERSTAG JEUDI JUEVES'],
    ['20', 'FRIDAY FREITAG VENDREDI VIERNES'],
    ['21', 'SATURDAY SAMSTAG SONNABEND SAMEDI SABADO'],
  ])('on %s November 2026 may have its day of the week: %s', (day, names) => {
    for (const name of names.split(' ')) {
      expect(read(`${name} ${day} NOV 2026`)?.value).toBe(`2026-11-${day}`);
      expect(read(`${name} 22 NOV 2026`)?.value).toBe(day === '15' ? '2026-11-22' : undefined);
    }
  });

  it.each([
    ['1st November 2027', '2027-11-01'],
    ['2nd November 2027', '2027-11-02'],
    ['3rd November 2027', '2027-11-03'],
    ['1er novembre 2027', '2027-11-01'],
  ])('may have an ordinal: %s', (text, value) => {
    expect(read(text)?.value).toBe(value);
  });

  it.each([
    ['01', 'JAN JANUARY JANUAR JAENNER JANNER JANVIER ENE ENERO'],
    ['02', 'FEB FEBRUARY FEBRUAR FEVRIER FEBRERO'],
    ['03', 'MAR MARCH MAERZ MARZ MARS MARZO'],
    ['04', 'APR APRIL AVR AVRIL ABR ABRIL'],
    ['05', 'MAY MAI MAYO'],
    ['06', 'JUN JUNE JUNI JUIN JUNIO'],
    ['07', 'JUL JULY JULI JUILLET JULIO'],
    ['08', 'AUG AUGUST AOUT AGO AGOSTO'],
    ['09', 'SEP SEPT SEPTEMBER SEPTEMBRE SEPTIEMBRE'],
    ['10', 'OCT OKT OCTOBER OKTOBER OCTOBRE OCTUBRE'],
    ['11', 'NOV NOVEMBER NOVEMBRE NOVIEMBRE'],
    ['12', 'DEC DEZ DECEMBER DEZEMBER DECEMBRE DIC DICIEMBRE'],
  ])('knows month %s as %s', (month, names) => {
    for (const name of names.split(' ')) {
      expect(read(`20 ${name} 2026`)?.value).toBe(`2026-${month}-20`);
      expect(monthNumber(name)).toBe(Number(month));
    }
    expect(monthNumber('MONTH')).toBeUndefined();
  });
});

describe('a day with a time', () => {
  it.each([
    ['Sperrfrist 5.12.2026 18 Uhr', true],
    ['Not before 6pm on 5 December 2026', true],
    ['Sperrfrist 5.12.2026 18 Uhr MEZ', false],
    ['Not before 18:00 GMT on 5 December 2026', false],
    ['Not after 5 December 2026', false],
    ['No use for 24 hours', false],
    ['Crop 16:10', false],
  ])('%s: lacks its zone is %s', (text, expected) => {
    expect(lacksZone(text)).toBe(expected);
  });
});

describe('a time of day', () => {
  const read = (text: string) => {
    const found = clockAt(wordsOf(`UNTIL ${text}`), 1);
    return found && { ...found, end: found.end - 1 };
  };

  it.each([
    ['18:00', 1_080, undefined, 1],
    ['6:30', 390, undefined, 1],
    ['at 6:30', 390, undefined, 2],
    ['a las 6:30', 390, undefined, 3],
    ['um 18 Uhr', 1_080, undefined, 3],
    ['18 hrs', 1_080, undefined, 2],
    ['1800 hours', 1_080, undefined, 2],
    ['18 h', 1_080, undefined, 2],
    ['1800 GMT', 1_080, 0, 2],
    ['18:00 Uhr MEZ', 1_080, 1, 3],
    ['24:00', 1_440, undefined, 1],
    ['0:00', 0, undefined, 1],
    ['18.00 Uhr', 1_080, undefined, 2],
    ['18.30 GMT', 1_110, 0, 2],
    ['6pm', 1_080, undefined, 2],
    ['6 p.m.', 1_080, undefined, 2],
    ['6.30 pm GMT', 1_110, 0, 3],
    ['8:15 am', 495, undefined, 2],
    ['11 pm', 1_380, undefined, 2],
    ['18:00 am 5. Dezember', 1_080, undefined, 1],
    ['12 Uhr am 5. Dezember', 720, undefined, 2],
  ])('is read from %s', (text, minutes, zone, end) => {
    expect(read(text)).toStrictEqual({ value: { minutes, ...(zone !== undefined && { zone }) }, end });
  });

  it.each([
    ['UTC', 0],
    ['GMT', 0],
    ['Z', 0],
    ['CET', 1],
    ['MEZ', 1],
    ['CEST', 2],
    ['MESZ', 2],
    ['EST', -5],
    ['EDT', -4],
  ])('in %s is %d hours ahead', (zone, hours) => {
    expect(read(`18:00 ${zone}`)?.value.zone).toBe(hours);
  });

  it.each([
    '18',
    '1800',
    '18.00',
    '24:01',
    '25:00',
    '18:60',
    '1860 GMT',
    '180 UTC',
    '18:5',
    '18:000',
    '12 am',
    '12:30 pm',
    '0:30 am',
    '18 am',
    'x',
    'Uhr',
    '',
  ])('is not %j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('ends with its sentence', () => {
    expect(read('18:00. GMT')).toEqual({ value: { minutes: 1_080 }, end: 1 });
    expect(clockAt(wordsOf('UNTIL. 18:00'), 1)).toBeUndefined();
  });
});

describe('a bound', () => {
  it.each<[Bound, string, string, string]>([
    ['until', '2026-11-21T12:00:00.000Z', '2026-11-21T06:00:00.000Z', '2026-11-20T17:00:00.000Z'],
    ['before', '2026-11-20T12:00:00.000Z', '2026-11-21T06:00:00.000Z', '2026-11-20T17:00:00.000Z'],
    ['after', '2026-11-20T10:00:00.000Z', '2026-11-20T04:00:00.000Z', '2026-11-20T17:00:00.000Z'],
    ['from', '2026-11-19T10:00:00.000Z', '2026-11-20T04:00:00.000Z', '2026-11-20T17:00:00.000Z'],
  ])('%s a day, a time of it anywhere and one in CET is as strict as can be', (bound, day, time, zoned) => {
    const minutes = 18 * 60;
    expect([
      boundInstant(bound, '2026-11-20'),
      boundInstant(bound, '2026-11-20', { minutes }),
      boundInstant(bound, '2026-11-20', { minutes, zone: 1 }),
    ]).toEqual([day, time, zoned]);
  });

  it('is printed as the day that it was read from, else as an instant', () => {
    expect(boundInProse('until', '2026-11-21T12:00:00.000Z')).toBe('UNTIL 20 NOV 2026');
    expect(boundInProse('after', '2026-11-20T10:00:00.000Z')).toBe('AFTER 20 NOV 2026');
    expect(boundInProse('until', '2026-11-20T17:05:00.000Z')).toBe('UNTIL 20 NOV 2026 17:05 UTC');
    expect(boundInProse('after', '2026-01-01T12:00:00.000Z')).toBe('AFTER 1 JAN 2026 12:00 UTC');
    expect(boundInProse('until', '0999-01-02T12:00:00.000Z')).toBe('UNTIL 1 JAN 0999');
  });

  it.each(['soon', '2026-11-20', '2026-11-20T17:00:30.000Z', '2026-11-20T17:00:00Z', ''])(
    'is not printed where no text makes it: %j',
    (instant) => {
      expect(boundInProse('until', instant)).toBeUndefined();
    },
  );
});

describe('a period', () => {
  const read = (text: string) => periodAt(wordsOf(text), 0);

  it.each([
    ['P14D', 'DAY DAYS TAG TAGE TAGEN JOUR JOURS DIA DIAS'],
    ['P14W', 'WEEK WEEKS WOCHE WOCHEN SEMAINE SEMAINES SEMANA SEMANAS'],
    ['P14M', 'MONTH MONTHS MONAT MONATE MONATEN MOIS MES MESES'],
    ['P14Y', 'YEAR YEARS JAHR JAHRE JAHREN AN ANS ANO ANOS'],
    ['PT14H', 'HOUR HOURS HRS STUNDE STUNDEN HEURE HEURES HORA HORAS'],
  ])('%s is 14 %s', (value, names) => {
    for (const name of names.split(' ')) expect(read(`14 ${name}`)).toEqual({ value, end: 2 });
  });

  it.each([
    '0 days',
    '10000 days',
    '014 days',
    '14',
    '14, days',
    '14/days',
    'days',
    '14 parsecs',
    '14 XHOURS',
    '14 HOURSX',
    '',
  ])('is not %j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it.each([
    ['P14D', '14 DAYS'],
    ['P2W', '2 WEEKS'],
    ['P6M', '6 MONTHS'],
    ['P1Y', '1 YEARS'],
    ['PT24H', '24 HOURS'],
    ['PT2H', '2 HOURS'],
    ['PT1000H', '1000 HOURS'],
    ['P9999D', '9999 DAYS'],
    ['P10000D', undefined],
    ['PT10000H', undefined],
    ['P0D', undefined],
    ['PT0H', undefined],
    ['PT24M', undefined],
    ['P1DT1H', undefined],
    ['xP1D', undefined],
    ['P1Dx', undefined],
    ['xPT1H', undefined],
    ['PT1Hx', undefined],
    ['', undefined],
  ])('%s is printed as %s', (duration, prose) => {
    expect(periodInProse(duration)).toBe(prose);
  });
});
