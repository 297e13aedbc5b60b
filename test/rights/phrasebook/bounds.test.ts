/** Places and times of a restriction in prose, and bounds that are left to the desk. */
import { describe, expect, it } from 'vitest';
import { printProse, readProse } from '../../../src/rights/index.ts';

const proseOf = (text: string) => readProse(text).phrases.map(({ prose }) => prose);
const leftOf = (text: string) => readProse(text).unaccounted;

describe('where', () => {
  it.each([
    'NO SALES IN FRANCE',
    'NO SALES EN FRANCE',
    'NO SALES AU FRANCE',
    'NO SALES AUX FRANCE',
    'NO SALES FUR FRANCE',
    'NO SALES FUER FRANCE',
  ])('%s is only there', (text) => {
    expect([proseOf(text), leftOf(text)]).toEqual([['NO SALES IN FRANCE'], []]);
  });

  it('is not taken from another sentence', () => {
    const { phrases, unaccounted, policy } = readProse('NO SALES IN. FRANCE');
    expect([phrases.map(({ prose }) => prose), unaccounted]).toEqual([['NO SALES'], ['IN', 'FRANCE']]);
    expect(policy).toMatchObject({ prohibition: [{ uid: 'no-sales' }] });
    expect(JSON.stringify(policy)).not.toContain('spatial');
  });

  it('of several places is all of them, with what they leave open', () => {
    const { phrases, policy } = readProse('NO SALES IN KOREA, JAPAN');
    expect(phrases).toMatchObject([
      { prose: 'NO SALES IN JAPAN, NORTH KOREA, SOUTH KOREA', confirm: 'Korea: which one? Read as both' },
    ]);
    expect(policy).toMatchObject({
      prohibition: [
        { constraint: [{ leftOperand: 'spatial', operator: 'isAnyOf', rightOperand: ['JP', 'KP', 'KR'] }] },
      ],
    });
  });

  it('joins its question to that of the phrase', () => {
    expect(readProse('MAGAZINES OUT IN KOREA').phrases[0]?.confirm).toBe(
      'Which titles are magazines? Read strictly: every title that is not known to be something else; Korea: which one? Read as both',
    );
  });

  it.each([
    ['NO SALES, IN FRANCE', ['NO SALES'], ['IN', 'FRANCE']],
    ['NO SALES IN RURITANIA', ['NO SALES'], ['IN', 'RURITANIA']],
    ['JAPAN OUT IN FRANCE', ['JAPAN OUT'], ['IN', 'FRANCE']],
    ['NO SALES IN FRANCE, SEE NOTE', ['NO SALES'], ['IN', 'FRANCE', 'SEE', 'NOTE']],
    ['NO SALES NEAR FRANCE', ['NO SALES'], ['NEAR', 'FRANCE']],
  ])('is left to the desk in %s', (text, prose, left) => {
    expect([proseOf(text), leftOf(text)]).toEqual([prose, left]);
  });

  it('no use at all is a phrase of its own', () => {
    expect(proseOf('NOT FOR USE IN FRANCE')).toEqual(['FRANCE OUT']);
  });
});

