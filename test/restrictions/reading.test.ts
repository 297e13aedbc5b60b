import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meaningOfEncoded, meaningOfProse } from '../../src/restrictions/reading.ts';

const policy = {
  '@type': 'Set',
  uid: 'urn:test:1',
  prohibition: [{ action: 'archive', target: 'urn:test:any' }],
};

describe('what prose means', () => {
  it('is clear without the desk when the phrasebook accounts for every word', () => {
    expect(meaningOfProse('JAPAN OUT', null)).toMatchObject({
      text: 'JAPAN OUT',
      reviewed: true,
      reading: { unaccounted: [], complete: true },
    });
  });

  it('waits for the desk when a word is left over, with what was understood', () => {
    const meaning = meaningOfProse('JAPAN OUT. FLUMMERY.', null);
    expect(meaning.reviewed).toBe(false);
    expect(meaning.policy).not.toBeNull();
    expect(meaning.reading?.unaccounted.join(' ')).toMatch(/FLUMMERY/i);
  });

  it('is what the desk has confirmed, be it a policy or nothing', () => {
    expect(meaningOfProse('FLUMMERY', { policy })).toMatchObject({ policy, reviewed: true });
    expect(meaningOfProse('JAPAN OUT', { policy: null })).toMatchObject({ policy: null, reviewed: true });
  });

  it('is never taken as read when the text was cut', () => {
    const meaning = meaningOfProse('JAPAN OUT. '.repeat(1_000), null);
    expect(meaning).toMatchObject({ reviewed: false, reading: { complete: false } });
  });
});

describe('what encoded rights mean', () => {
  it('is the policy, when it compiles', () => {
    expect(meaningOfEncoded(JSON.stringify(policy))).toMatchObject({ policy, reviewed: true });
  });

  it.each([
    '',
    'null',
    '5',
    '[]',
    '{"@type":"Offer"}',
    '{"profile":"urn:unknown","prohibition":[{"action":"archive"}]}',
  ])('is for the desk to say, when it is %j', (raw) => {
    expect(meaningOfEncoded(raw)).toEqual({
      text: raw,
      policy: null,
      reading: null,
      reviewed: false,
    });
  });
});

it('no text and no JSON makes reading throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
      expect(meaningOfProse(text, null).text.isWellFormed()).toBe(true);
      expect(meaningOfEncoded(text).text.isWellFormed()).toBe(true);
    }),
    { numRuns: 200 },
  );
});
