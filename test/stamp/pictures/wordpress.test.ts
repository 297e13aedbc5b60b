/** Fields that a partner's WordPress fills in when a delivered JPEG is uploaded. */
import { describe, expect, it } from 'vitest';
import { phpAbsent, uploaded } from '../../support/wordpress.ts';
import { describedWords, samples, stamped, words } from './fixtures.ts';

describe.skipIf(phpAbsent)('WordPress', () => {
  it('reads caption, headline, creator, credit, copyright and time of every JPEG', async () => {
    const { caption, headline, creator } = describedWords.description ?? {};
    const jpegs = (await samples()).filter(({ type }) => type === 'image/jpeg');
    expect(jpegs.length).toBeGreaterThan(5);
    for (const sample of jpegs)
      expect([sample.name, uploaded(stamped(sample, describedWords))]).toEqual([
        sample.name,
        {
          title: headline,
          caption,
          credit: words.creditLine,
          copyright: words.copyrightNotice,
          created: Date.UTC(2026, 10, 20, 5, 12, 5) / 1000,
          byline: creator,
        },
      ]);
  });

  it('reads the beginning of a credit that IIM has no room for', async () => {
    const [sample] = await samples();
    if (!sample) throw new Error('no sample');
    const creditLine = 'Łucja Brandt-Wrzesińska / Saltmarsh Wire Pictures';
    expect(uploaded(stamped(sample, { ...words, creditLine })).credit).toBe('Łucja Brandt-Wrzesińska / Salt');
  });
});
