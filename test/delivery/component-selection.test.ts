import { describe, expect, it } from 'vitest';
import type { Component } from '../../src/articles/model.ts';
import { goingOut, splitByState } from '../../src/delivery/component-selection.ts';
import { withheldHeader } from '../../src/delivery/refusals.ts';
import { Message } from '../../src/rights/index.ts';
import type { ComponentDecision, EffectiveRights } from '../../src/rights/types.ts';

const NOW = Date.UTC(2026, 10, 24);
const part = (id: string, change: Partial<Component> = {}): Component => ({
  id,
  type: 'photograph',
  name: id,
  uri: `urn:${id}`,
  digest: `digest-${id}`,
  ninjs: {},
  ...change,
});
const rights = (
  change: Partial<EffectiveRights['grants'][number]> = {},
  rest: Partial<EffectiveRights> = {},
): EffectiveRights => ({
  grants: [
    {
      uses: ['display', 'print'],
      titles: ['a'],
      territories: ['world'],
      except: [],
      channels: ['web', 'print'],
      ...change,
    },
  ],
  duties: [],
  expires: NOW + 1000,
  ...rest,
});
const permit = (
  component: string,
  has: EffectiveRights,
  type: ComponentDecision['type'] = 'photograph',
): ComponentDecision => ({
  component,
  type,
  outcome: 'permit',
  decidedBy: 'lic#uses',
  sentence: '',
  message: new Message({}, '', {}),
  rights: has,
  trace: [],
});

describe('parts that go out together', () => {
  it('are stamped with what holds for all of them, never with what only one of them has', () => {
    const text = permit('text', rights(), 'dispatch');
    const photo = permit(
      'photo',
      rights(
        { territories: ['world'], except: ['JP'], uses: ['display'] },
        { duties: [{ action: 'attribute', text: 'X' }], expires: NOW + 5 },
      ),
    );
    const { present, common, absent } = goingOut(
      [part('text', { type: 'dispatch' }), part('photo')],
      [text, photo],
    );
    expect(present.map(({ id }) => id)).toEqual(['text', 'photo']);
    expect(absent).toEqual([]);
    expect(common?.rights).toEqual({
      grants: [
        {
          uses: ['display'],
          titles: ['a'],
          territories: ['world'],
          except: ['JP'],
          channels: ['web', 'print'],
        },
      ],
      duties: [{ action: 'attribute', text: 'X' }],
      expires: NOW + 5,
    });
  });

  it('leave out one whose rights have nothing in common with theirs', () => {
    const { present, absent } = goingOut(
      [part('text', { type: 'dispatch' }), part('photo')],
      [
        permit('text', rights({ channels: ['web'] }), 'dispatch'),
        permit('photo', rights({ channels: ['print'] })),
      ],
    );
    expect(present.map(({ id }) => id)).toEqual(['text']);
    expect(absent).toEqual([{ component: 'photo', code: 'fetch_separately', decidedBy: 'license' }]);
  });

  it('take no rights from a part whose content is not there', () => {
    const { common, absent } = goingOut(
      [part('text', { type: 'dispatch', digest: undefined }), part('photo')],
      [permit('text', rights(), 'dispatch'), permit('photo', rights({ uses: ['display'] }))],
    );
    expect(common?.rights.grants[0]?.uses).toEqual(['display']);
    expect(absent).toEqual([{ component: 'text', code: 'content_unavailable', decidedBy: 'content' }]);
  });

  it('are nothing when no content is there', () => {
    expect(
      goingOut([part('photo', { digest: undefined })], [permit('photo', rights())]).common,
    ).toBeUndefined();
  });
});

describe('parts that are stopped by themselves', () => {
  it('do not leave with what contains them', () => {
    const { alive, stopped } = splitByState(
      [
        part('fine'),
        part('gone', { stopped: 'killed' }),
        part('later', { embargoedUntil: NOW + 1 }),
        part('lifted', { embargoedUntil: NOW }),
      ],
      NOW,
    );
    expect(alive.map(({ id }) => id)).toEqual(['fine', 'lifted']);
    expect(stopped.map(({ component, code }) => [component, code])).toEqual([
      ['gone', 'killed'],
      ['later', 'embargoed'],
    ]);
  });
});

describe('the Rights-Withheld header', () => {
  it('names each component with its code', () => {
    expect(withheldHeader([{ component: 'cmp_1', code: 'restricted', decidedBy: 'x' }])).toEqual({
      'Rights-Withheld': '"cmp_1";code=restricted',
    });
  });
  it('stays short enough for any client, and says how many it does not name', () => {
    const many = Array.from({ length: 200 }, (_, n) => ({
      component: `cmp_${'0'.repeat(32)}${n}`,
      code: 'restriction_unreviewed',
      decidedBy: 'x',
    }));
    const value = withheldHeader(many)['Rights-Withheld'] ?? '';
    expect(value.length).toBeLessThan(4_200);
    expect(value).toMatch(/, "";more=\d+$/);
  });
});
