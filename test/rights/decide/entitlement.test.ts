/** Valid entitlements of a token, and their effect on a license. */
import { describe, expect, it } from 'vitest';
import { checkEntitlement, compileLicense, decide, licensedActions } from '../../../src/rights/index.ts';
import type { PolicyTerms } from '../../../src/rights/terms.ts';
import type { Entitlement } from '../../../src/rights/types.ts';
import { COMMON, decideOne, input, license, rightsOf, set, subject, unwrap } from '../fixtures.ts';

describe('the licensed actions', () => {
  it('are the uses, what they include, and the alterations, each once', () => {
    expect(licensedActions(license({ uses: ['play', 'display'], alterations: ['shorten', 'crop'] }))).toEqual(
      ['play', 'display', 'shorten', 'crop'],
    );
    expect(licensedActions(license())).toEqual(['display', 'distribute', 'archive']);
  });
});

describe('a token that would widen', () => {
  const faults = (requested: unknown, compiled = license()) =>
    checkEntitlement(compiled, requested as Entitlement);
  const fault = (path: string, name: string) => ({ path, message: `The license does not cover "${name}"` });

  it.each<[string, unknown, [string, string][]]>([
    ['an act that is not licensed', { actions: ['display', 'print'] }, [['/actions/1', 'print']]],
    [
      'an act that includes a licensed one',
      { actions: ['play', 'use'] },
      [
        ['/actions/0', 'play'],
        ['/actions/1', 'use'],
      ],
    ],
    [
      'no act at all',
      { actions: ['', 'odrl:display'] },
      [
        ['/actions/0', ''],
        ['/actions/1', 'odrl:display'],
      ],
    ],
    [
      'a component',
      { datatypes: ['dispatch', 'audio', 'Dispatch'] },
      [
        ['/datatypes/1', 'audio'],
        ['/datatypes/2', 'Dispatch'],
      ],
    ],
    ['a place', { locations: ['DE', 'JP', 'AT'] }, [['/locations/1', 'JP']]],
    [
      'a set that is wider',
      { locations: ['DACH', 'EU', 'world'] },
      [
        ['/locations/1', 'EU'],
        ['/locations/2', 'world'],
      ],
    ],
    [
      'no place at all',
      { locations: ['Atlantis', '-Atlantis', '', '-'] },
      [
        ['/locations/0', 'Atlantis'],
        ['/locations/1', '-Atlantis'],
        ['/locations/2', ''],
        ['/locations/3', '-'],
      ],
    ],
    ['a hyphen inside a name', { locations: ['D-E'] }, [['/locations/0', 'D-E']]],
    [
      'a channel',
      { channels: ['web', 'app', 'print', 'social'] },
      [
        ['/channels/1', 'app'],
        ['/channels/3', 'social'],
      ],
    ],
  ])('by %s is told which name it is', (_, requested, expected) => {
    expect(faults(requested)).toEqual(expected.map(([path, name]) => fault(path, name)));
  });

  it('is told of all parts, in their order', () => {
    expect(
      faults({ channels: ['app'], locations: ['US'], datatypes: ['video'], actions: ['print'] }).map(
        ({ path }) => path,
      ),
    ).toEqual(['/actions/0', '/datatypes/0', '/locations/0', '/channels/0']);
  });

  it('is quoted in 80 characters that can be written down', () => {
    expect(faults({ actions: ['x'.repeat(81)] })).toEqual([fault('/actions/0', 'x'.repeat(80))]);
    expect(faults({ channels: ['\ud800'] })).toEqual([fault('/channels/0', '\ufffd')]);
  });

  it.each<[string, Entitlement]>([
    ['nothing of any part', { actions: [], datatypes: [], locations: [], channels: [] }],
    ['a part of a licensed country', { locations: ['DE-BY', 'AT-9'] }],
    ['what it takes out, wherever that lies', { locations: ['DACH', '-JP', '-DE-BY', '-EU'] }],
    ['three letters', { locations: ['CHE', '-JPN'] }],
  ])('is none that names %s', (_, entitlement) => {
    expect(faults(entitlement)).toEqual([]);
  });

  it('is none that names an act inside a licensed one, or an alteration that is licensed', () => {
    const wide = license({ uses: ['use', 'ai-input'], alterations: ['crop'] });
    expect(faults({ actions: ['use', 'display', 'play', 'ai-input', 'crop'] }, wide)).toEqual([]);
    expect(faults({ actions: ['transfer', 'ai-train'] }, wide)).toEqual([
      fault('/actions/0', 'transfer'),
      fault('/actions/1', 'ai-train'),
    ]);
  });

  it('has nothing in a rule whose act nobody knows', () => {
    const policy = set({
      conflict: 'prohibit',
      permission: [{ action: 'display' }, { action: 'http://example.com/teleport' }],
    });
    const compiled = unwrap(
      compileLicense({ id: 'lic_1', version: 1, terms: { ...COMMON, policy } as PolicyTerms, titles: [] }),
    );
    expect(faults({ actions: ['display', '', 'http://example.com/teleport'] }, compiled)).toEqual([
      fault('/actions/1', ''),
      fault('/actions/2', 'http://example.com/teleport'),
    ]);
  });
});

