import { describe, expect, it } from 'vitest';
import { compileRestriction, printProse, readProse } from '../../src/rights/index.ts';
import { parsePolicy } from '../../src/rights/odrl/parse.ts';
import { longestMatch } from '../../src/rights/phrasebook/match.ts';
import { MEANING_KEYS, MEANINGS } from '../../src/rights/phrasebook/meanings.ts';
import { PHRASES } from '../../src/rights/phrasebook/phrases.ts';
import { wordsOf } from '../../src/rights/phrasebook/words.ts';
import { unwrap } from './fixtures.ts';

const proseOf = (text: string) => readProse(text).phrases.map(({ prose }) => prose);

describe('the phrasebook', () => {
  const all = MEANING_KEYS.flatMap((key) => PHRASES[key].map((pattern): [string, string] => [pattern, key]));
  const sample = (pattern: string) =>
    pattern
      .split(' ')
      .filter((word) => !word.startsWith('['))
      .map((word) => word.replace('{territories}', 'France').replace('{period}', '14 days').split('|')[0])
      .join(' ');

  it('has at least forty phrases', () => {
    expect(all.length).toBeGreaterThanOrEqual(40);
  });

  it.each(all)('reads "%s" as %s, and every word of it', (pattern, key) => {
    const reading = readProse(sample(pattern));
    expect(reading.unaccounted).toEqual([]);
    expect(reading.phrases.map(({ rule }) => rule)).toEqual([key]);
    const { policy, warnings } = unwrap(parsePolicy(reading.policy));
    expect(warnings).toEqual([]);
    expect(policy.permissions).toEqual([]);
  });

  it('permits nothing with any of its meanings', () => {
    const kinds = MEANING_KEYS.flatMap((key) => MEANINGS[key].rules.map(({ as }) => as));
    expect([...new Set(kinds)].sort()).toEqual(['obligation', 'prohibition']);
  });
});

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
    expect(longestMatch(wordsOf('NO AI TRAINING'), 0)?.key).toBe('no-ai-training');
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
        .replace('{period}', '3 WEEKS');
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
