import { describe, expect, it } from 'vitest';
import { perObject, sharedRights } from '../../src/rights/index.ts';
import { SHARED_RIGHTS_MAX } from '../../src/rights/limits.ts';
import type { EffectiveRights } from '../../src/rights/types.ts';

const rightsUntil = (expires: number): EffectiveRights => ({
  grants: [
    { uses: ['display'], titles: ['courier'], territories: ['world'], except: ['JP'], channels: ['web'] },
  ],
  duties: [{ action: 'attribute', text: 'Ines Arven / Tidemark' }],
  expires,
});

describe('rights that say the same', () => {
  it('are one object, and others another', () => {
    const first = sharedRights(rightsUntil(1));
    expect(sharedRights(rightsUntil(1))).toBe(first);
    expect(sharedRights(rightsUntil(2))).not.toBe(first);
    expect(sharedRights({ ...rightsUntil(1), notBefore: 0 })).not.toBe(first);
  });

  it('are forgotten when too many others have come since', () => {
    const first = sharedRights(rightsUntil(-1));
    for (let n = 0; n <= SHARED_RIGHTS_MAX; n++) sharedRights(rightsUntil(1_000 + n));
    expect(sharedRights(rightsUntil(-1))).not.toBe(first);
  });

  it('are worked with once', () => {
    let times = 0;
    const end = perObject(({ expires }: EffectiveRights) => {
      times++;
      return expires;
    });
    const rights = rightsUntil(3);
    expect([end(rights), end(rights), end(rightsUntil(4))]).toEqual([3, 3, 4]);
    expect(times).toBe(2);
  });
});