describe('a use under a token', () => {
  const USE = { action: 'distribute', title: 'morgen', territory: 'DE', channel: 'web' } as const;
  const under = (entitlement: Entitlement, use: object = USE) => decideOne({ entitlement, use });

  it.each<[string, Entitlement]>([
    ['actions', { actions: ['display'] }],
    ['actions', { actions: ['teleport'] }],
    ['datatypes', { datatypes: ['photograph'] }],
    ['locations', { locations: ['AT', 'CH'] }],
    ['locations', { locations: [] }],
    ['locations', { locations: ['DACH', '-DE'] }],
    ['locations', { locations: ['DACH', '-Atlantis'] }],
    ['locations', { locations: ['Atlantis'] }],
    ['locations', { locations: ['DE-BY'] }],
    ['channels', { channels: ['print'] }],
    ['channels', { channels: [] }],
  ])('outside its %s: %j', (part, entitlement) => {
    const decision = under(entitlement);
    expect(decision).toMatchObject({ outcome: 'deny', code: 'outside_token', decidedBy: `token#${part}` });
    expect(decision.sentence).toBe(
      `Dispatch withheld: the license permits this use, the token's ${part} do not.`,
    );
    expect(decision.trace).toEqual([
      {
        policy: 'token',
        rule: part,
        kind: 'entitlement',
        outcome: 'unmet',
        reason: `The token's ${part} do not reach this use`,
      },
      {
        policy: 'lic_1',
        rule: 'uses',
        kind: 'permission',
        outcome: 'granted',
        reason: expect.stringMatching(/^Rule 1 of the license permits distribute /),
      },
    ]);
  });

  it.each<[string, Entitlement]>([
    ['all of it open', {}],
    ['its act named', { actions: ['distribute'] }],
    ['its act inside a named one', { actions: ['archive', 'use'] }],
    ['an act that nobody knows besides', { actions: ['teleport', 'distribute'] }],
    ['its component named', { datatypes: ['photograph', 'dispatch'] }],
    ['its place named', { locations: ['AT', 'DE'] }],
    ['its place in a set', { locations: ['EU'] }],
    ['a place that nobody knows besides', { locations: ['Atlantis', 'DE'] }],
    ['another place taken out', { locations: ['DACH', '-AT'] }],
    ['its channel named', { channels: ['print', 'web'] }],
  ])('is permitted inside it, with %s', (_, entitlement) => {
    expect(under(entitlement).outcome).toBe('permit');
  });

  it('states less: what remains is what both say', () => {
    const grants = (entitlement: Entitlement) => rightsOf(under(entitlement, { title: 'morgen' })).grants;
    const all = {
      uses: ['display', 'distribute', 'archive'],
      titles: ['morgen'],
      territories: ['DACH'],
      except: [],
      channels: ['web', 'newsletter', 'print'],
    };
    expect(grants({})).toEqual([all]);
    expect(grants({ actions: ['archive', 'display'] })).toEqual([{ ...all, uses: ['display', 'archive'] }]);
    expect(grants({ channels: ['print', 'web'] })).toEqual([{ ...all, channels: ['web', 'print'] }]);
    expect(grants({ locations: ['DE'] })).toEqual([{ ...all, territories: ['DE'] }]);
    // Der Morgen publishes at home in Germany in any case, and the token does not cover that.
    expect(under({ locations: ['AT', 'CH'] }, { title: 'morgen' }).decidedBy).toBe('token#locations');
    expect(rightsOf(under({ locations: ['AT', 'CH'] }, { title: 'abend' })).grants).toEqual([
      { ...all, titles: ['abend'], territories: ['AT', 'CH'] },
    ]);
  });

  it('in a part of a country states the part', () => {
    const compiled = license({ territoryBasis: 'audience' });
    const decision = decideOne({ license: compiled, entitlement: { locations: ['DE-BY', 'AT'] } });
    expect(rightsOf(decision).grants.map(({ territories, except }) => [territories, except])).toEqual([
      [['AT', 'DE-BY'], []],
    ]);
    const without = decideOne({ license: compiled, entitlement: { locations: ['DACH', '-DE-BY'] } });
    expect(rightsOf(without).grants.map(({ territories }) => territories)).toEqual([
      ['AT', 'CH', ...'BB BE BW HB HE HH MV NI NW RP SH SL SN ST TH'.split(' ').map((part) => `DE-${part}`)],
    ]);
  });

  it('of another token that says the same is decided the same, of one that says more is not', () => {
    expect(under({ channels: ['web'] }).outcome).toBe('permit');
    expect(under({ channels: ['web'] }).outcome).toBe('permit');
    expect(under({ channels: ['print'] }).outcome).toBe('deny');
    expect(under({ actions: ['distribute'], channels: ['print'] }).decidedBy).toBe('token#channels');
    expect(under({ actions: ['display'], channels: ['web'] }).decidedBy).toBe('token#actions');
    expect(decideOne({ use: USE }).outcome).toBe('permit');
  });

  it('tells components apart that the license treats alike', () => {
    const { components, rights } = decide(
      input({
        entitlement: { datatypes: ['photograph'] },
        subject: subject({}, 'dispatch', 'photograph', 'graphic'),
      }),
    );
    expect(components.map(({ type, outcome, decidedBy }) => [type, outcome, decidedBy])).toEqual([
      ['dispatch', 'deny', 'token#datatypes'],
      ['photograph', 'permit', 'lic_1#uses'],
      ['graphic', 'deny', 'token#datatypes'],
    ]);
    expect(rights).toEqual(components[1]?.rights);
  });
});
