import { describe, expect, it } from 'vitest';
import { CallerGone, CommitGroup, type Outcome, TooManyWaiting } from '../../src/ledger/group.ts';

const refused: Outcome<number> = { error: new Error('refused') };

/** A commit that takes a turn of the event loop to settle, and remembers what it wrote. */
function recording(change: { refuses?: (request: number) => boolean; settles?: () => boolean } = {}) {
  const groups: number[][] = [];
  let syncs = 0;
  const commit = {
    write(requests: number[]): Outcome<number>[] {
      groups.push(requests);
      return requests.map((request) => (change.refuses?.(request) ? refused : { answer: request * 10 }));
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

  it('lets callers that come while a group gathers join it, unless its first request does not wait', async () => {
    const { groups, commit } = recording();
    const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 1));
    const gather = (first: number) => (first < 10 ? turn() : Promise.resolve());
    const group = new CommitGroup(100, commit, { gather });
    for (const requests of [
      [1, 2, 3],
      [10, 11, 12],
    ]) {
      const answers: Promise<number>[] = [];
      for (const request of requests) {
        answers.push(group.submit(request));
        for (let microtasks = 0; microtasks < 3; microtasks++) await Promise.resolve();
      }
      await Promise.all(answers);
    }
    expect(groups).toEqual([[1, 2, 3], [10], [11, 12]]);
  });

  it('keeps groups within their size and in order', async () => {
    const { groups, commit } = recording();
    const group = new CommitGroup(2, commit);
    await Promise.all([1, 2, 3, 4, 5].map((n) => group.submit(n)));
    expect(groups).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('counts a request that writes much for what it writes, and takes one that is more than a group alone', async () => {
    const { groups, commit } = recording();
    const group = new CommitGroup(4, commit, { weigh: (request) => request });
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
      write: (requests) => requests.map((answer) => ({ answer })),
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

describe('what waits for a commit', () => {
  /** While the first is being settled, the others come. */
  async function queued(
    bounds: ConstructorParameters<typeof CommitGroup<number, number>>[2],
    later: number[],
  ) {
    const { groups, commit } = recording();
    const group = new CommitGroup(100, commit, bounds);
    const first = group.submit(1);
    await Promise.resolve();
    await Promise.resolve();
    const answers = await Promise.allSettled([first, ...later.map((n) => group.submit(n))]);
    return { groups, group, answers: answers.slice(1) };
  }
  const reasons = (answers: PromiseSettledResult<number>[]) =>
    answers.map((answer) =>
      answer.status === 'fulfilled' ? answer.value : (answer.reason as object).constructor,
    );

  it('is no more than it may be, by weight; who comes then is turned away, and nothing of it is written', async () => {
    const { groups, group, answers } = await queued({ weigh: (n) => n, waitingMax: 10 }, [4, 5, 2, 1, 1]);
    expect(reasons(answers)).toEqual([40, 50, TooManyWaiting, 10, TooManyWaiting]);
    expect(groups).toEqual([[1], [4, 5, 1]]);
    expect(group.figures).toEqual({ waiting: 0, bytes: 0, turnedAway: 2, gone: 0 });
  });

  it('is no more than it may be, by bytes', async () => {
    const { groups, answers } = await queued({ bytesOf: (n) => n * 100, bytesMax: 1_000 }, [4, 7, 6]);
    expect(reasons(answers)).toEqual([40, TooManyWaiting, 60]);
    expect(groups).toEqual([[1], [4, 6]]);
  });

  it('may be anything when it is alone', async () => {
    const { commit } = recording();
    const group = new CommitGroup(100, commit, { weigh: (n: number) => n, waitingMax: 10 });
    await expect(group.submit(500)).resolves.toBe(5_000);
  });

  it('is let in again once there is room', async () => {
    const { commit } = recording();
    const group = new CommitGroup(100, commit, { waitingMax: 2 });
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.allSettled([1, 2, 3].map((n) => group.submit(n)));
      expect(reasons(answers)).toEqual([10, 20, TooManyWaiting]);
    }
    expect(group.figures).toMatchObject({ waiting: 0, turnedAway: 3 });
  });

  it('is not written when whoever sent it has given up by its turn, alone or among others', async () => {
    const disconnected = new Set<number>();
    const isGone = (n: number) => disconnected.has(n);
    for (const n of [2, 3, 5]) disconnected.add(n);
    const { groups, group, answers } = await queued({ isAbandoned: isGone }, [2, 3, 4, 5, 6]);
    expect(reasons(answers)).toEqual([CallerGone, CallerGone, 40, CallerGone, 60]);
    expect(groups).toEqual([[1], [4, 6]]);
    expect(group.figures).toEqual({ waiting: 0, bytes: 0, turnedAway: 0, gone: 3 });
    const alone = await queued({ isAbandoned: isGone }, [2, 5]);
    expect(reasons(alone.answers)).toEqual([CallerGone, CallerGone]);
    expect(alone.groups).toEqual([[1]]);
  });
});
