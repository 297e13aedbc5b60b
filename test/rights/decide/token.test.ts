/** Normalization of a token. */
import { describe, expect, it } from 'vitest';
import { tokenOf } from '../../../src/rights/decide/token.ts';
import type { Entitlement } from '../../../src/rights/types.ts';

describe('a token', () => {
  const parts = (entitlement: unknown) => {
    const { key: _, locations, ...rest } = tokenOf(entitlement as Entitlement | undefined);
    return { ...rest, ...(locations && { locations: [...locations].sort() }) };
  };

  it.each<[unknown, object]>([
    [undefined, {}],
    [{}, {}],
    [{ actions: ['display', 'teleport', 'odrl:print', 'use'] }, { actions: ['display', 'use'] }],
    [{ actions: ['teleport'] }, { actions: [] }],
    [{ actions: [] }, { actions: [] }],
    [{ datatypes: ['dispatch', 'hologram'] }, { datatypes: ['dispatch', 'hologram'] }],
    [{ channels: ['web', 'smoke'] }, { channels: ['web', 'smoke'] }],
    [{ locations: ['DACH', 'JPN'] }, { locations: ['AT', 'CH', 'DE', 'JP'] }],
    [{ locations: ['DACH', '-AT'] }, { locations: ['CH', 'DE'] }],
    [{ locations: ['DE', 'Atlantis'] }, { locations: ['DE'] }],
    [{ locations: ['DE', '-Atlantis'] }, { locations: [] }],
    [{ locations: ['Atlantis'] }, { locations: [] }],
    [{ locations: [] }, { locations: [] }],
    [{ locations: ['DE-BY'] }, { locations: ['DE-BY'] }],
  ])('is read from %j', (entitlement, expected) => {
    expect(parts(entitlement)).toEqual(expected);
  });

  it('has one key with another that says the same, and no other', () => {
    const key = (entitlement?: Entitlement) => tokenOf(entitlement).key;
    expect(key()).toBe('');
    expect(key({})).not.toBe('');
    expect(key({ channels: ['web'] })).toBe(key({ channels: ['web'] }));
    const all: Entitlement[] = [
      {},
      { actions: [] },
      { actions: ['display'] },
      { actions: ['display', 'print'] },
      { actions: ['display,print'] },
      { datatypes: ['photograph'] },
      { locations: ['DE'] },
      { channels: ['web'] },
      { channels: ['web', 'app'] },
    ];
    expect(new Set(all.map(key)).size).toBe(all.length);
  });

  it('is one object with another that says the same', () => {
    const entitlement: Entitlement = { locations: ['DE', 'AT'] };
    expect(tokenOf(entitlement)).toBe(tokenOf(entitlement));
    expect(tokenOf({ locations: ['DE', 'AT'] })).toBe(tokenOf(entitlement));
    expect(tokenOf({ locations: ['DE'] })).not.toBe(tokenOf(entitlement));
  });
});
