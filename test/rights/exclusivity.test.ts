/** Exclusive rights of a license: valid terms, and the restriction on all others. */
import { describe, expect, it } from 'vitest';
import {
  compileLicense,
  compileRestriction,
  exclusivityRestriction,
  onComponent,
} from '../../src/rights/index.ts';
import type { Exclusivity, NamedTerms } from '../../src/rights/terms.ts';
import type { CompiledRestriction, StatedUse } from '../../src/rights/types.ts';
import { DAY_MS, decideOne, license, NOW, subject, TITLES, terms, unwrap } from './fixtures.ts';

const HOUR_MS = 3_600_000;

function faults(exclusivity: unknown, change: Partial<NamedTerms> = {}): [string, string][] {
  const given = { ...terms(change), exclusivity: exclusivity as Exclusivity };
  const compiled = compileLicense({ id: 'lic_2', version: 1, terms: given, titles: TITLES });
  return compiled.ok ? [] : compiled.reason.map(({ path, message }) => [path, message]);
}
const paths = (...of: Parameters<typeof faults>) => faults(...of).map(([path]) => path);

describe('an exclusivity', () => {
  it('may leave everything to the license, or name parts of it', () => {
    expect(paths({})).toEqual([]);
    expect(
      paths({
        uses: ['display'],
        components: ['photograph'],
        territories: ['DE', '-DE-BY'],
        channels: ['web'],
        from: '2026-02-01T00:00:00Z',
        until: '2026-03-01T00:00:00Z',
        firstHours: 24,
      }),
    ).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['/exclusivity', 'all'],
    ['/exclusivity', []],
    ['/exclusivity', null],
    ['/exclusivity/forever', { forever: true }],
    ['/exclusivity/uses/0', { uses: ['fly'] }],
    ['/exclusivity/uses', { uses: [] }],
    ['/exclusivity/components/1', { components: ['dispatch', 'poem'] }],
    ['/exclusivity/territories/0', { territories: ['Narnia'] }],
    ['/exclusivity/territories/0', { territories: ['-DE'] }],
    ['/exclusivity/channels/0', { channels: ['telex'] }],
    ['/exclusivity/channels', { channels: 'web' }],
    ['/exclusivity/from', { from: 'soon' }],
    ['/exclusivity/until', { until: '2026-02-30' }],
    ['/exclusivity/firstHours', { firstHours: 0 }],
    ['/exclusivity/firstHours', { firstHours: 1.5 }],
    ['/exclusivity/firstHours', { firstHours: 8_761 }],
  ])('is refused at %s: %j', (path, exclusivity) => {
    expect(paths(exclusivity)).toEqual([path]);
  });

  it.each<[string, Exclusivity]>([
    ['/exclusivity/uses/1', { uses: ['display', 'print'] }],
    ['/exclusivity/uses/0', { uses: ['use'] }],
    ['/exclusivity/components/0', { components: ['video'] }],
    ['/exclusivity/territories', { territories: ['DE', 'JP'] }],
    ['/exclusivity/territories', { territories: ['world', '-JP'] }],
    ['/exclusivity/channels/0', { channels: ['podcast'] }],
    ['/exclusivity/from', { from: '2025-12-31T23:59:59Z' }],
    ['/exclusivity/until', { until: '2027-01-01T00:00:01Z' }],
    ['/exclusivity/until', { from: '2026-03-01T00:00:00Z', until: '2026-03-01T00:00:00Z' }],
  ])('lies within its license, else it is refused at %s: %j', (path, exclusivity) => {
    expect(paths(exclusivity)).toEqual([path]);
  });

  it('may be of an alteration that the license names, and of no other', () => {
    expect(paths({ uses: ['extract'] }, { uses: ['reproduce'], alterations: ['excerpt'] })).toEqual([]);
    expect(paths({ uses: ['extract'] }, { uses: ['reproduce'] })).toEqual(['/exclusivity/uses/0']);
    expect(paths({ uses: ['display'] }, { uses: ['use'] })).toEqual([]);
  });

  it('says which territories are not covered', () => {
    expect(faults({ territories: ['DE', 'JP', 'KR'] })).toEqual([
      ['/exclusivity/territories', 'names JP, KR: /territories does not cover that'],
    ]);
  });

  it('of a license without lists must name its own', () => {
    const without = { uses: undefined, channels: undefined } as unknown as Partial<NamedTerms>;
    expect(paths({ components: ['dispatch'] }, without)).toEqual(
      expect.arrayContaining(['/exclusivity/uses', '/exclusivity/channels']),
    );
  });
});

