import { describe, expect, it } from 'vitest';
import { CommitGroup } from '../../src/ledger/group.ts';

/** A commit that takes a turn of the event loop, and remembers its groups. */
function recording(fails: (request: number) => boolean = () => false) {
  const groups: number[][] = [];
  const commit = async (requests: number[]) => {
    groups.push(requests);
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (requests.some(fails)) throw new Error('refused');
    return requests.map((request) => request * 10);
  };
  return { groups, commit };
}

describe('group commit', () => {
  it('commits callers of the same turn together and answers each with its own', async () => {
    const { groups, commit } = recording();
    const group = new CommitGroup(10, commit);
    expect(await Promise.all([1, 2, 3].map((n) => group.submit(n)))).toEqual([10, 20, 30]);
    expect(groups).toEqual([[1, 2, 3]]);
  });

  it('lets callers that come during a commit share the next one', async () => {
    const { groups, commit } = recording();
    const group = new CommitGroup(10, commit);
    const first = group.submit(1);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.all([first, group.submit(2), group.submit(3)]);
    expect(groups).toEqual([[1], [2, 3]]);
  });

  it('keeps groups within their size and in order', async () => {
    const { groups, commit } = recording();
    const group = new CommitGroup(2, commit);
    await Promise.all([1, 2, 3, 4, 5].map((n) => group.submit(n)));
    expect(groups).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('does not let one bad request take its neighbours down', async () => {
    const { commit } = recording((request) => request === 2);
    const group = new CommitGroup(10, commit);
    const answers = await Promise.allSettled([1, 2, 3].map((n) => group.submit(n)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('goes on after a failure', async () => {
    const { commit } = recording((request) => request === 1);
    const group = new CommitGroup(10, commit);
    await expect(group.submit(1)).rejects.toThrow('refused');
    await expect(group.submit(2)).resolves.toBe(20);
  });
});
