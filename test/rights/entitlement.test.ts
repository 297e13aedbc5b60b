import { describe, expect, it } from 'vitest';
import { checkEntitlement } from '../../src/rights/index.ts';
import type { Entitlement } from '../../src/rights/types.ts';
import { decideOne, license, rightsOf, subject } from './fixtures.ts';

describe('an entitlement', () => {
  it('narrows when the license covers all of it', () => {
    const entitlement: Entitlement = {
      actions: ['display'],
      datatypes: ['dispatch'],
      locations: ['AT', 'DEU'],
      channels: ['web'],
    };
    expect(checkEntitlement(license(), entitlement)).toEqual([]);
    expect(checkEntitlement(license(), {})).toEqual([]);
    expect(checkEntitlement(license({ uses: ['play'] }), { actions: ['display', 'play'] })).toEqual([]);
    expect(checkEntitlement(license({ uses: ['use'] }), { actions: ['use', 'display'] })).toEqual([]);
  });

  it('names each part that would widen', () => {
    const entitlement = {
      actions: ['display', 'ai-train', 'x'],
      datatypes: ['video'],
      locations: ['DACH', 'EU', '?'],
      channels: ['social'],
    } as Entitlement;
    expect(checkEntitlement(license(), entitlement).map(({ path }) => path)).toEqual([
      '/actions/1',
      '/actions/2',
      '/datatypes/0',
      '/locations/1',
      '/locations/2',
      '/channels/0',
    ]);
  });

  it('takes from the effective rights what the token does not name', () => {
    const entitlement: Entitlement = { actions: ['display'], locations: ['DE', 'AT'], channels: ['web'] };
    expect(rightsOf(decideOne({ entitlement })).grants).toEqual([
      {
        uses: ['display'],
        titles: ['morgen', 'abend'],
        territories: ['AT', 'DE'],
        except: [],
        channels: ['web'],
      },
    ]);
  });

  it.each<[string, Entitlement]>([
    ['actions', { actions: ['display'] }],
    ['actions', { actions: [] }],
    ['datatypes', { datatypes: ['photograph'] }],
    ['locations', { locations: ['AT'] }],
    ['channels', { channels: ['newsletter'] }],
  ])('denies as outside_token what the license permits and its %s do not', (part, entitlement) => {
    const use = { action: 'distribute', territory: 'DE', channel: 'web' } as const;
    const decision = decideOne({ entitlement, use });
    expect(decision).toMatchObject({ outcome: 'deny', code: 'outside_token', decidedBy: `token#${part}` });
    expect(decision.trace[0]).toMatchObject({ kind: 'entitlement', outcome: 'unmet' });
  });

  it('never adds to the license', () => {
    const entitlement: Entitlement = { actions: ['ai-train'], datatypes: ['video'], locations: ['world'] };
    expect(decideOne({ entitlement, use: { action: 'ai-train' } }).code).toBe('use_not_licensed');
    expect(decideOne({ entitlement, subject: subject({}, 'video') }).code).toBe('component_not_licensed');
  });
});