describe('to everybody else', () => {
  const held = (exclusivity: Exclusivity, change: Partial<NamedTerms> = {}): CompiledRestriction => {
    const source = exclusivityRestriction({
      id: 'exc_1',
      version: 7,
      terms: terms({ partner: 'par_secret', exclusivity, ...change }),
    });
    if (!source) throw new Error('it is not exclusive');
    return unwrap(compileRestriction(source));
  };
  const decideUnder = (held: CompiledRestriction, use: StatedUse, at = NOW, language = 'de') =>
    decideOne({
      license: license({ territoryBasis: 'audience' }),
      restrictions: [held],
      subject: subject({ language }),
      use: { action: 'display', title: 'morgen', channel: 'web', territory: 'DE', ...use },
      now: at,
    });

  it('it is a prohibition of what it names, and of nothing else', () => {
    const alone = held({ uses: ['display'], territories: ['DE'], channels: ['web'] });
    expect(decideUnder(alone, {})).toMatchObject({
      outcome: 'deny',
      code: 'restricted',
      decidedBy: 'exc_1#exclusive',
    });
    expect(decideUnder(alone, { territory: 'AT' }).outcome).toBe('permit');
    expect(decideUnder(alone, { channel: 'print' }).outcome).toBe('permit');
    expect(decideUnder(alone, { action: 'archive' }).outcome).toBe('permit');
  });

  it('it leaves the rest when no use is stated', () => {
    const alone = held({ territories: ['DE'] });
    const { rights } = decideUnder(alone, { territory: undefined, action: undefined });
    expect(rights?.grants.flatMap(({ territories }) => territories)).toEqual(['AT', 'CH']);
  });

  it('it holds from its first instant to the last before its end', () => {
    const alone = held({ from: '2026-11-20T12:00:00Z', until: '2026-11-21T12:00:00Z' });
    expect(decideUnder(alone, {}, NOW - 1).outcome).toBe('permit');
    expect(decideUnder(alone, {}, NOW).outcome).toBe('deny');
    expect(decideUnder(alone, {}, NOW + DAY_MS - 1).outcome).toBe('deny');
    expect(decideUnder(alone, {}, NOW + DAY_MS).outcome).toBe('permit');
  });

  it('before it begins, the rights of others end with its beginning', () => {
    expect(decideUnder(held({ from: '2026-11-20T15:00:00Z' }), {}).rights?.expires).toBe(NOW + 3 * HOUR_MS);
  });

  it('the first hours count from the creation of the version', () => {
    const alone = held({ firstHours: 24 });
    expect(decideUnder(alone, {}, NOW - 1).outcome).toBe('deny');
    expect(decideUnder(alone, {}, NOW).outcome).toBe('permit');
  });

  it('it goes no further than the purposes and languages of its license', () => {
    expect(decideUnder(held({}, { languages: ['fr'] }), {}).outcome).toBe('permit');
    expect(decideUnder(held({}, { languages: ['fr'] }), {}, NOW, 'fr-CH').outcome).toBe('deny');
    const editorial = held({}, { purposes: ['Editorial'] });
    expect(decideUnder(editorial, { purpose: 'advertising' }).outcome).toBe('permit');
    expect(decideUnder(editorial, { purpose: 'editorial' }).outcome).toBe('deny');
  });

  it('neither policy nor decision tells whose it is', () => {
    const alone = held({ territories: ['DE'] });
    const answers = JSON.stringify([decideUnder(alone, {}), decideUnder(alone, { territory: 'AT' }), alone]);
    expect(answers).not.toMatch(/par_secret|lic_2/);
    expect(decideUnder(alone, {}).sentence).toMatch(
      /an exclusivity that the agency granted to another client forbids display .*in DE/,
    );
  });

  it('is called so on a single component too', () => {
    const alone = onComponent(held({ territories: ['DE'] }), 'cmp_dispatch');
    expect(decideUnder(alone, {}).sentence).toMatch(/rule 1 of an exclusivity that the agency granted/);
    expect(decideUnder(onComponent(held({}), 'cmp_other'), {}).outcome).toBe('permit');
  });

  it('a license without one restricts nobody', () => {
    expect(exclusivityRestriction({ id: 'exc_1', version: 1, terms: terms() })).toBeUndefined();
  });
});