describe('when', () => {
  it.each([
    ['UNTIL', 'UNTIL 20 NOV 2026'],
    ['TILL', 'UNTIL 20 NOV 2026'],
    ['BIS', 'UNTIL 20 NOV 2026'],
    ['HASTA', 'UNTIL 20 NOV 2026'],
    ['JUSQU’AU', 'UNTIL 20 NOV 2026'],
    ['BEFORE', 'UNTIL 19 NOV 2026'],
    ['ANTES DEL', 'UNTIL 19 NOV 2026'],
    ['VOR', 'UNTIL 19 NOV 2026'],
    ['AVANT', 'UNTIL 19 NOV 2026'],
    ['AFTER', 'AFTER 20 NOV 2026'],
    ['NACH', 'AFTER 20 NOV 2026'],
    ['APRES', 'AFTER 20 NOV 2026'],
    ['TRAS', 'AFTER 20 NOV 2026'],
    ['DESPUÉS DEL', 'AFTER 20 NOV 2026'],
    ['FROM', 'AFTER 19 NOV 2026'],
    ['AB', 'AFTER 19 NOV 2026'],
    ['DESDE', 'AFTER 19 NOV 2026'],
  ])('JAPAN OUT %s 20 NOV 2026 is %s', (word, prose) => {
    const text = `JAPAN OUT ${word} 20 NOV 2026`;
    expect([proseOf(text), leftOf(text)]).toEqual([[`JAPAN OUT ${prose}`], []]);
  });

  it.each([
    'THE',
    'ZUM',
    'DEM',
    'DEN',
    'DER',
    'AM',
    'EINSCHLIESSLICH',
    'AU',
    'A',
    'LE',
    'EL',
    'DEL',
    'ON',
    'A LE',
  ])('may have a word before its date: %s', (word) => {
    expect(proseOf(`JAPAN OUT UNTIL ${word} 20 NOV 2026`)).toEqual(['JAPAN OUT UNTIL 20 NOV 2026']);
  });

  it.each([
    'UNTIL 18:00 GMT 20 NOV 2026',
    'UNTIL 20 NOV 2026 18:00 GMT',
    'UNTIL 20 NOV 2026 AT 1800 GMT',
    'UNTIL 20 NOV 2026, 18:00 GMT',
    'UNTIL 6PM GMT ON FRIDAY, 20 NOV 2026',
    'BIS ZUM 20.11.2026, 18.00 UHR GMT',
    'BIS 18 UHR GMT AM 20. NOVEMBER 2026',
  ])('JAPAN OUT %s has a time of day', (bound) => {
    const text = `JAPAN OUT ${bound}`;
    expect([proseOf(text), leftOf(text)]).toEqual([['JAPAN OUT UNTIL 20 NOV 2026 18:00 UTC'], []]);
  });

  it('is where, too', () => {
    expect(proseOf('NO SALES IN FRANCE UNTIL 20 NOV 2026')).toEqual(['NO SALES IN FRANCE UNTIL 20 NOV 2026']);
    const { policy } = readProse('NO SALES IN FRANCE AFTER 20 NOV 2026');
    expect(policy).toMatchObject({
      prohibition: [
        {
          constraint: [
            { leftOperand: 'spatial', operator: 'isAnyOf', rightOperand: ['FR'] },
            { leftOperand: 'dateTime', operator: 'gteq', rightOperand: '2026-11-20T10:00:00.000Z' },
          ],
        },
      ],
    });
  });

  it.each([
    ['JAPAN OUT. UNTIL 20 NOV 2026', ['UNTIL', '20', 'NOV', '2026']],
    ['JAPAN OUT UNTIL. 20 NOV 2026', ['UNTIL', '20', 'NOV', '2026']],
    ['JAPAN OUT UNTIL THE, 20 NOV 2026 X', ['UNTIL', 'THE', '20', 'NOV', '2026', 'X']],
    ['JAPAN OUT UNTIL SOON', ['UNTIL', 'SOON']],
    ['JAPAN OUT UNTIL 18:00', ['UNTIL', '18:00']],
    ['JAPAN OUT UNTIL 18:75 GMT 20 NOV 2026', ['UNTIL', '18:75', 'GMT', '20', 'NOV', '2026']],
    ['JAPAN OUT UNTIL, THE 20 NOV 2026', ['UNTIL', 'THE', '20', 'NOV', '2026']],
    ['JAPAN OUT UNTIL. THE 20 NOV 2026', ['UNTIL', 'THE', '20', 'NOV', '2026']],
    ['JAPAN OUT AFTER 20 NOV 2026, SEE NOTE', ['AFTER', '20', 'NOV', '2026', 'SEE', 'NOTE']],
    ['JAPAN OUT UNTIL', ['UNTIL']],
    ['JAPAN OUT UNTIL THE', ['UNTIL', 'THE']],
    ['JAPAN OUT SINCE 20 NOV 2026', ['SINCE', '20', 'NOV', '2026']],
  ])('is left to the desk in %s', (text, left) => {
    expect(leftOf(text)).toEqual(left);
  });
});

