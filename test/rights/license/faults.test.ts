/**
 * Messages for the licensing desk about terms that do not compile: the pointer of each fault, and the
 * expected value.
 */
import { describe, expect, it } from 'vitest';
import { compileLicense } from '../../../src/rights/index.ts';
import { DAYS_MAX, NAME_CHARS_MAX, TERMS_LIST_MAX } from '../../../src/rights/limits.ts';
import type { LicenseTerms, Title } from '../../../src/rights/terms.ts';
import { set, TITLES, terms } from '../fixtures.ts';

function faults(change: object, titles: Title[] = TITLES): [string, string][] {
  const given = { ...terms(), ...change } as LicenseTerms;
  const compiled = compileLicense({ id: 'lic_1', version: 1, terms: given, titles });
  return compiled.ok ? [] : compiled.reason.map(({ path, message }) => [path, message]);
}

const AT_LEAST_ONE = 'must name at least one';
const DAYS = 'must be a whole number of days, 1 to 36500';
const LATER_DAYS = 'must be a whole number of days, 0 to 36500';
const INSTANT = 'must be an ISO 8601 instant';
const LANGUAGE = 'is no language tag (BCP 47)';
const SHA256 = 'must be a SHA-256 in hex';
const { consent } = terms();
const consented = (change: object) => ({ consent: { ...consent, ...change } });
const least = (change: object) => ({ minimum: { units: 5, per: 'month', ...change } });
const metered = (change: object) => ({ quota: { limit: 5, per: 'day', onExceed: 'refuse', ...change } });
const credited = (change: object) => ({ credit: { line: 'Tidemark News', byline: true, ...change } });
const withAfterTerm = (change: object) => ({ afterTerm: { keep: 'none', deleteWithinDays: 3, ...change } });

describe('a list of the terms', () => {
  it.each<[object, string, string]>([
    [{ products: undefined }, '/products', AT_LEAST_ONE],
    [{ products: [' '] }, '/products/0', '" " is no product id'],
    [{ products: ['\ud800'] }, '/products/0', '"\ufffd" is no product id'],
    [{ uses: undefined }, '/uses', AT_LEAST_ONE],
    [{ uses: [] }, '/uses', AT_LEAST_ONE],
    [{ uses: ['display', 'frob'] }, '/uses/1', '"frob" is no action of ODRL 2.2 or of our profile'],
    [{ components: undefined }, '/components', AT_LEAST_ONE],
    [{ components: ['poem'] }, '/components/0', '"poem" is no kind of component'],
    [{ components: [7] }, '/components/0', 'This number is no kind of component'],
    [{ territories: undefined }, '/territories', AT_LEAST_ONE],
    [{ territories: 'DE' }, '/territories', AT_LEAST_ONE],
    [{ territories: [] }, '/territories', AT_LEAST_ONE],
    [{ territories: ['DE', 'Narnia'] }, '/territories/1', '"Narnia" is no ISO 3166 code and no named set'],
    [
      { territories: ['DE', '-Südtirol'] },
      '/territories/1',
      '"-Südtirol" is no ISO 3166 code and no named set: did you mean "-IT-BZ"?',
    ],
    [{ territories: ['DE', 'D-E'] }, '/territories/1', '"D-E" is no ISO 3166 code and no named set'],
    [{ territories: ['-JP', '-KR'] }, '/territories', 'must name what these are taken out of'],
    [{ channels: undefined }, '/channels', AT_LEAST_ONE],
    [{ channels: ['telex'] }, '/channels/0', '"telex" is no channel'],
    [{ purposes: [] }, '/purposes', 'must name at least one, or be left out'],
    [{ purposes: ['editorial', ' '] }, '/purposes/1', '" " is no purpose'],
    [{ languages: ['German!'] }, '/languages/0', `"German!" ${LANGUAGE}`],
    [{ languages: ['de', 'de--AT'] }, '/languages/1', `"de--AT" ${LANGUAGE}`],
    [{ languages: ['d'] }, '/languages/0', `"d" ${LANGUAGE}`],
    [{ languages: [' de'] }, '/languages/0', `" de" ${LANGUAGE}`],
    [{ languages: ['de-'] }, '/languages/0', `"de-" ${LANGUAGE}`],
    [{ alterations: 'crop' }, '/alterations', 'must name at least one, or be left out'],
    [{ alterations: ['rewrite'] }, '/alterations/0', '"rewrite" is no alteration'],
    [{ titles: [] }, '/titles', 'must name at least one, or be left out for all'],
    [{ titles: 'morgen' }, '/titles', 'must name at least one, or be left out for all'],
    [{ titles: ['morgen', 'mittag'] }, '/titles/1', '"mittag" is no title of this partner'],
  ])('%j is refused: %s %s', (change, path, message) => {
    expect(faults(change)).toEqual([[path, message]]);
  });

  it('that takes places out of nothing says so beside what is no place', () => {
    expect(faults({ territories: ['-JP', 7] })).toEqual([
      ['/territories/1', 'This number is no ISO 3166 code and no named set'],
    ]);
  });

  it('may be without an alteration, and have a regional language', () => {
    expect(faults({ alterations: [], languages: ['de', 'zh-Hant-TW', 'sl-rozaj'] })).toEqual([]);
  });

  it.each(['products', 'titles'])('has at most so many names: %s', (field) => {
    const names = Array.from({ length: TERMS_LIST_MAX + 1 }, (_, place) => `name${place}`);
    const titles = names.map((id) => ({ id, name: id, domains: [], market: 'DE' }));
    expect(faults({ [field]: names.slice(1) }, titles)).toEqual([]);
    expect(faults({ [field]: names }, titles)).toEqual([[`/${field}`, 'must name at most 500']]);
  });

  it('has names of at most so many characters, of which a fault quotes eighty', () => {
    expect(faults({ purposes: ['p'.repeat(NAME_CHARS_MAX)] })).toEqual([]);
    expect(faults({ products: ['p'.repeat(NAME_CHARS_MAX + 1)] })).toEqual([
      ['/products/0', `"${'p'.repeat(80)}" is no product id`],
    ]);
  });
});

