/** Messages for the licensing desk about an invalid exclusivity. */
import { describe, expect, it } from 'vitest';
import { compileLicense } from '../../../src/rights/index.ts';
import { EXCLUSIVE_HOURS_MAX, NAME_CHARS_MAX, TERMS_LIST_MAX } from '../../../src/rights/limits.ts';
import type { LicenseTerms } from '../../../src/rights/terms.ts';
import { COMMON, set, TITLES, terms } from '../fixtures.ts';

function faults(exclusivity: unknown, change: object = {}, given: object = terms()): [string, string][] {
  const all = { ...given, ...change, exclusivity } as LicenseTerms;
  const compiled = compileLicense({ id: 'lic_2', version: 1, terms: all, titles: TITLES });
  const own = (path: string) => path.startsWith('/exclusivity');
  return compiled.ok
    ? []
    : compiled.reason.filter(({ path }) => own(path)).map(({ path, message }) => [path.slice(12), message]);
}

const OBJECT = 'must be an object: what is exclusive, and when';
const SOME = 'must name at least one, or be left out for what the license names';
const INSTANT = 'must be an ISO 8601 instant';
const HOURS = 'must be a whole number of hours, 1 to 8760';
const NO_TIME = 'leaves no time: until must be later than from';
const PLACE = 'is no ISO 3166 code and no named set';