describe('a phrase with its date', () => {
  it.each([
    ['Nicht nach dem 1.11.2027 verwenden', 'NOT FOR USE AFTER 1 NOV 2027'],
    ['Nicht nach dem 1.11.2027', 'NOT FOR USE AFTER 1 NOV 2027'],
    ['Nach dem 1.11.2027 nicht mehr verwenden', 'NOT FOR USE AFTER 1 NOV 2027'],
    ['Nutzung nur bis einschließlich 1.11.2027', 'NOT FOR USE AFTER 1 NOV 2027'],
    ['Ab 1.11.2027 nicht mehr nutzen', 'NOT FOR USE AFTER 31 OCT 2027'],
    ['Not after 1 November 2027', 'NOT FOR USE AFTER 1 NOV 2027'],
    ['Not to be used after 1 November 2027', 'NOT FOR USE AFTER 1 NOV 2027'],
    ['Do not use after 1st November 2027', 'NOT FOR USE AFTER 1 NOV 2027'],
    ['Expires on 1 November 2027', 'NOT FOR USE AFTER 31 OCT 2027'],
    ['Sperrfrist 5.12.2026', 'NOT FOR USE UNTIL 5 DEC 2026'],
    ['Sperrfrist 5.12.2026 18 Uhr', 'NOT FOR USE UNTIL 6 DEC 2026 06:00 UTC'],
    ['Sperrfrist: 5. Dezember 2026, 18.00 Uhr', 'NOT FOR USE UNTIL 6 DEC 2026 06:00 UTC'],
    ['Sperrfrist: bis Samstag, 5. Dezember 2026, 18 Uhr MEZ', 'NOT FOR USE UNTIL 5 DEC 2026 17:00 UTC'],
    ['Frei ab 5. Dezember 2026, 18 Uhr MEZ', 'NOT FOR USE UNTIL 5 DEC 2026 17:00 UTC'],
    ['Nicht vor dem 5.12.2026 veröffentlichen', 'NOT FOR USE UNTIL 4 DEC 2026'],
    ['Embargoed until 6pm on 5 December 2026', 'NOT FOR USE UNTIL 6 DEC 2026 06:00 UTC'],
    ['Embargo: 6 p.m. GMT, Saturday 5 December 2026', 'NOT FOR USE UNTIL 5 DEC 2026 18:00 UTC'],
    ['Not before 5 December 2026', 'NOT FOR USE UNTIL 4 DEC 2026'],
  ])('%s is %s', (text, prose) => {
    expect([proseOf(text), leftOf(text)]).toEqual([[prose], []]);
  });

  it.each([
    ['Sperrfrist: Freitag, 5. Dezember 2026', ['NOT FOR USE']],
    ['Embargo 5/12/2026', ['NOT FOR USE']],
    ['Embargoed until 12 am on 5 December 2026', ['NOT FOR USE']],
    ['Sperrfrist 5.12.2026 außer online', ['NOT FOR USE']],
    ['Not after 1 November 2027 or 1 December 2027', []],
    ['Not before 6 pm', []],
  ])('is left to the desk in %s', (text, prose) => {
    expect(proseOf(text)).toEqual(prose);
    expect(leftOf(text)).not.toEqual([]);
  });

  it('has no second bound', () => {
    const { policy } = readProse('Not before 5 December 2026 until 1 January 2027');
    expect(policy).toBeNull();
  });
});

describe('what is demanded', () => {
  it('has no bounds: what follows is the line of a credit', () => {
    expect(proseOf('MANDATORY CREDIT UNTIL 20 NOV 2026')).toEqual(['MANDATORY CREDIT: UNTIL 20 NOV 2026']);
    expect(proseOf('MANDATORY CREDIT IN FRANCE')).toEqual(['MANDATORY CREDIT: IN FRANCE']);
  });
});

describe('a bound counts where nothing that is left over follows', () => {
  it.each([
    ['JAPAN OUT UNTIL 20 NOV 2026', []],
    ['JAPAN OUT UNTIL 20 NOV 2026. SEE NOTE', ['SEE', 'NOTE']],
    ['JAPAN OUT UNTIL 20 NOV 2026, NO SALES', []],
    ['JAPAN OUT UNTIL 20 NOV 2026 AND NO SALES', []],
    ['JAPAN OUT UNTIL 20 NOV 2026 UND NO SALES', []],
    ['JAPAN OUT UNTIL 20 NOV 2026 ET NO SALES', []],
    ['JAPAN OUT UNTIL 20 NOV 2026 Y NO SALES', []],
  ])('is read: %s', (text, left) => {
    expect(proseOf(text)[0]).toBe('JAPAN OUT UNTIL 20 NOV 2026');
    expect(leftOf(text)).toEqual(left);
  });

  it.each([
    'JAPAN OUT UNTIL 20 NOV 2026 SEE NOTE',
    'JAPAN OUT UNTIL 20 NOV 2026, SEE NOTE',
    'JAPAN OUT UNTIL 20 NOV 2026 AND SEE NOTE',
    'JAPAN OUT UNTIL 20 NOV 2026 AND',
    'JAPAN OUT UNTIL 20 NOV 2026 NO SALES',
  ])('is not read in %s', (text) => {
    expect(proseOf(text)[0]).toBe('JAPAN OUT');
  });

  it('a joining word between two phrases says nothing of its own, and elsewhere it is left over', () => {
    for (const joiner of ['AND', 'UND', 'ET', 'Y', '&'])
      expect(leftOf(`NO SALES ${joiner} JAPAN OUT`)).toEqual([]);
    expect(leftOf('NO SALES OR JAPAN OUT')).toEqual(['OR']);
    expect(leftOf('NO SALES AND')).toEqual(['AND']);
    expect(leftOf('AND NO SALES')).toEqual(['AND']);
    expect(leftOf('NO SALES AND MORE')).toEqual(['AND', 'MORE']);
  });
});

