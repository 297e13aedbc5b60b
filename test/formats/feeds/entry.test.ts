import { describe, expect, it } from 'vitest';
import type { ItemVersion } from '../../../src/articles/model.ts';
import { SUMMARY_CHARS_MAX } from '../../../src/formats/limits.ts';
import { agency, item } from '../../stamp/fixtures.ts';
import { PHOTO_HREF, photoOnly, textOnly, whole } from '../fixtures.ts';
import { entryFrom } from './fixtures.ts';

const long = { kind: 'paragraph' as const, inlines: [{ text: 'The ferries sail again. '.repeat(100) }] };
const described = (descriptions: unknown, change: Partial<ItemVersion> = {}) => ({
  ...textOnly,
  item: { ...item, blocks: [long], ...change, ninjs: { descriptions } },
});
const summaryOf = (descriptions: unknown, change: Partial<ItemVersion> = {}) =>
  entryFrom(described(descriptions, change)).summary;

describe('an entry', () => {
  it('says what the list says: uri, headline, sections, version, and where the item is delivered', () => {
    expect(entryFrom(whole)).toMatchObject({
      id: item.uri,
      title: item.headline,
      author: item.byline,
      categories: item.sections,
      updated: item.versionCreated,
      version: item.version,
      href: `https://gateway.example/v1/articles/${item.id}`,
      rights: agency.notice,
      enclosures: [
        { href: PHOTO_HREF, contentType: 'image/jpeg', type: 'photograph', bytes: expect.any(Number) },
      ],
    });
  });

  it('has no enclosure of a part that is not permitted', () => {
    expect(entryFrom(textOnly).enclosures).toEqual([]);
  });

  it('whose text is withheld says so in place of the headline, and names nobody', () => {
    const entry = entryFrom(photoOnly);
    expect(entry.title).toBe('Photograph (the text is withheld)');
    expect([entry.author, entry.summary]).toEqual([undefined, undefined]);
  });

  it('has an IRI for its id, whatever the newsroom calls its items', () => {
    const named = (uri: string) => entryFrom({ ...whole, item: { ...item, uri } }).id;
    expect(named('tag:saltmarsh.example,2026:1')).toBe('tag:saltmarsh.example,2026:1');
    for (const uri of ['harbor 17', 'harbor', 'urn:a b', 'urn:<x>'])
      expect(named(uri)).toBe(`https://gateway.example/v1/articles/${item.id}`);
  });

  it('that corrects what readers have has an id of its own, so that they show it', () => {
    const corrected = (version: string) =>
      entryFrom({ ...whole, item: { ...item, changeType: 'correction', version } }).id;
    expect(corrected('3')).toBe(`https://gateway.example/v1/articles/${item.id}#correction-3`);
    expect(corrected('3:a+')).toBe(`https://gateway.example/v1/articles/${item.id}#correction-3%3Aa%2B`);
  });

  it('that corrects says so in its title, since it stands beside the entry that it corrects', () => {
    const corrected = { ...item, changeType: 'correction' as const };
    expect(entryFrom({ ...whole, item: corrected }).title).toBe(`Correction: ${item.headline}`);
    const embargoedUntil = Date.UTC(2026, 10, 20, 6);
    expect(entryFrom({ ...whole, item: corrected, embargoedUntil }).title).toBe(
      `EMBARGOED: Correction: ${item.headline}`,
    );
  });

  it('under an embargo begins its title with it, so that nobody who reads titles only publishes early', () => {
    const until = Date.UTC(2026, 10, 20, 6);
    const entry = entryFrom({ ...whole, embargoedUntil: until });
    expect(entry.title).toBe(`EMBARGOED: ${item.headline}`);
    expect(entry.banner).toContain('20 November 2026, 06:00 UTC');
  });
});

describe('the summary of an entry', () => {
  it('is the description that the newsroom calls so', () => {
    const texts = [
      { role: 'keywords', value: 'harbor, ferry' },
      { value: 'Of no role.' },
      { role: 'summary', value: 'The  harbor\nis open.' },
    ];
    expect(summaryOf(texts)).toBe('The harbor is open.');
    expect(summaryOf(texts.slice(0, 2))).toBe('Of no role.');
  });

  it('is none when all that there is is a caption, a credit or markup of somebody else', () => {
    const texts = [
      { role: 'caption', value: 'The pier' },
      { role: 'credit', value: 'I. Brandt' },
      { contentType: 'text/html', value: '<b>The pier</b>' },
    ];
    expect(summaryOf(texts)).toBeUndefined();
    for (const odd of [undefined, 'text', [{ value: 7 }], [{ value: ' ' }]])
      expect(summaryOf(odd)).toBeUndefined();
  });

  it('is never the text: a bulletin whose description is all that it has gives a headline only', () => {
    const bulletin = 'The harbor is open, the police say.';
    const blocks = [{ kind: 'paragraph' as const, inlines: [{ text: bulletin }] }];
    expect(summaryOf([{ value: bulletin }], { blocks })).toBeUndefined();
  });

  it('is cut at a word when it is longer than a paragraph', () => {
    const blocks = [{ kind: 'paragraph' as const, inlines: [{ text: 'word '.repeat(2_000) }] }];
    const cut = summaryOf([{ role: 'summary', value: 'harbor '.repeat(400) }], { blocks }) ?? '';
    expect(cut.length).toBeLessThanOrEqual(SUMMARY_CHARS_MAX + 2);
    expect(cut).toMatch(/harbor …$/);
  });
});