describe('a part of the terms', () => {
  it.each<[object, string, string]>([
    [{ partner: ' ' }, '/partner', 'must be a partner id'],
    [{ partner: 7 }, '/partner', 'must be a partner id'],
    [{ territoryBasis: 'moon' }, '/territoryBasis', 'must be market or audience'],
    [{ starts: 'soon' }, '/starts', INSTANT],
    [{ ends: 'late' }, '/ends', INSTANT],
    [{ ends: 2027 }, '/ends', INSTANT],
    [{ ends: '2026-01-01T00:00:00Z' }, '/ends', 'must be later than starts'],
    [{ onlineDays: 0 }, '/onlineDays', DAYS],
    [{ retentionDays: DAYS_MAX + 1 }, '/retentionDays', DAYS],
    [{ afterTerm: 'none' }, '/afterTerm', 'must be an object'],
    [{ afterTerm: [] }, '/afterTerm', 'must be an object'],
    [{ afterTerm: null }, '/afterTerm', 'must be an object'],
    [withAfterTerm({ keep: 'some' }), '/afterTerm/keep', 'must be none, published or all'],
    [withAfterTerm({ deleteWithinDays: -1 }), '/afterTerm/deleteWithinDays', LATER_DAYS],
    [withAfterTerm({ deleteWithinDays: DAYS_MAX + 1 }), '/afterTerm/deleteWithinDays', LATER_DAYS],
    [{ quota: 5 }, '/quota', 'must be an object'],
    [metered({ limit: 0 }), '/quota/limit', 'must be a whole number of units, at least 1'],
    [metered({ limit: 1.5 }), '/quota/limit', 'must be a whole number of units, at least 1'],
    [metered({ per: 'year' }), '/quota/per', 'must be day, month or term'],
    [metered({ onExceed: 'wait' }), '/quota/onExceed', 'must be refuse or overage'],
    [{ minimum: 5 }, '/minimum', 'must be an object'],
    [least({ units: 0 }), '/minimum/units', 'must be a whole number of units, at least 1'],
    [least({ units: 2.5 }), '/minimum/units', 'must be a whole number of units, at least 1'],
    [least({ per: 'day' }), '/minimum/per', 'must be month or term'],
    [{ credit: 'Tidemark News' }, '/credit', 'must be an object'],
    [credited({ line: ' ' }), '/credit/line', 'must be the line to print'],
    [credited({ line: 'x'.repeat(NAME_CHARS_MAX + 1) }), '/credit/line', 'must be the line to print'],
    [credited({ byline: 'yes' }), '/credit/byline', 'must be true or false'],
    [{ consent: undefined }, '/consent', 'is missing: a license rests on a written consent'],
    [consented({ reference: ' ' }), '/consent/reference', 'must not be empty'],
    [consented({ signedBy: 7 }), '/consent/signedBy', 'must not be empty'],
    [consented({ signedOn: 'May' }), '/consent/signedOn', 'must be an ISO 8601 date'],
    [consented({ signedOn: 2026 }), '/consent/signedOn', 'must be an ISO 8601 date'],
    [consented({ documentDigest: 'abc' }), '/consent/documentDigest', SHA256],
    [consented({ documentDigest: `${'0'.repeat(64)}0` }), '/consent/documentDigest', SHA256],
    [consented({ documentDigest: 'g'.repeat(64) }), '/consent/documentDigest', SHA256],
    [consented({ documentDigest: `x${'0'.repeat(64)}` }), '/consent/documentDigest', SHA256],
    [consented({ documentDigest: ['0'.repeat(64)] }), '/consent/documentDigest', SHA256],
  ])('%j is refused: %s %s', (change, path, message) => {
    expect(faults(change)).toEqual([[path, message]]);
  });

  it.each<object>([
    { onlineDays: 1 },
    { retentionDays: DAYS_MAX },
    withAfterTerm({ keep: 'published', deleteWithinDays: 0 }),
    withAfterTerm({ keep: 'all', deleteWithinDays: DAYS_MAX }),
    metered({ limit: 1 }),
    metered({ per: 'month', onExceed: 'overage' }),
    metered({ per: 'term' }),
    least({ units: 1 }),
    least({ per: 'term' }),
    credited({ byline: false }),
    credited({ line: 'x'.repeat(NAME_CHARS_MAX) }),
    consented({ documentDigest: '0123456789abcdefABCDEF'.padEnd(64, '0') }),
    { territoryBasis: 'market' },
    { territoryBasis: 'audience' },
  ])('%j is as it should be', (change) => {
    expect(faults(change)).toEqual([]);
  });

  it('is missed in its own name where all of it is', () => {
    expect(faults({ afterTerm: {}, quota: {}, minimum: {}, credit: {} }).map(([path]) => path)).toEqual([
      '/credit/line',
      '/credit/byline',
      '/afterTerm/keep',
      '/afterTerm/deleteWithinDays',
      '/quota/limit',
      '/quota/per',
      '/quota/onExceed',
      '/minimum/units',
      '/minimum/per',
    ]);
  });

  it('is not said beside a policy', () => {
    const policy = set({ permission: [{ action: 'display' }] });
    expect(faults({ policy }).filter(([path]) => path === '/uses')).toEqual([
      ['/uses', 'is said by the policy: give one or the other'],
    ]);
  });

  it('without dates is told of each date, and not of their order', () => {
    expect(faults({ starts: 'x', ends: 'y' })).toEqual([
      ['/starts', INSTANT],
      ['/ends', INSTANT],
    ]);
  });

  it('is no home market of a title that is not on the map', () => {
    const title = { id: 't', name: 'Die Woche', domains: [], market: 'EU' };
    expect(faults({}, [title])).toEqual([['/titles', 'The home market of Die Woche is no ISO 3166 code']]);
  });
});
