import { describe, expect, it } from 'vitest';
import { decide } from '../../src/rights/index.ts';
import type { NamedTerms } from '../../src/rights/terms.ts';
import type { RightsCode, StatedUse } from '../../src/rights/types.ts';
import { decideOne, FULL_USE, input, license, NOW, restriction, set, subject } from './fixtures.ts';

const codeOf = (use: StatedUse, change: Partial<NamedTerms> = {}) =>
  decideOne({ license: license(change), use }).code;

describe('a use that is stated', () => {
  it('is permitted when the license names all of it', () => {
    const decision = decideOne({ use: FULL_USE });
    expect(decision).toMatchObject({ outcome: 'permit', decidedBy: 'lic_1#uses' });
    expect(decision.rights?.grants).toEqual([
      {
        uses: ['distribute'],
        titles: ['morgen'],
        territories: ['DE'],
        except: [],
        channels: ['web'],
        purposes: ['editorial'],
      },
    ]);
  });

  it.each<[RightsCode, StatedUse, Partial<NamedTerms>]>([
    ['use_not_licensed', { action: 'ai-train' }, {}],
    ['use_not_licensed', { action: 'no such act' }, {}],
    ['title_not_licensed', { title: 'abend' }, { titles: ['morgen'] }],
    ['title_not_licensed', { title: 'unknown' }, {}],
    ['territory_not_licensed', { territory: 'FR' }, {}],
    ['territory_not_licensed', { territory: 'DACH' }, {}],
    ['territory_not_licensed', { territory: 'Atlantis' }, {}],
    ['channel_not_licensed', { channel: 'broadcast' }, {}],
    ['purpose_not_licensed', { purpose: 'advertising' }, { purposes: ['editorial'] }],
    ['language_not_licensed', {}, { languages: ['en'] }],
    ['component_not_licensed', {}, { components: ['photograph'] }],
    ['outside_term', {}, { ends: '2026-11-20T12:00:00Z' }],
    ['outside_term', {}, { starts: '2026-11-20T12:00:01Z' }],
  ])('is %s when the license does not have it', (code, use, change) => {
    expect(codeOf(use, change)).toBe(code);
  });

  it('names the first thing missing in the order in which a partner would ask', () => {
    expect(codeOf({ action: 'ai-train', title: 'unknown', territory: 'FR' })).toBe('use_not_licensed');
    expect(codeOf({ title: 'unknown', territory: 'FR', channel: 'broadcast' })).toBe('title_not_licensed');
    expect(codeOf({ territory: 'FR', channel: 'broadcast' })).toBe('territory_not_licensed');
  });

  it('may be included in a licensed one, but not the other way', () => {
    expect(codeOf({ action: 'display' }, { uses: ['play'] })).toBeUndefined();
    expect(codeOf({ action: 'play' }, { uses: ['display'] })).toBe('use_not_licensed');
  });

  it('never has an act of AI or search included in `use`', () => {
    for (const action of ['ai-train', 'ai-input', 'ai-index', 'search'])
      expect(codeOf({ action }, { uses: ['use'], alterations: ['translate'] })).toBe('use_not_licensed');
    expect(codeOf({ action: 'search' }, { uses: ['search'] })).toBeUndefined();
    expect(codeOf({ action: 'ai-input' }, { uses: ['search'] })).toBe('use_not_licensed');
  });

  it('asks whether an act that nobody knows was misspelled', () => {
    expect(decideOne({ use: { action: 'displya' } }).sentence).toBe(
      'Dispatch withheld: the license does not permit displya; did you mean display?',
    );
    expect(decideOne({ use: { action: 'frobnicate' } }).sentence).toBe(
      'Dispatch withheld: the license does not permit frobnicate.',
    );
  });

  it('reads names in ODRL form and alpha-3 codes', () => {
    expect(codeOf({ action: 'odrl:display', territory: 'deu' })).toBeUndefined();
  });

  it('covers the regions of a licensed language, and does not ask a photograph for one', () => {
    expect(codeOf({}, { languages: ['de'] })).toBeUndefined();
    const inSwissGerman = subject({ language: 'de-CH' });
    expect(decideOne({ license: license({ languages: ['de'] }), subject: inSwissGerman }).outcome).toBe(
      'permit',
    );
    expect(
      decideOne({ license: license({ languages: ['en'] }), subject: subject({}, 'photograph') }).outcome,
    ).toBe('permit');
  });

  it('is indeterminate when the license asks for a language and the item has none', () => {
    const wordless = subject();
    delete wordless.language;
    const decision = decideOne({ license: license({ languages: ['de'] }), subject: wordless });
    expect(decision).toMatchObject({ outcome: 'deny', code: 'indeterminate' });
    expect(decision.sentence).toContain('language');
  });
});

