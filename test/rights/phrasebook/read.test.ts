import { describe, expect, it } from 'vitest';
import { compileRestriction, printProse, readProse } from '../../../src/rights/index.ts';
import { parsePolicy } from '../../../src/rights/odrl/parse.ts';
import { MEANING_KEYS, MEANINGS } from '../../../src/rights/phrasebook/meanings.ts';
import { unwrap } from '../fixtures.ts';

const proseOf = (text: string) => readProse(text).phrases.map(({ prose }) => prose);

describe('readProse', () => {
  it('reads a whole restriction, and says what the desk must confirm', () => {
    const reading = readProse('JAPAN OUT. MANDATORY CREDIT. EDITORIAL USE ONLY. NO ARCHIVE AFTER 14 DAYS.');
    expect(reading.unaccounted).toEqual([]);
    expect(reading.phrases.map(({ phrase }) => phrase)).toEqual([
      'JAPAN OUT',
      'MANDATORY CREDIT',
      'EDITORIAL USE ONLY',
      'NO ARCHIVE AFTER 14 DAYS',
    ]);
    expect(reading.phrases.map(({ confirm }) => confirm !== undefined)).toEqual([false, false, false, true]);
    expect(reading.complete).toBe(false);
    expect(
      compileRestriction({
        id: 'r',
        version: 1,
        scope: { kind: 'agency' },
        policy: reading.policy,
        reviewed: false,
      }).ok,
    ).toBe(true);
  });

  it('is complete when every word is accounted for and nothing is left open', () => {
    expect(readProse('EDITORIAL USE ONLY').complete).toBe(true);
    expect(readProse('Editorial use only; no sales and no archives').complete).toBe(true);
    expect(readProse('')).toMatchObject({ policy: null, complete: true });
  });

  it('names exactly the words that it does not account for, in order', () => {
    const reading = readProse('No archives, except for Sunday editions. France out, pending talks.');
    expect(reading.unaccounted).toEqual(['except', 'for', 'Sunday', 'editions', 'pending', 'talks']);
    expect(reading.phrases.map(({ prose }) => prose)).toEqual(['NO ARCHIVE', 'FRANCE OUT']);
    expect(reading.complete).toBe(false);
  });

  it('has no policy when nothing was recognized', () => {
    expect(readProse('see the note of the picture desk')).toMatchObject({
      policy: null,
      phrases: [],
      complete: false,
    });
  });

  it.each([
    ['GERMANY, AUSTRIA AND SWITZERLAND OUT', ['AUSTRIA, SWITZERLAND, GERMANY OUT']],
    ['FRANCE/JAPAN OUT', ['FRANCE, JAPAN OUT']],
    ['U.S. OUT', ['UNITED STATES OUT']],
    ['UK OUT, USA OUT', ['UNITED KINGDOM OUT', 'UNITED STATES OUT']],
    ['THE NETHERLANDS OUT', ['NETHERLANDS OUT']],
    ['EU OUT', ['EU OUT']],
    ['SOUTH KOREA OUT', ['SOUTH KOREA OUT']],
    ['*** World Rights Except Italy ***', ['ITALY OUT']],
    ['Nicht für Österreich', ['AUSTRIA OUT']],
    ['Sauf Côte d’Ivoire', ['COTE D IVOIRE OUT']],
    ['FRANCE OUT UNTIL 20 NOV 2026', ['FRANCE OUT UNTIL 20 NOV 2026']],
    ['FRANCE OUT UNTIL NOVEMBER 20, 2026', ['FRANCE OUT UNTIL 20 NOV 2026']],
    ['ONLINE OUT UNTIL 2026-11-20', ['ONLINE OUT UNTIL 20 NOV 2026']],
    ['Keine Archivierung bis zum 20. November 2026', ['NO ARCHIVE UNTIL 20 NOV 2026']],
    ['NO ARCHIVE AFTER 6 MONTHS', ['NO ARCHIVE AFTER 6 MONTHS']],
    ['PRINT ONLY', ['PRINT ONLY']],
    ['NO TV - NO CROPPING', ['NO TV', 'NO CROPPING']],
    [
      'EDITORIAL USE ONLY, NO SALES, FRANCE OUT UNTIL 20 NOV 2026, MAGAZINES OUT',
      ['EDITORIAL USE ONLY', 'NO SALES', 'FRANCE OUT UNTIL 20 NOV 2026', 'MAGAZINES OUT'],
    ],
  ])('reads %s', (text, expected) => {
    const reading = readProse(text);
    expect(reading.phrases.map(({ prose }) => prose)).toEqual(expected);
    expect(reading.unaccounted).toEqual([]);
  });

  it('lets a date lift a restriction only when the day is over everywhere', () => {
    const { policy } = readProse('FRANCE OUT UNTIL 20 NOV 2026');
    expect(JSON.stringify(policy)).toContain('"lt","rightOperand":"2026-11-21T12:00:00.000Z"');
  });

  it.each([
    ['a date that can be read two ways', 'FRANCE OUT UNTIL 03/04/2026', ['UNTIL', '03/04/2026']],
    ['a date without a year', 'FRANCE OUT UNTIL 20 NOV', ['UNTIL', '20', 'NOV']],
    ['a day that does not exist', 'FRANCE OUT UNTIL 31 FEB 2026', ['UNTIL', '31', 'FEB', '2026']],
    ['a place that nobody knows', 'RURITANIA OUT', ['RURITANIA', 'OUT']],
    ['a pronoun', 'contact us out of hours', ['contact', 'us', 'out', 'of', 'hours']],
    ['signs', 'EDITORIAL USE ONLY < 3 $', ['<', '3', '$']],
    ['phrases over the end of a sentence', 'FRANCE. OUT', ['FRANCE', 'OUT']],
  ])('leaves %s to the desk', (_, text, unaccounted) => {
    const reading = readProse(text);
    expect(reading.unaccounted).toEqual(unaccounted);
    expect(reading.complete).toBe(false);
  });

  it.each([
    [
      'what follows',
      'FRANCE OUT UNTIL 20 NOV 2026 OR LATER',
      'FRANCE OUT',
      ['UNTIL', '20', 'NOV', '2026', 'OR', 'LATER'],
    ],
    [
      'what follows a comma',
      'FRANCE OUT UNTIL 20 NOV 2026, SEE NOTE',
      'FRANCE OUT',
      ['UNTIL', '20', 'NOV', '2026', 'SEE', 'NOTE'],
    ],
    [
      'a second date',
      'NO SALES UNTIL 20 NOV 2026 AND 21 NOV 2026',
      'NO SALES',
      ['UNTIL', '20', 'NOV', '2026', 'AND', '21', 'NOV', '2026'],
    ],
    ['a comma before it', 'FRANCE OUT, UNTIL 20 NOV 2026', 'FRANCE OUT', ['UNTIL', '20', 'NOV', '2026']],
    [
      'the phrase that comes after it',
      'FRANCE OUT AFTER 20 NOV 2026 PENDING',
      'FRANCE OUT',
      ['AFTER', '20', 'NOV', '2026', 'PENDING'],
    ],
    ['a place and more', 'NO SALES IN FRANCE OR ELSEWHERE', 'NO SALES', ['IN', 'FRANCE', 'OR', 'ELSEWHERE']],
  ])('never lets a bound lift anything when %s leaves it in doubt', (_, text, prose, unaccounted) => {
    const reading = readProse(text);
    expect(reading.phrases.map((phrase) => phrase.prose)).toEqual([prose]);
    expect(reading.unaccounted).toEqual(unaccounted);
  });

  it.each([
    ['FRANCE OUT UNTIL 20 NOV 2026', 'lt', '2026-11-21T12:00:00.000Z'],
    ['FRANCE OUT BEFORE 20 NOV 2026', 'lt', '2026-11-20T12:00:00.000Z'],
    ['FRANCE OUT AFTER 20 NOV 2026', 'gteq', '2026-11-20T10:00:00.000Z'],
    ['FRANCE OUT FROM 20 NOV 2026', 'gteq', '2026-11-19T10:00:00.000Z'],
    ['FRANCE OUT UNTIL 20 NOV 2026 18:00 CET', 'lt', '2026-11-20T17:00:00.000Z'],
    ['FRANCE OUT UNTIL 1800 GMT 20 NOV 2026', 'lt', '2026-11-20T18:00:00.000Z'],
    ['FRANCE OUT UNTIL 20 NOV 2026, 18:00', 'lt', '2026-11-21T06:00:00.000Z'],
  ])('reads the instant of "%s" as strictly as anybody could', (text, operator, instant) => {
    const { policy, unaccounted } = readProse(text);
    expect(unaccounted).toEqual([]);
    expect(policy).toMatchObject({
      prohibition: [{ constraint: [{}, { leftOperand: 'dateTime', operator, rightOperand: instant }] }],
    });
  });

  it('divides a text so that fewest words are left over', () => {
    expect(proseOf('NO SALES IN FRANCE, GERMANY OUT')).toEqual(['NO SALES IN FRANCE', 'GERMANY OUT']);
    expect(proseOf('NOT FOR USE IN FRANCE, GERMANY ONLY')).toEqual(['FRANCE OUT', 'GERMANY ONLY']);
    expect(proseOf('INTERNET/MAGS/TV OUT; NO SALES')).toEqual([
      'ONLINE OUT',
      'MAGAZINES OUT',
      'NO TV',
      'NO SALES',
    ]);
  });

  it('reads places as codes, parts and sets', () => {
    expect(proseOf('FRA OUT; GER OUT')).toEqual(['FRANCE OUT', 'GERMANY OUT']);
    expect(proseOf('BAVARIA OUT. DE-BE OUT. FR-75C OUT. Nicht in Bayern.')).toEqual([
      'BAVARIA OUT',
      'BERLIN OUT',
      'FR-75C OUT',
      'BAVARIA OUT',
    ]);
    expect(proseOf('NORDICS OUT')).toEqual(['DENMARK, FINLAND, ICELAND, NORWAY, SWEDEN OUT']);
    expect(readProse('and out. can out. de out').phrases).toEqual([]);
  });

  it('never lets an ambiguous place be where something may go', () => {
    expect(readProse('GEORGIA ONLY')).toMatchObject({ policy: null, unaccounted: ['GEORGIA', 'ONLY'] });
    expect(readProse('GEORGIA OUT').policy).toMatchObject({
      prohibition: [{ constraint: [{ rightOperand: ['GE', 'US-GA'] }] }],
    });
  });

  it('swallows no restriction into the name of an event or a credit line', () => {
    expect(proseOf('HOLD UNTIL THE SPEECH MAGAZINES OUT')).toEqual([
      'HOLD UNTIL THE SPEECH',
      'MAGAZINES OUT',
    ]);
    expect(proseOf('MANDATORY CREDIT: NO SALES')).toEqual(['MANDATORY CREDIT', 'NO SALES']);
    expect(proseOf('MANDATORY CREDIT: JANE DOE NO SALES')).toEqual([
      'MANDATORY CREDIT: JANE DOE',
      'NO SALES',
    ]);
    expect(proseOf('EMBARGOED UNTIL 03/04/2026')).toEqual(['NOT FOR USE']);
  });

  it.each(['GEORGIA OUT', 'KOREA OUT', 'MAGAZINES OUT', 'NO USE AFTER 2 WEEKS'])(
    'asks the desk about %s',
    (text) => {
      const reading = readProse(text);
      expect(reading.unaccounted).toEqual([]);
      expect(reading.phrases[0]?.confirm).toBeDefined();
      expect(reading.complete).toBe(false);
    },
  );

  it('keeps two restrictions of one kind apart, and one that is said twice once', () => {
    const reading = readProse('FRANCE OUT UNTIL 20 NOV 2026. JAPAN OUT. JAPAN OUT.');
    expect(reading.phrases.map(({ rule }) => rule)).toEqual([
      'territories-out',
      'territories-out-2',
      'territories-out-2',
    ]);
    expect(
      unwrap(parsePolicy(reading.policy))
        .policy.prohibitions.map(({ ordinal }) => ordinal)
        .at(-1),
    ).toBe(2);
  });

  it('prefers the longest phrase', () => {
    expect(proseOf('NO ARCHIVE AFTER 14 DAYS')).toEqual(['NO ARCHIVE AFTER 14 DAYS']);
    expect(proseOf('NO AI TRAINING')).toEqual(['NO AI TRAINING']);
  });

  it('names the same reading the same way', () => {
    expect(readProse('Japan out').policy).toEqual(readProse('JAPAN  OUT!').policy);
  });

  it('copes with any length, counting what it did not read as unaccounted for', () => {
    const reading = readProse('JAPAN OUT. '.repeat(2_000));
    expect(reading.complete).toBe(false);
    expect(reading.phrases.length).toBeGreaterThan(0);
  });
});

