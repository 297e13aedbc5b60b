/** Custom phrases of the desk: valid ones, and their effect on a text. */
import { describe, expect, it } from 'vitest';
import { type CustomPhrase, checkPhrase, readProse } from '../../../src/rights/index.ts';
import type { NewPhrase } from '../../../src/rights/phrasebook/custom-phrases.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { set, unwrap } from '../fixtures.ts';

const NO_ARCHIVE = set({ prohibition: { action: 'archive' } });
const faultsOf = (phrase: NewPhrase) => {
  const checked = checkPhrase(phrase);
  return checked.ok ? [] : checked.reason;
};
const customPhrase = (phrase: NewPhrase, id = '1') =>
  ({ id, ...unwrap(checkPhrase(phrase)) }) as CustomPhrase;

describe('a phrase', () => {
  it('is kept in the words that it is matched by', () => {
    expect(checkPhrase({ phrase: ' House,  [rules] | apply! ', meaning: 'no-use' })).toEqual({
      ok: true,
      value: { phrase: 'House rules apply', meaning: 'no-use' },
    });
    expect(checkPhrase({ phrase: 'not{territories}please', meaning: 'territories-out' })).toEqual({
      ok: true,
      value: { phrase: 'not {territories} please', meaning: 'territories-out' },
    });
    expect(checkPhrase({ phrase: 'house rules', policy: NO_ARCHIVE })).toEqual({
      ok: true,
      value: { phrase: 'house rules', policy: NO_ARCHIVE },
    });
  });

  it.each<[string, string, NewPhrase]>([
    ['/phrase', 'A phrase must have words', { phrase: ' !' }],
    ['/phrase', 'A phrase must have words', { phrase: '{territories}', meaning: 'territories-out' }],
    ['/phrase', 'A phrase has at most 16 words', { phrase: 'word '.repeat(17), meaning: 'no-use' }],
    [
      '/phrase',
      'A phrase may name {territories}, {period}, {number}, {size}, not {event}',
      { phrase: 'hold for {event}', meaning: 'hold-until' },
    ],
    [
      '/phrase',
      'A policy names nothing that a slot could fill: give a meaning',
      { phrase: 'not {territories}', policy: NO_ARCHIVE },
    ],
    [
      '/phrase',
      'This meaning needs {territories} in the phrase, once',
      { phrase: 'rules', meaning: 'territories-out' },
    ],
    [
      '/phrase',
      'This meaning needs {territories} in the phrase, once',
      { phrase: 'not {territories} {territories}', meaning: 'territories-out' },
    ],
    [
      '/phrase',
      'This meaning names nothing: leave out the slot',
      { phrase: 'not {period}', meaning: 'no-use' },
    ],
    [
      '/policy/permission',
      'A restriction permits nothing: leave it out',
      {
        phrase: 'rules',
        policy: set({ permission: { action: 'display' }, prohibition: { action: 'print' } }),
      },
    ],
    ['/policy', 'It has no rule', { phrase: 'rules', policy: set({ prohibition: [] }) }],
    [
      '/policy/prohibition',
      'The action "fetch" is not known: the policy cannot be evaluated',
      { phrase: 'rules', policy: set({ prohibition: { action: 'fetch' } }) },
    ],
    [
      '/policy/prohibition/constraint',
      'A constraint cannot be evaluated: the operand moonPhase is not known',
      {
        phrase: 'rules',
        policy: set({
          prohibition: {
            action: 'print',
            constraint: { leftOperand: 'moonPhase', operator: 'eq', rightOperand: 'full' },
          },
        }),
      },
    ],
    [
      '/policy',
      'Write its rules under prohibition and obligation',
      { phrase: 'rules', policy: set({ duty: { action: 'attribute' }, prohibition: { action: 'print' } }) },
    ],
    [
      '/policy',
      'Write its rules under prohibition and obligation',
      { phrase: 'rules', policy: { 'odrl:prohibition': { 'odrl:action': 'print' } } },
    ],
    [
      '/policy',
      'Write its rules under prohibition and obligation',
      {
        phrase: 'rules',
        policy: { '@graph': [set({ prohibition: 'urn:r' }), { uid: 'urn:r', action: 'print' }] },
      },
    ],
  ])('is refused at %s: %s', (path, message, phrase) => {
    expect(faultsOf(phrase)).toEqual([{ path, message }]);
  });

  it.each([
    ['a reference', ['urn:r']],
    ['a list of lists', [[[{ action: 'print' }]]]],
  ])('is refused where %s stands in the place of a rule', (_, more) => {
    const policy = set({ prohibition: [{ uid: 'urn:r', action: 'archive' }, ...more] });
    expect(faultsOf({ phrase: 'rules', policy })).toEqual([
      { path: '/policy', message: 'Write its rules under prohibition and obligation' },
    ]);
  });

  it('needs a meaning that there is', () => {
    for (const meaning of [undefined, 'fun', 'toString']) {
      const [fault] = faultsOf({ phrase: 'rules', ...(meaning !== undefined && { meaning }) });
      expect(fault?.path).toBe('/meaning');
      expect(fault?.message).toMatch(
        /^There is no such meaning; the meanings are territories-out, .+, hold-until$/,
      );
    }
  });

  it('may have sixteen words', () => {
    expect(faultsOf({ phrase: 'word '.repeat(16), meaning: 'no-use' })).toEqual([]);
  });

  it.each([
    ['{territories}', 'territories-out'],
    ['{period}', 'no-archive-after'],
    ['{number}', 'count-max'],
    ['{size}', 'size-max'],
  ])('may name %s', (slot, meaning) => {
    expect(faultsOf({ phrase: `house ${slot} rule`, meaning })).toEqual([]);
  });
});