describe('the home market', () => {
  const narrow = { territories: ['AT', 'JP'], channels: ['web', 'print'] as NamedTerms['channels'] };

  it('counts on the web, where nobody states a territory', () => {
    expect(codeOf({ title: 'abend', channel: 'web' }, narrow)).toBeUndefined();
    const decision = decideOne({ license: license(narrow), use: { title: 'morgen', channel: 'web' } });
    expect(decision.code).toBe('territory_not_licensed');
    expect(decision.sentence).toContain('not in DE, the home market of the title Der Morgen');
  });

  it('counts on the web even where another territory is stated: nothing is geo-blocked', () => {
    expect(codeOf({ title: 'morgen', channel: 'web', territory: 'AT' }, narrow)).toBe(
      'territory_not_licensed',
    );
  });

  it('does not count when the partner geo-blocks', () => {
    const blocking = { ...narrow, territoryBasis: 'audience' as const };
    expect(codeOf({ title: 'morgen', channel: 'web', territory: 'AT' }, blocking)).toBeUndefined();
    expect(codeOf({ title: 'morgen', channel: 'web', territory: 'DE' }, blocking)).toBe(
      'territory_not_licensed',
    );
  });

  it('leaves print to the territory that is stated', () => {
    expect(codeOf({ title: 'morgen', channel: 'print', territory: 'AT' }, narrow)).toBeUndefined();
    expect(codeOf({ title: 'morgen', channel: 'print' }, narrow)).toBeUndefined();
  });
});

describe('an article', () => {
  it('is permitted when one component is, with the rights of its dispatch', () => {
    const textOnly = license({ components: ['dispatch'] });
    const decision = decide(
      input({ license: textOnly, subject: subject({}, 'photograph', 'dispatch', 'logo') }),
    );
    expect(decision.outcome).toBe('permit');
    expect(decision.components.map(({ code }) => code)).toEqual([
      'component_not_licensed',
      undefined,
      'component_not_licensed',
    ]);
    expect(decision.rights).toEqual(decision.components[1]?.rights);
    expect(decision.sentence).toContain('2 of 3 components are withheld');
  });

  it('has the rights of its first permitted component when there is no dispatch', () => {
    const decision = decide(input({ subject: subject({}, 'video', 'photograph') }));
    expect(decision.rights).toEqual(decision.components[1]?.rights);
  });

  it('is refused with the code of its dispatch', () => {
    const noDispatch = restriction(set({ prohibition: { action: 'use' } }), {
      scope: { kind: 'component', component: 'cmp_dispatch' },
    });
    const decision = decide(
      input({
        license: license({ components: ['dispatch'] }),
        restrictions: [noDispatch],
        subject: subject({}, 'photograph', 'dispatch'),
      }),
    );
    expect(decision).toMatchObject({ outcome: 'deny', code: 'restricted', decidedBy: 'rst_1#rule-1' });
  });

  it('without components is refused', () => {
    expect(decide(input({ subject: { ...subject(), components: [] } }))).toMatchObject({
      outcome: 'deny',
      code: 'component_not_licensed',
    });
  });

  it('names every policy that was evaluated, and no other', () => {
    const applied = restriction(set({ prohibition: { action: 'archive' } }), { id: 'rst_a' });
    const foreign = restriction(set({ prohibition: { action: 'archive' } }), {
      id: 'rst_b',
      scope: { kind: 'item', item: 'itm_2' },
    });
    const { policies } = decide(input({ restrictions: [applied, foreign] }));
    expect(policies.map(({ id, version }) => [id, version])).toEqual([
      ['lic_1', 3],
      ['rst_a', 1],
    ]);
    expect(policies[1]?.sha256).toBe(applied.sha256);
  });
});

describe('a partner without titles', () => {
  it('has rights that name none', () => {
    const decision = decideOne({ license: license({}, []) });
    expect(decision.rights?.grants[0]?.titles).toEqual([]);
    expect(decideOne({ license: license({}, []), use: { title: 'morgen' } }).outcome).toBe('deny');
  });
});

describe('an embargo', () => {
  const until = NOW + 3_600_000;
  const early = subject({ embargoedUntil: until });

  it('holds a stated act of publication', () => {
    const decision = decideOne({ subject: early, use: { action: 'distribute' } });
    expect(decision).toMatchObject({ outcome: 'deny', code: 'embargoed', decidedBy: 'embargo#until' });
    expect(decision.trace[0]).toMatchObject({ kind: 'prohibition', outcome: 'forbidden' });
  });

  it('lets preparation happen', () => {
    expect(decideOne({ subject: early, use: { action: 'archive' } }).rights?.notBefore).toBeUndefined();
  });

  it('is an instant before which nothing is published when no act is stated', () => {
    expect(decideOne({ subject: early }).rights?.notBefore).toBe(until);
    expect(decideOne({ subject: subject({ embargoedUntil: NOW }) }).rights?.notBefore).toBeUndefined();
  });

  it('is judged for the instant at which it lifts', () => {
    const brief = license({ uses: ['distribute'], ends: '2026-11-20T12:30:00Z' });
    expect(decideOne({ license: brief, subject: early })).toMatchObject({
      outcome: 'deny',
      code: 'outside_term',
    });
  });

  it('is over when it is over', () => {
    expect(decideOne({ subject: early, use: { action: 'distribute' }, now: until }).outcome).toBe('permit');
  });
});
