/** What is written into a picture: whose it is by what is known, and no more than a file has room for. */
import { describe, expect, it } from 'vitest';
import { pictureWords } from '../../../src/stamp/pictures/words.ts';
import { agency, photograph } from '../fixtures.ts';

const item = { uri: 'urn:example:harbor' };
const { credit: _credit, usageTerms: _terms, ...bare } = photograph;
const wordsOf = (change: object = {}, of: object = {}, texts: string[] = []) =>
  pictureWords({ agency, item: { ...item, ...of }, component: { ...bare, ...change }, texts });

describe('the words of a picture', () => {
  it('are the agency’s where nobody says otherwise', () => {
    expect(wordsOf()).toMatchObject({
      copyrightNotice: agency.notice,
      copyrightOwner: agency.name,
      creditLine: agency.name,
      licensor: agency.name,
      licenseUrl: agency.licenseUrl,
    });
  });

  it('are the item’s before the agency’s, and the picture’s own before both', () => {
    const of = { copyrightHolder: ' Harbor Desk ', copyrightNotice: '© Harbor Desk' };
    expect(wordsOf({ byline: 'Ida' }, of)).toMatchObject({
      copyrightNotice: '© Harbor Desk',
      copyrightOwner: 'Harbor Desk',
      creditLine: 'Ida / Harbor Desk',
      licensor: agency.name,
    });
    expect(wordsOf({ supplier: 'Pier Photo', byline: 'Ida' }, of)).toMatchObject({
      copyrightNotice: '© Pier Photo',
      copyrightOwner: 'Pier Photo',
      creditLine: 'Ida / Pier Photo',
      licensor: agency.name,
    });
    const own = wordsOf(
      { supplier: 'Pier Photo', credit: 'Ida for Pier', ninjs: { copyrightNotice: '© Ida' } },
      of,
    );
    expect([own.copyrightNotice, own.creditLine]).toEqual(['© Ida', 'Ida for Pier']);
  });

  it('say each restriction once, and then that the rest is reserved', () => {
    const { usageTerms } = wordsOf({ usageTerms: 'JAPAN OUT' }, { usageTerms: 'NO ARCHIVE.' }, [
      'JAPAN OUT',
      'ASIA OUT',
    ]);
    expect(usageTerms).toBe(
      `NO ARCHIVE. JAPAN OUT. ASIA OUT. Use requires a license from ${agency.name}: ${agency.licenseUrl}. Every use that it does not name is reserved.`,
    );
  });

  it('stay on one line and within bounds, and show where they were cut; that the rest is reserved is never cut off', () => {
    const long = 'a\u0000\n'.repeat(5_000);
    const said = wordsOf({ usageTerms: long, credit: long, ninjs: { copyrightNotice: long } });
    for (const one of [said.creditLine, said.copyrightNotice]) expect(one).toMatch(/^(?:a )+a?…$/);
    expect(said.usageTerms).toContain('… Use requires a license');
    expect(JSON.stringify(said).length).toBeLessThan(6_000);
    expect(wordsOf({ credit: '\u{1F4F7}'.repeat(200) }).creditLine).toMatch(/^(?:\u{1F4F7})+…$/u);
  });
});
