import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLines } from '../../src/platform/clean-text.ts';
import type { LicenseTerms } from '../../src/rights/terms.ts';
import { bannerOf, copyrightOf, creditLineOf } from '../../src/stamp/notice.ts';
import { usageTermsOf } from '../../src/stamp/usage-terms.ts';
import { HIDDEN_CHARACTERS } from '../support/hidden-characters.ts';
import { runs } from '../support/runs.ts';
import { agency, dispatch, grant, item, license, photograph, rights } from './fixtures.ts';

const terms = { item, components: [dispatch], rights, terms: license.terms, titles: license.titles };
const embargo = Date.UTC(2026, 10, 20, 6);

describe('the notice', () => {
  it('is the agency’s where the item has none', () => {
    expect(copyrightOf(agency, item)).toEqual({ holder: agency.name, notice: agency.notice });
  });

  it('is the item’s own where it has one', () => {
    const own = { ...item, copyrightHolder: 'Brandt', copyrightNotice: '© Brandt 2026' };
    expect(copyrightOf(agency, own)).toEqual({ holder: 'Brandt', notice: '© Brandt 2026' });
  });
});

describe('the credit line', () => {
  it('prints every credit that is a duty, once', () => {
    const duties = ['A', 'B', 'A'].map((text) => ({ action: 'attribute', text }));
    expect(creditLineOf(agency, { ...rights, duties })).toBe('A / B');
  });

  it('names the agency where no duty does', () => {
    expect(creditLineOf(agency, { ...rights, duties: [] })).toBe(agency.name);
  });
});

describe('the banner', () => {
  it('is absent when publication need not wait', () => {
    expect(bannerOf(rights)).toBeUndefined();
  });

  it('says until when the embargo holds', () => {
    const sentence =
      'EMBARGOED: not for publication before 20 November 2026, 06:00 UTC. Delivered in advance, on trust.';
    expect(bannerOf({ ...rights, notBefore: embargo }, embargo)).toBe(sentence);
    expect(bannerOf(rights, embargo)).toBe(sentence);
  });

  it('does not speak of an embargo where something else makes it wait', () => {
    expect(bannerOf({ ...rights, notBefore: embargo })).toMatch(
      /^HOLD FOR RELEASE: not for publication before/,
    );
  });
});

describe('the usage terms', () => {
  it('name uses, titles, channels, places, time, duties and alterations', () => {
    expect(usageTermsOf(terms)).toBe(
      'May be displayed and distributed by The Courier in apps or on the web, in Austria and Germany. ' +
        'Valid until 1 January 2027, 00:00 UTC. Credit "Saltmarsh Wire / Ida Brandt" is mandatory. ' +
        'Alterations permitted: writing another headline; no others. Every other use is reserved.',
    );
  });

  it('name the titles of each partner, and the byline where its license asks for it, where rights are the same', () => {
    const other = {
      ...terms,
      titles: [{ id: 'courier', name: 'Der Kurier', domains: [], market: 'AT' }],
      terms: { ...license.terms, credit: { line: 'Saltmarsh Wire', byline: true } } as LicenseTerms,
    };
    const [first = '', second, third] = [terms, other, terms].map(usageTermsOf);
    expect(third).toBe(first);
    const named = first.replace('The Courier', 'Der Kurier');
    expect(second).toBe(named.replace(' Alterations', ' The byline must be printed. Alterations'));
  });

  it('begin with the banner', () => {
    expect(usageTermsOf({ ...terms, banner: 'EMBARGOED: wait.' })).toMatch(/^EMBARGOED: wait\. May be/);
  });

  it('say which places are taken out', () => {
    const japanOut = { ...rights, grants: [{ ...grant, territories: ['world'], except: ['JP'] }] };
    expect(usageTermsOf({ ...terms, rights: japanOut })).toContain('worldwide, except in Japan.');
  });

  it('name parts of countries, with their codes', () => {
    const tyrol = { ...rights, grants: [{ ...grant, territories: ['IT-BZ', 'NO'], except: [] }] };
    expect(usageTermsOf({ ...terms, rights: tyrol })).toContain('in South Tyrol (IT-BZ) and Norway.');
  });

  it('say what the use stated, where the rights depend on it', () => {
    const stated = { absoluteSize: '1200 px', count: 1 };
    expect(usageTermsOf({ ...terms, rights: { ...rights, stated } })).toContain(
      'Only for the use that was stated: absolute size 1200 px and count 1.',
    );
    expect(usageTermsOf(terms)).not.toContain('stated');
  });

  it('say that nothing may be altered where no alteration is granted', () => {
    const plain = { ...rights, alterations: undefined };
    expect(usageTermsOf({ ...terms, rights: plain })).toContain('No alteration is permitted.');
  });

  it('hold no character that no text may hold, whoever wrote a part of them', () => {
    const word = fc.oneof(
      fc.constantFrom(...HIDDEN_CHARACTERS),
      fc.constantFrom('\ud800', '\udc00', 'a b', '.'),
    );
    const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, text, text, (name, id, line, wire) => {
        const wild = {
          ...terms,
          item: { ...item, usageTerms: wire },
          titles: [{ id: 'courier', name, domains: [], market: 'AT' }],
          rights: {
            ...rights,
            grants: [{ ...grant, titles: ['courier', id], purposes: [line], uses: [id, name] }],
            duties: [{ action: 'attribute', text: line }, { action: 'inform' }],
          },
        };
        const texts = [usageTermsOf(wild), creditLineOf({ ...agency, name }, wild.rights)];
        expect(texts.map(cleanLines)).toEqual(texts);
      }),
      runs(),
    );
  });

  it('repeat the wire’s own words of the parts that are let out, and of no others', () => {
    expect(usageTermsOf({ ...terms, components: [dispatch, photograph] })).toContain(
      'As received: JAPAN OUT.',
    );
    expect(usageTermsOf(terms)).not.toContain('JAPAN');
  });
});
