import { describe, expect, it } from 'vitest';
import { DAY_MS, decideOne, license, NOW, restriction, rightsOf, set, subject } from './fixtures.ts';

describe('effective rights', () => {
  it('are one box for a plain license', () => {
    expect(rightsOf(decideOne()).grants).toEqual([
      {
        uses: ['display', 'distribute', 'archive'],
        titles: ['morgen', 'abend'],
        territories: ['DACH'],
        except: [],
        channels: ['web', 'newsletter', 'print'],
      },
    ]);
  });

  it('end with the license', () => {
    expect(rightsOf(decideOne()).expires).toBe(Date.parse('2027-01-01T00:00:00Z'));
  });

  it('give each title its own territories', () => {
    const out = (title: string, territory: string) => ({
      action: 'use',
      constraint: [
        { leftOperand: 'imp:title', operator: 'eq', rightOperand: title },
        { leftOperand: 'spatial', operator: 'eq', rightOperand: territory },
      ],
    });
    const split = restriction(set({ prohibition: [out('morgen', 'CH'), out('abend', 'DE')] }));
    const { grants } = rightsOf(decideOne({ restrictions: [split] }));
    expect(grants.map(({ titles, territories }) => [titles, territories])).toEqual([
      [['morgen'], ['AT', 'DE']],
      [['abend'], ['AT', 'CH']],
    ]);
  });

  it('tell channels without territory from those with one', () => {
    const abroad = license({ territories: ['JP'], channels: ['print', 'web'] });
    expect(rightsOf(decideOne({ license: abroad })).grants.map(({ channels }) => channels)).toEqual([
      ['print'],
    ]);
  });

  it('leave a part out that is taken from one act only', () => {
    const noArchiveOnline = restriction(
      set({
        prohibition: {
          action: 'archive',
          constraint: { leftOperand: 'deliveryChannel', operator: 'eq', rightOperand: 'web' },
        },
      }),
    );
    const { grants } = rightsOf(decideOne({ restrictions: [noArchiveOnline] }));
    expect(grants.map(({ uses, channels }) => [uses, channels])).toEqual([
      [
        ['display', 'distribute'],
        ['web', 'newsletter', 'print'],
      ],
      [['archive'], ['newsletter', 'print']],
    ]);
  });

  it('name an act that includes others together with those, and no abstract act', () => {
    const { grants } = rightsOf(
      decideOne({ license: license({ uses: ['reproduce', 'transfer'], alterations: ['excerpt'] }) }),
    );
    expect(grants.flatMap(({ uses }) => uses)).toEqual(['reproduce', 'extract', 'give', 'sell']);
  });

  it('say any purpose only when every purpose is permitted', () => {
    const purposes = (operator: string, rightOperand: string) =>
      rightsOf(
        decideOne({
          restrictions: [
            restriction(
              set({
                prohibition: {
                  action: 'use',
                  constraint: { leftOperand: 'purpose', operator, rightOperand },
                },
              }),
            ),
          ],
        }),
      ).grants[0]?.purposes;
    expect(rightsOf(decideOne()).grants[0]?.purposes).toBeUndefined();
    expect(purposes('neq', 'editorial')).toEqual(['editorial']);
    expect(purposes('eq', 'advertising')).toEqual([
      'editorial',
      'commercial',
      'promotional',
      'educational',
      'research',
    ]);
  });

  it('leave out an alteration that a restriction forbids anywhere', () => {
    const cropping = { license: license({ alterations: ['crop', 'headline'] }) };
    const noCrop = restriction(
      set({
        prohibition: {
          action: 'imp:crop',
          constraint: { leftOperand: 'spatial', operator: 'eq', rightOperand: 'CH' },
        },
      }),
    );
    expect(rightsOf(decideOne({ ...cropping, restrictions: [noCrop] })).alterations).toEqual(['headline']);
  });

  it('are refused as indeterminate when the cases are too many to judge', () => {
    const many = Array.from({ length: 40 }, (_, position) => ({
      action: ['display', 'distribute', 'archive', 'print', 'reproduce'][position % 5],
      constraint: [
        {
          leftOperand: 'spatial',
          operator: 'eq',
          rightOperand: ['FR', 'JP', 'US', 'GB', 'IT', 'ES', 'PL', 'SE', 'NO', 'FI'][position % 10],
        },
        {
          leftOperand: 'deliveryChannel',
          operator: 'eq',
          rightOperand: ['web', 'app', 'newsletter', 'social', 'print', 'epaper'][position % 6],
        },
        { leftOperand: 'purpose', operator: 'eq', rightOperand: `purpose ${position}` },
      ],
    }));
    const wide = license({
      uses: ['use'],
      territories: ['world'],
      channels: ['web', 'app', 'newsletter', 'social', 'print', 'epaper'],
    });
    const base = { license: wide, restrictions: [restriction(set({ prohibition: many }))] };
    expect(decideOne(base)).toMatchObject({
      outcome: 'deny',
      code: 'indeterminate',
      decidedBy: 'lic_1#too-open',
    });
    expect(decideOne({ ...base, use: { action: 'display', channel: 'web', territory: 'FR' } }).outcome).toBe(
      'permit',
    );
  });
});

describe('the rights to an embargoed item', () => {
  const soon = (action: string) =>
    restriction(
      set({
        prohibition: {
          action,
          constraint: { leftOperand: 'elapsedTime', operator: 'gt', rightOperand: 'P1D' },
        },
      }),
    );
  const early = { subject: subject({ embargoedUntil: NOW + DAY_MS }) };

  it('name no act that is over before the embargo lifts', () => {
    const wide = license({ uses: ['display', 'reproduce'] });
    const rights = rightsOf(decideOne({ ...early, license: wide, restrictions: [soon('reproduce')] }));
    expect(rights.grants.map(({ uses }) => uses)).toEqual([['display']]);
    expect([rights.notBefore, rights.expires]).toEqual([NOW + DAY_MS, Date.parse('2027-01-01T00:00:00Z')]);
  });

  it('name no alteration that is over before the embargo lifts', () => {
    const wide = license({ uses: ['display'], alterations: ['headline', 'crop'] });
    const rights = rightsOf(decideOne({ ...early, license: wide, restrictions: [soon('imp:crop')] }));
    expect(rights.alterations).toEqual(['headline']);
    expect(rights.expires).toBe(Date.parse('2027-01-01T00:00:00Z'));
  });

  it('still name it where nothing of them waits for the embargo', () => {
    const rights = rightsOf(
      decideOne({
        ...early,
        license: license({ uses: ['display', 'reproduce'] }),
        restrictions: [soon('reproduce')],
        use: { action: 'reproduce' },
      }),
    );
    expect(rights.notBefore).toBeUndefined();
    expect(rights.expires).toBe(NOW + 1);
  });
});
