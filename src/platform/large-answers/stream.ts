/**
 * The body of a large answer: a piece is made when the reader has taken the one before, so a slow reader
 * holds one piece. The slot ends with the stream, however it ends: read as a whole, given up by the reader,
 * failed, or cut off because the reader is too slow. A failure breaks the connection, so that nobody takes a
 * part for the whole.
 */
import { log } from '../log.ts';
import { READ_BYTES_PER_S, STALL_MS } from './limits.ts';
import { Pace } from './pace.ts';
import type { Slot } from './slots.ts';

export function streamInSlot(slot: Slot, pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  const pace = new Pace({ stallMs: STALL_MS, bytesPerS: READ_BYTES_PER_S });
  const about = { [slot.caller.kind]: slot.caller.id, path: slot.path };
  /** The piece that the reader has yet to take. */
  let handed: { bytes: number; atMs: number } | undefined;
  let stalled: ReturnType<typeof setTimeout> | undefined;
  let hasEnded = false;

  const end = async () => {
    hasEnded = true;
    clearTimeout(stalled);
    slot.end();
    await pieces.return(undefined).catch(() => undefined);
  };
  const next = async () => {
    if (!slot.renew(Date.now())) throw new Error('the slot has lapsed');
    return pieces.next();
  };

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(stalled);
        if (handed) pace.noteRead(handed.bytes, Date.now() - handed.atMs);
        try {
          const { done, value } = await next();
          // The reader has gone meanwhile.
          if (hasEnded) return;
          if (done) {
            await end();
            controller.close();
            return;
          }
          handed = { bytes: value.length, atMs: Date.now() };
          slot.renew(handed.atMs);
          controller.enqueue(value);
        } catch (error) {
          if (hasEnded) return;
          log('error', 'stream_cut_off', { ...about, error: String(error) });
          controller.error(error);
          await end();
          return;
        }
        stalled = setTimeout(() => {
          log('warn', 'reader_too_slow', about);
          controller.error(new Error('the reader is too slow'));
          void end();
        }, pace.leftMs);
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