describe('prose that is printed', () => {
  it('names each bound, as it is read again', () => {
    for (const text of [
      'NO SALES IN FRANCE, JAPAN UNTIL 20 NOV 2026.',
      'JAPAN OUT AFTER 20 NOV 2026 17:00 UTC.',
      'MAXIMUM SIZE 1/4 PAGE IN FRANCE.',
      'NO ARCHIVE AFTER 14 DAYS IN FRANCE.',
    ]) {
      const { policy } = readProse(text);
      expect(policy && printProse(policy)).toBe(text);
    }
  });

  const prohibition = (...constraint: unknown[]) => ({
    '@type': 'Set',
    prohibition: [{ action: ['transfer', 'grantUse'], constraint }],
  });
  const at = (operator: string, rightOperand: unknown) => ({
    leftOperand: 'dateTime',
    operator,
    rightOperand,
  });

  it('is that of a phrase only for rules that a phrase makes', () => {
    expect(printProse(prohibition(at('lt', '2026-11-20T17:00:00.000Z')))).toBe(
      'NO SALES UNTIL 20 NOV 2026 17:00 UTC.',
    );
    // No phrase means an instant with seconds: it is printed as it is, and its text waits for the desk.
    expect(printProse(prohibition(at('lt', '2026-11-20T17:00:30.000Z')))).toBe(
      'NO SALES UNTIL 2026-11-20T17:00:30.000Z.',
    );
    expect(printProse(prohibition(at('lteq', '2026-11-20T17:00:00.000Z')))).toContain('Forbidden:');
    expect(printProse(prohibition(at('eq', '2026-11-20T17:00:00.000Z')))).toContain('Forbidden:');
    expect(printProse(prohibition(at('lt', 5)))).toContain('Forbidden:');
    expect(
      printProse(prohibition({ leftOperand: 'spatial', operator: 'isAnyOf', rightOperand: 'JP' })),
    ).toContain('Forbidden:');
    expect(
      printProse(prohibition({ leftOperand: 'spatial', operator: 'isNoneOf', rightOperand: ['JP'] })),
    ).toContain('Forbidden:');
    expect(
      printProse(prohibition({ leftOperand: 'media', operator: 'eq', rightOperand: 'print' })),
    ).toContain('Forbidden:');
  });

  it('says a rule once, and each of several', () => {
    const archive = { action: ['archive'] };
    expect(printProse({ prohibition: [archive, archive] })).toBe('NO ARCHIVE.');
    expect(printProse({ prohibition: [archive], obligation: [{ action: ['attribute'] }] })).toBe(
      'NO ARCHIVE. MANDATORY CREDIT.',
    );
    expect(printProse({ prohibition: archive })).toBe('NO ARCHIVE.');
    expect(printProse({ obligation: [{ action: ['archive'] }] })).toBe('Required: archive.');
    expect(printProse({ 'odrl:prohibition': [archive] })).toBe('Forbidden: archive.');
    expect(printProse({ prohibition: [archive], 'odrl:prohibition': [{ action: 'print' }] })).toContain(
      'Forbidden: print.',
    );
  });

  it('is that of phrases for all of its rules, or of none', () => {
    expect(printProse({ prohibition: [{ action: ['archive'] }, { action: ['print', 'archive'] }] })).toBe(
      'Forbidden: archive. Forbidden: print.',
    );
    expect(printProse({ prohibition: [null, { action: ['archive'] }] })).toBe(
      'This policy cannot be evaluated.',
    );
  });

  it('has the line of a credit', () => {
    const { policy } = readProse('MANDATORY CREDIT: JANE DOE/TIDE-MARK');
    expect(policy?.obligation).toMatchObject([{ 'imp:text': 'JANE DOE/TIDE-MARK' }]);
    expect(policy && printProse(policy)).toBe('MANDATORY CREDIT: JANE DOE/TIDE-MARK.');
  });
});
