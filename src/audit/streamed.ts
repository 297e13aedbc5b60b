/** Answers that are written while they are read: one piece at a time, none before it is asked for. */
import { log } from '../platform/log.ts';

/** Whoever goes away ends the reading behind it. A failure cuts the answer off, so that nobody takes it for whole. */
export function streamed(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          log('error', 'stream_cut_off', { error: String(error) });
          controller.error(error);
        }
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
