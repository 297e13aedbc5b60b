/** The words written into a picture name its owner as far as known, and fit into the file's limits. */
import { describe, expect, it } from 'vitest';
import { SEGMENT_BYTES_MAX } from '../../../src/stamp/pictures/limits.ts';
import { pictureWords } from '../../../src/stamp/pictures/words.ts';
import { mergeXmp } from '../../../src/stamp/pictures/xmp.ts';
import { agency, photograph } from '../fixtures.ts';

const item = { uri: 'urn:example:harbor', ninjs: {} };
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
    const pictureWords = wordsOf({ usageTerms: long, credit: long, ninjs: { copyrightNotice: long } });
    for (const one of [pictureWords.creditLine, pictureWords.copyrightNotice])
      expect(one).toMatch(/^(?:a )+a?…$/);
    expect(pictureWords.usageTerms).toContain('… Use requires a license');
    expect(JSON.stringify(pictureWords).length).toBeLessThan(6_000);
    expect(wordsOf({ credit: '\u{1F4F7}'.repeat(200) }).creditLine).toMatch(/^(?:\u{1F4F7})+…$/u);
  });
});

describe('what a picture shows', () => {
  const described = (change: object = {}, of: object = {}) =>
    wordsOf({ caption: undefined, ...change }, of).description;

  it('is what the picture’s own part of the document says', () => {
    expect(
      described({
        headline: 'Ferries sail',
        caption: 'The pier on Friday.\nFerries sail again.',
        byline: 'Ida Brandt',
        ninjs: {
          contentCreated: '2026-11-20T06:12:05.250+01:00',
          places: [
            {
              name: 'Rome',
              rel: 'mentions',
              contactInfo: [{ address: { locality: 'Rome', country: 'Italy' } }],
            },
            {
              name: 'Gdańsk',
              contactInfo: [{ address: { locality: 'Gdańsk', area: 'Pomerania', country: 'Poland' } }],
            },
          ],
          altIds: [
            { role: 'itemid', value: 'x' },
            { role: 'transref', value: 'SMW-17' },
          ],
          digitalSourceType: {
            name: 'Digital capture',
            uri: 'https://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture',
          },
        },
      }),
    ).toEqual({
      headline: 'Ferries sail',
      caption: 'The pier on Friday.\nFerries sail again.',
      creator: 'Ida Brandt',
      place: { city: 'Gdańsk', state: 'Pomerania', country: 'Poland' },
      created: { day: '2026-11-20', time: '06:12:05', zone: '+01:00' },
      jobId: 'SMW-17',
      digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture',
    });
  });

  it('is not what the article around it says of itself', () => {
    const article = {
      headline: 'Storm over',
      byline: 'A. Writer',
      located: 'Velmar',
      ninjs: { contentCreated: '2026-11-20T06:12:05Z', altIds: [{ role: 'jobid', value: '1' }] },
    };
    expect(described({}, article)).toEqual({});
  });

  it('is what an item says that is the picture itself', () => {
    const own = { located: 'Velmar, Norvia (AP)', ninjs: { contentCreated: '2026-11-20T06:12:05Z' } };
    expect(described({ uri: item.uri }, own)).toEqual({
      place: { city: 'Velmar' },
      created: { day: '2026-11-20', time: '06:12:05', zone: '+00:00' },
    });
  });

  it('leaves out what no file has a place for', () => {
    for (const ninjs of [
      { contentCreated: '2026-11-20' },
      { digitalSourceType: { uri: 'https://example.org/types/drawn', literal: 'drawn' } },
      { altIds: [{ role: 'trans', value: 'x' }, { role: 'jobid' }] },
      { places: [{ name: 'Somewhere' }, 'nowhere', { contactInfo: [{ value: '1' }] }] },
      { places: 'none', altIds: {}, digitalSourceType: null, located: 7 },
    ])
      expect([ninjs, described({ ninjs })]).toEqual([ninjs, {}]);
    expect(described({ ninjs: { digitalSourceType: { literal: 'compositeSynthetic' } } })).toEqual({
      digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic',
    });
  });

  it('fits in one segment of a JPEG with the longest words that there are', () => {
    const long = '"'.repeat(10_000);
    const words = wordsOf(
      {
        headline: long,
        caption: `${long}\u{1F4F7}`,
        byline: long,
        credit: long,
        supplier: long,
        usageTerms: long,
        ninjs: {
          copyrightNotice: long,
          places: [{ contactInfo: [{ address: { locality: long, area: long, country: long } }] }],
          altIds: [{ role: 'jobid', value: long }],
        },
      },
      { usageTerms: long },
    );
    const { packet, extension } = mergeXmp({ packets: [] }, words, SEGMENT_BYTES_MAX - 100);
    expect(extension).toBeUndefined();
    expect(Buffer.byteLength(packet)).toBeGreaterThan(40_000);
  });
});
