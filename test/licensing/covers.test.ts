import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, type Selection } from '../../src/licensing/covers.ts';

const NOW = Date.UTC(2026, 10, 20);
const DAY_MS = 86_400_000;
const item = {
  sections: ['sport', 'panorama'],
  type: 'text',
  subjects: ['medtop:15000000'],
  language: 'en-GB',
  versionCreated: NOW - 3 * DAY_MS,
};

describe('a product', () => {
  it('that selects nothing in particular covers everything', () => {
    expect(covers({}, item, NOW)).toBe(true);
  });

  it.each<[string, Selection, boolean]>([
    ['one of its sections', { sections: ['politics', 'sport'] }, true],
    ['none of its sections', { sections: ['politics'] }, false],
    ['its type', { types: ['text'] }, true],
    ['another type', { types: ['picture'] }, false],
    ['one of its subjects', { subjects: ['medtop:15000000'] }, true],
    ['another subject', { subjects: ['medtop:11000000'] }, false],
    ['the language of its region', { languages: ['EN'] }, true],
    ['another region of its language', { languages: ['en-US'] }, false],
    ['a language that only begins alike', { languages: ['e'] }, false],
    ['what is young enough', { backfileDays: 3 }, true],
    ['what is too old', { backfileDays: 2 }, false],
    ['the section but not the language', { sections: ['sport'], languages: ['de'] }, false],
  ])('tells whether it covers %s', (_what, selection, covered) => {
    expect(covers(selection, item, NOW)).toBe(covered);
  });

  it('does not cover an item that does not say what it asks for', () => {
    const { language: _language, ...silent } = item;
    expect(covers({ languages: ['en'] }, silent, NOW)).toBe(false);
    expect(covers({ sections: ['sport'] }, { ...item, sections: [] }, NOW)).toBe(false);
  });

  it('never covers more when it asks for more', () => {
    const names = fc.subarray(['sport', 'panorama', 'politics'], { minLength: 1 });
    const selection = fc.record(
      { sections: names, types: fc.constant<string[]>(['text']), backfileDays: fc.nat(6) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(selection, selection, (one, other) => {
        const both = { ...one, ...other };
        if (covers(both, item, NOW)) expect(covers(other, item, NOW)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