describe('an exclusivity', () => {
  it.each<[unknown, string, string]>([
    ['all', '', OBJECT],
    [null, '', OBJECT],
    [{ forever: true }, '/forever', 'is not known here'],
    [{ uses: [] }, '/uses', SOME],
    [{ uses: 'display' }, '/uses', SOME],
    [{ uses: ['fly'] }, '/uses/0', '"fly" is no action of ODRL 2.2 or of our profile'],
    [{ uses: [7] }, '/uses/0', 'This is no action of ODRL 2.2 or of our profile'],
    [{ uses: ['sell'] }, '/uses/0', '"sell" is not licensed: /uses does not cover it'],
    [{ components: ['poem'] }, '/components/0', '"poem" is no kind of component'],
    [{ components: ['video'] }, '/components/0', '"video" is not licensed: /components does not cover it'],
    [{ channels: ['telex'] }, '/channels/0', '"telex" is no channel'],
    [{ channels: ['app'] }, '/channels/0', '"app" is not licensed: /channels does not cover it'],
    [{ territories: ['Narnia'] }, '/territories/0', `"Narnia" ${PLACE}`],
    [{ territories: ['D-E'] }, '/territories/0', `"D-E" ${PLACE}`],
    [{ territories: ['DE', '-DE'] }, '/territories', 'must leave a territory'],
    [{ territories: ['JP'] }, '/territories', 'names JP: /territories does not cover that'],
    [
      { territories: ['JP', 'KR', 'US', 'CA', 'MX', 'BR', 'AR', 'CL'] },
      '/territories',
      'names AR, BR, CA, CL, JP, KR, MX, US: /territories does not cover that',
    ],
    [
      { territories: ['JP', 'KR', 'US', 'CA', 'MX', 'BR', 'AR', 'CL', 'ZA'] },
      '/territories',
      'names AR, BR, CA, CL, JP, KR, MX, US…: /territories does not cover that',
    ],
    [{ from: 'soon' }, '/from', INSTANT],
    [{ until: 2026 }, '/until', INSTANT],
    [{ from: '2025-12-31T00:00:00Z' }, '/from', 'must not be before the license starts'],
    [{ until: '2027-01-02T00:00:00Z' }, '/until', 'must not be after the license ends'],
    [{ from: '2027-01-01T00:00:00Z' }, '/from', NO_TIME],
    [{ until: '2026-01-01T00:00:00Z' }, '/until', NO_TIME],
    [{ firstHours: 0 }, '/firstHours', HOURS],
    [{ firstHours: '24' }, '/firstHours', HOURS],
    [{ firstHours: EXCLUSIVE_HOURS_MAX + 1 }, '/firstHours', HOURS],
  ])('%j is refused: %s %s', (exclusivity, path, message) => {
    expect(faults(exclusivity)).toEqual([[path, message]]);
  });

  it.each([{ firstHours: 1 }, { firstHours: EXCLUSIVE_HOURS_MAX }, { territories: ['DE', '-DE-BY'] }])(
    '%j is as it should be',
    (exclusivity) => {
      expect(faults(exclusivity)).toEqual([]);
    },
  );

  it('says what it names too much of a country that the license has in part', () => {
    expect(faults({ territories: ['DE'] }, { territories: ['DE-BY'] })).toEqual([
      ['/territories', 'names DE: /territories does not cover that'],
    ]);
    const many = faults({ territories: ['world'] })[0]?.[1];
    expect(many).toBe('names world, -AT, -CH, -DE: /territories does not cover that');
  });

  it('names at most so many, each of at most so many characters', () => {
    const named = (count: number) => ({ uses: Array.from({ length: count }, () => 'display') });
    expect(faults(named(TERMS_LIST_MAX))).toEqual([]);
    expect(faults(named(TERMS_LIST_MAX + 1))).toEqual([['/uses', 'must name at most 500']]);
    const long = 'x'.repeat(NAME_CHARS_MAX + 1);
    expect(faults({ uses: [long] })).toEqual([
      ['/uses/0', `"${'x'.repeat(80)}" is no action of ODRL 2.2 or of our profile`],
    ]);
  });

  it('of a license that is faulty itself is told of its own faults only', () => {
    expect(faults({ uses: ['sell'] }, { uses: ['display', 'fly'] })).toEqual([]);
    expect(faults({ uses: ['sell'] }, { uses: ['fly', 'display'] })).toEqual([]);
    expect(faults({ uses: ['sell'] }, { uses: 'display' })).toEqual([]);
    expect(faults({ channels: ['app'] }, { channels: ['web', 7] })).toEqual([]);
    expect(faults({ territories: ['JP'] }, { territories: ['Narnia'] })).toEqual([]);
    expect(faults({ territories: ['JP'] }, { territories: 'DE' })).toEqual([]);
    expect(faults({ from: '2020-01-01' }, { starts: 'soon' })).toEqual([]);
    expect(faults({ until: '2030-01-01' }, { ends: 'late' })).toEqual([]);
    expect(faults({ from: 'soon', until: '2030-01-01' })).toEqual([['/from', INSTANT]]);
    expect(faults({ until: 'late', from: '2020-01-01' })).toEqual([['/until', INSTANT]]);
  });

  it('may be of an act inside a licensed one, and not of an alteration that nobody licensed', () => {
    expect(faults({ uses: ['display'] }, { uses: ['play'] })).toEqual([]);
    expect(faults({ uses: ['crop'] }, { alterations: ['crop'] })).toEqual([]);
    expect(faults({ uses: ['extract'] }, { uses: ['reproduce'], alterations: 'excerpt' })).toEqual([
      ['/uses/0', '"extract" is not licensed: /uses does not cover it'],
    ]);
  });

  it('of a license by a policy names all of its lists', () => {
    const policy = set({ conflict: 'prohibit', permission: [{ action: 'display' }] });
    const byPolicy = (exclusivity: object) => faults(exclusivity, { policy }, COMMON);
    const missing = 'must be named: the license has no such list that it could be taken from';
    expect(byPolicy({ uses: ['display'] })).toEqual(
      ['/components', '/territories', '/channels'].map((path) => [path, missing]),
    );
    const named = { uses: ['display'], components: ['video'], channels: ['app'] };
    expect(byPolicy({ ...named, territories: ['JP'] })).toEqual([]);
    expect(byPolicy({ ...named, territories: ['JP', '-JP'] })).toEqual([
      ['/territories', 'must leave a territory'],
    ]);
  });
});
