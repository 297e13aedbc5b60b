import { expect, test } from 'vitest';
import { disagreement, repeatedIn } from './judge.ts';
import { Story } from './story.ts';

const NONE: ReadonlySet<string> = new Set();
const change = (changeType: string, id = 'itm_a') => ({ id, version: '1', changeType });
const saw = (name: string, ...observed: ReturnType<typeof change>[]) => ({ name, observed });

test('readers who saw two changes in different orders disagree', () => {
  const one = saw('one', change('new'), change('new', 'itm_b'));
  const other = saw('other', change('new', 'itm_b'), change('new'));
  expect(disagreement(one, one, NONE)).toEqual([]);
  expect(disagreement(one, other, NONE)).toEqual(['one saw itm_a new 1 where other saw itm_b new 1']);
});

test('readers who were each told of another restriction of the same version agree', () => {
  const story = new Story('urn:soak:a', 'news');
  story.id = 'itm_a';
  for (const changeType of ['new', 'advisory', 'advisory'])
    story.add({ version: '1', changeType, began: 0, acked: 1 });
  const between = change('new', 'itm_b');
  const first = saw('first', change('new'), change('advisory'), between);
  const second = saw('second', change('new'), between, change('advisory'));
  expect(disagreement(first, second, NONE)).not.toEqual([]);
  expect(disagreement(first, second, repeatedIn([story]))).toEqual([]);
});