describe('a text with a phrase that was taught', () => {
  const flummery = customPhrase({ phrase: 'Flummery applies', policy: NO_ARCHIVE });

  it('is read as what the phrase means', () => {
    const reading = readProse('FLUMMERY APPLIES. JAPAN OUT', [flummery]);
    expect(reading).toMatchObject({ complete: true, unaccounted: [] });
    expect(reading.phrases).toEqual([
      { phrase: 'FLUMMERY APPLIES', rule: 'taught-1', prose: 'Forbidden: archive.' },
      { phrase: 'JAPAN OUT', rule: 'territories-out', prose: 'JAPAN OUT' },
    ]);
    expect(reading.policy?.prohibition).toMatchObject([
      { uid: 'territories-out' },
      { uid: 'taught-1', action: 'archive' },
    ]);
    expect(readProse('flummery applies to all', [flummery]).unaccounted).toEqual(['to', 'all']);
    expect(readProse('flummery. applies', [flummery]).unaccounted).toEqual(['flummery', 'applies']);
    expect(readProse('FLUMMERY APPLIES').phrases).toEqual([]);
  });

  it('has what the phrase names', () => {
    const phrase = customPhrase({ phrase: 'flummery in {territories} today', meaning: 'territories-out' });
    const { phrases, policy, complete } = readProse('Flummery in Japan, France today', [phrase]);
    expect(complete).toBe(true);
    expect(phrases.map(({ rule, prose }) => [rule, prose])).toEqual([
      ['territories-out', 'FRANCE, JAPAN OUT'],
    ]);
    expect(policy).toMatchObject({ prohibition: [{ constraint: [{ rightOperand: ['FR', 'JP'] }] }] });
  });

  it('leaves to the desk what the meaning leaves open', () => {
    const phrase = customPhrase({ phrase: 'flummery {period}', meaning: 'no-use-after' });
    const { complete, phrases } = readProse('flummery 2 weeks', [phrase]);
    expect(complete).toBe(false);
    expect(phrases[0]?.confirm).toContain('Days counted from what?');
  });

  it('takes the longer of two phrases', () => {
    const longer = customPhrase({ phrase: 'flummery applies always', meaning: 'no-use' }, '2');
    const { phrases } = readProse('flummery applies always', [flummery, longer]);
    expect(phrases.map(({ rule }) => rule)).toEqual(['no-use']);
  });

  it('takes the longer even where two shorter ones say it all', () => {
    const parts = ['flummery', 'applies'].map((phrase) =>
      customPhrase({ phrase, policy: NO_ARCHIVE }, phrase),
    );
    const whole = customPhrase({ phrase: 'flummery applies', meaning: 'no-use' }, 'whole');
    for (const phrases of [
      [...parts, whole],
      [whole, ...parts],
    ])
      expect(readProse('flummery applies', phrases).phrases.map(({ rule }) => rule)).toEqual(['no-use']);
  });

  it('leaves to the desk all other words, before it and after', () => {
    expect(readProse('well, flummery applies to all of us', [flummery]).unaccounted).toEqual([
      'well',
      'to',
      'all',
      'of',
      'us',
    ]);
  });

  it('keeps what the phrasebook reads, and adds to it', () => {
    const phrase = customPhrase({ phrase: 'japan out', policy: NO_ARCHIVE });
    const { phrases } = readProse('JAPAN OUT', [phrase]);
    expect(phrases.map(({ rule }) => rule)).toEqual(['territories-out', 'taught-1']);
  });

  it('is read by words, of which no sign makes a pattern', () => {
    // Written to the database by another program.
    const odd = { id: '1', phrase: '[flummery] a|b', meaning: 'no-use' } as CustomPhrase;
    expect(readProse('flummery ab', [odd]).phrases).toHaveLength(1);
    expect(readProse('ab', [odd]).phrases).toEqual([]);
    expect(readProse('flummery a', [odd]).phrases).toEqual([]);
  });

  it('has each rule of a policy, with what the policy says for all of them', () => {
    const policy: OdrlJson = set({
      action: 'archive',
      prohibition: [{ uid: 'urn:a' }, { '@id': 'urn:b', action: 'print' }],
      obligation: { action: 'attribute' },
    });
    const { policy: reading } = readProse('house rules', [customPhrase({ phrase: 'house rules', policy })]);
    expect(reading).toMatchObject({
      prohibition: [
        { uid: 'taught-1', action: 'archive' },
        { uid: 'taught-1.2', action: 'print' },
      ],
      obligation: [{ uid: 'taught-1.3', action: 'attribute' }],
    });
    expect(JSON.stringify(reading)).not.toContain('urn:a');
    expect(JSON.stringify(reading)).not.toContain('urn:b');
  });

  it('is read the same again, with other phrases otherwise', () => {
    const phrases = [flummery];
    const text = 'flummery applies';
    expect(readProse(text, phrases)).toEqual(readProse(text, phrases));
    expect(readProse(text, [customPhrase({ phrase: text, meaning: 'no-use' })]).phrases[0]?.rule).toBe(
      'no-use',
    );
    expect(readProse(text, []).phrases).toEqual([]);
  });
});
