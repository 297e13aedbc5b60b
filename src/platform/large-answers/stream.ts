/**
 * Streams a large answer. Each piece is generated when the reader has taken the previous one, so a slow
 * reader occupies one piece. The slot ends with the stream, whether it completes, is cancelled, fails, or is
 * cut off because the reader is too slow. A failure breaks the connection, so that no partial answer passes
 * for a whole one.
 */
import { log } from '../log.ts';
import { READ_BYTES_PER_S, STALL_MS } from './limits.ts';
import { Pace } from './pace.ts';
import type { Slot } from './slots.ts';

export function streamInSlot(slot: Slot, pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  const pace = new Pace({ stallMs: STALL_MS, bytesPerS: READ_BYTES_PER_S });
  const logFields = { [slot.caller.kind]: slot.caller.id, path: slot.path };
  /** Piece that the reader has not taken yet. */
  let pendingPiece: { bytes: number; atMs: number } | undefined;
  let stallTimer: ReturnType<typeof setTimeout> | undefined;
  let hasEnded = false;

  const end = async () => {
    hasEnded = true;
    clearTimeout(stallTimer);
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
        clearTimeout(stallTimer);
        if (pendingPiece) pace.noteRead(pendingPiece.bytes, Date.now() - pendingPiece.atMs);
        try {
          const { done, value } = await next();
          // The reader has cancelled meanwhile.
          if (hasEnded) return;
          if (done) {
            await end();
            controller.close();
            return;
          }
          pendingPiece = { bytes: value.length, atMs: Date.now() };
          slot.renew(pendingPiece.atMs);
          controller.enqueue(value);
        } catch (error) {
          if (hasEnded) return;
          log('error', 'stream_cut_off', { ...logFields, error: String(error) });
          controller.error(error);
          await end();
          return;
        }
        stallTimer = setTimeout(() => {
          log('warn', 'reader_too_slow', logFields);
          controller.error(new Error('the reader is too slow'));
          void end();
        }, pace.leftMs);
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
