import { describe, expect, it } from 'vitest';
import { CommitGroup } from '../../src/ledger/group.ts';

/** A commit that takes a turn of the event loop to settle, and remembers what it wrote. */
function recording(change: { refuses?: (request: number) => boolean; settles?: () => boolean } = {}) {
  const groups: number[][] = [];
  let syncs = 0;
  const commit = {
    write(requests: number[]) {
      if (requests.some(change.refuses ?? (() => false))) throw new Error('refused');
      groups.push(requests);
      return requests.map((request) => request * 10);
    },
    async settle() {
      syncs++;
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (change.settles?.() === false) throw new Error('unsettled');
    },
  };
  return { groups, commit, syncs: () => syncs };
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

  it('counts a request that writes much for what it writes, and takes one that is more than a group alone', async () => {
    const { groups, commit } = recording();
    const group = new CommitGroup(4, commit, (request) => request);
    await Promise.all([1, 3, 1, 9, 2, 2, 1].map((n) => group.submit(n)));
    expect(groups).toEqual([[1, 3], [1], [9], [2, 2], [1]]);
  });

  it('does not let one bad request take its neighbors down, and syncs once for them', async () => {
    const { commit, syncs } = recording({ refuses: (request) => request === 2 });
    const group = new CommitGroup(10, commit);
    const answers = await Promise.allSettled([1, 2, 3].map((n) => group.submit(n)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(syncs()).toBe(1);
  });

  it('writes nothing a second time when it is written but does not settle: everyone is rejected', async () => {
    const { groups, commit } = recording({ settles: () => false });
    const group = new CommitGroup(10, commit);
    const answers = await Promise.allSettled([1, 2, 3].map((n) => group.submit(n)));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(groups).toEqual([[1, 2, 3]]);
  });

  it('answers nobody before it has settled', async () => {
    let settled = false;
    const group = new CommitGroup<number, number>(10, {
      write: (requests) => requests,
      settle: async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        settled = true;
      },
    });
    await group.submit(1);
    expect(settled).toBe(true);
  });

  it('goes on after a failure of either half', async () => {
    let settles = false;
    const { commit } = recording({ refuses: (request) => request === 1, settles: () => settles });
    const group = new CommitGroup(10, commit);
    await expect(group.submit(1)).rejects.toThrow('refused');
    await expect(group.submit(2)).rejects.toThrow('unsettled');
    settles = true;
    await expect(group.submit(3)).resolves.toBe(30);
  });
});
