import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../src/rights/terms.ts';
import type { RightsGrant } from '../../src/rights/types.ts';
import { boxesOf } from '../../src/stamp/boxes.ts';
import { grant } from './fixtures.ts';

const some = (values: string[]) => fc.subarray(values, { minLength: 1 });
const grants = fc.array(
  fc.record({
    uses: some(['display', 'print']),
    titles: some(['a', 'b']),
    territories: some(['AT', 'DE']),
    except: fc.constant<string[]>([]),
    channels: some(['web', 'app']).map((list) => list as Channel[]),
  }),
  { minLength: 1, maxLength: 5 },
);

interface Covering {
  uses: string[];
  titles: string[];
  territories: string[];
  channels: string[];
}

/** Every single use that the boxes cover. */
function usesIn(boxes: readonly Covering[]): string[] {
  const uses = boxes.flatMap((box) =>
    box.uses.flatMap((use) =>
      box.titles.flatMap((title) =>
        box.territories.flatMap((place) =>
          box.channels.map((channel) => [use, title, place, channel].join()),
        ),
      ),
    ),
  );
  return [...new Set(uses)].sort();
}

const rightsOf = (list: RightsGrant[]) => ({ grants: list, duties: [], expires: 0 });

describe('rights as few boxes', () => {
  it('cover exactly what the grants cover, however they are joined', () => {
    fc.assert(
      fc.property(grants, (list) => {
        expect(usesIn(boxesOf(rightsOf(list)))).toEqual(usesIn(list));
      }),
    );
  });

  it('do not depend on the order of the grants', () => {
    fc.assert(
      fc.property(grants, (list) => {
        const reversed = [...list].reverse();
        expect(usesIn(boxesOf(rightsOf(reversed)))).toEqual(usesIn(boxesOf(rightsOf(list))));
        expect(boxesOf(rightsOf(reversed))).toEqual(boxesOf(rightsOf(list)));
      }),
    );
  });

  it('join titles that have the same rights', () => {
    const boxes = boxesOf(rightsOf([grant, { ...grant, titles: ['evening'] }]));
    expect(boxes.map(({ titles }) => titles)).toEqual([['courier', 'evening']]);
  });
});