describe('printProse', () => {
  it('prints what every phrase makes, and reading that makes the same policy', () => {
    for (const key of MEANING_KEYS) {
      const text = MEANINGS[key].prose
        .replace('{territories}', 'BOSNIA & HERZEGOVINA, CONGO - KINSHASA, JAPAN')
        .replace('{period}', '3 WEEKS')
        .replace('{number}', '3')
        .replace('{size}', '600 PIXELS')
        .replace('{event}', 'THE VERDICT')
        .replace('{line}', 'JANE DOE/TIDEMARK');
      const { policy } = readProse(text.replace(' - ', ' '));
      expect(policy).not.toBeNull();
      if (policy) expect(readProse(printProse(policy)).policy).toEqual(policy);
    }
  });

  it('leaves no rule out that no phrase makes', () => {
    const prose = printProse({
      '@type': 'Set',
      prohibition: [
        { action: 'archive' },
        { action: 'print', constraint: { leftOperand: 'count', operator: 'gt', rightOperand: 3 } },
      ],
      permission: { action: 'display' },
    });
    expect(prose).toBe('Permitted: display. Forbidden: archive. Forbidden: print where count gt 3.');
    expect(readProse(prose).complete).toBe(false);
  });

  it('says so when there is nothing that could be evaluated', () => {
    expect(printProse({ '@type': 'Set', prohibition: { action: 'frobnicate' } })).toBe(
      'This policy cannot be evaluated.',
    );
    expect(printProse({})).toBe('This policy cannot be evaluated.');
  });
});
