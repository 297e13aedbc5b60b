import { describe, expect, it } from 'vitest';
import { findDelivered } from '../../src/stamp/delivered-components.ts';
import { componentsDigest } from '../../src/stamp/text-digest.ts';

const part = (component: string, ...digests: string[]) => ({ component, digests });
const parts = [part('text', 'a'), part('picture', 'b', 'c'), part('chart', 'd')];

describe('what a receipt was signed for, without its entry', () => {
  it.each([
    [
      'everything',
      [
        ['text', 'a'],
        ['picture', 'c'],
        ['chart', 'd'],
      ],
    ],
    [
      'a part withheld',
      [
        ['picture', 'b'],
        ['chart', 'd'],
      ],
    ],
    ['the text alone', [['text', 'a']]],
    ['nothing', []],
  ])('%s', (_, pairs) => {
    const delivered = pairs.map(([component = '', digest = '']) => ({ component, digest }));
    expect(findDelivered(componentsDigest(delivered), parts)).toEqual(delivered);
  });

  it('a smaller picture, which goes out by itself alone', () => {
    const withSmaller = [
      { ...part('picture', 'b'), standaloneDigests: ['small', 'smaller'] },
      part('text', 'a'),
    ];
    const smaller = { component: 'picture', digest: 'smaller' };
    expect(findDelivered(componentsDigest([smaller]), withSmaller)).toEqual([smaller]);
    const together = [smaller, { component: 'text', digest: 'a' }];
    expect(findDelivered(componentsDigest(together), withSmaller)).toBeNull();
  });

  it('is not guessed when a part was another', () => {
    expect(findDelivered(componentsDigest([{ component: 'text', digest: 'x' }]), parts)).toBeNull();
    expect(findDelivered(componentsDigest([{ component: 'other', digest: 'a' }]), parts)).toBeNull();
  });

  it('is not looked for among too many choices', () => {
    const many = Array.from({ length: 13 }, (_, n) => part(`p${n}`, 'a'));
    expect(findDelivered(componentsDigest([]), many)).toBeNull();
    expect(findDelivered(componentsDigest([]), many.slice(1))).toEqual([]);
  });
});
