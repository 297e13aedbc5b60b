import { describe, expect, it } from 'vitest';
import { policyInWords, ruleAt } from '../../../src/console/restrictions/in-words.ts';
import { readProse } from '../../../src/rights/index.ts';
import { BOOKS } from '../../../src/rights/phrasebook/phrases/index.ts';
import { english, german } from '../licenses/words.ts';

const EXAMPLES = Object.values(BOOKS).flatMap(({ phrases }) =>
  Object.values(phrases).flatMap((list) => list.map(([, example]) => example)),
);
const LANGUAGES = { english, german };
const inWords = (text: string, language: keyof typeof LANGUAGES, zone = 'UTC') =>
  policyInWords(readProse(text).policy ?? {}, { t: LANGUAGES[language], zone });

describe('a restriction in plain language', () => {
  it.each(['english', 'german'] as const)(
    'has words for each phrase of the phrasebook, in %s',
    (language) => {
      for (const example of EXAMPLES) {
        const words = inWords(example, language);
        expect([example, words?.length ?? 0]).not.toEqual([example, 0]);
        expect([example, words?.join(' ')]).toEqual([example, expect.not.stringMatching(/[{}]|meaning\./)]);
      }
    },
  );

  it.each([
    [
      'JAPAN OUT. MANDATORY CREDIT.',
      ['Not in Japan', 'Credit required'],
      ['Nicht in Japan', 'Quellenangabe erforderlich'],
    ],
    ['ITALY ONLY', ['Only in Italy'], ['Nur in Italien']],
    [
      'NO ARCHIVE AFTER 14 DAYS',
      ['No archiving more than 14 days after the version was created'],
      ['Archivierung höchstens 14 Tage ab Erstellung der Version'],
    ],
    [
      'NO RADIO IN FRANCE',
      ['No broadcasting or podcasts in France'],
      ['Nicht im Rundfunk und nicht in Podcasts in Frankreich'],
    ],
  ])('says %s', (text, en, de) => {
    expect([inWords(text, 'english'), inWords(text, 'german')]).toEqual([en, de]);
  });

  it('says until when something is embargoed, in the zone of the page', () => {
    const text = 'NOT FOR USE UNTIL 20 NOV 2026 18:00 GMT';
    expect(inWords(text, 'english')).toEqual(['Embargoed until 20 Nov 2026, 18:00']);
    expect(inWords(text, 'german', 'Asia/Tokyo')).toEqual(['Sperrfrist bis 21.11.2026, 03:00']);
  });

  it('says of a day why it lasts longer than that day on the clock of the page', () => {
    const until = 'JAPAN OUT UNTIL 15 JAN 2027';
    expect(inWords(until, 'english')).toEqual([
      'Not in Japan, until 16 Jan 2027, 12:00 (the end of 15 Jan 2027 in the last time zone on Earth)',
    ]);
    expect(inWords(until, 'german', 'Europe/Berlin')).toEqual([
      'Nicht in Japan, bis 16.01.2027, 13:00 (Ende des 15.01.2027 in der letzten Zeitzone der Erde)',
    ]);
    const after = 'JAPAN OUT AFTER 15 JAN 2027';
    expect(inWords(after, 'english')).toEqual([
      'Not in Japan, from 15 Jan 2027, 10:00 (the beginning of 16 Jan 2027 in the first time zone on Earth)',
    ]);
  });

  it('says each rule of a policy that no phrase makes, and leaves none out', () => {
    const constraint = [{ leftOperand: 'spatial', operator: 'isAnyOf', rightOperand: ['JP'] }];
    const written = { '@type': 'Set', prohibition: [{ action: 'archive', constraint }] };
    expect(policyInWords(written, { t: english, zone: 'UTC' })).toEqual(['Forbidden: archiving in Japan']);
    expect(policyInWords(written, { t: german, zone: 'UTC' })).toEqual(['Untersagt: Archivierung in Japan']);
    const { policy } = readProse('JAPAN OUT');
    const both = { ...policy, permission: [{ action: 'archive' }] };
    expect(policyInWords(both, { t: german, zone: 'UTC' })).toEqual([
      'Nicht in Japan',
      'Erlaubt: Archivierung',
    ]);
  });

  it('says nothing of a policy that cannot be evaluated', () => {
    expect(policyInWords({ '@type': 'Offer' }, { t: german, zone: 'UTC' })).toBeNull();
  });
});

describe('the rule that a pointer leads to', () => {
  const inJapan = [{ leftOperand: 'spatial', operator: 'isAnyOf', rightOperand: ['JP'] }];
  const policy = {
    '@type': 'Set',
    permission: { action: 'display', duty: [{ action: 'attribute' }, { action: 'inform' }] },
    prohibition: [{ action: 'archive' }, { action: ['print', 'archive'], constraint: inJapan }],
    'odrl:obligation': [{ action: 'no such action' }],
  };
  const nameOf = (path: string, t = english, document: unknown = { policy }) =>
    ruleAt(path, document, { t, zone: 'UTC' });

  it('is said in words, with its number', () => {
    expect(nameOf('/policy/prohibition/1')).toBe('Prohibition 2 (printing in Japan; archiving in Japan)');
    expect(nameOf('/policy/prohibition/1', german)).toBe('Verbot 2 (Druck in Japan; Archivierung in Japan)');
    expect(nameOf('/policy/prohibition/1/constraint/0/operator')).toMatch(/^Prohibition 2, condition 1 \(/);
    expect(nameOf('/policy/permission/duty/1', german)).toMatch(/^Erlaubnis, Pflicht 2 \(/);
  });

  it('is numbered alone if it cannot be evaluated, or is not at hand', () => {
    expect(nameOf('/policy/odrl:obligation/0')).toBe('Duty 1');
    expect(nameOf('/license/policy/permission/2', english, undefined)).toBe('Permission 3');
    expect(nameOf('/policy/prohibition/7/constructor')).toBe('Prohibition 8');
  });

  it.each(['', '/policy', '/policy/uid', '/territories/0'])('is none for %j', (path) => {
    expect(nameOf(path)).toBeNull();
  });
});
