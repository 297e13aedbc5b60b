/**
 * A large answer is made while it is read, no more of it than is read, and gives its slot back however it
 * ends.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { READ_BYTES_PER_S, SLOT_LIMITS, STALL_MS } from '../../../src/platform/large-answers/limits.ts';
import { Slot, Slots } from '../../../src/platform/large-answers/slots.ts';
import { streamInSlot } from '../../../src/platform/large-answers/stream.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const PIECE = READ_BYTES_PER_S;

function answerOf(count: number, make: () => Promise<void> = async () => undefined) {
  const progress = { made: 0, ended: false };
  const pieces = (async function* () {
    try {
      for (; progress.made < count; ) {
        await make();
        yield new Uint8Array(PIECE).fill(++progress.made);
      }
    } finally {
      progress.ended = true;
    }
  })();
  const slots = new Slots(SLOT_LIMITS);
  const slot = slots.take(
    { caller: { kind: 'operator', id: 'opr_1' }, path: '/v1/audit/exports' },
    Date.now(),
  );
  if (!(slot instanceof Slot)) throw new Error('no slot');
  return { seen: progress, slots, reader: streamInSlot(slot, pieces).getReader() };
}

/** Lines of the log. */
function linesOf(level: 'warn' | 'error') {
  const logSpy = vi.spyOn(console, level).mockReturnValue();
  return () => logSpy.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>);
}

describe('the stream of a large answer', () => {
  it('makes each piece when it is asked for', async () => {
    const { seen: progress, reader } = answerOf(3);
    await vi.advanceTimersByTimeAsync(5);
    expect(progress.made).toBe(0);
    for (const count of [1, 2, 3]) {
      expect((await reader.read()).value?.[0]).toBe(count);
      await vi.advanceTimersByTimeAsync(5);
      expect(progress.made).toBe(count);
    }
    expect((await reader.read()).done).toBe(true);
  });

  it('gives its slot back when it has been read', async () => {
    const { slots, reader } = answerOf(2);
    while (!(await reader.read()).done) expect(slots.underWay).toBe(1);
    expect(slots.underWay).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends what it is made from, and its slot, when the reader goes away', async () => {
    const { seen: progress, slots, reader } = answerOf(3);
    await reader.read();
    await reader.cancel();
    expect(progress).toEqual({ made: 1, ended: true });
    expect(slots.underWay).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives its slot back at once, and says nothing, when the reader goes away while a piece is made', async () => {
    const errors = linesOf('error');
    const {
      seen: progress,
      slots,
      reader,
    } = answerOf(3, () => new Promise((resolve) => setTimeout(resolve, 1_000)));
    const reading = reader.read();
    await vi.advanceTimersByTimeAsync(500);
    const cancelled = reader.cancel();
    expect(slots.underWay).toBe(0);
    await vi.advanceTimersByTimeAsync(500);
    await cancelled;
    expect(progress.ended).toBe(true);
    expect((await reading).done).toBe(true);
    expect(errors()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is cut off, not ended, when something fails', async () => {
    const errors = linesOf('error');
    let count = 0;
    const { slots, reader } = answerOf(3, async () => {
      if (++count === 2) throw new Error('D1 is gone');
    });
    await reader.read();
    await expect(reader.read()).rejects.toThrow('D1 is gone');
    expect(slots.underWay).toBe(0);
    expect(errors()).toMatchObject([
      { event: 'stream_cut_off', operator: 'opr_1', path: '/v1/audit/exports', error: 'Error: D1 is gone' },
    ]);
  });

  it('is cut off, and gives everything back, when the reader takes nothing', async () => {
    const warnings = linesOf('warn');
    const { seen: progress, slots, reader } = answerOf(3);
    await reader.read();
    await vi.advanceTimersByTimeAsync(STALL_MS - 1);
    expect(slots.underWay).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(slots.underWay).toBe(0);
    expect(progress.ended).toBe(true);
    expect(warnings()).toMatchObject([{ event: 'reader_too_slow', operator: 'opr_1' }]);
    await expect(reader.read()).rejects.toThrow('too slow');
  });

  it('is cut off when the reader takes a little now and then, and holds a slot for minutes by it', async () => {
    linesOf('warn');
    const { slots, reader } = answerOf(1_000);
    let minutes = 0;
    try {
      for (; minutes < 10; minutes += 0.5) {
        await reader.read();
        await vi.advanceTimersByTimeAsync(30_000);
      }
    } catch {}
    expect(minutes).toBeLessThanOrEqual(1.5);
    expect(slots.underWay).toBe(0);
  });

  it('goes on for as long as it takes while the reader keeps up', async () => {
    const { slots, reader } = answerOf(1_000);
    for (let n = 0; n < 1_000; n++) {
      expect((await reader.read()).done).toBe(false);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(slots.underWay).toBe(1);
    expect((await reader.read()).done).toBe(true);
  });

  it('does not count against the reader what it waited for a piece', async () => {
    const { slots, reader } = answerOf(5, () => new Promise((resolve) => setTimeout(resolve, 45_000)));
    for (let n = 0; n < 5; n++) {
      const reading = reader.read();
      await vi.advanceTimersByTimeAsync(45_000);
      expect((await reading).done).toBe(false);
    }
    expect(slots.underWay).toBe(1);
  });

  it('is cut off when its slot has lapsed and another has it', async () => {
    linesOf('error');
    const slots = new Slots({ ...SLOT_LIMITS, answersMax: 1, lapseMs: 1_000 });
    const caller = { kind: 'operator', id: 'opr_1' } as const;
    const slot = slots.take({ caller, path: '/' }, Date.now()) as Slot;
    const pieces = (async function* () {
      for (;;) yield new Uint8Array(PIECE);
    })();
    const reader = streamInSlot(slot, pieces).getReader();
    await reader.read();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(slots.take({ caller, path: '/' }, Date.now())).toBeInstanceOf(Slot);
    await expect(reader.read()).rejects.toThrow('lapsed');
    expect(slots.underWay).toBe(1);
  });
});
