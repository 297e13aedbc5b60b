/** What is streamed is made when it is read, and no more of it than is read. */
import { describe, expect, it, vi } from 'vitest';
import { streamed } from '../../src/audit/streamed.ts';

function counted(count: number) {
  const seen = { made: 0, ended: false };
  const pieces = (async function* () {
    try {
      for (; seen.made < count; ) yield Uint8Array.of(++seen.made);
    } finally {
      seen.ended = true;
    }
  })();
  return { seen, reader: streamed(pieces).getReader() };
}

/** In which whoever makes ahead would make more. */
const aMoment = () => new Promise((next) => setTimeout(next, 5));

describe('a streamed answer', () => {
  it('makes each piece when it is asked for', async () => {
    const { seen, reader } = counted(3);
    await aMoment();
    expect(seen.made).toBe(0);
    for (const made of [1, 2, 3]) {
      expect((await reader.read()).value).toEqual(Uint8Array.of(made));
      await aMoment();
      expect(seen.made).toBe(made);
    }
    expect((await reader.read()).done).toBe(true);
  });

  it('ends what it is made from when the reader goes away', async () => {
    const { seen, reader } = counted(3);
    await reader.read();
    await reader.cancel();
    expect(seen).toEqual({ made: 1, ended: true });
  });

  it('is cut off, not ended, when something fails', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const failing = (async function* () {
      yield Uint8Array.of(1);
      throw new Error('D1 is gone');
    })();
    const reader = streamed(failing).getReader();
    await reader.read();
    await expect(reader.read()).rejects.toThrow('D1 is gone');
  });
});
